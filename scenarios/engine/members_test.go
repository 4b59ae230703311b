package engine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

// members are programs that can behave in several ways on several Ps, with the
// set of what they can print.
var members = []struct {
	name, body string
	can        []string
}{
	{"two-writers", `ch := make(chan string)
go func() { ch <- "a" }()
go func() { ch <- "b" }()
fmt.Print(<-ch, <-ch)`, []string{"ab", "ba"}},
	{"three-appends", `var mu sync.Mutex
var wg sync.WaitGroup
var s []int
for i := range 3 {
	wg.Go(func() { mu.Lock(); s = append(s, i); mu.Unlock() })
}
wg.Wait()
fmt.Print(s)`, []string{"[0 1 2]", "[0 2 1]", "[1 0 2]", "[1 2 0]", "[2 0 1]", "[2 1 0]"}},
	{"select-two-ready", `a, b := make(chan int, 1), make(chan int, 1)
a <- 1
b <- 2
select {
case v := <-a:
	fmt.Print("a", v)
case v := <-b:
	fmt.Print("b", v)
}`, []string{"a1", "b2"}},
	{"store-and-load", `var x, y atomic.Int32
var r1, r2 int32
var wg sync.WaitGroup
wg.Go(func() { x.Store(1); r1 = y.Load() })
wg.Go(func() { y.Store(1); r2 = x.Load() })
wg.Wait()
fmt.Print(r1, r2)`, []string{"0 1", "1 0", "1 1"}}, // atomics are sequentially consistent: never 0 0
	{"lost-update", `var n int
var start, wg sync.WaitGroup
start.Add(1)
for range 2 {
	wg.Go(func() { start.Wait(); v := n; runtime.Gosched(); n = v + 1 })
}
start.Done()
wg.Wait()
fmt.Print(n)`, []string{"1", "2"}},
	{"try-lock", `var mu sync.Mutex
var wg sync.WaitGroup
got := make([]bool, 2)
for i := range 2 {
	wg.Go(func() {
		if mu.TryLock() {
			got[i] = true
			runtime.Gosched()
			mu.Unlock()
		}
	})
}
wg.Wait()
fmt.Print(got)`, []string{"[true false]", "[false true]", "[true true]"}},
	{"rwmutex", `var mu sync.RWMutex
var wg sync.WaitGroup
n := 0
seen := make([]int, 2)
wg.Go(func() { mu.Lock(); n = 1; mu.Unlock() })
for i := range 2 {
	wg.Go(func() { mu.RLock(); seen[i] = n; mu.RUnlock() })
}
wg.Wait()
fmt.Print(seen)`, []string{"[0 0]", "[0 1]", "[1 0]", "[1 1]"}},
	{"close-or-value", `ch, done := make(chan int, 1), make(chan struct{})
go func() { ch <- 1; close(done) }()
<-done
select {
case v := <-ch:
	fmt.Print(v)
case <-done:
	fmt.Print("done")
}`, []string{"1", "done"}},
	{"once-wins", `var once sync.Once
var wg sync.WaitGroup
who := ""
for _, name := range []string{"a", "b", "c"} {
	wg.Go(func() { once.Do(func() { who = name }) })
}
wg.Wait()
fmt.Print(who)`, []string{"a", "b", "c"}},
	{"broadcast-order", `var mu sync.Mutex
c := sync.NewCond(&mu)
ready := false
var order []int
var wg sync.WaitGroup
for i := range 2 {
	wg.Go(func() {
		mu.Lock()
		for !ready {
			c.Wait()
		}
		order = append(order, i)
		mu.Unlock()
	})
}
mu.Lock()
ready = true
c.Broadcast()
mu.Unlock()
wg.Wait()
fmt.Print(order)`, []string{"[0 1]", "[1 0]"}},
}

// TestMembers runs programs on several Ps with many seeds, by both policies:
// what they do is among what Go can do, and the real program, run many times,
// does nothing else either.
func TestMembers(t *testing.T) {
	const seeds = 150
	dir := t.TempDir()
	var cases strings.Builder
	for i, m := range members {
		fmt.Fprintf(&cases, "\tcase \"%d\":\n\t\tfor range 200 {\n\t\t\tfunc() {\n%s\n\t\t\t}()\n\t\t\tfmt.Println()\n\t\t}\n", i, m.body)
	}
	source := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"runtime\"\n\t\"sync\"\n\t\"sync/atomic\"\n)\n\nvar _ atomic.Int32\nvar _ sync.Mutex\nvar _ = runtime.GC\n\nfunc main() {\n\tswitch os.Args[1] {\n" +
		cases.String() + "\t}\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "members")
	if out, err := exec.Command("go", "build", "-o", bin, filepath.Join(dir, "main.go")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, m := range members {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			real := map[string]int{}
			cmd := exec.Command(bin, fmt.Sprint(i))
			cmd.Env = append(os.Environ(), "GOMAXPROCS=4")
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Fields(strings.ReplaceAll(strings.TrimSpace(string(out)), " ", "_")) {
				real[strings.ReplaceAll(line, "_", " ")]++
			}
			p := compile(t, m.body)
			ours := map[string]int{}
			for seed := range uint64(seeds) {
				for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
					var text strings.Builder
					run(t, p, Options{Settings: trace.Settings{Procs: 2 + int(seed%3), Policy: policy, Seed: seed}, NoTrace: true,
						Output: func(fd int, b []byte, at trace.Time) { text.Write(b) }})
					ours[text.String()]++
				}
			}
			for side, set := range map[string]map[string]int{"the real program": real, "ours": ours} {
				for text, n := range set {
					if !slices.Contains(m.can, text) {
						t.Errorf("%s printed %q, %d times", side, text, n)
					}
				}
			}
			for text := range real {
				if ours[text] == 0 {
					t.Errorf("only the real program printed %q", text)
				}
			}
			t.Logf("%d behaviours possible, %d seen here, %d of the real program", len(m.can), len(ours), len(real))
		})
	}
}
