package engine

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

// randomPrograms is how many programs TestRandomPrograms makes up. They are
// always the same, so that the build cache serves the real ones.
const randomPrograms = 60

// A writer writes a random program: goroutines that meet at channels, locks,
// condition variables, wait groups, timers and contexts. No select has more
// than one case that another goroutine can make ready at the same time, so
// that little depends on what the real runtime draws.
type writer struct {
	strings.Builder
	r      *rand.Rand
	leaves int // contexts whose parent is x2: one, since several end in random order
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.Builder, format+"\n", args...) }

func (w *writer) ms(from, to int) string {
	return fmt.Sprintf("%d*time.Millisecond", from+w.r.IntN(to-from+1))
}

func (w *writer) channel() string { return fmt.Sprint("c", w.r.IntN(4)) }
func (w *writer) context() string { return fmt.Sprint("x", w.r.IntN(3)) }

// some writes from lo to hi operations, between two lines.
func (w *writer) some(lo, hi, depth int, before, after string) {
	w.line("%s", before)
	for range lo + w.r.IntN(hi-lo+1) {
		w.op(depth + 1)
	}
	w.line("%s", after)
}

func (w *writer) op(depth int) {
	if depth > 3 {
		w.line("runtime.Gosched()")
		return
	}
	switch w.r.IntN(34) {
	case 0, 1:
		w.line("%s <- %d", w.channel(), w.r.IntN(100))
	case 2, 3:
		w.line("fmt.Println(<-%s)", w.channel())
	case 4, 5:
		w.line("time.Sleep(%s)", w.ms(0, 4))
	case 6:
		w.line("runtime.Gosched()")
	case 7, 8:
		w.some(0, 2, depth, "mu.Lock()", "mu.Unlock()")
	case 9:
		w.some(0, 2, depth, "rw.RLock()", "rw.RUnlock()")
	case 10:
		w.some(0, 1, depth, "rw.Lock()", "rw.Unlock()")
	case 11:
		w.some(1, 1, depth, "if mu.TryLock() {", "mu.Unlock()\n}")
	case 12:
		w.line("mv.Lock()\ncond.Wait()\nmv.Unlock()")
	case 13:
		w.line("cond.Signal()")
	case 14:
		w.line("cond.Broadcast()")
	case 15, 16:
		w.line("select {\ncase v, ok := <-%s:\nfmt.Println(v, ok)\ncase <-time.After(%s):\nfmt.Println(\"late\")\n}", w.channel(), w.ms(1, 4))
	case 17:
		w.line("select {\ncase %s <- %d:\ncase <-time.After(%s):\nfmt.Println(\"unsent\")\n}", w.channel(), w.r.IntN(9), w.ms(1, 4))
	case 18:
		w.line("select {\ncase v := <-%s:\nfmt.Println(v)\ncase <-%s.Done():\nfmt.Println(\"done\")\n}", w.channel(), w.context())
	case 19:
		w.some(1, 3, depth, "wg.Add(1)\ngo func() {", "wg.Done()\n}()")
	case 20:
		w.some(1, 2, depth, fmt.Sprintf("for range %d {", 2+w.r.IntN(3)), "}")
	case 21:
		w.some(1, 1, depth, "once.Do(func() {", "})")
	case 22:
		w.some(1, 1, depth, fmt.Sprintf("time.AfterFunc(%s, func() {", w.ms(0, 3)), "})")
	case 23:
		w.line("tm.Reset(%s)", w.ms(1, 3))
	case 24:
		w.line("fmt.Println(tm.Stop())")
	case 25:
		w.line("<-tk.C")
	case 26:
		w.line("wh.Add(1)\ngo func() { time.Sleep(%s); wh.Done() }()", w.ms(0, 2))
	case 27:
		w.line("wh.Wait()")
	case 28:
		w.line("<-%s.Done()", w.context())
	case 29:
		w.line("cancel%d()", w.r.IntN(3))
	case 30:
		if w.leaves++; w.leaves == 1 {
			w.some(1, 1, depth, "context.AfterFunc(x2, func() {", "})")
		}
	case 31:
		if w.leaves++; w.leaves > 1 {
			return
		}
		w.line("func() {\nctx, cancel := context.WithTimeout(x2, %s)\ndefer cancel()\n<-ctx.Done()\nfmt.Println(ctx.Err())\n}()", w.ms(0, 3))
	case 32:
		w.line("func() {\ndefer func() { fmt.Println(recover()) }()\nclose(%s)\n}()", w.channel())
	case 33:
		w.some(1, 2, depth, "func() {\ndefer func() { fmt.Println(recover()) }()", "}()")
	}
}

func randomProgram(seed uint64) string {
	w := &writer{r: rand.New(rand.NewPCG(seed, 0))}
	w.line(`package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"
)

var (
	c0, c1, c2, c3 = make(chan int), make(chan int, 2), make(chan int, 1), make(chan int)
	mu, mv sync.Mutex
	rw sync.RWMutex
	wg, wh sync.WaitGroup
	cond = sync.NewCond(&mv)
	once sync.Once
)

func main() {
	tm, tk := time.NewTimer(3*time.Millisecond), time.NewTicker(2*time.Millisecond)
	x0, cancel0 := context.WithCancel(context.Background())
	x1, cancel1 := context.WithTimeout(x0, 6*time.Millisecond)
	x2, cancel2 := context.WithCancel(x1)`)
	for range 3 + w.r.IntN(6) {
		w.some(2, 7, 1, "wg.Add(1)\ngo func() {\ndefer wg.Done()", "}()")
		if w.r.IntN(4) == 0 {
			w.op(1)
		}
	}
	// Somebody meets those who would wait for ever.
	w.line("go func() {\nfor range 40 {\ntime.Sleep(7*time.Millisecond)\ncond.Broadcast()")
	for _, op := range []string{"<-c0", "c1 <- 1", "c3 <- 3", "<-c2"} {
		w.line("select {\ncase %s:\ncase <-time.After(time.Millisecond):\n}", op)
	}
	w.line("}\npanic(\"stuck\")\n}()\nwg.Wait()\nfmt.Println(\"over\")\n_, _, _, _, _, _ = tm, tk, x2, cancel0, cancel1, cancel2\nruntime.Gosched()\n}")
	return w.String()
}

// TestRandomPrograms compares programs that nobody would write: what they
// print, and when, and what becomes of every goroutine.
func TestRandomPrograms(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("see TestTransitions")
	}
	var samples []sample
	for seed := range randomPrograms {
		samples = append(samples, sample{fmt.Sprint("random", seed), randomProgram(uint64(seed))})
	}
	bin := buildPrograms(t, samples, "played")
	traced := newTracedReal(t, filepath.Join(buildPrograms(t, samples, "traced"), "traced"))
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			prog, diags := Compile([]trace.File{{Name: "prog.go", Text: s.source}})
			if len(diags) > 0 {
				t.Fatal(lower.Format(diags))
			}
			got, res := playOurs(t, prog)
			var want played
			for range programAttempts {
				if want = playReal(t, bin, s.name); got.equal(want) {
					break
				}
			}
			if !got.equal(want) {
				t.Fatalf("%s\n%s", got.differs(want), s.source)
			}
			// The timer that ends a deadlock under the tracer changes the order
			// of timers that are due together.
			if left(res) != "" || res.Outcome.Kind == trace.OutcomeDeadlock {
				return
			}
			ours := ourTransitions(res.Trace)
			var real []string
			for range programAttempts {
				real = traced.transitions(t, s.name, false)
				if n := commonLines(ours, real); n == len(ours) && n == len(real) {
					return
				}
			}
			t.Errorf("%s\n%s", differ(ours, real), s.source)
		})
	}
}
