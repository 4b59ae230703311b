package lower

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/trace"
)

// playModule is the module path of a program that has no go.mod, as in the Go
// playground.
const playModule = "play"

// importer finds packages of the program by import path, then those of the
// library.
type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p, nil
	}
	return stdlib.Import(path)
}

// folders groups the Go files of a program by folder, relative to the one that
// has go.mod, or else the uppermost; "." is the main package.
func folders(src []trace.File) (groups map[string][]trace.File, module string) {
	module = playModule
	root, found := "", false
	for _, f := range src {
		if path.Base(f.Name) == "go.mod" {
			root, found = path.Dir(path.Clean(f.Name)), true
			for line := range strings.Lines(f.Text) {
				if words := strings.Fields(line); len(words) == 2 && words[0] == "module" {
					module = strings.Trim(words[1], `"`)
				}
			}
		}
	}
	var files []trace.File
	for _, f := range src {
		if !strings.HasSuffix(f.Name, ".go") {
			continue
		}
		files = append(files, f)
		dir := path.Dir(path.Clean(f.Name))
		for !found && root != "" && dir != root && !within(dir, root) {
			root = path.Dir(root)
		}
		if root == "" {
			root = dir
		}
	}
	groups = map[string][]trace.File{}
	for _, f := range files {
		dir := path.Dir(path.Clean(f.Name))
		rel := "."
		if dir != root {
			rel = dir
			if root != "." {
				rel = strings.TrimPrefix(dir, root+"/")
			}
		}
		groups[rel] = append(groups[rel], f)
	}
	return groups, module
}

func within(dir, root string) bool {
	return root == "." && !strings.HasPrefix(dir, "..") || strings.HasPrefix(dir, root+"/")
}

// check parses and type-checks a program, and reports at most limit errors of
// the first package that has any. Of the packages, those that main needs are
// compiled; each comes after those it imports.
func check(src []trace.File, limit int) (*program, []Diagnostic) {
	groups, module := folders(src)
	if len(groups["."]) == 0 {
		return nil, []Diagnostic{{Message: "no Go files", Kind: KindLoad}}
	}
	p := program{groups: groups, module: module, limit: limit, fset: token.NewFileSet(), imp: importer{}}
	if slices.ContainsFunc(groups["."], isTest) {
		if diags := p.addTests(); len(diags) > 0 {
			return nil, diags
		}
		return &p, nil
	}
	if diags := p.add(".", nil); len(diags) > 0 {
		return nil, diags
	}
	return &p, nil
}

// program is a program whose packages are being checked.
type program struct {
	groups map[string][]trace.File
	module string
	limit  int
	fset   *token.FileSet
	imp    importer
	units  []*unit

	testName string // how the go command calls a package of tests
}

// add checks the package in a folder after those it imports. above are the
// folders of the packages that wait for it.
func (p *program) add(dir string, above []string) []Diagnostic {
	if diags := p.imports(dir, p.groups[dir], above); len(diags) > 0 {
		return diags
	}
	name := "main"
	if dir != "." {
		name = p.module + "/" + dir
	}
	return p.check(name, p.groups[dir])
}

// imports adds the packages that files in a folder import.
func (p *program) imports(dir string, files []trace.File, above []string) []Diagnostic {
	if len(p.groups) > 1 {
		for _, f := range files {
			for _, spec := range importsOf(f) {
				name, _ := strconv.Unquote(spec.text)
				sub, ours := p.folder(name)
				if !ours || p.imp[name] != nil {
					continue
				}
				switch {
				case len(p.groups[sub]) == 0:
					return []Diagnostic{{File: f.Name, Line: spec.line, Col: spec.col, Len: len(spec.text), Kind: KindLoad,
						Message: fmt.Sprintf("package %s is not in std", name), Hint: "There is no folder " + sub + " in the program."}}
				case sub == dir || slices.Contains(above, sub):
					return []Diagnostic{{File: f.Name, Line: spec.line, Col: spec.col, Len: len(spec.text), Kind: KindLoad, Message: "import cycle not allowed"}}
				case sub == ".":
					return []Diagnostic{{File: f.Name, Line: spec.line, Col: spec.col, Len: len(spec.text), Kind: KindLoad,
						Message: fmt.Sprintf("import %q is a program, not an importable package", name)}}
				}
				if diags := p.add(sub, append(slices.Clone(above), dir)); len(diags) > 0 {
					return diags
				}
			}
		}
	}
	return nil
}

// check checks a package whose imports are there.
func (p *program) check(name string, files []trace.File) []Diagnostic {
	c := &checked{src: files, main: name == "main", unit: unit{path: name, prefix: prefixOf(name), fset: p.fset, version: map[*ast.File]string{}}}
	if diags := c.check(p.imp, p.limit); len(diags) > 0 {
		for i := range diags {
			diags[i].Package = p.packageName(name)
		}
		return diags
	}
	p.imp[name] = c.pkg
	p.units = append(p.units, &c.unit)
	return nil
}

// initOrder puts packages into the order in which they are initialised: the
// first by import path of those whose imports are, and so on
// (cmd/link/internal/ld/inittask.go). The last stays the last.
func initOrder(units []*unit) []*unit {
	last := len(units) - 1
	waiting := slices.Clone(units[:last])
	slices.SortFunc(waiting, func(a, b *unit) int { return strings.Compare(a.path, b.path) })
	var order []*unit
	ready := func(u *unit) bool {
		return !slices.ContainsFunc(waiting, func(w *unit) bool { return slices.Contains(u.pkg.Imports(), w.pkg) })
	}
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, ready)
		order = append(order, waiting[i])
		waiting = slices.Delete(waiting, i, i+1)
	}
	return append(order, units[last])
}

// packageName is how the go command calls a package of the program in the
// heads of its messages.
func (p *program) packageName(name string) string {
	switch {
	case len(p.groups) == 1:
		return ""
	case name == "main":
		return p.module
	}
	return name
}

// folder gives the folder of a package of the program.
func (p *program) folder(name string) (string, bool) {
	if name == p.module {
		return ".", true
	}
	return strings.CutPrefix(name, p.module+"/")
}

type importSpec struct {
	text      string
	line, col int
}

func importsOf(f trace.File) []importSpec {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly)
	if file == nil {
		return nil
	}
	var list []importSpec
	for _, s := range file.Imports {
		p := fset.Position(s.Path.Pos())
		list = append(list, importSpec{s.Path.Value, p.Line, p.Column})
	}
	return list
}

// importHint says what to use instead of a package that is not available.
func importHint(path string) string {
	if h, ok := insteadOf[path]; ok {
		return h
	}
	return "Available packages: " + strings.Join(stdlib.Packages(), ", ") + "."
}

// insteadOf has alternatives for packages that programs often import.
var insteadOf = map[string]string{
	"net/http":      "There is no network here. Let a function sleep and return what the server would answer.",
	"net":           "There is no network here. Let goroutines talk over channels or io.Pipe.",
	"os/exec":       "There are no other processes here. Let a goroutine do the work.",
	"io/ioutil":     "Use package io; there is no file system here.",
	"log/slog":      "Use package log or fmt.",
	"unsafe":        "Programs that use unsafe cannot be run.",
	"C":             "Programs that use cgo cannot be run.",
	"runtime/pprof": "The trace shows where goroutines wait.",
	"runtime/trace": "Every run is traced.",
	"text/template": "Use fmt.",
	"html/template": "Use fmt.",
	"crypto/rand":   "Use math/rand.",
	"database/sql":  "There is no database here. Let a map with a mutex stand for it.",
}
