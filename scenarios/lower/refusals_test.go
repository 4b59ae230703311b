package lower

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopark/scenarios/lower/stdlib"
)

var (
	refuseCall  = regexp.MustCompile(`\.refuse\(`)
	declaration = regexp.MustCompile(`(?m)^\t(\w+) += construct\{`)
)

// The list of what cannot be run is shown to readers: what is refused without
// being on it would be a surprise to them.
func TestRefusalsAreListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source: %v", err)
	}
	byName := map[string]int{"std.go": 2, "types.go": 1, "refusals.go": 1} // calls that refuse by a table of names, and cannot
	var code strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		if got := len(refuseCall.FindAll(text, -1)); got != byName[file] {
			t.Errorf("%s has %d calls of refuse, want %d: a construct is refused with cannot", file, got, byName[file])
		}
		if file != "refusals.go" {
			code.Write(text)
		}
	}
	text, err := os.ReadFile("refusals.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := declaration.FindAllStringSubmatch(string(text), -1)
	if len(declared) != len(constructs) {
		t.Errorf("%d constructs are declared, %d listed", len(declared), len(constructs))
	}
	for _, m := range declared {
		if !strings.Contains(code.String(), "&"+m[1]) && !strings.Contains(code.String(), m[1]+".message") {
			t.Errorf("nothing is refused as %s", m[1])
		}
	}
	for _, r := range Missing() {
		if stdlib.Has(r.What) {
			t.Errorf("there is a hint to do without package %s, which is available", r.What)
		}
	}
}
