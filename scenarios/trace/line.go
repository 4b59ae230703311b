package trace

import (
	"iter"
	"slices"
	"unsafe"
)

// Line is goroutines that wait in order, who is served first at its head. It
// is a tree, so that it is long, changed anywhere and copied at little cost.
type Line struct {
	root *node // nil: nobody has stood here yet
	n    int
}

const (
	leafLen = 64
	fanOut  = 32
)

// A node has goroutines or kids, all leaves at the same depth.
type node struct {
	by   uint64 // the writer that made it
	gs   []GID
	kids []kid
}

type kid struct {
	*node
	n     int   // goroutines below
	first int64 // but for the leftmost kid: no ticket below is less, none before is more
}

// Len returns how many stand in the line.
func (l Line) Len() int { return l.n }

// At returns the goroutine at a place of the line, the head at 0.
func (l Line) At(i int) GID {
	n := l.root
	for n.kids != nil {
		k := 0
		for i >= n.kids[k].n {
			i -= n.kids[k].n
			k++
		}
		n = n.kids[k].node
	}
	return n.gs[i]
}

// All iterates over the line from its head, with the places.
func (l Line) All() iter.Seq2[int, GID] {
	return func(yield func(int, GID) bool) {
		if l.n > 0 {
			l.root.all(0, yield)
		}
	}
}

func (n *node) all(at int, yield func(int, GID) bool) bool {
	for i, g := range n.gs {
		if !yield(at+i, g) {
			return false
		}
	}
	for _, k := range n.kids {
		if !k.all(at, yield) {
			return false
		}
		at += k.n
	}
	return true
}

// appendTo appends who stands in the line.
func (l Line) appendTo(gs []GID) []GID {
	for _, g := range l.All() {
		gs = append(gs, g)
	}
	return gs
}

// head returns who is served next, NoG if nobody waits.
func (l Line) head() GID {
	if l.n == 0 {
		return NoG
	}
	n := l.root
	for n.kids != nil {
		n = n.kids[0].node
	}
	return n.gs[0]
}

// PlaceIn returns where g stands in a line of s, the first place if it stands
// there several times, and whether it does.
func (s *State) PlaceIn(l Line, g GID) (int, bool) {
	if l.n == 0 {
		return 0, false
	}
	ticket := s.G(g).ticket
	n, at := l.root, 0
	for n.kids != nil {
		i := 0
		for i+1 < len(n.kids) && n.kids[i+1].first < ticket {
			at += n.kids[i].n
			i++
		}
		n = n.kids[i].node
	}
	if i := slices.Index(n.gs, g); i >= 0 {
		return at + i, true
	}
	at += len(n.gs) // the next leaf may begin with this ticket
	return at, at < l.n && l.At(at) == g
}

// push lets g, who has just drawn a ticket, enter the line at its tail or at its
// head.
func (l *Line) push(w *writer, g GID, ticket int64, front bool) {
	if l.root == nil {
		l.root = &node{by: w.id}
	}
	l.root = w.node(l.root)
	if next := l.root.push(w, g, ticket, front); next != nil {
		l.root = &node{by: w.id, kids: []kid{{l.root, l.n, ticket}}}
		l.root.insert(kid{next, 1, ticket}, front)
	}
	l.n++
}

// node returns n as w may change it.
func (w *writer) node(n *node) *node {
	if n.by == w.id {
		return n
	}
	w.bytes += int(unsafe.Sizeof(*n)) + len(n.gs)*int(unsafe.Sizeof(NoG)) + len(n.kids)*int(unsafe.Sizeof(kid{}))
	return &node{w.id, slices.Clone(n.gs), slices.Clone(n.kids)}
}

// push returns a node to stand beside n if there is no room in n, which is the
// writer's.
func (n *node) push(w *writer, g GID, ticket int64, front bool) *node {
	if n.kids == nil {
		if len(n.gs) == leafLen {
			return &node{by: w.id, gs: []GID{g}}
		}
		if front {
			n.gs = slices.Insert(n.gs, 0, g)
		} else {
			n.gs = append(n.gs, g)
		}
		return nil
	}
	k := &n.kids[len(n.kids)-1]
	if front {
		k = &n.kids[0]
	}
	k.node = w.node(k.node)
	next := k.push(w, g, ticket, front)
	switch {
	case next == nil:
		k.n++
	case len(n.kids) < fanOut:
		n.insert(kid{next, 1, ticket}, front)
	default:
		return &node{by: w.id, kids: []kid{{next, 1, ticket}}}
	}
	return nil
}

func (n *node) insert(k kid, front bool) {
	if front {
		n.kids[0].first = k.first + 1
		n.kids = slices.Insert(n.kids, 0, k)
	} else {
		n.kids = append(n.kids, k)
	}
}

// remove takes who stands at place i out of the line.
func (l *Line) remove(w *writer, i int) {
	l.n--
	l.root = w.node(l.root)
	l.root.remove(w, i)
	for len(l.root.kids) == 1 {
		l.root = l.root.kids[0].node
	}
}

func (n *node) remove(w *writer, i int) {
	if n.kids == nil {
		n.gs = slices.Delete(n.gs, i, i+1)
		return
	}
	at := 0
	for i >= n.kids[at].n {
		i -= n.kids[at].n
		at++
	}
	k := &n.kids[at]
	k.node = w.node(k.node)
	k.remove(w, i)
	if k.n--; k.n == 0 {
		n.kids = slices.Delete(n.kids, at, at+1)
		return
	}
	n.merge(w, at)
	n.merge(w, at-1)
}

// merge joins kid i and the next where both are small, so that a line does not
// take more room than who stands in it.
func (n *node) merge(w *writer, i int) {
	if i < 0 || i+1 >= len(n.kids) {
		return
	}
	a, b := &n.kids[i], n.kids[i+1]
	if len(a.gs)+len(b.gs) > leafLen/2 || len(a.kids)+len(b.kids) > fanOut/2 {
		return
	}
	a.node = w.node(a.node)
	a.gs, a.kids = append(a.gs, b.gs...), append(a.kids, b.kids...)
	a.n += b.n
	n.kids = slices.Delete(n.kids, i+1, i+2)
}
