//go:build !js

package stdlib

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
)

// Bundle gives the source of all packages that run as source: what stands in
// library.bin's place in a program that has no Go installation at hand. It
// depends on the Go installation alone.
func Bundle() ([]byte, error) {
	var a txtar.Archive
	for _, p := range slices.Sorted(maps.Keys(entries)) {
		files, err := own(entries[p])
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			text, err := withoutComments(f)
			if err != nil {
				return nil, err
			}
			a.Files = append(a.Files, txtar.File{Name: p + "/" + f.name, Data: text})
		}
	}
	var b bytes.Buffer
	zw, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := zw.Write(txtar.Format(&a)); err != nil {
		return nil, err
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func withoutComments(f file) ([]byte, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, f.name, f.text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = printer.Fprint(&b, fset, tree)
	return b.Bytes(), err
}

// BuildOverlay writes the bundle into a folder, and the file for go build
// -overlay that puts it in the place of library.bin. It gives the name of that
// file. The working folder must be inside the module gopark.
func BuildOverlay(dir string) (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "gopark/scenarios/lower/stdlib").Output()
	if err != nil {
		return "", fmt.Errorf("go list gopark/scenarios/lower/stdlib: %w", err)
	}
	data, err := Bundle()
	if err != nil {
		return "", err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	bin, list := filepath.Join(dir, "library.bin"), filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(strings.TrimSpace(string(out)), "library.bin"): bin,
	}})
	if err != nil {
		return "", err
	}
	for name, data := range map[string][]byte{bin: data, list: text} {
		if have, err := os.ReadFile(name); err == nil && bytes.Equal(have, data) {
			continue // as it is: the go command looks at its time
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			return "", err
		}
	}
	return list, nil
}
