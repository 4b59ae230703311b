package sched

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

// rules are programs, each for one rule of the scheduler: as Go source and as
// the operations that it consists of. Both must print the same, in the same
// order and at the same virtual time.
var rules = append(append(runQueueRules, chanRules...), append(syncRules, timerRules...)...)

type rule struct {
	name   string
	source string // the body of a function
	ours   func(p prog)
}

// attempts is how often the real program may run until it does what ours
// does: with GOMAXPROCS=1 the real runtime still has threads of its own, which
// interfere now and then.
const attempts = 20

func TestOracle(t *testing.T) {
	bin := buildOracle(t)
	for i, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			got := runProg(t, Config{}, r.ours)
			ours := got.out + fmt.Sprintf("exit status %d", got.Status)
			var real string
			for range attempts {
				if real = runOracle(t, bin, i); real == ours {
					return
				}
			}
			at := 0 // beginning of the first line that differs
			for i := 0; i < min(len(ours), len(real)) && ours[i] == real[i]; i++ {
				if ours[i] == '\n' {
					at = i + 1
				}
			}
			t.Errorf("after\n%s\nours:\n%.300s\nreal:\n%.300s", ours[max(0, at-100):at], ours[at:], real[at:])
		})
	}
}

// buildOracle builds the real programs into one binary with the playground's
// virtual time; the argument chooses the program.
func buildOracle(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var src strings.Builder
	src.WriteString(`package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

var _ sync.Mutex
var _ = time.Second
var _ = runtime.Gosched

func say(args ...any) { fmt.Println(args...) }

func main() {
	switch os.Args[1] {
`)
	for i := range rules {
		fmt.Fprintf(&src, "\tcase \"%d\":\n\t\trule%d()\n", i, i)
	}
	src.WriteString("\t}\n}\n")
	for i, r := range rules {
		fmt.Fprintf(&src, "\n// %s\nfunc rule%d() {\n%s\n}\n", r.name, i, r.source)
	}
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte(src.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "oracle")
	cmd := exec.Command("go", "build", "-tags", "faketime", "-o", bin, file)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}

// runOracle runs real program i and returns what it printed to its standard
// output, as playback writes it, and its exit status.
func runOracle(t *testing.T, bin string, i int) string {
	t.Helper()
	cmd := exec.Command(bin, strconv.Itoa(i))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	raw, err := cmd.Output()
	status := 0
	if err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			t.Fatal(err)
		}
		status = exit.ExitCode()
	}
	var out playback
	for len(raw) > 0 {
		if len(raw) < 16 || string(raw[:4]) != "\x00\x00PB" {
			t.Fatalf("expected a playback frame, found %q", raw)
		}
		when := int64(binary.BigEndian.Uint64(raw[4:])) - trace.Epoch
		n := binary.BigEndian.Uint32(raw[12:])
		out.write(1, raw[16:16+n], trace.Time(when))
		raw = raw[16+n:]
	}
	return out.String() + fmt.Sprintf("exit status %d", status)
}
