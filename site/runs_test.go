package site

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/lower"
	"gopark/scenarios/lower/stdlib"
)

// The page is read as a promise: all that the tables have must be on it.
func TestWhatRuns(t *testing.T) {
	page := html.UnescapeString(renderSite(t, sampleScenario("one", "Part"))("what-runs.html"))
	for _, p := range stdlib.Packages() {
		if !strings.Contains(page, "<code>"+p+"</code>") {
			t.Errorf("package %s is not listed", p)
		}
	}
	for _, r := range append(append(lower.Constructs(), lower.Missing()...), lower.Unavailable()...) {
		what := strings.ReplaceAll(r.What, "testing.common", "testing.T")
		if !strings.Contains(page, what) || !strings.Contains(page, r.Hint) {
			t.Errorf("%s is not listed as refused, with %q", r.What, r.Hint)
		}
	}
	for _, name := range lower.OSAvailable() {
		if !strings.Contains(page, "<code>"+name+"</code>") {
			t.Errorf("%s is not listed", name)
		}
	}
	if !strings.Contains(page, `<th scope="row">statements</th><td>1</td><td>2</td>`) {
		t.Error("the limits are not listed")
	}
}

// Each refused probe and program is on the page, with the reason.
func TestChecksAreCounted(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"probes/a.txt":           "about these\n=== one\nprintln(1)\n=== two refused unsafe is\nprintln(2)\n",
		"probes/b.txt":           "=== three whole\nprintln(3)\n",
		"programs/x.go":          "",
		"programs/refused.txt":   "x package net\n",
		"tests/calc.txtar":       "",
		"programs/not/nested.go": "",
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var c checks
	if err := c.count(dir); err != nil {
		t.Fatal(err)
	}
	if c.Probes != 3 || c.Programs != 1 || c.Tests != 1 {
		t.Errorf("counted %+v", c)
	}
	if len(c.RefusedProbes) != 1 || c.RefusedProbes[0] != (lower.Refusal{What: "a/two", Hint: "unsafe is"}) {
		t.Errorf("refused probes: %v", c.RefusedProbes)
	}
	if len(c.RefusedPrograms) != 1 || c.RefusedPrograms[0] != (lower.Refusal{What: "x", Hint: "package net"}) {
		t.Errorf("refused programs: %v", c.RefusedPrograms)
	}
	if err := c.count(t.TempDir()); err == nil {
		t.Error("an empty folder is counted")
	}
	page := html.UnescapeString(renderSite(t)("what-runs.html"))
	var real checks
	if err := real.count("../scenarios/engine/testdata"); err != nil {
		t.Fatal(err)
	}
	for _, r := range append(real.RefusedProbes, real.RefusedPrograms...) {
		if !strings.Contains(page, "<code>"+r.What+"</code>") || !strings.Contains(page, r.Hint) {
			t.Errorf("%s is refused, and not on the page", r.What)
		}
	}
}
