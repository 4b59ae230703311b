package engine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

// A sample is a whole program of the kind people write to learn or to show
// concurrency: testdata/programs/NAME.go. Unlike a probe, which is about one
// corner of the language, it uses many things at once.
type sample struct {
	name   string
	source string
}

// refusedPrograms are the programs that the engine cannot run yet, and what the
// diagnostic says: a line each of testdata/programs/refused.txt, which
// the site lists too.
var refusedPrograms = readRefused()

func readRefused() map[string]string {
	text, err := os.ReadFile("testdata/programs/refused.txt")
	if err != nil {
		panic(err)
	}
	list := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, why, _ := strings.Cut(strings.TrimSpace(line), " ")
		list[name] = why
	}
	return list
}

// initialised are programs whose initialisation can be seen. They are linked
// alone, since in the binary that holds all programs each is initialised.
var initialised = []string{"init-order-package-variables"}

// crowded are programs with so many goroutines that it can be seen where the
// queues were when main began. They have a binary of their own: in the one that
// holds all programs more libraries are initialised, after which the runtime's
// own goroutines are elsewhere in the queue.
var crowded = []string{
	"crowd-alarm-clocks", "crowd-condition-broadcast", "crowd-starting-pistol", "crowd-yields",
	"mutex-counter-map", "thundering-worker-restart",
}

// binaryOf is the binary that holds a program: dispatcher, unless it must be another.
func binaryOf(dispatcher, name string) string {
	switch {
	case slices.Contains(initialised, name):
		return programPackage(name)
	case dispatcher == "played" && slices.Contains(crowded, name):
		return "crowd"
	}
	return dispatcher
}

// programAttempts is how often the real program may run until it does what
// ours does: with GOMAXPROCS=1 the real runtime still has threads of its own,
// which interfere now and then on a busy machine.
const programAttempts = 80

func readPrograms(t testing.TB) []sample {
	files, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	var samples []sample
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, sample{strings.TrimSuffix(filepath.Base(file), ".go"), string(text)})
	}
	return samples
}

// chunk is what a program writes to one file descriptor without a pause:
// neighbouring writes at the same time are one, since Go's print writes each
// of its arguments apart.
type chunk struct {
	fd   int
	at   time.Duration
	text string
}

// played is how a program ran, write by write.
type played struct {
	chunks []chunk
	crash  string // what comes before the traceback, with all of standard error before it
	status int
}

func (p *played) write(fd int, at time.Duration, text string) {
	at = at.Truncate(time.Microsecond) // the oracle adds a ns to keep writes in order
	if text == "" {
		return
	}
	if n := len(p.chunks); n > 0 && p.chunks[n-1].fd == fd && p.chunks[n-1].at == at {
		p.chunks[n-1].text += text
		return
	}
	p.chunks = append(p.chunks, chunk{fd, at, text})
}

// crashed makes standard error one text, cut off where the traceback begins.
func (p *played) crashed() {
	var errs strings.Builder
	p.chunks = slices.DeleteFunc(p.chunks, func(c chunk) bool {
		if c.fd == 2 {
			errs.WriteString(c.text)
		}
		return c.fd == 2
	})
	p.crash = crashHead(errs.String())
	chunks := p.chunks
	p.chunks = nil
	for _, c := range chunks {
		p.write(c.fd, c.at, c.text)
	}
}

func (p played) String() string {
	var b strings.Builder
	for _, c := range p.chunks {
		fmt.Fprintf(&b, "%v on %d:\n%s\n", c.at, c.fd, c.text)
	}
	if p.crash != "" {
		fmt.Fprintf(&b, "crash:\n%s\n", p.crash)
	}
	fmt.Fprintf(&b, "exit status %d", p.status)
	return b.String()
}

func (p played) equal(q played) bool {
	return slices.Equal(p.chunks, q.chunks) && p.crash == q.crash && p.status == q.status
}

// differs shows both sides from the first line that is not the same.
func (p played) differs(want played) string {
	got, real := strings.Split(p.String(), "\n"), strings.Split(want.String(), "\n")
	i := 0
	for i < len(got) && i < len(real) && got[i] == real[i] {
		i++
	}
	part := func(lines []string) string { return strings.Join(lines[max(i-2, 0):min(i+12, len(lines))], "\n") }
	return fmt.Sprintf("line %d: got\n%s\n\nwant\n%s", i+1, part(got), part(real))
}

// TestPrograms compares every program with the real one on virtual time:
// text, order, time and exit status.
func TestPrograms(t *testing.T) {
	samples := readPrograms(t)
	bin := buildPrograms(t, samples, "played")
	var exact, refused atomic.Int32
	t.Run("all", func(t *testing.T) {
		for _, s := range samples {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				prog := compileSample(t, s, &refused)
				if prog == nil {
					return
				}
				got, _ := playOurs(t, prog)
				var want played
				for range programAttempts {
					want = playReal(t, bin, s.name)
					if got.equal(want) {
						exact.Add(1)
						return
					}
				}
				t.Error(got.differs(want))
			})
		}
	})
	t.Logf("%d programs, %d exact, %d refused", len(samples), exact.Load(), refused.Load())
}

// compileSample returns nil if the program is refused.
func compileSample(t *testing.T, s sample, refused *atomic.Int32) *Program {
	prog, diags := Compile([]trace.File{{Name: "prog.go", Text: s.source}})
	why, listed := refusedPrograms[s.name]
	switch {
	case len(diags) == 0 && listed:
		t.Errorf("runs now: take it off the list")
	case len(diags) > 0 && diags[0].Kind != lower.KindUnsupported:
		t.Fatalf("does not compile: %s", lower.Format(diags))
	case len(diags) > 0:
		refused.Add(1)
		if !listed || !strings.Contains(diags[0].Message, why) {
			t.Errorf("refused: %s", lower.Format(diags))
		}
	}
	return prog
}

func playOurs(t *testing.T, prog *Program) (played, *Result) {
	var got played
	timer := time.AfterFunc(60*time.Second, prog.Stop)
	defer timer.Stop()
	res, err := prog.Run(Options{Settings: trace.Settings{Seed: 1, Procs: 1}, Output: func(fd int, b []byte, at trace.Time) {
		got.write(fd, time.Duration(at), string(b))
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := trace.Validate(res.Trace); err != nil {
		t.Errorf("the trace is not valid: %v", err)
	}
	got.status = res.Outcome.Status
	if res.Crash != "" {
		got.chunks = append(got.chunks, chunk{2, 0, res.Crash})
		got.crashed()
	}
	return got, res
}

// crashStatus is the exit status of a Go program that panics, deadlocks, or
// meets another fatal error.
const crashStatus = 2

func playReal(t *testing.T, bin, name string) played {
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(bin, binaryOf("played", name)), name)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOTRACEBACK=single")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	chunks := append(frames(1, stdout.Bytes()), frames(2, stderr.Bytes())...)
	slices.SortStableFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.at, b.at) })
	want := played{status: cmd.ProcessState.ExitCode()}
	for _, c := range chunks {
		want.write(c.fd, c.at, c.text)
	}
	if want.status == crashStatus {
		want.crashed()
	}
	return want
}

var inProgram = regexp.MustCompile(`programs/\w+\.`) // as names of functions and instances have it

// frames decodes what a program with virtual time writes to one descriptor.
func frames(fd int, b []byte) []chunk {
	var chunks []chunk
	for len(b) >= 16 && string(b[:4]) == "\x00\x00PB" {
		at := time.Duration(binary.BigEndian.Uint64(b[4:]) - uint64(trace.Epoch))
		n := binary.BigEndian.Uint32(b[12:])
		text := inProgram.ReplaceAllString(string(b[16:16+n]), "main.")
		chunks = append(chunks, chunk{fd, at, strings.ReplaceAll(text, probePackage+".", "main.")})
		b = b[16+n:]
	}
	return chunks
}

// programPackage is the folder of a program's package.
func programPackage(name string) string { return strings.ReplaceAll(name, "-", "_") }

// dispatchers are the main packages that hold programs, and run one.
var dispatchers = map[string]string{
	"played": playedMain,
	"crowd":  playedMain,
	"traced": tracedMain,
}

const playedMain = `package main

import "os"

func main() { programs[os.Args[1]]() }
`

// buildPrograms builds a dispatcher with all programs, on virtual time, and the
// other binaries that are needed. Each program is a package, so that the build
// cache serves the next build.
func buildPrograms(t *testing.T, samples []sample, dispatcher string) string {
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// The versions of modules are ours.
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	write("go.mod", strings.Replace(string(mod), "module gopark\n", "module programs\n", 1))
	write("go.sum", string(sum))
	imports, table := map[string]string{}, map[string]string{}
	var targets []string
	for _, s := range samples {
		pkg, in := programPackage(s.name), binaryOf(dispatcher, s.name)
		if in == pkg {
			write(pkg+"/prog.go", s.source)
			targets = append(targets, "./"+pkg)
			continue
		}
		renamed := strings.Replace(s.source, "package main\n", "package "+probePackage+"\n", 1)
		write(pkg+"/prog.go", renamed+"\nfunc Main() { main() }\n")
		imports[in] += fmt.Sprintf("import p_%s \"programs/%s\"\n", pkg, pkg)
		table[in] += fmt.Sprintf("\t%q: p_%s.Main,\n", s.name, pkg)
	}
	for in := range table {
		targets = append(targets, "./"+in)
		write(in+"/main.go", dispatchers[in])
		write(in+"/programs.go", "package main\n\n"+imports[in]+"\nvar programs = map[string]func(){\n"+table[in]+"}\n")
		write(in+"/linkname.s", "") // lets functions have no body
	}
	bin := filepath.Join(dir, "bin")
	cmd := exec.Command("go", append([]string{"build", "-trimpath", "-mod=mod", "-tags", "faketime", "-ldflags=-checklinkname=0", "-o", bin + "/"}, targets...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}
