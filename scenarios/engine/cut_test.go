package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

// A corpus is the source of a package from which parts are cut: a part keeps
// some of the declarations where they stand, with spaces in the place of all
// others, so that lines stay the same.
type corpus struct {
	files  []*corpusFile
	byName map[string][]*corpusDecl // of package-level names; a type has its methods too
}

type corpusFile struct {
	name    string
	text    string
	imports []corpusImport
	decls   []*corpusDecl
}

type corpusImport struct {
	local, path string
	from, to    int
}

// corpusDecl is a declaration.
type corpusDecl struct {
	file          *corpusFile
	from, to      int // in the text
	line, endLine int
	uses          map[string]bool   // names that occur in it
	packages      map[string]string // packages that it uses, by local name
	selectors     []string          // as path.Name
}

// readCorpus reads the Go files that match patterns. edit may change a text.
func readCorpus(t testing.TB, patterns []string, edit func(name, text string) string) *corpus {
	c := &corpus{byName: map[string][]*corpusDecl{}}
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c.add(t, filepath.Base(name), edit(filepath.Base(name), string(text)))
		}
	}
	return c
}

func (c *corpus) add(t testing.TB, name, text string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	f := &corpusFile{name: name, text: text}
	c.files = append(c.files, f)
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			break
		}
		for _, spec := range g.Specs {
			s, n := spec.(*ast.ImportSpec), ast.Node(spec)
			if !g.Lparen.IsValid() {
				n = g
			}
			p, _ := strconv.Unquote(s.Path.Value)
			local := path.Base(p)
			if s.Name != nil {
				local = s.Name.Name
			}
			f.imports = append(f.imports, corpusImport{local, p, offset(n.Pos()), offset(n.End())})
		}
	}
	for _, d := range file.Decls {
		cd := &corpusDecl{file: f, from: offset(d.Pos()), to: offset(d.End()), line: fset.Position(d.Pos()).Line, endLine: fset.Position(d.End()).Line,
			uses: map[string]bool{}, packages: map[string]string{}}
		var names []string
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc != nil {
				cd.from = offset(d.Doc.Pos())
			}
			names = append(names, d.Name.Name)
			if d.Recv != nil {
				names = []string{receiverName(d.Recv.List[0].Type)}
			}
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			if d.Doc != nil {
				cd.from = offset(d.Doc.Pos())
			}
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names = append(names, s.Name.Name)
				case *ast.ValueSpec:
					for _, id := range s.Names {
						names = append(names, id.Name)
					}
				}
			}
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				cd.uses[n.Name] = true
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok {
					for _, i := range f.imports {
						if i.local == x.Name {
							cd.packages[i.local] = i.path
							cd.selectors = append(cd.selectors, i.path+"."+n.Sel.Name)
						}
					}
				}
			}
			return true
		})
		f.decls = append(f.decls, cd)
		for _, n := range names {
			c.byName[n] = append(c.byName[n], cd)
		}
	}
}

func receiverName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "_"
}

// functions lists the functions with a name that ok accepts, and the file each
// is in.
func (c *corpus) functions(ok func(name string) bool) (names []string, file map[string]string) {
	file = map[string]string{}
	for n, ds := range c.byName {
		if strings.HasPrefix(ds[0].file.text[ds[0].from:], "type ") || !ok(n) {
			continue
		}
		names = append(names, n)
		file[n] = ds[0].file.name
	}
	slices.Sort(names)
	return names, file
}

// part adds to keep the declarations of names and all that they need, by name.
func (c *corpus) part(keep map[*corpusDecl]bool, names ...string) {
	for _, n := range names {
		for _, d := range c.byName[n] {
			if keep[d] {
				continue
			}
			keep[d] = true
			for u := range d.uses {
				c.part(keep, u)
			}
		}
	}
}

// at is the declaration on a line of a file.
func (c *corpus) at(file string, line int) *corpusDecl {
	for _, f := range c.files {
		for _, d := range f.decls {
			if f.name == file && d.line <= line && line <= d.endLine {
				return d
			}
		}
	}
	return nil
}

// text is a part of the corpus; files that nothing is left of are left out.
func (c *corpus) text(keep map[*corpusDecl]bool) []trace.File {
	var files []trace.File
	for _, f := range c.files {
		b := []byte(f.text)
		blank := func(from, to int) {
			for i := from; i < to; i++ {
				if b[i] != '\n' {
					b[i] = ' '
				}
			}
		}
		any, used := false, map[string]bool{}
		for _, d := range f.decls {
			if !keep[d] {
				blank(d.from, d.to)
				continue
			}
			any = true
			for local := range d.packages {
				used[local] = true
			}
		}
		if !any {
			continue
		}
		for _, i := range f.imports {
			if !used[i.local] {
				blank(i.from, i.to)
			}
		}
		files = append(files, trace.File{Name: f.name, Text: string(b)})
	}
	return files
}
