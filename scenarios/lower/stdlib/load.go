package stdlib

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
)

//go:embed export.bin
var export []byte

// GoVersion is the language version of library code.
const GoVersion = "go1.26"

// Package is a package of the library that is interpreted.
type Package struct {
	Entry *Entry
	Types *types.Package
	Info  *types.Info
	Files []*ast.File
}

// library holds what has been loaded. Programs share it.
type library struct {
	mu     sync.Mutex
	fset   *token.FileSet
	types  map[string]*types.Package // those loaded, and those that export data mentions
	loaded map[string]*types.Package
	source map[*types.Package]*Package
	native map[string]nativeData
}

// nativeData is the export data of a native package.
type nativeData struct {
	needs []string // interpreted packages whose types its declarations mention
	data  []byte
}

var lib = library{
	fset:   token.NewFileSet(),
	types:  map[string]*types.Package{},
	loaded: map[string]*types.Package{"unsafe": types.Unsafe},
	source: map[*types.Package]*Package{},
}

// Fset has the positions in library code.
func Fset() *token.FileSet { return lib.fset }

// Import gives the declarations of package path. They are shared between
// programs. It is safe for concurrent use.
func Import(path string) (*types.Package, error) {
	lib.mu.Lock()
	defer lib.mu.Unlock()
	return lib.load(path)
}

// Source gives the package behind p if it is interpreted, else nil.
func Source(p *types.Package) *Package {
	lib.mu.Lock()
	defer lib.mu.Unlock()
	return lib.source[p]
}

// IsNativeVar reports whether v, declared by an interpreted package, is the
// variable compiled into the engine: an error that native code returns too.
func IsNativeVar(v *types.Var) bool {
	e := entries[v.Pkg().Path()]
	return e != nil && e.Native && e.Interpreted() && v.Exported() && types.Identical(v.Type(), types.Universe.Lookup("error").Type())
}

func (l *library) load(path string) (*types.Package, error) {
	if p := l.loaded[path]; p != nil {
		return p, nil
	}
	e := entries[path]
	if e == nil {
		return nil, fmt.Errorf("package %s is not available", path)
	}
	if e.Interpreted() {
		return l.check(e)
	}
	return l.read(path)
}

// read reads the export data of a native package. Interpreted packages that it
// mentions come first, so that there is one of each type.
func (l *library) read(path string) (*types.Package, error) {
	if l.native == nil {
		if err := l.unpack(); err != nil {
			return nil, err
		}
	}
	n, ok := l.native[path]
	if !ok {
		return nil, fmt.Errorf("package %s is not available", path)
	}
	for _, p := range n.needs {
		if _, err := l.load(p); err != nil {
			return nil, err
		}
	}
	p, err := gcexportdata.Read(bytes.NewReader(n.data), l.fset, l.types, path)
	l.loaded[path] = p
	return p, err
}

// unpack reads export.bin: for each package a line "path size needs…", then
// that many bytes.
func (l *library) unpack() error {
	zr, err := gzip.NewReader(bytes.NewReader(export))
	if err != nil {
		return fmt.Errorf("export.bin: %w", err)
	}
	data, err := io.ReadAll(zr)
	if err != nil {
		return fmt.Errorf("export.bin: %w", err)
	}
	l.native = map[string]nativeData{}
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		words := strings.Fields(string(line))
		size := 0
		if _, err := fmt.Sscan(words[1], &size); err != nil {
			return fmt.Errorf("export.bin: %w", err)
		}
		l.native[words[0]] = nativeData{words[2:], rest[:size]}
		data = rest[size:]
	}
	return nil
}

// importer imports for library code. What is not in the list is an empty
// package: library code may mention it in functions that are replaced.
type importer struct{ l *library }

func (i importer) Import(path string) (*types.Package, error) {
	if entries[path] == nil && path != "unsafe" {
		p := types.NewPackage(path, path[strings.LastIndexByte(path, '/')+1:])
		p.MarkComplete()
		return p, nil
	}
	return i.l.load(path)
}

// check parses and type-checks an interpreted package.
func (l *library) check(e *Entry) (*types.Package, error) {
	files, err := own(e)
	if err != nil {
		return nil, err
	}
	var ours []file
	if e.Overlay {
		if ours, err = overlay(e.Path); err != nil {
			return nil, err
		}
	}
	parse := func(list []file) []*ast.File {
		var trees []*ast.File
		for _, f := range list {
			tree, perr := parser.ParseFile(l.fset, e.Path+"/"+f.name, f.text, parser.SkipObjectResolution)
			err = errors.Join(err, perr)
			trees = append(trees, tree)
		}
		return trees
	}
	trees, over := parse(files), parse(ours)
	if err != nil {
		return nil, err
	}
	replace(trees, over)
	p := &Package{Entry: e, Files: slices.Concat(trees, over), Info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances: map[*ast.Ident]types.Instance{},
	}}
	var wrong []error
	conf := types.Config{
		GoVersion: GoVersion,
		Importer:  importer{l},
		Sizes:     types.SizesFor("gc", "amd64"),
		Error: func(err error) {
			var te types.Error
			if errors.As(err, &te) && te.Soft { // an import that only replaced functions used
				return
			}
			wrong = append(wrong, err)
		},
	}
	p.Types, _ = conf.Check(e.Path, l.fset, p.Files, p.Info)
	if len(wrong) > 0 {
		return nil, fmt.Errorf("package %s: %w", e.Path, errors.Join(wrong...))
	}
	l.types[e.Path], l.loaded[e.Path] = p.Types, p.Types
	l.source[p.Types] = p
	return p.Types, nil
}
