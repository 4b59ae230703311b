package lower

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopark/scenarios/trace"
)

// A program with a file called *_test.go is run as go test runs it: a main
// package that is written here calls its tests, examples and TestMain.

// testMain is the import path of that main package.
const testMain = "testmain"

func isTest(f trace.File) bool { return strings.HasSuffix(f.Name, "_test.go") }

// addTests checks the package in the uppermost folder, with its tests, and
// the external tests beside it (package x_test).
func (p *program) addTests() []Diagnostic {
	var inside, outside []trace.File
	name := ""
	for _, f := range p.groups["."] {
		file, _ := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.PackageClauseOnly)
		switch {
		case file == nil || file.Name == nil:
			inside = append(inside, f)
		case isTest(f) && strings.HasSuffix(file.Name.Name, "_test"):
			outside = append(outside, f)
			if name == "" {
				name = strings.TrimSuffix(file.Name.Name, "_test")
			}
		default:
			inside = append(inside, f)
			name = file.Name.Name
		}
	}
	if p.module != playModule || len(outside) > 0 {
		name = p.module
	}
	for i, files := range [][]trace.File{inside, outside} {
		if len(files) == 0 {
			continue
		}
		if diags := p.imports(".", files, nil); len(diags) > 0 && !(i == 1 && strings.HasPrefix(diags[0].Message, "import ")) {
			return diags
		}
		path := name
		if i == 1 {
			path += "_test"
		}
		if diags := p.check(path, files); len(diags) > 0 {
			return diags
		}
	}
	u, diags := p.testMainPackage(name)
	if len(diags) > 0 {
		return diags
	}
	p.units = append(p.units, u)
	return nil
}

// testMainPackage writes and checks the main package that runs the tests.
func (p *program) testMainPackage(name string) (*unit, []Diagnostic) {
	var tests, examples, imports strings.Builder
	main := "nil"
	for i, u := range p.units {
		if u.path != name && u.path != name+"_test" {
			continue
		}
		local := fmt.Sprintf("p%d", i)
		used := false
		for _, file := range u.files {
			if !strings.HasSuffix(u.fset.Position(file.Package).Filename, "_test.go") {
				continue
			}
			for _, d := range file.Decls {
				fd, ok := d.(*ast.FuncDecl)
				if !ok || fd.Recv != nil {
					continue
				}
				fn := local + "." + fd.Name.Name
				switch {
				case fd.Name.Name == "TestMain" && takes(u, fd, "M"):
					main, used = fn, true
				case isTestName(fd.Name.Name, "Test") && takes(u, fd, "T"):
					fmt.Fprintf(&tests, "\t\t{%q, %s},\n", fd.Name.Name, fn)
					used = true
				case isTestName(fd.Name.Name, "Fuzz") && takes(u, fd, "F"):
					pos := u.fset.Position(fd.Name.Pos())
					return nil, []Diagnostic{{File: pos.Filename, Line: pos.Line, Col: pos.Column, Len: len(fd.Name.Name), Kind: KindUnsupported,
						Message: fmt.Sprintf(fuzzTest.message, fd.Name.Name), Hint: fuzzTest.hint}}
				case isTestName(fd.Name.Name, "Example") && len(fd.Type.Params.List) == 0:
					if text, unordered, ok := exampleOutput(file, fd); ok {
						fmt.Fprintf(&examples, "\t\t{%q, %s, %q, %t},\n", fd.Name.Name, fn, text, unordered)
						used = true
					}
				}
			}
		}
		if used {
			fmt.Fprintf(&imports, "\t%s %s\n", local, strconv.Quote(u.path))
		}
	}
	p.testName = "command-line-arguments"
	if p.module != playModule {
		p.testName = p.module
	}
	text := "package main\n\nimport (\n\t\"testing\"\n" + imports.String() + ")\n\nfunc main() {\n\ttesting.MainStart([]testing.InternalTest{\n" + tests.String() + "\t}, []testing.InternalExample{\n" + examples.String() + "\t}, " + main + ")\n}\n"
	c := &checked{src: []trace.File{{Name: "testmain.go", Text: text}}, main: true, unit: unit{path: testMain, prefix: prefixOf(testMain), library: true,
		fset: p.fset, version: map[*ast.File]string{}}}
	if diags := c.check(p.imp, p.limit); len(diags) > 0 {
		return nil, diags
	}
	return &c.unit, nil
}

// takes reports whether fd has one parameter, a *testing.T, M or F.
func takes(u *unit, fd *ast.FuncDecl, name string) bool {
	fo, ok := u.info.Defs[fd.Name].(*types.Func)
	if !ok || fo.Signature().Params().Len() != 1 || fo.Signature().TypeParams() != nil {
		return false
	}
	p, ok := fo.Signature().Params().At(0).Type().(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "testing" && n.Obj().Name() == name
}

// isTestName is cmd/go/internal/load: isTest.
func isTestName(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLower(r)
}

var outputComment = regexp.MustCompile(`(?i)^[[:space:]]*(unordered )?output:`)

// exampleOutput is what the last comment in an example says it prints
// (go/doc: exampleOutput).
func exampleOutput(file *ast.File, fd *ast.FuncDecl) (text string, unordered, ok bool) {
	var last *ast.CommentGroup
	for _, c := range file.Comments {
		if c.Pos() >= fd.Body.Pos() && c.End() <= fd.Body.End() {
			last = c
		}
	}
	if last == nil {
		return "", false, false
	}
	text = last.Text()
	m := outputComment.FindStringSubmatchIndex(text)
	if m == nil {
		return "", false, false
	}
	unordered = m[2] >= 0
	text = strings.TrimLeft(text[m[1]:], " ")
	return strings.TrimPrefix(text, "\n"), unordered, true
}
