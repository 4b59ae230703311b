package engine

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

// A probe is a small program about one corner of the language, run by us and
// by the real go command, which is always right.
//
// The files testdata/probes/*.txt hold them. A line "=== name" begins a probe;
// words after the name are flags:
//
//	whole    the program is linked alone, since its initialisation can be seen
//	refused  we refuse the program, and say so
//
// A probe is the declarations of a program; if they declare no main, the text
// is main's body, or what stands before a line "---" is declarations and the
// rest main's body. Imports are found by name.
type probe struct {
	name    string
	source  string
	whole   bool
	refused bool
	single  bool // declares nothing but main
}

// probePackage is the name of a probe's package in the binary that holds them
// all; it is as long as main, which it stands for.
const probePackage = "prob"

var usesPackage = regexp.MustCompile(`\b(atomic|base64|big|binary|bits|bufio|bytes|cmp|cmplx|context|csv|errors|filepath|fmt|heap|hex|log|html|io|iter|json|list|maps|math|os|path|rand|reflect|regexp|ring|runtime|scanner|sha512|slices|sort|strconv|strings|sync|tabwriter|time|unicode|url|utf8)\.[A-Z]`)

var packagePath = map[string]string{
	"atomic": "sync/atomic", "bits": "math/bits", "rand": "math/rand", "utf8": "unicode/utf8", "heap": "container/heap", "list": "container/list", "ring": "container/ring",
	"cmplx": "math/cmplx", "tabwriter": "text/tabwriter", "json": "encoding/json", "filepath": "path/filepath", "url": "net/url", "csv": "encoding/csv", "binary": "encoding/binary", "scanner": "text/scanner", "sha512": "crypto/sha512", "hex": "encoding/hex", "base64": "encoding/base64", "big": "math/big",
}

// probeFiles are the files the probes are read from. New ones are tried out in
// a file elsewhere.
var probeFiles = flag.String("probes", "testdata/probes/*.txt", "files of probes")

func readProbes(t testing.TB) []probe {
	files, err := filepath.Glob(*probeFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("no probes: %v", err)
	}
	var probes []probe
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(filepath.Base(file), ".txt")
		for i, part := range strings.Split("\n"+string(text), "\n=== ") {
			head, body, _ := strings.Cut(part, "\n")
			if i == 0 {
				continue
			}
			words := strings.Fields(head)
			p := probe{name: base + "/" + words[0]}
			p.source, p.single = program(body)
			p.whole = slices.Contains(words[1:], "whole")
			p.refused = slices.Contains(words[1:], "refused")
			probes = append(probes, p)
		}
	}
	return probes
}

// program completes the text of a probe, and reports whether main is all it
// declares.
func program(body string) (source string, single bool) {
	var b strings.Builder
	if strings.HasPrefix(body, "//go:build") {
		line, rest, _ := strings.Cut(body, "\n")
		b.WriteString(line + "\n\n")
		body = rest
	}
	b.WriteString("package main\n\n")
	var imports []string
	for _, m := range usesPackage.FindAllStringSubmatch(body, -1) {
		path := m[1]
		if p, ok := packagePath[path]; ok {
			path = p
		}
		if !slices.Contains(imports, path) {
			imports = append(imports, path)
		}
	}
	for _, path := range imports {
		fmt.Fprintf(&b, "import %q\n", path)
	}
	b.WriteString("\n")
	switch decls, main, cut := strings.Cut("\n"+body, "\n---\n"); {
	case cut:
		b.WriteString(decls + "\n\nfunc main() {\n" + main + "\n}\n")
	case strings.Contains(body, "func main() {"):
		b.WriteString(body)
	default:
		b.WriteString("func main() {\n" + body + "\n}\n")
		return b.String(), true
	}
	return b.String(), false
}

// ran is how a program ran: what the two sides are compared by.
type ran struct {
	stdout, stderr string
	status         int
	elapsed        time.Duration // virtual time of the last write
	crashed        bool
}

func (r ran) String() string {
	return fmt.Sprintf("exit %d\n--- stdout\n%s\n--- stderr\n%s", r.status, r.stdout, r.stderr)
}

// same reports whether two programs ran alike. The time of a crash is not told.
func (r ran) same(o ran) bool {
	return r.stdout == o.stdout && r.stderr == o.stderr && r.status == o.status && (r.crashed || r.elapsed == o.elapsed)
}

// TestProbes runs every probe with the real go and with the engine.
func TestProbes(t *testing.T) {
	probes := readProbes(t)
	dir := buildProbes(t, probes)
	for i, p := range probes {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			prog, diags := Compile([]trace.File{{Name: "prog.go", Text: p.source}})
			if p.refused {
				if len(diags) == 0 || diags[0].Kind != lower.KindUnsupported {
					t.Errorf("want a refusal, got %v", diags)
				}
				return
			}
			if len(diags) > 0 {
				t.Fatalf("refused: %s", lower.Format(diags))
			}
			got := runOurs(t, prog)
			want := runRealAs(t, dir, i, p, got)
			if got.stdout != want.stdout || got.stderr != want.stderr || got.status != want.status {
				t.Errorf("got %s\n\nwant %s", got, want)
			} else if got.elapsed != want.elapsed && !got.crashed {
				t.Errorf("last write at %v, want %v", got.elapsed, want.elapsed)
			}
		})
	}
}

func runOurs(t *testing.T, prog *Program) ran {
	var got ran
	var out, errs strings.Builder
	var last trace.Time
	timer := time.AfterFunc(30*time.Second, prog.Stop)
	defer timer.Stop()
	res, err := prog.Run(Options{Settings: trace.Settings{Seed: 1, Procs: 1}, Output: func(fd int, b []byte, at trace.Time) {
		last = at
		if fd == 1 {
			out.Write(b)
		} else {
			errs.Write(b)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := trace.Validate(res.Trace); err != nil {
		t.Errorf("the trace is not valid: %v", err)
	}
	got.stdout, got.stderr, got.status = out.String(), crashHead(errs.String()+res.Crash), res.Outcome.Status
	got.elapsed, got.crashed = time.Duration(last).Truncate(time.Microsecond), res.Crash != ""
	return got
}

var (
	faultLine = regexp.MustCompile(`(?m)^\[signal .*\n?`)
	stackLine = regexp.MustCompile(`(?m)^runtime: sp=.*\n`)
	panicAddr = regexp.MustCompile(`(?m)^(\t?panic: \(.*\)) 0x[0-9a-f]+`)
	inPackage = regexp.MustCompile(`probes/(p\d+|shared)\.`) // as names of instances have it
)

// crashHead is what Go prints before the traceback.
func crashHead(s string) string {
	for _, marker := range []string{"\n\ngoroutine ", "\n\nruntime stack:"} {
		s, _, _ = strings.Cut(s, marker)
	}
	s = stackLine.ReplaceAllString(s, "")
	s = panicAddr.ReplaceAllString(s, "$1 addr")
	s = faultLine.ReplaceAllString(s, "[signal]\n")
	return strings.TrimSpace(s)
}

func runReal(t *testing.T, dir string, i int, p probe) ran {
	bin := filepath.Join(dir, "all")
	if p.whole {
		bin = filepath.Join(dir, fmt.Sprintf("p%03d", i))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, fmt.Sprint(i))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOTRACEBACK=single")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	want := ran{status: cmd.ProcessState.ExitCode()}
	var last time.Duration
	text := func(framed []byte) string {
		var b strings.Builder
		for len(framed) >= 16 && string(framed[:4]) == "\x00\x00PB" {
			at := time.Duration(binary.BigEndian.Uint64(framed[4:]) - uint64(trace.Epoch))
			n := binary.BigEndian.Uint32(framed[12:])
			b.Write(framed[16 : 16+n])
			framed = framed[16+n:]
			last = max(last, at.Truncate(time.Microsecond)) // the runtime adds a ns to keep writes in order
		}
		b.Write(framed)
		s := inPackage.ReplaceAllString(b.String(), "main.")
		return strings.ReplaceAll(s, probePackage+".", "main.")
	}
	want.stdout, want.stderr = text(stdout.Bytes()), text(stderr.Bytes())
	want.elapsed = last
	want.stderr = crashHead(want.stderr)
	return want
}

// runRealAs runs the real program again until it does what ours did: some
// things are decided by chance, more of them on a busy machine.
func runRealAs(t *testing.T, dir string, i int, p probe, ours ran) (want ran) {
	for range programAttempts {
		if want = runReal(t, dir, i, p); ours.same(want) {
			break
		}
	}
	return want
}

// buildProbes builds all probes into one program, with virtual time. Each has
// a package of its own if it declares anything but main.
func buildProbes(t *testing.T, probes []probe) string {
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
	write("go.mod", "module probes\n\ngo "+strings.TrimPrefix(lower.GoVersion, "go")+"\n")
	imports := "import \"probes/shared\"\n"
	write("shared/shared.go", "package "+probePackage+"\n\nfunc Nothing() {}\n")
	var cases strings.Builder
	targets := []string{"./all"}
	for i, p := range probes {
		renamed := strings.Replace(p.source, "package main\n", "package "+probePackage+"\n", 1)
		name := fmt.Sprintf("p%03d", i)
		switch {
		case p.whole:
			write(name+"/prog.go", p.source)
			targets = append(targets, "./"+name)
		case p.single:
			write("shared/"+name+".go", strings.Replace(renamed, "func main() {", "func P"+name[1:]+"() {", 1))
			fmt.Fprintf(&cases, "\tcase \"%d\":\n\t\tprob.P%s()\n", i, name[1:])
		default:
			write(name+"/prog.go", renamed+"\nfunc Main() { main() }\n")
			imports += fmt.Sprintf("import %s \"probes/%s\"\n", name, name)
			fmt.Fprintf(&cases, "\tcase \"%d\":\n\t\t%s.Main()\n", i, name)
		}
	}
	write("all/main.go", "package main\n\nimport \"os\"\n"+imports+"\nfunc main() {\n\tprob.Nothing()\n\tswitch os.Args[1] {\n"+cases.String()+"\t}\n}\n")
	bin := filepath.Join(dir, "bin")
	args := append([]string{"build", "-trimpath", "-tags", "faketime", "-o", bin + "/"}, targets...)
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		text := regexp.MustCompile(`(?m)^(shared/)?p(\d+)`).ReplaceAllStringFunc(string(out), func(s string) string {
			n, _ := strconv.Atoi(strings.TrimPrefix(strings.TrimPrefix(s, "shared/"), "p"))
			return probes[n].name + ": " + s
		})
		t.Fatalf("go build: %v\n%s", err, text)
	}
	return bin
}
