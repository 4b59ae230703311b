package trace

import (
	"slices"
	"unsafe"
)

const (
	// minEvery is how many events there are at least from one snapshot to the
	// next: replaying them takes less than a millisecond.
	minEvery = 4 * blockLen

	// maxSnapshots is how many bytes snapshots may take beside the state itself.
	maxSnapshots = 320 << 20

	// maxRecent is how many states are kept that StateAt came by last.
	maxRecent = 8
)

// snapshots are clones of the state along a trace, at equal distances, which
// grow with the memory that the snapshots take.
type snapshots struct {
	every int
	list  []snapshot // at every, 2·every, …
	bytes int

	// Where the distances are long, clones at multiples of minEvery near the
	// last step asked for: whoever looks at one looks at its neighbours next.
	recent []*State
}

// A snapshot knows how many bytes of it no earlier one shares.
type snapshot struct {
	*State
	bytes int
}

// before returns the last snapshot not after a step, nil if there is none.
func (l *snapshots) before(step Step) *State {
	i := len(l.list)
	if l.every > 0 {
		i = min(int(step)/l.every, i)
	}
	if i == 0 {
		return nil
	}
	return l.list[i-1].State
}

// nearest is before, with the recent ones.
func (l *snapshots) nearest(step Step) *State {
	best := l.before(step)
	for _, s := range l.recent {
		if s.Step <= step && (best == nil || s.Step > best.Step) {
			best = s
		}
	}
	return best
}

// remember keeps some of the states that were replayed.
func (l *snapshots) remember(passed []*State) {
	l.recent = append(l.recent, passed...)
	l.recent = slices.Clone(l.recent[max(0, len(l.recent)-maxRecent):])
}

// note takes a snapshot of s if one is due at its step.
func (l *snapshots) note(s *State) {
	if l.every == 0 {
		l.every = minEvery
	}
	if s.Step == 0 || int(s.Step)%l.every != 0 {
		return
	}
	bytes := s.writer.bytes + int(unsafe.Sizeof(*s)) + len(s.Ps)*int(unsafe.Sizeof(PView{}))
	l.list = append(l.list, snapshot{s.Clone(), bytes})
	l.bytes += bytes
	for l.bytes > maxSnapshots && len(l.list) > 1 && len(l.list)%2 == 0 {
		l.thin(s.bytes())
	}
}

// thin forgets every other snapshot of states that have size bytes.
func (l *snapshots) thin(size int) {
	l.every *= 2
	l.bytes = 0
	for i := range len(l.list) / 2 {
		a, b := l.list[2*i].bytes, l.list[2*i+1]
		// What changes twice counts once. How much that is, is known if the
		// changes are spread evenly.
		size := max(size, a, b.bytes)
		b.bytes = a + b.bytes - int(float64(a)*float64(b.bytes)/float64(size))
		l.list[i] = b
		l.bytes += b.bytes
	}
	clear(l.list[len(l.list)/2:])
	l.list = l.list[:len(l.list)/2]
}

// bytes is about how many bytes the state takes that snapshots may share.
func (s *State) bytes() int {
	waiting := s.Counts[Runnable] + s.Counts[Blocked]
	return s.gs.n*int(unsafe.Sizeof(GView{})) + s.objs.n*int(unsafe.Sizeof(OView{})) + s.offers.n*int(unsafe.Sizeof(offer{})) +
		waiting*int(unsafe.Sizeof(NoG))
}
