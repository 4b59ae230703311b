package lower

import (
	"cmp"
	"errors"
	"fmt"
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

// maxErrors is how many errors the compiler prints before it gives up.
const maxErrors = 10

type checked struct {
	fset    *token.FileSet
	info    *types.Info
	pkg     *types.Package
	files   []*ast.File
	src     []trace.File
	version map[*ast.File]string
}

// Compile type-checks and lowers a program. If there are diagnostics, the
// program is nil.
func Compile(files []trace.File) (*Program, []Diagnostic) {
	c, diags := check(files)
	if len(diags) > 0 {
		return nil, diags
	}
	p := lowerProgram(c, &diags)
	if len(diags) > 0 {
		return nil, diags
	}
	return p, nil
}

func check(src []trace.File) (*checked, []Diagnostic) {
	c := &checked{fset: token.NewFileSet(), src: src, version: map[*ast.File]string{}}
	var diags []Diagnostic
	if len(src) == 0 {
		return nil, []Diagnostic{{Message: "no Go files", Kind: KindSyntax}}
	}
	for _, f := range src {
		file, err := parser.ParseFile(c.fset, f.Name, f.Text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			diags = append(diags, syntaxErrors(err, f)...)
			continue
		}
		c.files = append(c.files, file)
	}
	if len(diags) > 0 {
		return nil, limit(diags)
	}
	for _, file := range c.files {
		if file.Name.Name != "main" {
			diags = append(diags, c.at(file.Name, KindUnsupported, "package "+file.Name.Name+" is not a main package", "A program to run begins with “package main”."))
		}
		diags = append(diags, c.imports(file)...)
	}
	if len(diags) > 0 {
		return nil, limit(diags)
	}
	c.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{
		GoVersion: GoVersion,
		Importer:  stdlib.Importer(),
		Sizes:     types.SizesFor("gc", "amd64"),
		Error: func(err error) {
			var te types.Error
			if errors.As(err, &te) {
				diags = append(diags, c.typeError(te))
			}
		},
	}
	pkg, _ := conf.Check("main", c.fset, c.files, c.info)
	if len(diags) > 0 {
		return nil, limit(diags)
	}
	if _, ok := pkg.Scope().Lookup("main").(*types.Func); !ok {
		return nil, []Diagnostic{{File: src[0].Name, Line: 1, Col: 1, Message: "function main is undeclared in the main package", Kind: KindType}}
	}
	c.pkg = pkg
	for _, file := range c.files {
		v := c.info.FileVersions[file]
		if v == "" {
			v = GoVersion
		}
		c.version[file] = v
	}
	return c, nil
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

func (c *checked) imports(file *ast.File) []Diagnostic {
	var diags []Diagnostic
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if stdlib.Has(path) {
			continue
		}
		hint := "Available packages: " + strings.Join(stdlib.Packages(), ", ") + "."
		diags = append(diags, c.at(spec.Path, KindUnsupported, "import of "+strconv.Quote(path)+": this package is not available", hint))
	}
	return diags
}

func (c *checked) typeError(te types.Error) Diagnostic {
	p := c.fset.Position(te.Pos)
	d := Diagnostic{File: p.Filename, Line: p.Line, Col: p.Column, Message: te.Msg, Kind: KindType}
	for _, f := range c.files {
		if f.FileStart <= te.Pos && te.Pos < f.FileEnd {
			d.Len = tokenLen(c.text(f), p.Offset)
		}
	}
	return d
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

func syntaxErrors(err error, f trace.File) []Diagnostic {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return []Diagnostic{{File: f.Name, Line: 1, Col: 1, Message: "syntax error: " + err.Error(), Kind: KindSyntax}}
	}
	var diags []Diagnostic
	line := -1
	for _, e := range list {
		if e.Pos.Line == line { // one mistake, one message: the compiler reports one syntax error a line
			continue
		}
		line = e.Pos.Line
		diags = append(diags, Diagnostic{File: f.Name, Line: e.Pos.Line, Col: e.Pos.Column,
			Len: tokenLen(f.Text, e.Pos.Offset), Message: "syntax error: " + e.Msg, Kind: KindSyntax})
	}
	return diags
}

// limit orders diagnostics by place and keeps as many as the compiler prints.
func limit(diags []Diagnostic) []Diagnostic {
	slices.SortStableFunc(diags, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	if len(diags) > maxErrors {
		diags = append(diags[:maxErrors:maxErrors], Diagnostic{Message: "too many errors", Kind: diags[0].Kind})
	}
	return diags
}

// Format prints diagnostics as the go command does.
func Format(diags []Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		if d.File == "" {
			fmt.Fprintln(&b, d.Message)
			continue
		}
		fmt.Fprintln(&b, d)
	}
	return b.String()
}
