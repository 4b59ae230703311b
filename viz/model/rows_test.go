package model

import (
	"fmt"
	"slices"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// randomRuns are runs that go everywhere the rules allow, and some that tell a
// story.
func randomRuns(t testing.TB) map[string]*Run {
	t.Helper()
	all := map[string]*trace.Trace{"pool": sample.Pool(), "waitgroup": sample.WaitGroup(40)}
	for seed := range uint64(6) {
		all[fmt.Sprintf("random%d", seed)] = sample.Random(seed, 700, 1+int(seed), 50)
	}
	out := map[string]*Run{}
	for name, tr := range all {
		r, err := NewRun(tr)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = r
	}
	return out
}

func TestOrdersArePermutations(t *testing.T) {
	for name, r := range randomRuns(t) {
		for what, o := range map[string]*Order{"creation": r.ByCreation(), "tree": r.ByTree(), "lifetime": r.ByLifetime()} {
			sorted := slices.Clone(o.All)
			slices.Sort(sorted)
			for i, g := range sorted {
				if g != trace.MainG+trace.GID(i) {
					t.Fatalf("%s by %s: not a permutation: %v", name, what, o.All)
				}
			}
			if len(sorted) != r.Goroutines() {
				t.Fatalf("%s by %s: %d of %d goroutines", name, what, len(sorted), r.Goroutines())
			}
			for i, g := range o.All {
				if o.Rank(g) != i {
					t.Fatalf("%s by %s: %v stands at %d and has rank %d", name, what, g, i, o.Rank(g))
				}
			}
			n := 0
			for _, k := range o.Groups {
				last := -1
				for i, g := range o.Members(k) {
					if r.GroupOf(g) != k || o.Place(g) != i || o.Rank(g) < last {
						t.Fatalf("%s by %s: member %d of group %d is %v, of group %d, place %d", name, what, i, k, g, r.GroupOf(g), o.Place(g))
					}
					last = o.Rank(g)
					n++
				}
			}
			if n != r.Goroutines() || len(o.Groups) != len(r.Groups()) {
				t.Fatalf("%s by %s: the groups have %d members, want %d", name, what, n, r.Goroutines())
			}
		}
	}
}

func TestTreeHasParentsBeforeChildren(t *testing.T) {
	for name, r := range randomRuns(t) {
		o := r.ByTree()
		for i, g := range o.All {
			parent := r.Trace.Goroutines[g].Parent
			if parent == trace.NoG {
				continue
			}
			if r.Depth(g) != r.Depth(parent)+1 {
				t.Fatalf("%s: %v has depth %d, its creator %d", name, g, r.Depth(g), r.Depth(parent))
			}
			// Between the two stand only those that the parent brought about.
			for _, between := range o.All[o.Rank(parent)+1 : i] {
				if r.Depth(between) <= r.Depth(parent) {
					t.Fatalf("%s: %v stands between %v and its creator %v", name, between, g, parent)
				}
			}
		}
	}
}

func TestLifetimesDescend(t *testing.T) {
	for name, r := range randomRuns(t) {
		last := r.Steps() + 2
		for _, g := range r.ByLifetime().All {
			from, to := r.Lifetime(g)
			if to-from > last {
				t.Fatalf("%s: %v lives longer than the one before it", name, g)
			}
			last = to - from
		}
	}
}

func TestCountsOfGroupsAreThoseOfTheStates(t *testing.T) {
	for name, r := range randomRuns(t) {
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step += 7 {
			c.Seek(step)
			want := make([]Density, len(r.Groups()))
			for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
				want[r.GroupOf(g)][c.To.G(g).State]++
			}
			for k := range r.Groups() {
				if got := r.CountsOf(k, step); got != want[k] {
					t.Fatalf("%s step %d group %d: %v, want %v", name, step, k, got, want[k])
				}
			}
		}
	}
}

func TestClockAgreesWithTheStates(t *testing.T) {
	for name, r := range randomRuns(t) {
		for step := trace.Step(0); step <= r.Steps(); step += 3 {
			if got, want := r.Clock().At(step), r.Trace.StateAt(step).Time; got != want {
				t.Fatalf("%s step %d: %v, want %v", name, step, got, want)
			}
		}
	}
}
