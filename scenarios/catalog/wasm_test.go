//go:build !js

package catalog_test

import (
	"bytes"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/trace"
)

// TestWebAssembly compares the bytes of every trace with those that the same
// program, compiled to WebAssembly and run under Node, produces.
func TestWebAssembly(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("Node is missing; install Node 20 or newer from https://nodejs.org")
	}
	glue := filepath.Join(build.Default.GOROOT, "lib", "wasm", "wasm_exec_node.js")
	if _, err := os.Stat(glue); err != nil {
		t.Fatalf("%v; it is part of every Go installation", err)
	}
	program := filepath.Join(t.TempDir(), "catalog.wasm")
	overlay, err := stdlib.BuildOverlay(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", program, ".")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go test -c for js/wasm: %v\n%s", err, out)
	}
	inWebAssembly := func(wanted string) string {
		t.Helper()
		// The glue hands the environment on, and wants it small.
		cmd := exec.Command(node, "--stack-size=8192", glue, program)
		cmd.Env = []string{digestsWanted + "=" + wanted}
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("node %s: %v\n%s", filepath.Base(program), err, errs.String())
		}
		return string(out)
	}
	want := map[string]string{}
	for line := range strings.Lines(inWebAssembly(everyTrace)) {
		label, sum, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		want[label] = sum
	}
	compared := 0
	err = eachTrace(func(label string, tr *trace.Trace) {
		compared++
		got := digest(tr)
		if got == want[label] {
			return
		}
		t.Errorf("%s: native %s, WebAssembly %s; compared with WebAssembly, %s", label, got, want[label],
			firstDifference(text(t, tr), inWebAssembly(label)))
	})
	if err != nil {
		t.Fatal(err)
	}
	if compared != len(want) {
		t.Errorf("%d traces native, %d in WebAssembly", compared, len(want))
	}
}
