//go:build !js

package stdlib

import (
	"os"
	"strings"
	"testing"
)

// TestLoad: a package of the list that does not load is missing from every
// program that imports it.
func TestLoad(t *testing.T) {
	for _, path := range Packages() {
		p, err := Import(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if len(p.Scope().Names()) == 0 {
			t.Errorf("package %s declares nothing", path)
		}
	}
}

func TestBundle(t *testing.T) {
	b, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(b))
}

// TestModules: a program is lowered from the source that its real twin is built
// with.
func TestModules(t *testing.T) {
	mod, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Module != "" && !strings.Contains(string(mod), strings.Replace(e.Module, "@", " ", 1)+"\n") {
			t.Errorf("package %s is read from %s, which go.mod does not require", e.Path, e.Module)
		}
	}
}
