package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// types are the MIME types of everything a site contains. The table is ours
// because mime.TypeByExtension depends on the machine.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".wasm":        "application/wasm",
	".gz":          "application/gzip",
	".br":          "application/octet-stream",
	".trace":       "application/octet-stream",
	".txt":         "text/plain; charset=utf-8",
	".ts":          "text/plain; charset=utf-8",
}

// encodings are the precompressed forms, the preferred one first.
var encodings = []struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}}

// hashedName matches the chunks that esbuild names by their content.
var hashedName = regexp.MustCompile(`-[A-Z0-9]{8}\.(js|css)$`)

// Handler serves a site that Build made, on this machine. Where a file is there
// only in its gzip form, it is unpacked for clients that do not accept that. The
// service worker is left out: nothing is gained by it here, and it would go on
// answering for whatever is served at the same address later. A browser that has
// one from another host at this address and asks for its update gets one that
// goes.
func Handler(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "405 method not allowed: a site is only read", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" {
			name = "index.html"
		}
		worker := name == workerName
		if strings.HasPrefix(path.Base(name), ".") || worker && r.Header.Get("Service-Worker") == "" {
			http.NotFound(w, r)
			return
		}
		if worker {
			leave(w, r, files)
			return
		}
		serve(w, r, files, name)
	})
}

// leave hands out the worker that goes.
func leave(w http.ResponseWriter, r *http.Request, files fs.FS) {
	data, _, err := read(files, workerName, "")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[".js"])
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, workerName, time.Time{}, bytes.NewReader(withoutUnits(data)))
}

func serve(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	data, encoding, err := read(files, name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	if t := types[path.Ext(name)]; t != "" {
		h.Set("Content-Type", t)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("ETag", `"`+contentHash(data)+`"`)
	if r.URL.Query().Has("v") || hashedName.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// read returns the best form of a file that the client accepts, and how that is
// encoded.
func read(files fs.FS, name, accept string) (data []byte, encoding string, err error) {
	for _, e := range encodings {
		if !accepts(accept, e.name) {
			continue
		}
		if data, err := fs.ReadFile(files, name+e.ext); err == nil {
			return data, e.name, nil
		}
	}
	if data, err = fs.ReadFile(files, name); err == nil {
		return data, "", nil
	}
	data, err = fs.ReadFile(files, name+gzipForm.ext)
	if err != nil {
		return nil, "", err
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, "", err
	}
	data, err = io.ReadAll(r)
	return data, "", err
}

// accepts reports whether an Accept-Encoding header allows a coding
// (RFC 9110, 12.5.3): named, or covered by *, and not with weight 0.
func accepts(header, coding string) bool {
	star := false
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != coding && name != "*" {
			continue
		}
		ok := true
		if q, found := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); found {
			weight, err := strconv.ParseFloat(q, 64)
			ok = err == nil && weight > 0
		}
		if name == coding {
			return ok
		}
		star = ok
	}
	return star
}
