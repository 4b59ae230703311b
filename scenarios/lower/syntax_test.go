package lower

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gopark/scenarios/trace"
)

// TestRecogniserAcceptsGo keeps the recogniser from complaining of right
// programs: Go's own.
func TestRecogniserAcceptsGo(t *testing.T) {
	files := 0
	for _, dir := range []string{"runtime", "sync", "net/http", "go/types", "go/parser", "slices", "iter", "encoding/json", "text/template", "math", "cmd/compile/internal/syntax"} {
		paths, err := filepath.Glob(filepath.Join(build.Default.GOROOT, "src", dir, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files in %s of GOROOT (%v)", dir, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := recognise(string(text))
			if len(r.faults) > 0 || len(r.later) > 0 || len(r.misplaced) > 0 {
				t.Errorf("%s: faults %v, later %v, misplaced %v", path, r.faults, r.later, r.misplaced)
			}
			files++
		}
	}
	t.Logf("%d files", files)
}

// TestDeepNesting exists because each level of nesting is a level of recursion.
func TestDeepNesting(t *testing.T) {
	for _, unit := range []string{"(", "[]", "-", "f(", "func() {", "{", "if x {", "struct { a ", "T{", "[", "*", "<-", "for {", "if a {} else "} {
		recognise("package main\nfunc main() {\n\tx = " + strings.Repeat(unit, 200_000))
		recognise("package main\nfunc main() {\n" + strings.Repeat(unit, 200_000))
		recognise("package main\nvar x " + strings.Repeat(unit, 200_000))
	}
}

// FuzzCheck: any text at all is a program or complained of.
func FuzzCheck(f *testing.F) {
	paths, err := filepath.Glob("testdata/errors/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no broken programs in testdata/errors (%v)", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(wholeProgram(string(file.Data)))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := recognise(text)
		for _, e := range r.faults {
			if e.offset < 0 || e.offset > len(text) || e.msg == "" {
				t.Errorf("fault %q at %d of %d", e.msg, e.offset, len(text))
			}
		}
		if got := len(r.repaired()); got != len(text) {
			t.Errorf("the repaired text has %d bytes, want %d", got, len(text))
		}
		c, diags := check([]trace.File{{Name: "a.go", Text: text}}, maxErrors)
		if (c == nil) != (len(diags) > 0) {
			t.Errorf("checked: %t, with %d diagnostics", c != nil, len(diags))
		}
	})
}
