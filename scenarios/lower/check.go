package lower

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strconv"
	"strings"

	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/trace"
)

// GoVersion is the language version of files that do not choose one.
const GoVersion = "go1.26"

// checked is a package of the program.
type checked struct {
	unit
	main bool // the program's main package
	src  []trace.File
	// broken are the literals, and suspended the operands of go and defer,
	// about which the compiler has said something already.
	broken, suspended []token.Pos
}

// Compile type-checks and lowers a program. If there are diagnostics, the
// program is nil.
func Compile(files []trace.File) (*Program, []Diagnostic) {
	checked, diags := check(files, maxErrors)
	if len(diags) > 0 {
		return nil, diags
	}
	p := lowerProgram(files, initOrder(checked.units), &diags)
	if len(diags) > 0 {
		return nil, diags
	}
	p.TestName = checked.testName
	return p, nil
}

// check parses and type-checks a package, and reports at most limit
// errors.
func (c *checked) check(imp types.Importer, limit int) []Diagnostic {
	src := c.src
	if diags := loadErrors(src, c.main); len(diags) > 0 {
		return diags
	}
	log := errorLog{limit: limit}
	recognised, wrong := syntaxErrors(src, &log)
	if wrong {
		return log.flush()
	}
	var refused []Diagnostic
	for i, f := range src {
		// An error here is in the log already: the compiler goes on to check
		// types unless it is the syntax that is wrong.
		file, _ := parser.ParseFile(c.fset, f.Name, recognised[i].repaired(), parser.ParseComments|parser.SkipObjectResolution)
		c.files = append(c.files, file)
		refused = append(refused, c.imports(file, imp)...)
		base := c.fset.File(file.FileStart)
		for _, offset := range recognised[i].scan.broken {
			c.broken = append(c.broken, base.Pos(offset))
		}
		for _, e := range recognised[i].later {
			c.suspended = append(c.suspended, base.Pos(e.offset))
		}
	}
	if len(refused) > 0 && len(log.diags) == 0 {
		return refused
	}
	c.checkTypes(imp, &log)
	if len(log.diags) == 0 {
		c.missingBodies(&log)
		for i, r := range recognised {
			base := c.fset.File(c.files[i].FileStart)
			for _, offset := range r.misplaced {
				log.add(c.typeError(types.Error{Pos: base.Pos(offset), Msg: misplacedDirective}))
			}
		}
	}
	if diags := log.flush(); len(diags) > 0 {
		return diags
	}
	// With tests another package is the one that is linked.
	if _, ok := c.pkg.Scope().Lookup("main").(*types.Func); !ok && c.main && !slices.ContainsFunc(src, isTest) {
		return []Diagnostic{{Message: "function main is undeclared in the main package", Kind: KindLink}}
	}
	for _, file := range c.files {
		v := c.info.FileVersions[file]
		if v == "" {
			v = GoVersion
		}
		c.version[file] = v
	}
	return nil
}

// checkTypes fills in info and pkg.
func (c *checked) checkTypes(imp types.Importer, log *errorLog) {
	c.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	var diags []Diagnostic
	dropped := false // the error that go/types reports is not to be shown
	conf := types.Config{
		GoVersion: GoVersion,
		Importer:  imp,
		Sizes:     types.SizesFor("gc", "amd64"),
		Error: func(err error) {
			var te types.Error
			if !errors.As(err, &te) {
				return
			}
			// go/types reports the parts of an error one by one, indented.
			msg, part := strings.CutPrefix(te.Msg, "\t")
			if !part {
				dropped = reportedByParser.MatchString(msg) || slices.Contains(c.broken, te.Pos) ||
					slices.Contains(c.suspended, te.Pos) && (strings.HasSuffix(msg, "is not used") || strings.HasSuffix(msg, "must be called"))
			}
			if dropped {
				return
			}
			te.Msg = msg
			d := c.typeError(te)
			if part {
				diags[len(diags)-1].Message += "\n\t" + d.String()
				return
			}
			diags = append(diags, d)
		},
	}
	c.pkg, _ = conf.Check(c.path, c.fset, c.files, c.info)
	for _, d := range diags {
		log.add(d)
	}
}

// missingBodies logs the functions that are declared only, which the compiler
// notices after checking types.
func (c *checked) missingBodies(log *errorLog) {
	for _, file := range c.files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil {
				at := f.Name.Pos()
				if f.Recv != nil {
					at = f.Recv.Opening
				}
				log.add(c.typeError(types.Error{Pos: at, Msg: "missing function body"}))
			}
		}
	}
}

// perIteration reports whether loop variables of a file of language version v
// are new in each iteration (Go 1.22).
func perIteration(v string) bool { return version.Compare(v, "go1.22") >= 0 }

func (c *checked) at(n ast.Node, kind Kind, msg, hint string) Diagnostic {
	p, e := c.fset.Position(n.Pos()), c.fset.Position(n.End())
	d := Diagnostic{File: p.Filename, Line: p.Line, Col: p.Column, Message: msg, Hint: hint, Kind: kind}
	if e.Line == p.Line {
		d.Len = e.Column - p.Column
	}
	return d
}

func (c *checked) imports(file *ast.File, imp types.Importer) []Diagnostic {
	var diags []Diagnostic
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if own, ok := imp.(importer); ok && own[path] != nil {
			continue
		}
		if !stdlib.Has(path) {
			diags = append(diags, c.at(spec.Path, KindUnsupported, "import of "+strconv.Quote(path)+": this package is not available", importHint(path)))
			continue
		}
		if _, err := stdlib.Import(path); err != nil {
			diags = append(diags, c.at(spec.Path, KindUnsupported, "import of "+strconv.Quote(path)+": "+err.Error(), ""))
		}
	}
	return diags
}

func (c *checked) text(f *ast.File) string {
	name := c.fset.Position(f.FileStart).Filename
	for _, s := range c.src {
		if s.Name == name {
			return s.Text
		}
	}
	return ""
}

// tokenLen is the length of the token at an offset of the source.
func tokenLen(text string, offset int) int {
	if offset < 0 || offset >= len(text) {
		return 0
	}
	fset := token.NewFileSet()
	rest := text[offset:]
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(rest)), []byte(rest), nil, 0)
	_, tok, lit := s.Scan()
	if lit != "" && lit != "\n" {
		return len(lit)
	}
	return len(tok.String())
}
