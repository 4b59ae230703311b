package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unitsOf reads the list at the beginning of the service worker.
func unitsOf(t *testing.T, o *output) []unit {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(o.dir, workerName))
	if err != nil {
		t.Fatal(err)
	}
	line, script, _ := strings.Cut(string(text), "\n")
	list, ok := strings.CutPrefix(strings.TrimSuffix(line, ";"), "const units = ")
	if !ok || script != "script()" {
		t.Fatalf("expected the list and then the script, found %s", text)
	}
	var units []unit
	if err := json.Unmarshal([]byte(list), &units); err != nil {
		t.Fatal(err)
	}
	return units
}

// unpack returns the contents of a pack by URL, with their types.
func unpack(t *testing.T, o *output, u unit) map[string]string {
	t.Helper()
	name, version, _ := strings.Cut(u.URL, "?v=")
	file, err := os.Open(filepath.Join(o.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if version != contentHash(data) {
		t.Errorf("%s: expected the hash of the content, found %s", name, version)
	}
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	var index []packedFile
	if err := json.Unmarshal(head, &index); err != nil {
		t.Fatal(err)
	}
	if u.Bytes != len(rest) {
		t.Errorf("%s: expected %d bytes once it is kept, found %d", name, len(rest), u.Bytes)
	}
	contents := map[string]string{}
	for _, f := range index {
		contents[f.URL] = f.Type + ": " + string(rest[:f.Bytes])
		rest = rest[f.Bytes:]
	}
	if len(rest) > 0 {
		t.Errorf("%s: %d bytes belong to no file", name, len(rest))
	}
	return contents
}

func TestWorkerListsEverythingOnce(t *testing.T) {
	build := func(page string) (*output, []unit) {
		o, err := newOutput(t.TempDir(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"assets/page.js", "assets/editor-ABCD1234.js", "assets/engine.wasm", "posters/hello.svg", "traces/hello.trace"} {
			if err := o.asset(name, []byte("content of "+name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.asset("index.html", []byte(page)); err != nil {
			t.Fatal(err)
		}
		if err := addWorker(o, []byte("script()")); err != nil {
			t.Fatal(err)
		}
		return o, unitsOf(t, o)
	}
	o, units := build("the page")
	if len(units) != 3 || units[2].URL != "assets/engine.wasm.gz?v="+contentHash([]byte("content of assets/engine.wasm")) {
		t.Fatalf("expected two packs and a program, found %v", units)
	}
	pages, pictures := unpack(t, o, units[0]), unpack(t, o, units[1])
	for url, want := range map[string]string{
		"index.html":                "text/html; charset=utf-8: the page",
		"assets/page.js":            "text/javascript; charset=utf-8: content of assets/page.js",
		"assets/editor-ABCD1234.js": "text/javascript; charset=utf-8: content of assets/editor-ABCD1234.js",
	} {
		if pages[url] != want {
			t.Errorf("%s: expected %q, found %q", url, want, pages[url])
		}
	}
	for url, want := range map[string]string{
		"posters/hello.svg":  "image/svg+xml: content of posters/hello.svg",
		"traces/hello.trace": "application/octet-stream: content of traces/hello.trace",
	} {
		if pictures[url] != want {
			t.Errorf("%s: expected %q, found %q", url, want, pictures[url])
		}
	}
	if len(pages) != 3 || len(pictures) != 2 {
		t.Errorf("expected 3 and 2 files, found %v and %v", pages, pictures)
	}

	// An update fetches only what has changed.
	_, next := build("another page")
	if next[0] == units[0] || !slices.Equal(next[1:], units[1:]) {
		t.Errorf("expected another pack of pages and nothing else, found %v after %v", next, units)
	}
}

func TestPacksKnowEveryType(t *testing.T) {
	o, err := newOutput(t.TempDir(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := o.asset("assets/film.xyz", []byte("?")); err != nil {
		t.Fatal(err)
	}
	if err := addWorker(o, nil); err == nil || !strings.Contains(err.Error(), "assets/film.xyz") {
		t.Errorf("expected an error that names the file, found %v", err)
	}
}

func TestPackedOutputIsGzipOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	o, err := newOutput(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"assets/page.js", "traces/hello.trace"} {
		if err := o.asset(name, bytes.Repeat([]byte(name), 100)); err != nil {
			t.Fatal(err)
		}
	}
	o.keepGzip()
	if err := o.clean(); err != nil {
		t.Fatal(err)
	}
	var left []string
	err = filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			left = append(left, d.Name())
		}
		return err
	})
	if want := []string{marker, "page.js.gz", "hello.trace"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("expected %v, found %v, %v", want, left, err)
	}
}
