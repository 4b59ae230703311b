package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// marker is the file by which Build knows a folder as its own: it removes
// files, so it must never be pointed at somebody's home folder.
const marker = ".gopark-site"

// hashLen is the number of hexadecimal digits in a versioned URL.
const hashLen = 10

// output is the folder being filled.
type output struct {
	dir      string
	cacheDir string          // compressed forms by content hash, kept between builds
	written  map[string]bool // slash paths relative to dir
	versions map[string]string
	sizes    map[string]int // in bytes, of what has a version
}

func newOutput(dir, cacheDir string) (*output, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	o := &output{dir: dir, cacheDir: cacheDir, written: map[string]bool{}, versions: map[string]string{}, sizes: map[string]int{}}
	if len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, marker)); err != nil {
			return nil, fmt.Errorf("%s is not empty and was not made by gopark build (it has no %s): choose another folder", dir, marker)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(cacheDir, 0o755); err != nil {
		return nil, err
	}
	return o, o.put(marker, []byte("This folder is made by gopark build, which removes files in it.\n"))
}

// put writes one file unless it is there already with the same content.
func (o *output) put(name string, data []byte) error {
	o.written[name] = true
	file := filepath.Join(o.dir, filepath.FromSlash(name))
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// asset writes a file together with its compressed forms and notes its
// versioned URL.
func (o *output) asset(name string, data []byte) error {
	if err := o.put(name, data); err != nil {
		return err
	}
	// The version is that of the content, whatever its form.
	version := "?v=" + contentHash(data)
	o.versions[name], o.sizes[name] = name+version, len(data)
	for _, c := range compressions {
		if !c.covers(name) {
			continue
		}
		packed, err := o.compressed(c, data)
		if err != nil {
			return err
		}
		// The pages count on the .gz of the programs; the other forms are
		// worth a file only when they are smaller.
		if len(packed) >= len(data) && isText(name) {
			continue
		}
		if err := o.put(name+c.ext, packed); err != nil {
			return err
		}
		o.versions[name+c.ext], o.sizes[name+c.ext] = name+c.ext+version, len(packed)
	}
	return nil
}

// gzipped writes only the compressed form of a file and returns its versioned
// URL.
func (o *output) gzipped(name string, data []byte) (string, error) {
	compressed, err := o.compressed(gzipForm, data)
	if err != nil {
		return "", err
	}
	name += gzipForm.ext
	return name + "?v=" + contentHash(data), o.put(name, compressed)
}

// url returns the versioned URL of an asset, relative to the site's root.
func (o *output) url(name string) (string, error) {
	u, ok := o.versions[name]
	if !ok {
		return "", fmt.Errorf("expected an asset named %s, found none", name)
	}
	return u, nil
}

// keepGzip gives up the other forms of files that have a gzip form.
func (o *output) keepGzip() {
	for name := range o.written {
		if plain, ok := strings.CutSuffix(name, gzipForm.ext); ok {
			delete(o.written, plain)
			delete(o.written, plain+".br")
		}
	}
}

// clean removes what earlier builds left and this one did not write.
func (o *output) clean() error {
	var stale []string
	err := filepath.WalkDir(o.dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(o.dir, file)
		if err == nil && !o.written[filepath.ToSlash(rel)] {
			stale = append(stale, file)
		}
		return err
	})
	for _, file := range stale {
		err = errors.Join(err, os.Remove(file))
	}
	return err
}

// compression is one precompressed form of an asset.
type compression struct {
	ext    string
	covers func(name string) bool
	pack   func(data []byte) ([]byte, error)
}

// The programs are fetched by the pages as .gz and unpacked there, so that
// progress can be shown on any host; a brotli form of them would never be
// asked for and takes half a minute to make.
var (
	gzipForm     = compression{".gz", func(name string) bool { return isText(name) || path.Ext(name) == ".wasm" }, packGzip}
	compressions = []compression{gzipForm, {".br", isText, packBrotli}}
)

func isText(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".svg", ".json", ".map":
		return true
	}
	return false
}

func packGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func packBrotli(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func (o *output) compressed(c compression, data []byte) ([]byte, error) {
	sum := sha256.Sum256(data)
	file := filepath.Join(o.cacheDir, hex.EncodeToString(sum[:])+c.ext)
	if packed, err := os.ReadFile(file); err == nil {
		return packed, nil
	}
	packed, err := c.pack(data)
	if err != nil {
		return nil, err
	}
	// Renamed into place, so that an interrupted build leaves no half file
	// under the name of a whole one.
	temp, err := os.CreateTemp(o.cacheDir, "*.tmp")
	if err != nil {
		return nil, err
	}
	_, err = temp.Write(packed)
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(temp.Name()))
	}
	return packed, nil
}

func contentHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:hashLen]
}

// versionNames replaces each quoted mention of an asset of the same folder by
// its versioned name, and of its size by that size: "player.js" becomes
// "player.js?v=0a1b2c3d4e" and "size of player.js" becomes "1234".
func (o *output) versionNames(text []byte, folder string) []byte {
	s := string(text)
	for name, u := range o.versions {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			s = strings.ReplaceAll(s, `"`+rest+`"`, `"`+strings.TrimPrefix(u, folder+"/")+`"`)
			s = strings.ReplaceAll(s, `"size of `+rest+`"`, `"`+strconv.Itoa(o.sizes[name])+`"`)
		}
	}
	return []byte(s)
}
