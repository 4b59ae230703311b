package trace

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

// A writer is who may change what a State is made of. Clones share their
// pages and the nodes of their lines; what a writer did not make itself it
// copies before it changes it.
type writer struct {
	id    uint64 // 0: has not written yet
	bytes int    // of the copies made so far
}

var writers atomic.Uint64

const (
	pageLen   = 16
	branchLen = 64 // pages; as many as branch.own has bits
)

// pages is an array that grows at its end.
type pages[T any] struct {
	n    int
	by   uint64 // the writer that made root
	root []*branch[T]
}

type branch[T any] struct {
	by    uint64 // the writer that made it
	own   uint64 // bit i: that writer made page i, too
	pages [branchLen]*[pageLen]T
}

// at returns entry i for reading.
func (p *pages[T]) at(i int) *T {
	u := uint(i)
	return &p.root[u/(branchLen*pageLen)].pages[u/pageLen%branchLen][u%pageLen]
}

// edit returns entry i for writing.
func (p *pages[T]) edit(w *writer, i int) *T {
	u := uint(i)
	b, page := p.root[u/(branchLen*pageLen)], u/pageLen%branchLen
	if b.by != w.id || b.own>>page&1 == 0 {
		b = p.take(w, u)
	}
	return &b.pages[page][u%pageLen]
}

// take makes the page of entry u the writer's, and all above it.
func (p *pages[T]) take(w *writer, u uint) *branch[T] {
	p.takeRoot(w)
	at, page := u/(branchLen*pageLen), u/pageLen%branchLen
	b := p.root[at]
	if b.by != w.id {
		made := *b
		b = &made
		b.by, b.own = w.id, 0
		p.root[at] = b
		w.bytes += int(unsafe.Sizeof(made))
	}
	made := *b.pages[page]
	b.pages[page] = &made
	b.own |= 1 << page
	w.bytes += int(unsafe.Sizeof(made))
	return b
}

func (p *pages[T]) takeRoot(w *writer) {
	if p.by != w.id {
		p.by, p.root = w.id, slices.Clone(p.root)
		w.bytes += len(p.root) * int(unsafe.Sizeof(p.root))
	}
}

// add appends an empty entry and returns it for writing.
func (p *pages[T]) add(w *writer) *T {
	u := uint(p.n)
	p.n++
	if u%pageLen > 0 {
		return p.edit(w, int(u))
	}
	p.takeRoot(w)
	at, page := u/(branchLen*pageLen), u/pageLen%branchLen
	if page == 0 {
		p.root = append(p.root, &branch[T]{by: w.id})
	} else if b := p.root[at]; b.by != w.id {
		made := *b
		made.by, made.own = w.id, 0
		p.root[at] = &made
	}
	b := p.root[at]
	b.pages[page] = new([pageLen]T)
	b.own |= 1 << page
	return &b.pages[page][0]
}
