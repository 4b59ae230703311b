// Package stdlib knows which packages of the standard library a program may
// import, and their exported declarations. It holds no code of theirs: the
// engine's table of symbols does.
//
// packages.txt is the one list. After changing it run go generate here; it
// rewrites export.bin (declarations, by golang.org/x/tools/go/gcexportdata)
// and the engine's table of symbols.
package stdlib

//go:generate go run gen.go

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
)

//go:embed packages.txt
var list string

//go:embed export.bin
var export []byte

// Packages lists the import paths a program may use, sorted.
func Packages() []string { return strings.Fields(list) }

// Has reports whether a program may import path.
func Has(path string) bool {
	_, ok := slices.BinarySearch(Packages(), path)
	return ok
}

type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("package %s is not available", path)
}

// Importer returns the importer of the supported packages. Its packages are
// shared between programs.
var Importer = sync.OnceValue(func() types.Importer {
	zr, err := gzip.NewReader(bytes.NewReader(export))
	if err != nil {
		panic("stdlib: " + err.Error())
	}
	data, err := io.ReadAll(zr)
	if err != nil {
		panic("stdlib: " + err.Error())
	}
	imp, all, fset := importer{}, map[string]*types.Package{}, token.NewFileSet()
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		var path string
		var size int
		if _, err := fmt.Sscan(string(line), &path, &size); err != nil {
			panic("stdlib: export.bin: " + err.Error())
		}
		pkg, err := gcexportdata.Read(bytes.NewReader(rest[:size]), fset, all, path)
		if err != nil {
			panic("stdlib: export.bin: " + path + ": " + err.Error())
		}
		imp[path] = pkg
		data = rest[size:]
	}
	return imp
})
