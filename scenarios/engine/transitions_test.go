package engine

import (
	"bytes"
	"context"
	"debug/dwarf"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	realtrace "golang.org/x/exp/trace"

	"gopark/scenarios/trace"
)

// tracedMain records a trace of a program's main. Its arguments are the name of
// the program, the file to write to, the offsets of cpuSleep in runtime.trace and
// of sysmonlock in runtime.sched, and whether the program ends in a deadlock,
// which is broken after a time, or the recording would be lost.
//
// What a program finds when its main begins is made as it is without a tracer:
// the tracer's two timers are stopped, since timers that are due together fire
// in an order that depends on what else is in the heap; the P's schedtick has
// the phase that scenarios/sched begins with; and two goroutines are in the P's
// queue, which stand for two of the runtime's. The thread sysmon is kept from its
// work: if the clock jumps while it looks, it takes who runs for one that has
// used up its time slice, and preempts it.
const tracedMain = `package main

import (
	"bytes"
	"context"
	"os"
	"runtime"
	"runtime/trace"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
)

// runtime/runtime2.go: p
type p struct {
	id        int32
	status    uint32
	link      uintptr
	schedtick uint32
}

//go:linkname allp runtime.allp
var allp []*p

// runtime/trace.go
type wakeableSleep struct{ timer unsafe.Pointer }

//go:linkname traceAdvancer runtime.traceAdvancer
var traceAdvancer *wakeableSleep

//go:linkname tracer runtime.trace
var tracer struct{}

//go:linkname sched runtime.sched
var sched struct{}

func at(p unsafe.Pointer, offset string) unsafe.Pointer {
	n, err := strconv.Atoi(offset)
	if err != nil {
		panic(err)
	}
	return unsafe.Add(p, n)
}

//go:linkname stopTimer runtime.(*timer).stop
func stopTimer(unsafe.Pointer) bool

// internal/runtime/exithook: what os.Exit calls
type exitHook struct {
	f         func()
	onFailure bool
}

//go:linkname addExitHook internal/runtime/exithook.Add
func addExitHook(exitHook)

func main() {
	var buf bytes.Buffer
	if err := trace.Start(&buf); err != nil {
		panic(err)
	}
	stop := func() {
		trace.Log(context.Background(), "gopark", "end")
		trace.Stop()
		if err := os.WriteFile(os.Args[2], buf.Bytes(), 0o666); err != nil {
			panic(err)
		}
	}
	addExitHook(exitHook{stop, true})
	time.Sleep(77 * time.Microsecond)
	stopTimer(traceAdvancer.timer)
	stopTimer((*(**wakeableSleep)(at(unsafe.Pointer(&tracer), os.Args[3]))).timer)
	for sysmonlock := (*uintptr)(at(unsafe.Pointer(&sched), os.Args[4])); !atomic.CompareAndSwapUintptr(sysmonlock, 0, 1); {
	}
	if os.Args[5] == "true" {
		go func() {
			time.Sleep(100 * time.Second)
			os.Exit(0)
		}()
	}
	for runtime.Gosched(); allp[0].schedtick%61 != 4; {
		runtime.Gosched()
	}
	for range 2 {
		go func() {}()
	}
	trace.Log(context.Background(), "gopark", "begin")
	returned := false
	defer func() {
		if returned || recover() != nil { // else it is Goexit, and the others go on
			os.Exit(0)
		}
	}()
	programs[os.Args[1]]()
	returned = true
}
`

// fieldOffset is the offset of a field in a variable of a program.
func fieldOffset(t *testing.T, bin, variable, field string) int64 {
	f, err := elf.Open(bin)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := f.DWARF()
	if err != nil {
		t.Fatal(err)
	}
	for r := d.Reader(); ; {
		e, err := r.Next()
		if err != nil || e == nil {
			t.Fatalf("no variable %s: %v", variable, err)
		}
		if e.Tag != dwarf.TagVariable || e.Val(dwarf.AttrName) != variable {
			continue
		}
		typ, err := d.Type(e.Val(dwarf.AttrType).(dwarf.Offset))
		if err != nil {
			t.Fatal(err)
		}
		if def, ok := typ.(*dwarf.TypedefType); ok {
			typ = def.Type
		}
		for _, m := range typ.(*dwarf.StructType).Field {
			if m.Name == field {
				return m.ByteOffset
			}
		}
		t.Fatalf("%s has no field %s", variable, field)
	}
}

// differingPrograms are the programs whose transitions are not those of the
// real runtime, each with the cause.
var differingPrograms = map[string]string{}

// choosingPrograms choose at random among several cases of a select that are
// ready: what they print does not depend on it, their transitions do.
var choosingPrograms = []string{"tee-channel"}

// blockedOn gives our reasons to wait in the words of the real tracer, which
// does not tell the kinds of lock apart (runtime/traceruntime.go:
// traceBlockReasonStrings).
var blockedOn = [trace.NumReasons]string{
	trace.ReasonChanReceive:    "chan receive",
	trace.ReasonChanSend:       "chan send",
	trace.ReasonChanReceiveNil: "forever",
	trace.ReasonChanSendNil:    "forever",
	trace.ReasonSelect:         "select",
	trace.ReasonSelectNoCases:  "forever",
	trace.ReasonSleep:          "sleep",
	trace.ReasonMutexLock:      "sync",
	trace.ReasonRWMutexRLock:   "sync",
	trace.ReasonRWMutexLock:    "sync",
	trace.ReasonWaitGroupWait:  "sync",
	trace.ReasonCondWait:       "sync.(*Cond).Wait",
}

// left says why the real tracer cannot record how a program ends, or nothing:
// the recording is lost unless the goroutine that started it ends it.
func left(res *Result) string {
	out := res.Outcome
	switch {
	case out.Kind == trace.OutcomeFatal:
		return "a fatal error ends the process before the recording is written"
	case out.Kind == trace.OutcomePanic && endedBy(res.Trace) != trace.MainG:
		return "a panic in a goroutine other than main ends the process before the recording is written"
	}
	return ""
}

func endedBy(tr *trace.Trace) trace.GID {
	return tr.Event(tr.Len() - 1).G
}

// TestTransitions compares what becomes of every goroutine of every program
// with what the real runtime's tracer records: who creates, blocks, wakes and
// runs whom, in which order, why, and on which line.
func TestTransitions(t *testing.T) {
	samples := readPrograms(t)
	if runtime.GOOS != "linux" {
		t.Skip("reads the field of a variable of the runtime out of an ELF file")
	}
	r := newTracedReal(t, filepath.Join(buildPrograms(t, samples, "traced"), "traced"))
	var compared, exact, total, matching, unseen atomic.Int32
	t.Run("all", func(t *testing.T) {
		for _, s := range samples {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				if slices.Contains(initialised, s.name) {
					t.Skip("what it does before main is before the recording")
				}
				prog, diags := Compile([]trace.File{{Name: "prog.go", Text: s.source}})
				if len(diags) > 0 {
					t.Skip("refused") // TestPrograms tells more
				}
				_, res := playOurs(t, prog)
				if why := left(res); why != "" {
					unseen.Add(1)
					t.Skip(why)
				}
				got := ourTransitions(res.Trace)
				var want []string
				same := 0
				for range programAttempts {
					w := r.transitions(t, s.name, res.Outcome.Kind == trace.OutcomeDeadlock)
					if n := commonLines(got, w); want == nil || n > same {
						want, same = w, n
					}
					if same == len(got) && same == len(want) {
						break
					}
				}
				compared.Add(1)
				total.Add(int32(len(want)))
				matching.Add(int32(same))
				why, listed := differingPrograms[s.name]
				switch equal := same == len(got) && same == len(want); {
				case equal:
					exact.Add(1)
					if listed {
						t.Errorf("is the same now: take it off the list")
					}
				case listed:
					t.Logf("differs: %s", why)
				case slices.Contains(choosingPrograms, s.name):
					t.Log("differs: it makes other choices")
				default:
					t.Error(differ(got, want))
				}
			})
		}
	})
	t.Logf("%d programs compared, %d exact (%.1f%%); %d of %d transitions the same; %d programs end in a way the tracer cannot record",
		compared.Load(), exact.Load(), percent(exact.Load(), compared.Load()), matching.Load(), total.Load(), unseen.Load())
}

func percent(n, of int32) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// anyLine stands for a line that need not be the same: that of a deferred call,
// which is for us that of the defer statement and for the real runtime that on
// which the function returns, and the line of a goroutine that has no frame in
// the program, such as one that WaitGroup.Go has made, at its end.
const anyLine = "?"

func sameLine(got, want string) bool {
	g, gotAt, _ := strings.Cut(got, " at ")
	w, wantAt, _ := strings.Cut(want, " at ")
	return g == w && (gotAt == wantAt || gotAt == anyLine || wantAt == anyLine)
}

// commonLines is the length of the longest common subsequence; of very long
// ones, that of the common beginning.
func commonLines(got, want []string) int {
	const long = 4000
	n := 0
	for n < len(got) && n < len(want) && sameLine(got[n], want[n]) {
		n++
	}
	got, want = got[n:], want[n:]
	if len(got) > long || len(want) > long {
		return n
	}
	row := make([]int, len(want)+1)
	for i := range got {
		diagonal := 0
		for j := range want {
			above := row[j+1]
			if sameLine(got[i], want[j]) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return n + row[len(want)]
}

// differ shows both sides from the first difference on.
func differ(got, want []string) string {
	n := 0
	for n < len(got) && n < len(want) && sameLine(got[n], want[n]) {
		n++
	}
	part := func(lines []string) string {
		return strings.Join(lines[max(n-6, 0):min(n+10, len(lines))], "\n")
	}
	return fmt.Sprintf("transition %d of %d (real: %d): got\n%s\n\nwant\n%s", n+1, len(got), len(want), part(got), part(want))
}

// ourTransitions is a trace in the form that both sides are compared in.
func ourTransitions(tr *trace.Trace) []string {
	var lines []string
	source := strings.Split(tr.Files[0].Text, "\n")
	line := func(e *trace.Event) string {
		n := tr.Sites[e.Site].Line
		if strings.HasPrefix(strings.TrimSpace(source[max(n, 1)-1]), "defer ") {
			return " at " + anyLine
		}
		return fmt.Sprintf(" at %d", n)
	}
	for _, e := range tr.Events() {
		text := ""
		switch e.Kind {
		case trace.KCreate:
			if e.G == trace.MainG {
				continue
			}
			if text = fmt.Sprintf("%v creates %v", e.By, e.G); e.By != trace.NoG {
				text += line(&e)
			}
		case trace.KStart:
			text = fmt.Sprintf("%v starts", e.G)
		case trace.KBlock:
			text = fmt.Sprintf("%v blocks: %s%s", e.G, blockedOn[e.Reason], line(&e))
		case trace.KUnblock:
			if text = fmt.Sprintf("%v unblocks %v", e.By, e.G); e.By != trace.NoG {
				text += line(&e)
			}
		case trace.KYield:
			switch e.Arg {
			case trace.YieldGosched:
				text = fmt.Sprintf("%v yields%s", e.G, line(&e))
			case trace.YieldHandOff:
				text = fmt.Sprintf("%v is preempted%s", e.G, line(&e))
			default:
				text = fmt.Sprintf("%v is preempted", e.G)
			}
		case trace.KEnd:
			if e.G != trace.MainG || e.Arg == trace.EndGoexit {
				text = fmt.Sprintf("%v ends", e.G)
			}
		}
		if text != "" {
			lines = append(lines, text)
		}
	}
	// Both begin with the start of main, which the real tracer does not see.
	if len(lines) > 0 && lines[0] == "G1 starts" {
		lines = lines[1:]
	}
	return lines
}

// tracedReal is the binary that records traces of the real programs.
type tracedReal struct {
	bin                  string
	cpuSleep, sysmonlock int64
}

func newTracedReal(t *testing.T, bin string) tracedReal {
	return tracedReal{bin, fieldOffset(t, bin, "runtime.trace", "cpuSleep"), fieldOffset(t, bin, "runtime.sched", "sysmonlock")}
}

// transitions runs a program under the real tracer. Virtual time and
// GOMAXPROCS=1 make the order reproducible; the tracer's own goroutines are
// left out.
func (r tracedReal) transitions(t *testing.T, name string, deadlock bool) []string {
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	file := filepath.Join(t.TempDir(), "trace")
	cmd := exec.CommandContext(ctx, r.bin, name, file, fmt.Sprint(r.cpuSleep), fmt.Sprint(r.sysmonlock), fmt.Sprint(deadlock))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GOTRACEBACK=single")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %s", err, stderr.Bytes())
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.Bytes())
	}
	defer f.Close()
	events, err := realtrace.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	c := collector{ids: map[realtrace.GoID]trace.GID{}, coro: map[trace.GID]bool{}, file: "programs/" + programPackage(name) + "/prog.go"}
	for !c.over {
		ev, err := events.ReadEvent()
		if errors.Is(err, io.EOF) {
			t.Fatal("the recording has no end")
		}
		if err != nil {
			t.Fatal(err)
		}
		c.event(ev)
	}
	return c.lines
}

// A collector turns the events of the real tracer into the common form.
type collector struct {
	file  string                       // the program's
	ids   map[realtrace.GoID]trace.GID // the program's own goroutines; 0 before main begins
	coro  map[trace.GID]bool           // is in a coroutine
	last  trace.GID
	over  bool
	lines []string
}

func (c *collector) add(format string, args ...any) {
	c.lines = append(c.lines, fmt.Sprintf(format, args...))
}

// at is the line of the innermost frame in the program.
func (c *collector) at(s realtrace.Stack) string {
	for f := range s.Frames() {
		if f.File == c.file {
			return fmt.Sprintf(" at %d", f.Line)
		}
	}
	return " at " + anyLine
}

func (c *collector) event(ev realtrace.Event) {
	switch ev.Kind() {
	case realtrace.EventLog:
		if log := ev.Log(); log.Category == "gopark" {
			c.over = log.Message == "end"
			if !c.over {
				c.last = trace.MainG
				c.ids[ev.Goroutine()] = trace.MainG
			}
		}
	case realtrace.EventStateTransition:
		st := ev.StateTransition()
		if st.Resource.Kind == realtrace.ResourceGoroutine && c.last > 0 {
			c.transition(ev, st, c.ids[ev.Goroutine()])
		}
	}
}

func (c *collector) transition(ev realtrace.Event, st realtrace.StateTransition, by trace.GID) {
	from, to := st.Goroutine()
	id := st.Resource.Goroutine()
	if from == realtrace.GoNotExist {
		if systemGoroutine(st.Stack) {
			return
		}
		c.last++
		c.ids[id] = c.last
	}
	g := c.ids[id]
	if g == trace.NoG {
		return
	}
	site := ""
	if by != trace.NoG {
		site = c.at(ev.Stack())
	}
	switch {
	case from == realtrace.GoRunning && to == realtrace.GoWaiting && st.Reason == "":
		// runtime/coro.go: iter.Pull's coroutine runs instead. For us both are
		// one goroutine.
		c.coro[g] = true
	case c.coro[g]:
		c.coro[g] = to != realtrace.GoRunning
	case from == realtrace.GoNotExist:
		c.add("%v creates %v%s", by, g, site)
	case from == realtrace.GoRunnable && to == realtrace.GoRunning:
		c.add("%v starts", g)
	case from == realtrace.GoRunning && to == realtrace.GoWaiting:
		c.add("%v blocks: %s%s", g, st.Reason, site)
	case from == realtrace.GoWaiting && to == realtrace.GoRunnable:
		c.add("%v unblocks %v%s", by, g, site)
	case from == realtrace.GoRunning && to == realtrace.GoRunnable && st.Reason == "runtime.Gosched":
		c.add("%v yields%s", g, site)
	case from == realtrace.GoRunning && to == realtrace.GoRunnable:
		c.add("%v is preempted%s", g, site)
	case to == realtrace.GoNotExist:
		c.add("%v ends", g)
	case from == realtrace.GoRunning && to == realtrace.GoSyscall, from == realtrace.GoSyscall && to == realtrace.GoRunning:
		// It keeps its P.
	case from == to:
		// A new generation of the recording says how things are.
	default:
		c.add("%v goes from %v to %v", g, from, to)
	}
}

// systemGoroutine reports whether a goroutine that starts in s is the
// runtime's own.
func systemGoroutine(s realtrace.Stack) bool {
	for f := range s.Frames() {
		return strings.HasPrefix(f.Func, "runtime.") || strings.HasPrefix(f.Func, "runtime/")
	}
	return false
}
