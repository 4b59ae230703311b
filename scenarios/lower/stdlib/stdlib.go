// Package stdlib knows which packages a program may import and how each of
// them runs: compiled into the engine (native), or as Go source that is lowered
// and interpreted like the program itself.
//
// packages.txt is the one list; it says how to read it. The source is not kept
// here: it is read from the Go installation, or from the bundle that the
// build of the site puts in its place (see Bundle). After a change of the list
// run go generate here; it rewrites export.bin, the declarations of the native
// packages, and the engine's table of symbols.
package stdlib

//go:generate go run gen.go

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed packages.txt
var list string

// Entry is a line of packages.txt.
type Entry struct {
	Path    string
	Native  bool     // compiled into the engine, in whole or in part
	Source  bool     // its own source
	Overlay bool     // files of ours
	Own     bool     // what is compiled in is a package of ours
	Module  string   // "path@version" of the module that has the source; "" for the standard library
	Extra   []string // files of its source beside the overlay
	Without []string // files of its source that are left out
}

// Interpreted reports whether the package is type-checked and lowered from
// source.
func (e *Entry) Interpreted() bool { return e.Source || e.Overlay }

var entries, paths = parse(list)

func parse(text string) (map[string]*Entry, []string) {
	entries := map[string]*Entry{}
	var paths []string
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		e := &Entry{Path: words[0]}
		for _, w := range words[1:] {
			switch {
			case w == "native":
				e.Native = true
			case w == "source":
				e.Source = true
			case w == "overlay":
				e.Overlay = true
			case strings.HasPrefix(w, "="): // which one is the engine's business
				e.Own = true
			case strings.HasPrefix(w, "+"):
				e.Extra = append(e.Extra, w[1:])
			case strings.HasPrefix(w, "-"):
				e.Without = append(e.Without, w[1:])
			case strings.Contains(w, "@"):
				e.Module = w
			default:
				panic("stdlib: packages.txt: " + e.Path + ": " + w)
			}
		}
		entries[e.Path] = e
		if !internal(e.Path) {
			paths = append(paths, e.Path)
		}
	}
	slices.Sort(paths)
	return entries, paths
}

// internal reports whether only the library itself may import path.
func internal(path string) bool { return slices.Contains(strings.Split(path, "/"), "internal") }

// Packages lists the import paths a program may use, sorted.
func Packages() []string { return paths }

// Entries lists the packages a program may use, in the order of Packages.
func Entries() []*Entry {
	var list []*Entry
	for _, p := range paths {
		list = append(list, entries[p])
	}
	return list
}

// Has reports whether a program may import path.
func Has(path string) bool {
	_, ok := slices.BinarySearch(paths, path)
	return ok
}
