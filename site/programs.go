package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	"gopark/scenarios/lower/stdlib"
)

// sources is the repository that the site is built from.
type sources struct {
	root  string // folder of go.mod
	build string // folder for intermediate files, kept between builds
}

// findSources looks for the repository in the working folder and above it.
func findSources() (*sources, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for d := dir; ; d = filepath.Dir(d) {
		mod, err := os.ReadFile(filepath.Join(d, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module gopark\n") {
			return &sources{root: d, build: filepath.Join(d, "build")}, nil
		}
		if d == filepath.Dir(d) {
			return nil, fmt.Errorf("the site is built from its sources: run this inside the gopark repository (no go.mod of module gopark in %s or above)", dir)
		}
	}
}

func (s *sources) siteDir() string { return filepath.Join(s.root, "site") }

// run runs a command in a folder. What it printed is part of the error.
func run(dir string, env []string, name string, args ...string) ([]byte, error) {
	return runWith(nil, dir, env, name, args...)
}

// runWith is run with a standard input.
func runWith(stdin []byte, dir string, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, stderr.Bytes(), out)
	}
	return out, nil
}

// wasm compiles a main package to WebAssembly. The go command skips the work
// when the program is up to date.
func (s *sources) wasm(name string) ([]byte, error) {
	file := filepath.Join(s.build, name+".wasm")
	overlay, err := stdlib.BuildOverlay(s.build)
	if err != nil {
		return nil, err
	}
	_, err = run(s.root, []string{"GOOS=js", "GOARCH=wasm"}, "go", "build",
		"-trimpath", "-ldflags=-s -w", "-overlay", overlay, "-o", file, "./wasm/"+name)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// wasmExec returns the support script of the very toolchain that compiles the
// programs; the two must match.
func (s *sources) wasmExec() ([]byte, error) {
	goroot, err := run(s.root, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
}

// installPackages makes node_modules agree with package-lock.json.
func (s *sources) installPackages(log func(format string, args ...any)) error {
	lock, err := os.ReadFile(filepath.Join(s.siteDir(), "package-lock.json"))
	if err != nil {
		return err
	}
	stamp := filepath.Join(s.siteDir(), "node_modules", ".gopark-lock")
	want := contentHash(lock)
	if have, err := os.ReadFile(stamp); err == nil && string(have) == want {
		return nil
	}
	log("npm ci (the packages changed or are not there yet)")
	if _, err := run(s.siteDir(), nil, "npm", "ci", "--no-audit", "--no-fund"); err != nil {
		return err
	}
	return os.WriteFile(stamp, []byte(want), 0o644)
}

// bundle is what esbuild made, by file name, and the licences of the packages
// in it.
type bundle struct {
	files    map[string][]byte
	licences []byte
}

// bundles lists the esbuild runs: the page is split, so that the editor loads
// after the picture; the frame and the worker are one classic script each.
var bundles = []struct {
	entry string
	args  []string
}{
	{"page=src/lesson.ts", []string{"embed=src/embed/embed.ts", "--splitting", "--format=esm", "--chunk-names=[name]-[hash]"}},
	{"src/index.ts", []string{"--format=iife", "--entry-names=index"}},
	{"src/course/course.ts", []string{"--format=iife", "--entry-names=course"}},
	{"src/course/gallery.ts", []string{"--format=iife", "--entry-names=gallery"}},
	{"src/frame/frame.ts", []string{"--format=iife", "--entry-names=player"}},
	{"src/embedding.ts", []string{"--format=iife", "--entry-names=embedding"}},
	{"src/element/reveal.ts", []string{"--format=iife", "--entry-names=gopark-reveal"}},
	{"src/element/element.ts", []string{"--format=iife", "--entry-names=gopark"}},
	{"src/compare/compare.ts", []string{"--format=iife", "--entry-names=compare"}},
	{"src/exercise/page.ts", []string{"--splitting", "--format=esm", "--entry-names=exercise", "--chunk-names=[name]-[hash]"}},
	{"src/exercise/list.ts", []string{"--format=esm", "--entry-names=exercises"}},
	{"src/worker.ts", []string{"--format=iife", "--entry-names=engine"}},
	{"src/versus/versus.ts", []string{"--format=iife", "--entry-names=versus"}},
	{"src/present/speaker.ts", []string{"--format=iife", "--entry-names=speaker"}},
	{"src/offline/register.ts", []string{"--format=iife", "--entry-names=offline"}},
	{"src/offline/worker/worker.ts", []string{"--format=iife", "--entry-names=sw"}},
	{"src/styles/page.css", []string{"--entry-names=page"}},
	{"src/styles/speaker.css", []string{"--entry-names=speaker"}},
}

func (s *sources) bundle() (*bundle, error) {
	b := &bundle{files: map[string][]byte{}}
	packages := map[string]bool{}
	for _, e := range bundles {
		out, err := os.MkdirTemp("", "gopark-bundle-")
		if err != nil {
			return nil, err
		}
		err = s.esbuild(b, packages, out, e.entry, e.args)
		if err = errors.Join(err, os.RemoveAll(out)); err != nil {
			return nil, err
		}
	}
	return b, s.collectLicences(b, packages)
}

func (s *sources) esbuild(b *bundle, packages map[string]bool, out, entry string, args []string) error {
	meta := filepath.Join(out, "meta.json")
	args = append([]string{entry, "--bundle", "--minify", "--charset=utf8", "--target=es2022", "--log-level=warning",
		// The messages arrive parsed: see scriptTexts.
		"--alias:@formatjs/icu-messageformat-parser=@formatjs/icu-messageformat-parser/no-parser.js",
		"--outdir=" + out, "--metafile=" + meta}, args...)
	if _, err := run(s.siteDir(), nil, filepath.Join("node_modules", ".bin", "esbuild"), args...); err != nil {
		return err
	}
	text, err := os.ReadFile(meta)
	if err != nil {
		return err
	}
	var m struct {
		Inputs map[string]json.RawMessage `json:"inputs"`
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("the metafile of esbuild: %w", err)
	}
	for input := range m.Inputs {
		if rest, ok := strings.CutPrefix(input, "node_modules/"); ok {
			parts := strings.SplitN(rest, "/", 3)
			name := parts[0]
			if strings.HasPrefix(name, "@") && len(parts) > 1 {
				name += "/" + parts[1]
			}
			packages[name] = true
		}
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, f := range entries {
		if f.Name() == "meta.json" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, f.Name()))
		if err != nil {
			return err
		}
		b.files[f.Name()] = data
	}
	return nil
}

// collectLicences gathers the licence texts that must travel with the code
// that is bundled.
func (s *sources) collectLicences(b *bundle, packages map[string]bool) error {
	names := make([]string, 0, len(packages))
	for name := range packages {
		names = append(names, name)
	}
	sort.Strings(names)
	var out bytes.Buffer
	for _, name := range names {
		dir := filepath.Join(s.siteDir(), "node_modules", filepath.FromSlash(name))
		text, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
		if errors.Is(err, fs.ErrNotExist) {
			text, err = os.ReadFile(filepath.Join(dir, "LICENSE.md"))
		}
		if err != nil {
			return fmt.Errorf("package %s is bundled and has no LICENSE: %w", name, err)
		}
		fmt.Fprintf(&out, "%s\n\n%s\n\n", name, bytes.TrimSpace(text))
	}
	b.licences = out.Bytes()
	return nil
}
