package site

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// types are the MIME types of everything a site contains. The table is ours
// because mime.TypeByExtension depends on the machine.
var types = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".gz":    "application/gzip",
	".br":    "application/octet-stream",
	".trace": "application/octet-stream",
	".txt":   "text/plain; charset=utf-8",
	".ts":    "text/plain; charset=utf-8",
}

// encodings are the precompressed forms, the preferred one first.
var encodings = []struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}}

// hashedName matches the chunks that esbuild names by their content.
var hashedName = regexp.MustCompile(`-[A-Z0-9]{8}\.(js|css)$`)

// Handler serves a site that Build made.
func Handler(dir string) http.Handler {
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
		if strings.HasPrefix(path.Base(name), ".") {
			http.NotFound(w, r)
			return
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			http.Error(w, "500 the site's folder cannot be opened", http.StatusInternalServerError)
			return
		}
		defer root.Close()
		serve(w, r, root, name)
	})
}

func serve(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	file, info, encoding := open(root, name, r.Header.Get("Accept-Encoding"))
	if file == nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	h := w.Header()
	if t := types[path.Ext(name)]; t != "" {
		h.Set("Content-Type", t)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	// Build rewrites a file only when its content changes, so size and time
	// of change name the content.
	h.Set("ETag", fmt.Sprintf(`"%x-%x%s"`, info.Size(), info.ModTime().UnixNano(), encoding))
	if r.URL.Query().Has("v") || hashedName.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	http.ServeContent(w, r, name, info.ModTime(), file.(io.ReadSeeker))
}

// open returns the best form of a file that the client accepts, nil when
// there is none under that name.
func open(root *os.Root, name, accept string) (fs.File, fs.FileInfo, string) {
	plain, info := openFile(root, name)
	if plain == nil {
		return nil, nil, ""
	}
	for _, e := range encodings {
		if !accepts(accept, e.name) {
			continue
		}
		if packed, packedInfo := openFile(root, name+e.ext); packed != nil {
			plain.Close()
			return packed, packedInfo, e.name
		}
	}
	return plain, info, ""
}

func openFile(root *os.Root, name string) (fs.File, fs.FileInfo) {
	file, err := root.Open(name)
	if err != nil {
		return nil, nil
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		file.Close()
		return nil, nil
	}
	return file, info
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
