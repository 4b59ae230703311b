package trace

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// queued is a world of n goroutines, made only to stand in lines.
func queued(n int) *State {
	s := NewState(1)
	s.write()
	for range n {
		s.gs.add(&s.writer)
	}
	return s
}

// enter lets g enter a line as wait does.
func (s *State) enter(l *Line, g GID, front bool) {
	if front {
		s.firstTicket--
		s.editG(g).ticket = s.firstTicket
	} else {
		s.lastTicket++
		s.editG(g).ticket = s.lastTicket
	}
	l.push(&s.writer, g, s.G(g).ticket, front)
}

// A line is a list, whatever is done to it; and a copy stays as it was.
func TestLineIsAList(t *testing.T) {
	for _, size := range []int{3, 70, 500, 30_000} {
		rng := rand.New(rand.NewPCG(uint64(size), 1))
		s := queued(size)
		var out, want, copied []GID
		for g := GID(1); int(g) <= size; g++ {
			out = append(out, g)
		}
		snapshot := s.Clone()
		s.write()
		grow := 0
		for i := range 4 * size {
			if i%size == 0 {
				grow = []int{8, 2, 5, 0}[i/size] // of ten steps, so many are entries
			}
			switch {
			case len(out) > 0 && (rng.IntN(10) < grow || len(want) == 0):
				g, front := out[0], rng.IntN(5) == 0
				out = out[1:]
				s.enter(&s.Global, g, front)
				if front {
					want = slices.Insert(want, 0, g)
				} else {
					want = append(want, g)
				}
			case len(want) > 0:
				at := 0
				if rng.IntN(3) > 0 {
					at = rng.IntN(len(want))
				}
				if found, ok := s.PlaceIn(s.Global, want[at]); !ok || found != at {
					t.Fatalf("expected %v at place %d, found it (%t) at %d", want[at], at, ok, found)
				}
				out = append(out, want[at])
				s.leave(&s.Global, want[at])
				want = slices.Delete(want, at, at+1)
			}
			if s.Global.Len() != len(want) || len(want) > 0 && s.Global.head() != want[0] {
				t.Fatalf("expected %d in the line, found %d", len(want), s.Global.Len())
			}
			if len(want) > 0 {
				if at := rng.IntN(len(want)); s.Global.At(at) != want[at] {
					t.Fatalf("expected %v at place %d, found %v", want[at], at, s.Global.At(at))
				}
			}
			if i%(1+size/4) == 0 {
				if got := s.Global.appendTo(nil); !slices.Equal(got, want) {
					t.Fatalf("step %d: expected %v, found %v", i, want, got)
				}
				if got := snapshot.Global.appendTo(nil); !slices.Equal(got, copied) {
					t.Fatalf("step %d: expected the clone to keep %v, found %v", i, copied, got)
				}
				snapshot, copied = s.Clone(), slices.Clone(want)
				s.write()
			}
			if len(out) > 0 {
				if at, ok := s.PlaceIn(s.Global, out[len(out)-1]); ok {
					t.Fatalf("found %v, who has left, at place %d", out[len(out)-1], at)
				}
			}
		}
	}
}

// A line does not keep the room that those who have left have taken.
func TestLineShrinks(t *testing.T) {
	const size = 20_000
	s := queued(size)
	for g := GID(1); g <= size; g++ {
		s.enter(&s.Global, g, false)
	}
	for g := GID(1); g <= size; g++ {
		if g%100 != 0 {
			s.leave(&s.Global, g)
		}
	}
	if got, want := s.Global.root.nodes(), 2*s.Global.Len()/(leafLen/4); got > want {
		t.Errorf("expected at most %d nodes for %d goroutines, found %d", want, s.Global.Len(), got)
	}
}

func (n *node) nodes() int {
	sum := 1
	for _, k := range n.kids {
		sum += k.nodes()
	}
	return sum
}

// All stops where it is told to.
func TestLineAllStops(t *testing.T) {
	s := queued(1000)
	for g := GID(1); g <= 1000; g++ {
		s.enter(&s.Global, g, false)
	}
	n := 0
	for i := range s.Global.All() {
		n++
		if i == 500 {
			break
		}
	}
	if n != 501 {
		t.Errorf("expected 501 goroutines, found %d", n)
	}
}

// Among those that wait for no single object are all of them, in the order in
// which they blocked, wherever else they stand.
func TestWaiting(t *testing.T) {
	tr := randomTrace(9, 2, PolicyRandom, 6000)
	for _, step := range []int{100, 1000, 5000, tr.Len()} {
		s := tr.StateAt(Step(step))
		var want [NumReasons][]GID
		for g := MainG; int(g) <= s.Goroutines(); g++ {
			if v := s.G(g); v.State == Blocked && v.Obj == NoObj {
				want[v.Reason] = append(want[v.Reason], g)
			}
		}
		for r := range want {
			slices.SortFunc(want[r], func(a, b GID) int { return int(s.G(a).Since - s.G(b).Since) })
			if got := s.Waiting[r].appendTo(nil); !slices.Equal(got, want[r]) {
				t.Errorf("step %d: expected %v to wait for %q, found %v", step, want[r], Reason(r), got)
			}
		}
	}
}
