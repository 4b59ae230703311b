//go:build !js

package stdlib

import (
	"bytes"
	"fmt"
	"go/build"
	"go/build/constraint"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// installed gives the files of a package as the Go installation has them.
func installed(e *Entry) ([]file, error) {
	dir, err := folder(e)
	if err != nil {
		return nil, err
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("the source of package %s: %w", e.Path, err)
	}
	var files []file
	for _, entry := range list {
		name := entry.Name()
		switch {
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			continue
		case slices.Contains(e.Extra, name):
		case !e.Source || slices.Contains(e.Without, name):
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if !built(text) {
			continue
		}
		files = append(files, file{name, text})
	}
	return files, nil
}

// folder is where the Go installation has the source of a package.
func folder(e *Entry) (string, error) {
	if e.Module == "" {
		root := build.Default.GOROOT
		if root == "" {
			var err error
			if root, err = goEnv("GOROOT"); err != nil {
				return "", err
			}
		}
		return filepath.Join(root, "src", filepath.FromSlash(e.Path)), nil
	}
	cache, err := goEnv("GOMODCACHE")
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, filepath.FromSlash(e.Module))
	if _, err := os.Stat(dir); err != nil {
		if out, err := exec.Command("go", "mod", "download", e.Module).CombinedOutput(); err != nil {
			return "", fmt.Errorf("go mod download %s: %w\n%s", e.Module, err, out)
		}
	}
	module, _, _ := strings.Cut(e.Module, "@")
	return filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(e.Path, module))), nil
}

func goEnv(name string) (string, error) {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return "", fmt.Errorf("this package is read from the Go installation: go env %s: %w", name, err)
	}
	return strings.TrimSpace(string(out)), nil
}

// built reports whether the build constraint of a file holds, if it has one.
func built(text []byte) bool {
	for line := range bytes.Lines(text) {
		s := strings.TrimSpace(string(line))
		if strings.HasPrefix(s, "package ") {
			break
		}
		if !constraint.IsGoBuild(s) {
			continue
		}
		if x, err := constraint.Parse(s); err == nil {
			return x.Eval(func(tag string) bool {
				return tag == "linux" || tag == "amd64" || tag == "unix" || tag == "gc" || strings.HasPrefix(tag, "go1.")
			})
		}
	}
	return true
}
