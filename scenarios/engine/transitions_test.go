package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	realtrace "golang.org/x/exp/trace"

	"gopark/scenarios/trace"
)

// differingPrograms are the programs whose transitions are not those of the
// real runtime, each with the cause.
var differingPrograms = map[string]string{}

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
	case out.Kind == trace.OutcomeExit:
		return "os.Exit ends the process before the recording is written"
	case out.Kind == trace.OutcomeFatal:
		return "a fatal error ends the process before the recording is written"
	case out.Kind == trace.OutcomePanic && endedBy(res.Trace) != trace.MainG:
		return "a panic in a goroutine other than main ends the process before the recording is written"
	case out.Kind == trace.OutcomeDeadlock && len(out.Goroutines) > 0 && out.Goroutines[0].ID != trace.MainG:
		return "main's Goexit ends the recording, and the others go on"
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
	bin := buildPrograms(t, samples, "traced")
	var compared, exact, total, matching, unseen atomic.Int32
	t.Run("all", func(t *testing.T) {
		for _, s := range samples {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
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
					w := realTransitions(t, bin, s.name)
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
				default:
					t.Error(differ(got, want))
				}
			})
		}
	})
	t.Logf("%d programs compared, %d exact (%.1f%%); %d transitions, %.1f%% the same; %d programs end in a way the tracer cannot record",
		compared.Load(), exact.Load(), percent(exact.Load(), compared.Load()), total.Load(), percent(matching.Load(), total.Load()), unseen.Load())
}

func percent(n, of int32) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// commonLines is the length of the longest common subsequence, up to a
// difference of a few hundred lines.
func commonLines(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	a, b = a[n:], b[n:]
	if len(a) == 0 || len(b) == 0 {
		return n
	}
	if len(a) > 4000 || len(b) > 4000 {
		return n
	}
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return n + row[len(b)]
}

// differ shows both sides from the first difference on.
func differ(got, want []string) string {
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
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
	line := func(e *trace.Event) string { return fmt.Sprintf(" at %d", tr.Sites[e.Site].Line) }
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
			if e.G != trace.MainG {
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

// realTransitions runs a program under the real tracer. Virtual time and
// GOMAXPROCS=1 make the order reproducible; the tracer's own goroutines are
// left out.
func realTransitions(t *testing.T, bin, name string) []string {
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	file := filepath.Join(t.TempDir(), "trace")
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "traced"), name, file)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GOTRACEBACK=single")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.Bytes())
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := realtrace.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	c := collector{ids: map[realtrace.GoID]trace.GID{}, file: "programs/" + programPackage(name) + "/prog.go"}
	for !c.over {
		ev, err := r.ReadEvent()
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
	return " at 0"
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
