package site

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// writeFiles makes a folder with the given files.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// site is the files of a site.
func site(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func get(t *testing.T, h http.Handler, url string, header http.Header) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, url, nil)
	for k, v := range header {
		r.Header[k] = v
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func TestHandlerTypesAndForms(t *testing.T) {
	h := Handler(site(map[string]string{
		"index.html":                "plain index",
		"assets/page.js":            "plain script",
		"assets/page.js.gz":         "gzip script",
		"assets/page.js.br":         "brotli script",
		"assets/engine.wasm":        "plain program",
		"assets/engine.wasm.gz":     "gzip program",
		"assets/editor-ABCD1234.js": "chunk",
		"traces/hello.trace":        "trace",
		"posters/hello.svg":         "poster",
	}))
	const forever, ask = "public, max-age=31536000, immutable", "no-cache"
	tests := []struct {
		url, accept                string
		body, typ, encoding, cache string
	}{
		{"/", "", "plain index", "text/html; charset=utf-8", "", ask},
		{"/index.html", "gzip", "plain index", "text/html; charset=utf-8", "", ask},
		{"/assets/page.js?v=1", "gzip, br", "brotli script", "text/javascript; charset=utf-8", "br", forever},
		{"/assets/page.js?v=1", "gzip", "gzip script", "text/javascript; charset=utf-8", "gzip", forever},
		{"/assets/page.js?v=1", "br;q=0, gzip;q=0.5", "gzip script", "text/javascript; charset=utf-8", "gzip", forever},
		{"/assets/page.js?v=1", "*", "brotli script", "text/javascript; charset=utf-8", "br", forever},
		{"/assets/page.js?v=1", "*, br;q=0", "gzip script", "text/javascript; charset=utf-8", "gzip", forever},
		{"/assets/page.js", "", "plain script", "text/javascript; charset=utf-8", "", ask},
		{"/assets/engine.wasm?v=1", "br, gzip", "gzip program", "application/wasm", "gzip", forever},
		// Asked for by name, the packed program is a file like any other:
		// the page unpacks it itself.
		{"/assets/engine.wasm.gz?v=1", "br, gzip", "gzip program", "application/gzip", "", forever},
		{"/assets/editor-ABCD1234.js", "", "chunk", "text/javascript; charset=utf-8", "", forever},
		{"/traces/hello.trace", "", "trace", "application/octet-stream", "", ask},
		{"/posters/hello.svg", "", "poster", "image/svg+xml", "", ask},
	}
	for _, tt := range tests {
		resp, body := get(t, h, tt.url, http.Header{"Accept-Encoding": {tt.accept}})
		got := []string{body, resp.Header.Get("Content-Type"), resp.Header.Get("Content-Encoding"), resp.Header.Get("Cache-Control")}
		want := []string{tt.body, tt.typ, tt.encoding, tt.cache}
		if resp.StatusCode != http.StatusOK || strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("GET %s accepting %q: expected 200 %q, found %d %q", tt.url, tt.accept, want, resp.StatusCode, got)
		}
	}
}

func TestHandlerUnpacks(t *testing.T) {
	// Of the site in the binary, only the gzip forms are there.
	packed, err := packGzip([]byte("plain script"))
	if err != nil {
		t.Fatal(err)
	}
	h := Handler(site(map[string]string{"page.js.gz": string(packed)}))
	for _, tt := range []struct{ accept, body, encoding string }{
		{"gzip, br", string(packed), "gzip"},
		{"", "plain script", ""},
	} {
		resp, body := get(t, h, "/page.js", http.Header{"Accept-Encoding": {tt.accept}})
		if body != tt.body || resp.Header.Get("Content-Encoding") != tt.encoding || resp.Header.Get("Content-Type") != types[".js"] {
			t.Errorf("accepting %q: expected %q as %q, found %q, %v", tt.accept, tt.body, tt.encoding, body, resp.Header)
		}
	}
}

func TestHandlerAnswersNotModified(t *testing.T) {
	h := Handler(site(map[string]string{"page.js": "plain", "page.js.gz": "gzip"}))
	resp, _ := get(t, h, "/page.js", nil)
	tag := resp.Header.Get("ETag")
	packed, _ := get(t, h, "/page.js", http.Header{"Accept-Encoding": {"gzip"}})
	if tag == "" || tag == packed.Header.Get("ETag") {
		t.Fatalf("expected a tag for each form, found %q and %q", tag, packed.Header.Get("ETag"))
	}
	again, body := get(t, h, "/page.js", http.Header{"If-None-Match": {tag}})
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("expected 304 and nothing, found %d and %q", again.StatusCode, body)
	}
}

func TestHandlerRefuses(t *testing.T) {
	dir := writeFiles(t, map[string]string{"site/index.html": "index", "site/" + marker: "ours", "site/" + workerName: unitsAre + "[{}];\nthe script", "secret.txt": "secret"})
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(dir, "site", "link.txt")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	h := Handler(root.FS())
	for _, url := range []string{"/missing", "/../secret.txt", "/%2e%2e/secret.txt", "/" + marker, "/" + workerName, "/link.txt"} {
		resp, body := get(t, h, url, nil)
		if resp.StatusCode != http.StatusNotFound || strings.Contains(body, "secret") {
			t.Errorf("GET %s: expected 404, found %d %q", url, resp.StatusCode, body)
		}
	}
	// A browser that has the worker of another host at this address asks like this.
	resp, body := get(t, h, "/"+workerName, http.Header{"Service-Worker": {"script"}})
	if want := unitsAre + "[];\nthe script"; resp.StatusCode != http.StatusOK || body != want || resp.Header.Get("Content-Type") != types[".js"] {
		t.Errorf("the worker of a browser that has one: expected %q, found %d %q", want, resp.StatusCode, body)
	}
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: expected 405, found %d", w.Code)
	}
}
