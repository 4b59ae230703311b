package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// workerName is the service worker: in the site's root, since what it answers
// for is what lies beside and below it.
const workerName = "sw.js"

// A unit is what the service worker fetches, keeps and throws away as one: a
// program, or a pack of files. site/src/offline/worker is the other side. Its
// URL has the hash of its content, so units are shared between versions, and an
// update fetches those that changed.
type unit struct {
	URL   string `json:"url"`
	Bytes int    `json:"bytes"` // once it is kept
}

// packs are the units that hold many files: a thousand requests for small files
// would be a burden for any host. They are divided by what changes together.
var packs = []struct {
	name  string
	holds func(name string) bool
}{
	{"pages", func(name string) bool { return !isPicture(name) }},
	{"pictures", isPicture},
}

// isPicture reports whether a file follows from the scenarios alone.
func isPicture(name string) bool {
	dir, _, _ := strings.Cut(name, "/")
	return dir == "posters" || dir == "storyboards" || dir == "traces"
}

// addWorker writes the service worker: the script, and before it the list of
// the units, which is all that the site needs, once. It comes after everything
// else that is written.
func addWorker(out *output, script []byte) error {
	units, err := addPacks(out)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(out.written)) {
		if strings.HasSuffix(name, ".wasm.gz") {
			units = append(units, unit{out.versions[name], out.sizes[name]})
		}
	}
	list, err := json.Marshal(units)
	if err != nil {
		return err
	}
	return out.asset(workerName, fmt.Appendf(nil, "%s%s;\n%s", unitsAre, list, script))
}

// unitsAre begins the first line of the worker.
const unitsAre = "const units = "

// withoutUnits returns the worker of a host that keeps nothing in browsers: it
// goes, and takes with it what that of another host at the same address has left.
func withoutUnits(worker []byte) []byte {
	_, script, _ := bytes.Cut(worker, []byte("\n"))
	return slices.Concat([]byte(unitsAre+"[];\n"), script)
}

// packedFile is a file in a pack: its name, its MIME type and its length. They stand
// as JSON in the first line of the pack; the contents follow, one after the
// other.
type packedFile struct {
	URL   string `json:"url"`
	Type  string `json:"type"`
	Bytes int    `json:"bytes"`
}

func addPacks(out *output) ([]unit, error) {
	var units []unit
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(out.written)), isOtherForm)
	for _, p := range packs {
		var index []packedFile
		var contents bytes.Buffer
		for _, name := range names {
			if !p.holds(name) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(out.dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			f := packedFile{URL: name, Type: types[path.Ext(name)], Bytes: len(data)}
			if f.Type == "" {
				return nil, fmt.Errorf("%s: expected an extension that has a MIME type in the table of serve.go", name)
			}
			index = append(index, f)
			contents.Write(data)
		}
		head, err := json.Marshal(index)
		if err != nil {
			return nil, err
		}
		u, err := out.gzipped("offline/"+p.name+".pack", slices.Concat(head, []byte("\n"), contents.Bytes()))
		if err != nil {
			return nil, err
		}
		units = append(units, unit{u, contents.Len()})
	}
	return units, nil
}

// isOtherForm reports whether a file is none that a page asks for: it is a
// compressed form, or a program, which is kept by itself.
func isOtherForm(name string) bool {
	switch path.Ext(name) {
	case ".gz", ".br", ".wasm":
		return true
	}
	return name == marker || name == workerName
}
