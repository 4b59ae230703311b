package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"gopark/scenarios/catalog"
	"gopark/scenarios/engine"
	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/trace"
)

// gopark runs the command and returns what it wrote and its exit status.
func gopark(args ...string) (stdout, stderr string, status int) {
	var out, err bytes.Buffer
	status = command(args, stdio{nil, &out, &err})
	return out.String(), err.String(), status
}

// inFolder makes a folder with files the working directory of the test.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"-h"}, {"--help"}} {
		out, errs, status := gopark(args...)
		if status != exitOK || errs != "" {
			t.Errorf("gopark %v: status %d, standard error %q", args, status, errs)
		}
		for _, v := range verbs {
			if !strings.Contains(out, v.name) || !strings.Contains(out, v.short) {
				t.Errorf("gopark %v does not tell of %s:\n%s", args, v.name, out)
			}
		}
	}
	for _, v := range verbs {
		help, errs, status := gopark("help", v.name)
		if status != exitOK || errs != "" || !strings.HasPrefix(help, "gopark "+v.name+" – ") || !strings.Contains(help, "usage: gopark "+v.name) {
			t.Errorf("gopark help %s: status %d, standard error %q, output:\n%s", v.name, status, errs, help)
		}
		if out, _, status := gopark(v.name, "-h"); status != exitOK || out != help {
			t.Errorf("gopark %s -h: status %d, output %q, want %q", v.name, status, out, help)
		}
	}
}

func TestUsage(t *testing.T) {
	inFolder(t, map[string]string{"a.go": "package main\n\nfunc main() {}\n"})
	for _, c := range []struct {
		args []string
		want string // part of standard error
	}{
		{nil, "usage: gopark VERB"},
		{[]string{"play"}, `gopark: unknown verb "play"; the verbs are run, trace, draw, build, serve`},
		{[]string{"help", "play"}, `gopark: unknown verb "play"`},
		{[]string{"run", "-sed", "1", "a.go"}, "flag provided but not defined: -sed"},
		{[]string{"run", "-seed", "x", "a.go"}, `invalid value "x" for flag -seed`},
		{[]string{"run", "-tick", "-1s", "a.go"}, "-1s is negative"},
		{[]string{"run"}, "gopark: no Go files; name the files of the program"},
		{[]string{"trace"}, "gopark: no Go files; name the files of the program"},
		{[]string{"run", "b.go"}, "gopark: open b.go: no such file"},
		{[]string{"run", "a.go", "b.go"}, "gopark: open b.go: no such file"},
		{[]string{"run", "-procs", "0", "a.go"}, "gopark: procs is 0, want 1 to 1024"},
		{[]string{"run", "-procs", "1025", "a.go"}, "gopark: procs is 1025, want 1 to 1024"},
		{[]string{"run", "-policy", "fair", "a.go"}, `gopark: policy is "fair", want go or random`},
		{[]string{"run", "-schedule", "!", "a.go"}, "gopark: "},
		{[]string{"draw"}, "gopark: no Go files; name the files of the program"},
		{[]string{"draw", "-steps", "1,x", "a.go"}, `expected numbers of steps, found "x"`},
		{[]string{"draw", "-steps", "1,1000", "a.go"}, "gopark: the run has 5 steps; there is no step 1000"},
		{[]string{"draw", "-size", "800", "a.go"}, "expected a width and a height, such as 820x560"},
		{[]string{"draw", "-size", "800x500", "a.go"}, "gopark: -size is for one step; -steps names 0"},
		{[]string{"draw", "-theme", "sepia", "a.go"}, `gopark: expected the theme light, dark or contrast, found "sepia"`},
		{[]string{"trace", "-text", "-json", "a.go"}, "gopark: -text and -json exclude each other"},
		{[]string{"trace", "-o", filepath.Join("no", "such", "folder"), "a.go"}, "gopark: open "},
	} {
		out, errs, status := gopark(c.args...)
		if status != exitUsage || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("gopark %v: status %d, output %q, standard error:\n%s\nwant status %d and %q", c.args, status, out, errs, exitUsage, c.want)
		}
	}
}

func TestDraw(t *testing.T) {
	inFolder(t, map[string]string{"a.go": "package main\n\nfunc main() {\n\tprintln(1)\n}\n"})
	board, errs, status := gopark("draw", "a.go")
	if status != exitOK || errs != "" || !strings.Contains(board, "Step 6 of 6") || !strings.Contains(board, `width="190mm"`) {
		t.Errorf("a storyboard: status %d, standard error %q, output:\n%s", status, errs, board)
	}
	if _, errs, status := gopark("draw", "-steps", "2,3", "-theme", "dark", "-o", "board.svg", "a.go"); status != exitOK || errs != "" {
		t.Errorf("a storyboard into a file: status %d, standard error %q", status, errs)
	}
	file, err := os.ReadFile("board.svg")
	if n := strings.Count(string(file), "<svg "); err != nil || n != 3 {
		t.Errorf("found %d frames, want 2, %v", n-1, err)
	}
	picture, errs, status := gopark("draw", "-size", "640x480.5", "-steps", "4", "a.go")
	if status != exitOK || errs != "" || !strings.HasPrefix(picture, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480.5" role="img"`) {
		t.Errorf("one step: status %d, standard error %q, output:\n%s", status, errs, picture)
	}
}

// TestRun holds the command to what go run says; its exit status is the
// program's, which go run does not pass on.
func TestRun(t *testing.T) {
	for _, c := range []struct {
		name, program string
		out, errs     string // errs: the beginning of standard error
		status        int
	}{
		{"returns", `import "fmt"
func main() { fmt.Println("hello") }`, "hello\n", "", 0},
		{"writes to both", `import ("fmt"; "os")
func main() { fmt.Fprintln(os.Stderr, "to 2"); println("two"); fmt.Print("to 1") }`, "to 1", "to 2\ntwo\n", 0},
		{"exits", `import ("fmt"; "os")
func main() { defer fmt.Println("never"); fmt.Println("now"); os.Exit(7) }`, "now\n", "", 7},
		{"panics", `func main() { panic("no") }`, "", "panic: no\n\ngoroutine 1 [running]:\nmain.main(", 2},
		{"panics with an error", `import "errors"
func main() { panic(errors.New("no")) }`, "", "panic: no\n\ngoroutine 1 [running]:\n", 2},
		{"divides by zero", `func main() { x := 0; println(1 / x) }`, "", "panic: runtime error: integer divide by zero\n", 2},
		{"deadlocks", `import "fmt"
func main() { fmt.Println("wait"); <-make(chan int) }`, "wait\n",
			"fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main(", 2},
		{"crashes in a goroutine", `func main() { go func() { panic("there") }(); select {} }`, "", "panic: there\n\ngoroutine ", 2},
		{"unlocks wrongly", `import "sync"
func main() { var mu sync.Mutex; mu.Unlock() }`, "", "fatal error: sync: unlock of unlocked mutex\n", 2},
		{"syntax error", `func main() { println("a" }`, "",
			"# command-line-arguments\n./a.go:3:27: syntax error: unexpected } in argument list; possibly missing comma or )\n", 1},
		{"type errors", `func main() { x := 1; y() }`, "",
			"# command-line-arguments\n./a.go:3:15: declared and not used: x\n./a.go:3:23: undefined: y\n", 1},
		{"no main", `func mian() {}`, "",
			"# command-line-arguments\nruntime.main_main·f: function main is undeclared in the main package\n", 1},
		{"import without a path", `import fmt
func main() {}`, "", "a.go:3:11: missing import path\n", 1},
		{"refused import", `import "net/http"
func main() { http.Get("") }`, "", "gopark: not supported: ./a.go:3:8: import of \"net/http\": this package is not available\n", 125},
	} {
		t.Run(c.name, func(t *testing.T) {
			inFolder(t, map[string]string{"a.go": "package main\n\n" + c.program + "\n"})
			out, errs, status := gopark("run", "a.go")
			if out != c.out || !strings.HasPrefix(errs, c.errs) || c.errs == "" && errs != "" || status != c.status {
				t.Errorf("status %d, standard output %q, standard error:\n%s\nwant status %d, %q and\n%s", status, out, errs, c.status, c.out, c.errs)
			}
		})
	}
}

// TestSameAsGoRun compares broken programs of several files, which the other
// tests cannot hold in one line, with go run itself.
func TestSameAsGoRun(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		args  []string
	}{
		{"two files", map[string]string{"a.go": "package main\n\nfunc main() { f(\"x\") }\n", "b.go": "package main\n\nfunc f(s string) { println(s) }\n"}, []string{"b.go", "a.go"}},
		{"errors in two files", map[string]string{
			"a.go": "package main\nfunc main() { f(1); var x int }\nvar y int = \"s\"\nfunc f() {}\n",
			"b.go": "package main\nfunc f() { return 1 }\nfunc g() { return 1 }\n"}, []string{"b.go", "a.go"}},
		{"the same, other order", map[string]string{
			"a.go": "package main\nfunc main() { f(1); var x int }\nvar y int = \"s\"\nfunc f() {}\n",
			"b.go": "package main\nfunc f() { return 1 }\nfunc g() { return 1 }\n"}, []string{"a.go", "b.go"}},
		{"syntax errors in two files", map[string]string{"a.go": "package main\nfunc main() { f( }\n", "b.go": "package main\nx := 1\n"}, []string{"a.go", "b.go"}},
		{"too many", map[string]string{"a.go": "package main\nfunc main() {\n\tvar a, b, c, d, e, f, g, h, i, j, k, l int\n\tx = 1\n}\n"}, []string{"a.go"}},
		{"empty", map[string]string{"a.go": ""}, []string{"a.go"}},
		{"no package clause", map[string]string{"a.go": "func main() {}\n"}, []string{"a.go"}},
		{"misspelled package clause", map[string]string{"a.go": "packge main\n"}, []string{"a.go"}},
		{"open import", map[string]string{"a.go": "package main\n\nimport \"fmt\n\nfunc main() {}\n"}, []string{"a.go"}},
		{"open group of imports", map[string]string{"a.go": "package main\n\nimport (\n\t\"os\"\nfunc main() {}\n"}, []string{"a.go"}},
		{"not main", map[string]string{"a.go": "package foo\n\nfunc main() {}\n"}, []string{"a.go"}},
		{"no main", map[string]string{"a.go": "package main\n\nfunc mian() {}\n"}, []string{"a.go"}},
		{"old version", map[string]string{"a.go": "//go:build go1.21\n\npackage main\n\nfunc main() {\n\tfor range 3 {\n\t}\n}\n"}, []string{"a.go"}},
		{"in a folder", map[string]string{"a.go": "package main\n\nfunc main() { x }\n"}, []string{"." + string(filepath.Separator) + "a.go"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inFolder(t, c.files)
			cmd := exec.Command("go", append([]string{"run"}, c.args...)...)
			cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
			var wantOut, wantErr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &wantOut, &wantErr
			want := exitStatus(t, cmd.Run())
			out, errs, status := gopark(append([]string{"run"}, c.args...)...)
			if out != wantOut.String() || errs != wantErr.String() || status != want {
				t.Errorf("status %d, output %q, standard error:\n%s\ngo run: status %d, output %q, standard error:\n%s",
					status, out, errs, want, wantOut.String(), wantErr.String())
			}
		})
	}
}

// TestArchive runs programs of which several files are in one.
func TestArchive(t *testing.T) {
	two := "package main\n\nfunc main() { f(1) }\n-- f.go --\npackage main\n\nfunc f(n int) { println(n%s) }\n"
	inFolder(t, map[string]string{
		"two.txtar":   fmt.Sprintf(two, ""),
		"wrong.txtar": fmt.Sprintf(two, "+x"),
		"twice.txtar": "-- a.go --\npackage main\n-- a.go --\npackage main\n",
		"plain.txtar": "package main\n\nfunc main() { println(3) }\n",
		"rest.txtar":  "-- f.go --\npackage main\n\nfunc f(n int) { println(n) }\n",
		"sub.txtar":   "package main\n\nimport \"m/sub\"\n\nfunc main() { sub.F(2) }\n-- go.mod --\nmodule m\n-- sub/sub.go --\npackage sub\n\nfunc F(n int) { println(n) }\n-- notes.txt --\nNo Go.\n",
		"play.txtar":  "package main\n\nimport \"play/sub\"\n\nfunc main() { sub.F(2) }\n-- sub/sub.go --\npackage sub\n\nfunc F(n int) { x }\n",
		"main.go":     "package main\n\nvar s = `\n-- no.go --\n`\n\nfunc main() { f(len(s)) }\n",
	})
	for _, c := range []struct {
		args   []string
		errs   string
		status int
	}{
		{[]string{"two.txtar"}, "1\n", 0},
		{[]string{"plain.txtar"}, "3\n", 0},
		{[]string{"main.go", "rest.txtar"}, "13\n", 0},
		{[]string{"wrong.txtar"}, "# command-line-arguments\nf.go:3:27: undefined: x\n", 1},
		{[]string{"sub.txtar"}, "2\n", 0},
		{[]string{"play.txtar"}, "# play/sub\nsub/sub.go:3:17: undefined: x\n", 1},
		{[]string{"twice.txtar"}, "a.go:1:1: duplicate file name\n", 1},
	} {
		out, errs, status := gopark(append([]string{"run"}, c.args...)...)
		if out != "" || errs != c.errs || status != c.status {
			t.Errorf("run %v: status %d, output %q, standard error %q, want status %d and %q", c.args, status, out, errs, c.status, c.errs)
		}
	}
	out, errs, status := gopark("trace", "-json", "two.txtar")
	var header struct{ Files []struct{ Name string } }
	if err := json.Unmarshal([]byte(out), &header); err != nil || status != 0 {
		t.Fatalf("trace: status %d, %v, standard error %q", status, err, errs)
	}
	if len(header.Files) != 2 || header.Files[0].Name != "prog.go" || header.Files[1].Name != "f.go" {
		t.Errorf("the trace has the files %v, want prog.go and f.go", header.Files)
	}
}

// unread is a standard input that nobody may wait for.
type unread struct{ t *testing.T }

func (r unread) Read([]byte) (int, error) {
	r.t.Error("standard input is read")
	return 0, io.EOF
}

// TestAddInput exists because a program that reads nothing must not wait for
// the end of a pipe.
func TestAddInput(t *testing.T) {
	main := func(body string) trace.File {
		return trace.File{Name: "./main.go", Text: "package main\n\nfunc main() { " + body + " }\n"}
	}
	own := trace.File{Name: "stdin", Text: "own\n"}
	given := trace.File{Name: "stdin", Text: "given\n"}
	for _, c := range []struct {
		name        string
		files, want []trace.File
		in          io.Reader
	}{
		{"a terminal", []trace.File{main("fmt.Scan(&x)")}, []trace.File{main("fmt.Scan(&x)")}, nil},
		{"an empty pipe", []trace.File{main("fmt.Scan(&x)")}, []trace.File{main("fmt.Scan(&x)")}, strings.NewReader("")},
		{"fmt.Scanln", []trace.File{main("fmt.Scanln(&x)")}, []trace.File{main("fmt.Scanln(&x)"), given}, strings.NewReader("given\n")},
		{"os.Stdin", []trace.File{main("read(os.Stdin)")}, []trace.File{main("read(os.Stdin)"), given}, strings.NewReader("given\n")},
		{"an archive's", []trace.File{main("fmt.Scan(&x)"), own}, []trace.File{main("fmt.Scan(&x)"), own}, unread{t}},
		{"reads nothing", []trace.File{main("println()"), {Name: "os.Stdin"}}, []trace.File{main("println()"), {Name: "os.Stdin"}}, unread{t}},
	} {
		got, err := addInput(c.files, c.in)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q and error %v, want %q", c.name, got, err, c.want)
		}
	}
	if _, err := addInput([]trace.File{main("fmt.Scan(&x)")}, iotest.ErrReader(errors.New("no"))); err == nil {
		t.Error("an input that cannot be read is no error")
	}
}

func exitStatus(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exit.ExitCode()
	case err != nil:
		t.Fatal(err)
	}
	return 0
}

// oracleAttempts is how often the real program may run until it does what ours
// does: with GOMAXPROCS=1 the real runtime still has threads of its own, which
// interfere now and then.
const oracleAttempts = 20

// TestPlayback compares every scenario with the real program on virtual time:
// text, order, time and exit status.
func TestPlayback(t *testing.T) {
	bin := t.TempDir() + string(filepath.Separator)
	cmd := exec.Command("go", "build", "-tags", "faketime", "-o", bin, "./scenarios/catalog/...")
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, s := range catalog.All() {
		t.Run(s.Name, func(t *testing.T) {
			out, errs, status := gopark("run", "-playback", filepath.Join("scenarios", "catalog", s.Name, "main.go"))
			var realOut, realErr bytes.Buffer
			real := 0
			for range oracleAttempts {
				realOut.Reset()
				realErr.Reset()
				cmd := exec.Command(filepath.Join(bin, s.Name))
				cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
				cmd.Stdout, cmd.Stderr = &realOut, &realErr
				real = exitStatus(t, cmd.Run())
				if out == realOut.String() && messages(t, errs) == messages(t, realErr.String()) && status == real {
					return
				}
			}
			t.Errorf("status %d, standard output:\n%q\nstandard error:\n%q\nthe real program: status %d\n%q\n%q",
				status, out, errs, real, realOut.String(), realErr.String())
		})
	}
}

// TestReplay makes the schedule of every scenario's run again.
func TestReplay(t *testing.T) {
	dir := t.TempDir()
	n := 0
	for _, s := range catalog.All() {
		for _, procs := range []string{"1", "2"} {
			for _, policy := range []string{"go", "random"} {
				for _, seed := range []string{"1", "18446744073709551615"} {
					n++
					file := filepath.Join(dir, strconv.Itoa(n))
					program := filepath.Join("scenarios", "catalog", s.Name, "main.go")
					args := []string{"trace", "-procs", procs, "-policy", policy, "-seed", seed}
					first, errs, status := gopark(append(args, program)...)
					if status != exitOK {
						t.Fatalf("%s: gopark %v: status %d, %s", s.Name, args, status, errs)
					}
					tr, err := trace.Decode([]byte(first))
					if err != nil {
						t.Fatalf("%s: %v", s.Name, err)
					}
					text, _, _ := gopark(append(append(args, "-text"), program)...)
					shown := shownSchedule(t, text)
					asJSON, _, _ := gopark(append(append(args, "-json"), program)...)
					var header struct{ Schedule string }
					if err := json.Unmarshal([]byte(asJSON), &header); err != nil {
						t.Fatalf("%s: -json: %v", s.Name, err)
					}
					if shown != tr.Schedule || header.Schedule != tr.Schedule {
						t.Errorf("%s: the schedule is %q, in -text %q, in -json %q", s.Name, tr.Schedule, shown, header.Schedule)
					}
					if _, errs, status := gopark(append(append(args, "-schedule", shown, "-o", file), program)...); status != exitOK {
						t.Fatalf("%s: replay: status %d, %s", s.Name, status, errs)
					}
					again, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					if string(again) != first {
						t.Errorf("%s: the replay of schedule %q with %v gives another trace", s.Name, shown, args)
					}
				}
			}
		}
	}
}

// shownSchedule is the schedule in a text twin; a run without choices has none.
func shownSchedule(t *testing.T, text string) string {
	t.Helper()
	lines := strings.Split(text, "\n")
	i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "schedule ") })
	if i < 0 {
		return ""
	}
	s, err := strconv.Unquote(strings.TrimPrefix(lines[i], "schedule "))
	if err != nil {
		t.Fatalf("%s: %v", lines[i], err)
	}
	return s
}

// TestSeeds exists because a flag that reaches nothing would pass all others.
func TestSeeds(t *testing.T) {
	program := filepath.Join("scenarios", "catalog", "waitgroup", "main.go")
	seen := map[string]bool{}
	for seed := range 8 {
		out, _, status := gopark("run", "-policy", "random", "-procs", "2", "-seed", strconv.Itoa(seed), program)
		if status != exitOK {
			t.Fatalf("seed %d: status %d", seed, status)
		}
		seen[out] = true
	}
	if len(seen) < 2 {
		t.Errorf("8 seeds give %d outputs, want several", len(seen))
	}
}

// Another goroutine may run while one enters the library: then a lock of the
// library's own was taken twice, and a channel appeared twice.
func TestLibrariesOnSeveralPs(t *testing.T) {
	for _, name := range []string{"context-cancel", "errgroup"} {
		i := slices.IndexFunc(catalog.All(), func(s catalog.Scenario) bool { return s.Name == name })
		if i < 0 {
			t.Fatalf("there is no scenario %s", name)
		}
		p, diags := engine.Compile(catalog.All()[i].Files)
		if len(diags) > 0 {
			t.Fatal(diags[0])
		}
		for seed := range uint64(8) {
			for procs := 1; procs <= 4; procs++ {
				for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
					res, err := p.Run(engine.Options{Settings: trace.Settings{Procs: procs, Policy: policy, Seed: seed}})
					if err != nil {
						t.Fatal(err)
					}
					if res.Outcome.Kind != trace.OutcomeReturn {
						t.Errorf("%s on %d Ps, policy %v, seed %d: %s", name, procs, policy, seed, res.Crash)
					}
				}
			}
		}
	}
}

func TestListenTakesTheNextPort(t *testing.T) {
	taken, err := listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	l, err := listen(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	first, next := taken.Addr().(*net.TCPAddr).Port, l.Addr().(*net.TCPAddr).Port
	if next <= first {
		t.Errorf("port %d is taken, got %d, want one after it", first, next)
	}
	for _, addr := range []string{"8080", "localhost:http8", "localhost"} {
		if l, err := listen(addr); err == nil {
			l.Close()
			t.Errorf("listen(%q) succeeds, want an error", addr)
		}
	}
}

// messages is what a program has written to standard error, without the frames
// of the playback and without the stacks, which have addresses in them.
func messages(t *testing.T, playback string) string {
	t.Helper()
	const head = 4 + 8 + 4 // magic, time, length
	var text strings.Builder
	for b := []byte(playback); len(b) > 0; {
		if len(b) < head || string(b[:4]) != "\x00\x00PB" {
			t.Fatalf("standard error is not framed: %q", b)
		}
		n := head + int(binary.BigEndian.Uint32(b[12:]))
		text.Write(b[head:n])
		b = b[n:]
	}
	message, _, _ := strings.Cut(text.String(), "\n\ngoroutine ")
	return message
}

// Every limit has a name for readers.
func TestLimits(t *testing.T) {
	for _, l := range limits() {
		if l.Name == "" || l.Browser == "" || l.Command == "" {
			t.Errorf("a limit without words: %q", l)
		}
	}
	if got := limits()[0]; got.Command != "500\u202f000\u202f000" {
		t.Errorf("limit %q", got)
	}
}

func TestPackageList(t *testing.T) {
	list := packageList(stdlib.Packages())
	if got := strings.Fields(list); !slices.Equal(got, stdlib.Packages()) {
		t.Errorf("the list has %q", got)
	}
	for line := range strings.Lines(list) {
		if len(line) > 81 || !strings.HasPrefix(line, "  ") {
			t.Errorf("line %q", line)
		}
	}
}
