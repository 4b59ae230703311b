package engine

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/build"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// Every Go installation carries programs whose faults are known, to test the
// runtime itself: functions with and without a data race, and functions that
// leak goroutines. They are read where they are.
type labelled struct {
	name     string
	patterns []string // below GOROOT/src/runtime
	edit     func(name, text string) string
	program  func(name string) bool // is it the name of one?
	tests    bool                   // run as tests, by name; else by a main that is written here
	beside   []string               // declarations that each part has too
	group    int                    // how many are compiled together; 0: those of a file

	// What is reached: programs that run, and those that run as the real ones.
	runs, same int
}

var labelledPrograms = []labelled{
	{
		name: "race", patterns: []string{"race/testdata/*_test.go"},
		edit:    func(_, text string) string { return text },
		program: func(n string) bool { return strings.HasPrefix(n, "TestRace") || strings.HasPrefix(n, "TestNoRace") },
		tests:   true, beside: []string{"TestMain"},
		runs: 351, same: 351,
	},
	{
		name: "leak", patterns: []string{"testdata/testgoroutineleakprofile/*.go", "testdata/testgoroutineleakprofile/goker/*.go"},
		edit:    withoutProfile,
		program: func(n string) bool { return leakPrograms[n] },
		group:   8,
		runs:    74, same: 69,
	},
}

// labelledLimits end a program that does not end by itself.
var labelledLimits = sched.Limits{Work: 50_000_000, Goroutines: 100_000, Output: 1 << 20, Events: 1_000_000, Time: trace.Time(time.Hour)}

const (
	labelledWall     = 60 * time.Second // for one run, of either side
	labelledAttempts = 10               // the real one may interfere with itself; some choose at random
	labelledSeeds    = 2
	labelledChecked  = 100_000 // events of a trace that is worth validating
)

// heavyPrograms are not run: they exceed the limits or have no end.
var heavyPrograms = map[string]string{
	"Cockroach2448":   "more than a million events",
	"Hugo3251":        "more than a million events",
	"Kubernetes58107": "more than a million events",
	"Kubernetes11298": "spins until real time has passed: on virtual time the real one does not end either",
	"Kubernetes13135": "spins until real time has passed: on virtual time the real one does not end either",
}

// differingLabelled are those that do not run as the real ones, and why.
var differingLabelled = map[string]string{
	"DaisyChain":      "a goroutine that runs the value of a variable is named by the variable",
	"Kubernetes30872": "a goroutine that runs a method of an interface is named by the expression",
	"Kubernetes26980": "of 3000 goroutines 48 are taken from the global queue out of turn, on every 61st tick, and get stuck; of the real ones 50 or 51 are",
	"Moby33781":       "of timers that are due at once another one comes first: 97 goroutines get stuck, of the real ones 96",
	"Grpc3017":        "it executes 20 million statements while main sleeps for 100 ms: it takes longer than the real one",
}

// unbuildable are what only the standard library itself may use, or only a
// program with the race detector has.
var unbuildable = regexp.MustCompile(`^internal/|^runtime\.Race`)

var (
	registration = regexp.MustCompile(`register\("(\w+)", \w+\)`)
	leakPrograms = map[string]bool{} // as they are registered
)

// withoutProfile has a program print all its goroutines where it prints the
// profile of those that leak, which an ordinary program has not.
func withoutProfile(name, text string) string {
	if name == "main.go" {
		text, _, _ = strings.Cut(text, "func main()")
		if leakPrograms[""] { // that of the second folder
			return "package main\n"
		}
		leakPrograms[""] = true
	}
	for _, m := range registration.FindAllStringSubmatch(text, -1) {
		leakPrograms[m[1]] = true
	}
	text = strings.ReplaceAll(text, `prof := pprof.Lookup("goroutineleak")`, "")
	return strings.ReplaceAll(text, "prof.WriteTo(", "printGoroutines(")
}

// leakMain runs a program by name. What it prints between the marks is filled
// in, for ours, from the trace.
const leakMain = `package main

import (
	"io"
	"os"
)

func printGoroutines(w io.Writer, _ int) {
	if w != io.Discard { // stopping the world would change who runs next
		w.Write([]byte("<<goroutines" + allGoroutines() + "goroutines>>\n"))
	}
}

func main() {
	switch os.Args[1] {
%s	}
}
`

const ourGoroutines = `package main

func allGoroutines() string { return "" }
`

const realGoroutines = `package main

import "runtime"

func allGoroutines() string {
	b := make([]byte, 8<<20)
	return "\n\n" + string(b[:runtime.Stack(b, true)]) + "\n\n"
}
`

// labelledRun is how one program ran on both sides.
type labelledRun struct {
	refused string // why it is not run
	differs string // how ours is other than the real one
	chance  bool   // only in numbers, in which real runs differ from each other
}

// TestLabelled runs the labelled programs and counts how many run as the real
// ones do.
func TestLabelled(t *testing.T) {
	for _, l := range labelledPrograms {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			l.test(t)
		})
	}
}

func (l labelled) test(t *testing.T) {
	var patterns []string
	for _, p := range l.patterns {
		patterns = append(patterns, filepath.Join(build.Default.GOROOT, "src/runtime", filepath.FromSlash(p)))
	}
	c := readCorpus(t, patterns, l.edit)
	names, file := c.functions(l.program)
	if len(names) == 0 {
		t.Skipf("this Go installation has no %s", patterns)
	}
	runs := map[string]*labelledRun{}
	for _, n := range names {
		runs[n] = &labelledRun{refused: cmp.Or(c.lacks(n, nil), heavyPrograms[n])}
	}
	groups := map[string][]string{}
	i := 0
	for _, n := range names {
		if runs[n].refused != "" {
			continue
		}
		key := file[n]
		if l.group > 0 {
			key = fmt.Sprintf("group%d", i/l.group)
			i++
		}
		groups[key] = append(groups[key], n)
	}
	bin := make(chan string, 1)
	go func() {
		defer close(bin)
		if file, err := l.build(t.TempDir(), c, slices.Concat(slices.Collect(maps.Values(groups))...)); err != nil {
			t.Error(err)
		} else {
			bin <- file
		}
	}()
	real := sync.OnceValue(func() string { return <-bin })
	t.Run("groups", func(t *testing.T) {
		for _, key := range slices.Sorted(maps.Keys(groups)) {
			t.Run(key, func(t *testing.T) {
				t.Parallel()
				prog := l.compile(c, groups[key], runs)
				for _, n := range groups[key] {
					if r := runs[n]; r.refused == "" {
						l.compare(t, r, prog, n, real())
					}
				}
			})
		}
	})
	l.report(t, names, runs)
}

// lacks says which package a function needs that there is not, or what else it
// needs that it cannot have; banned are declarations to do without, and why.
func (c *corpus) lacks(name string, banned map[*corpusDecl]string) string {
	keep := map[*corpusDecl]bool{}
	c.part(keep, name)
	why := ""
	add := func(s string) { // the same whatever the order
		if s != "" && (why == "" || s < why) {
			why = s
		}
	}
	for d := range keep {
		add(banned[d])
		for _, p := range d.packages {
			if !stdlib.Has(p) {
				add("package " + p)
			}
		}
		for _, s := range d.selectors {
			if unbuildable.MatchString(s) {
				add(s)
			}
		}
	}
	return why
}

// source is the text of a program that holds some of the functions.
func (l labelled) source(c *corpus, names []string, beside string) []trace.File {
	keep := map[*corpusDecl]bool{}
	c.part(keep, names...)
	c.part(keep, l.beside...)
	files := c.text(keep)
	if !l.tests {
		var cases strings.Builder
		for _, n := range names {
			fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s()\n", n, n)
		}
		files = append(files, trace.File{Name: "labelled.go", Text: fmt.Sprintf(leakMain, cases.String())}, trace.File{Name: "goroutines.go", Text: beside})
	}
	return files
}

// compile compiles the functions together, without those that are refused.
func (l labelled) compile(c *corpus, names []string, runs map[string]*labelledRun) *Program {
	for {
		names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return runs[n].refused != "" })
		if len(names) == 0 {
			return nil
		}
		prog, diags := Compile(l.source(c, names, ourGoroutines))
		if len(diags) == 0 {
			return prog
		}
		banned := map[*corpusDecl]string{}
		for _, d := range diags {
			if at := c.at(d.File, d.Line); at != nil {
				banned[at] = cmp.Or(banned[at], d.Message)
			}
		}
		more := false
		for _, n := range names {
			runs[n].refused = c.lacks(n, banned)
			more = more || runs[n].refused != ""
		}
		for _, n := range names {
			if !more {
				runs[n].refused = diags[0].String()
			}
		}
	}
}

// build builds the functions with the real go command, on virtual time.
func (l labelled) build(dir string, c *corpus, names []string) (bin string, err error) {
	var files []string
	for _, f := range l.source(c, names, realGoroutines) {
		files = append(files, f.Name)
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.Text), 0o666); err != nil {
			return "", err
		}
	}
	bin = filepath.Join(dir, "labelled.exe")
	args := []string{"build"}
	if l.tests {
		args = []string{"test", "-c"}
	}
	args = append(args, "-trimpath", "-tags", "faketime", "-o", bin)
	cmd := exec.Command("go", append(args, files...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go %v: %v\n%s", args, err, out)
	}
	return bin, nil
}

// compare runs a program on both sides until they agree.
func (l labelled) compare(t *testing.T, r *labelledRun, prog *Program, name, bin string) {
	var ours, reals []played
	agree := func(equal func(a, b played) bool) bool {
		return slices.ContainsFunc(ours, func(a played) bool {
			return slices.ContainsFunc(reals, func(b played) bool { return equal(a, b) })
		})
	}
	attempts := uint64(labelledAttempts) // to agree once is enough
	if differingLabelled[name] != "" {
		attempts = 1
	}
	for i := range attempts {
		if i < labelledSeeds {
			got, ended := l.ours(t, prog, name, i+1)
			if !ended {
				r.differs = "ours does not end: " + got.crash
				return
			}
			ours = append(ours, got)
		}
		want, ended := l.real(t, bin, name)
		if !ended {
			r.differs = "the real one does not end"
			return
		}
		reals = append(reals, want)
		if agree(played.equal) {
			return
		}
	}
	r.differs = ours[0].differs(reals[0])
	vary := slices.ContainsFunc(reals, func(p played) bool { return !p.equal(reals[0]) })
	r.chance = vary && agree(func(a, b played) bool { return a.uncounted().equal(b.uncounted()) })
}

var goroutineCount = regexp.MustCompile(`(?m)^\d+ × `)

// uncounted leaves out how many goroutines there are of each kind.
func (p played) uncounted() played {
	p.chunks = slices.Clone(p.chunks)
	for i, c := range p.chunks {
		p.chunks[i].text = goroutineCount.ReplaceAllString(c.text, "")
	}
	return p
}

func (l labelled) args(name string) []string {
	if l.tests {
		return []string{"-test.v", "-test.run=^" + name + "$"}
	}
	return []string{name}
}

// ours runs a program with the engine; ended is false if a limit ended it.
func (l labelled) ours(t *testing.T, prog *Program, name string, seed uint64) (got played, ended bool) {
	for i, v := range prog.low.Vars {
		if v.Pkg().Path() == "os" && v.Name() == "Args" {
			prog.r.vars[i].Set(reflect.ValueOf(append([]string{"main"}, l.args(name)...)))
		}
	}
	timer := time.AfterFunc(labelledWall, prog.Stop)
	defer timer.Stop()
	type write struct {
		fd   int
		at   time.Duration
		text string
	}
	var writes []write
	res, err := prog.Run(Options{Settings: trace.Settings{Seed: seed, Procs: 1}, Limits: labelledLimits, Output: func(fd int, b []byte, at trace.Time) {
		writes = append(writes, write{fd, time.Duration(at), string(b)})
	}})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return got, false
	}
	if res.Trace.Len() > labelledChecked {
		// The others have seen it all.
	} else if err := trace.Validate(res.Trace); err != nil {
		t.Errorf("%s: the trace is not valid: %v", name, err)
	}
	n := 0
	for i, e := range res.Trace.Events() {
		if e.Kind == trace.KPrint {
			if strings.Contains(e.Text, "<<goroutines") {
				writes[n].text = goroutineList(goroutinesAt(res.Trace, trace.Step(i)))
			}
			n++
		}
	}
	for _, w := range writes {
		got.write(w.fd, w.at, w.text)
	}
	got.status = res.Outcome.Status
	if res.Outcome.Kind == trace.OutcomeLimit || res.Outcome.Kind == trace.OutcomeStopped {
		return played{crash: res.Outcome.Text}, false
	}
	if res.Crash != "" {
		got.chunks = append(got.chunks, chunk{2, 0, res.Crash})
		got.crashed()
	}
	return l.plain(got), true
}

// goroutinesAt lists the goroutines at an event, each by its function and what
// it waits for. Those that do not wait have no function: if they have not begun
// yet, the real runtime does not always know it.
func goroutinesAt(tr *trace.Trace, step trace.Step) []string {
	var list []string
	s := tr.StateAt(step)
	for id := trace.MainG; int(id) <= s.Goroutines(); id++ {
		switch g := s.G(id); g.State {
		case trace.Created, trace.Runnable, trace.Running:
			list = append(list, "ready")
		case trace.Blocked:
			list = append(list, tr.Goroutines[id].Func+" ["+g.Reason.String()+"]")
		}
	}
	return list
}

// goroutineList writes a list of goroutines, those that are alike once.
func goroutineList(list []string) string {
	count := map[string]int{}
	for _, g := range list {
		count[g]++
	}
	var b strings.Builder
	for _, g := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%d × %s\n", count[g], g)
	}
	return b.String()
}

func (l labelled) real(t *testing.T, bin, name string) (want played, ended bool) {
	ctx, cancel := context.WithTimeout(t.Context(), labelledWall)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, l.args(name)...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOTRACEBACK=single")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if ctx.Err() != nil || err != nil && !errors.As(err, &exit) {
		return want, false
	}
	chunks := append(frames(1, stdout.Bytes()), frames(2, stderr.Bytes())...)
	slices.SortStableFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.at, b.at) })
	for _, c := range chunks {
		if before, text, ok := strings.Cut(c.text, "<<goroutines\n"); ok {
			text, after, _ := strings.Cut(text, "goroutines>>\n")
			c.text = before + goroutineList(parseGoroutines(text)) + after
		}
		want.write(c.fd, c.at, c.text)
	}
	want.status = cmd.ProcessState.ExitCode()
	if want.status == crashStatus {
		want.crashed()
	}
	return l.plain(want), true
}

var (
	stackHead = regexp.MustCompile(`^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[([^\],]*)`)
	stackCall = regexp.MustCompile(`(?m)^(\S.*)\(.*\)$`)
)

// parseGoroutines reads what runtime.Stack prints: of each goroutine the
// outermost function and the state.
func parseGoroutines(text string) []string {
	var list []string
	for _, s := range strings.Split(strings.TrimSpace(text), "\n\n") {
		head := stackHead.FindStringSubmatch(s)
		s, _, _ = strings.Cut(s, "\ncreated by ")
		calls := stackCall.FindAllStringSubmatch(s, -1)
		switch {
		case head == nil || len(calls) == 0:
			list = append(list, "? "+s)
		case head[1] == "running" || head[1] == "runnable":
			list = append(list, "ready")
		default:
			list = append(list, calls[len(calls)-1][1]+" ["+head[1]+"]")
		}
	}
	return list
}

var addressText = regexp.MustCompile(`\b0x[0-9a-f]{6,}`)

// plain leaves out of the output of tests what the go command adds to it, how
// long they took, and addresses.
func (l labelled) plain(p played) played {
	if !l.tests {
		return p
	}
	chunks := p.chunks
	p.chunks = nil
	for _, c := range chunks {
		if c.fd == 1 {
			c.text, _, _ = strings.Cut("\n"+c.text, "\nok  \t")
			c.text, _, _ = strings.Cut(c.text, "\nFAIL\t")
			c.text = testOutput(c.text)
		}
		p.write(c.fd, c.at, addressText.ReplaceAllString(c.text, "addr"))
	}
	return p
}

func (l labelled) report(t *testing.T, names []string, runs map[string]*labelledRun) {
	var ran, same, chance int
	refused := map[string][]string{}
	for _, n := range names {
		r := runs[n]
		why, listed := differingLabelled[n]
		if r.refused != "" {
			refused[r.refused] = append(refused[r.refused], n)
			continue
		}
		ran++
		switch {
		case r.differs == "":
			same++
			if listed {
				t.Errorf("%s is the same now: take it off the list", n)
			}
		case r.chance:
			chance++
		case listed:
			t.Logf("%s differs: %s", n, why)
		default:
			t.Logf("%s differs: %s", n, r.differs)
		}
	}
	t.Logf("%d of %d programs run; %d as under the real go, %d more but for numbers in which real runs differ from each other", ran, len(names), same, chance)
	for _, why := range slices.Sorted(maps.Keys(refused)) {
		t.Logf("%d not run: %s: %s", len(refused[why]), why, strings.Join(refused[why], ", "))
	}
	if ran < l.runs || same+chance < l.same {
		t.Errorf("%d run, %d as under the real go; once %d and %d did", ran, same+chance, l.runs, l.same)
	}
}
