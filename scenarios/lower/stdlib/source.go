package stdlib

import (
	"bytes"
	"compress/gzip"
	"embed"
	"go/ast"
	"go/token"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

// overlays holds files of ours that stand for library code: _overlay/PATH/*.go.
//
//go:embed _overlay
var overlays embed.FS

// bundle is empty in the repository, and then the source is read from the Go
// installation. A program that runs where there is none is built with the
// result of Bundle in its place (go build -overlay).
//
//go:embed library.bin
var bundle []byte

var bundled = sync.OnceValues(func() (map[string][]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(bundle))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(zr)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range txtar.Parse(data).Files {
		files[f.Name] = f.Data
	}
	return files, nil
})

type file struct {
	name string
	text []byte
}

// own gives the files of the package's own source.
func own(e *Entry) ([]file, error) {
	if !e.Source && len(e.Extra) == 0 {
		return nil, nil
	}
	if len(bundle) > 0 {
		all, err := bundled()
		if err != nil {
			return nil, err
		}
		var files []file
		for name, text := range all {
			if path.Dir(name) == e.Path {
				files = append(files, file{path.Base(name), text})
			}
		}
		slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
		return files, nil
	}
	return installed(e)
}

// overlay gives our files that stand for package path.
func overlay(path string) ([]file, error) {
	list, err := overlays.ReadDir("_overlay/" + path)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, entry := range list {
		if entry.IsDir() {
			continue
		}
		text, err := overlays.ReadFile("_overlay/" + path + "/" + entry.Name())
		if err != nil {
			return nil, err
		}
		files = append(files, file{entry.Name(), text})
	}
	return files, nil
}

// replace removes from files what ours declare again.
func replace(files, ours []*ast.File) {
	again := map[string]bool{}
	for _, f := range ours {
		for _, d := range f.Decls {
			for _, name := range declared(d) {
				again[name] = true
			}
		}
	}
	for _, f := range files {
		f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok != token.IMPORT {
				g.Specs = slices.DeleteFunc(g.Specs, func(s ast.Spec) bool {
					return slices.ContainsFunc(specNames(s), func(n string) bool { return n != "_" && again[n] })
				})
				return len(g.Specs) == 0
			}
			names := declared(d)
			return len(names) == 1 && again[names[0]] && names[0] != "init"
		})
	}
}

// declared lists the names that d declares; methods as "T.m".
func declared(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
		t := d.Recv.List[0].Type
		for {
			switch x := t.(type) {
			case *ast.StarExpr:
				t = x.X
				continue
			case *ast.IndexExpr:
				t = x.X
				continue
			case *ast.IndexListExpr:
				t = x.X
				continue
			case *ast.Ident:
				return []string{x.Name + "." + d.Name.Name}
			}
			return nil
		}
	case *ast.GenDecl:
		var names []string
		for _, s := range d.Specs {
			names = append(names, specNames(s)...)
		}
		return names
	}
	return nil
}

func specNames(s ast.Spec) []string {
	switch s := s.(type) {
	case *ast.TypeSpec:
		return []string{s.Name.Name}
	case *ast.ValueSpec:
		var names []string
		for _, id := range s.Names {
			names = append(names, id.Name)
		}
		return names
	}
	return nil
}
