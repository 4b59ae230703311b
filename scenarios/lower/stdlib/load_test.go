//go:build !js

package stdlib

import (
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
