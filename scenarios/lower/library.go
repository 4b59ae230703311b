package lower

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
)

// Of the library's packages only what a program reaches is lowered. So the
// variables that turn up are initialised, with all they need in turn, and the
// init functions of their packages run.

// initLibrary queues the initialisers of library variables that have turned up
// since the last call, and reports whether there are any.
func (l *lowerer) initLibrary() bool {
	queued := false
	for ; l.seenVars < len(l.libraryVars); l.seenVars++ {
		v := l.libraryVars[l.seenVars]
		u := l.unitOf(v)
		for n, in := range u.info.InitOrder {
			if slices.Contains(in.Lhs, v) {
				queued = l.initialise(u, n, in.Rhs, func(f *fn) {
					f.node = in.Rhs
					f.initVars(in.Lhs, in.Rhs)
				}) || queued
			}
		}
		for n, fd := range u.initFuncs() {
			queued = l.initialise(u, -1-n, fd, func(f *fn) { f.block(fd.Body.List) }) || queued
		}
	}
	return queued
}

func (l *lowerer) initialise(u *unit, n int, at ast.Node, body func(f *fn)) bool {
	key := initKey{u, n}
	if l.inits[key] != "" {
		return false
	}
	name := fmt.Sprintf("I_%s%d", u.prefix, n)
	if n < 0 {
		name = fmt.Sprintf("I_%sinit%d", u.prefix, -1-n)
	}
	l.inits[key] = name
	l.cause = place{l.own[0], l.own[0].files[0].Name}
	l.queue = append(l.queue, func() {
		l.unit, l.current = u, at
		f := l.newFunc(u, u.path+".init", types.NewSignatureType(nil, nil, nil, nil, nil, false), nil)
		body(f)
		l.writeFunc(name, "", "", f)
	})
	return true
}

// writeLibrary writes the function that makes and initialises the library's
// variables. A package comes after those it imports.
func (l *lowerer) writeLibrary() {
	l.unit, l.current = l.own[0], nil
	f := l.newFunc(l.own[0], "main.init", nil, nil)
	for _, v := range l.libraryVars {
		l.guard(func() { f.emit("%s = new(%s)", l.global(v), l.typ(v.Type())) })
	}
	depth := map[*types.Package]int{}
	keys := slices.SortedFunc(maps.Keys(l.inits), func(a, b initKey) int {
		order := func(n int) int { // variables, then init functions
			if n < 0 {
				return 1<<30 - n
			}
			return n
		}
		return cmp.Or(cmp.Compare(importDepth(a.u.pkg, depth), importDepth(b.u.pkg, depth)), cmp.Compare(a.u.path, b.u.path),
			cmp.Compare(order(a.n), order(b.n)))
	})
	for _, k := range keys {
		f.emit("%s()", l.inits[k])
	}
	l.writeFunc("Library", "", "", f)
}

// importDepth is how many imports the longest way from p down has.
func importDepth(p *types.Package, known map[*types.Package]int) int {
	if d, ok := known[p]; ok {
		return d
	}
	d := 0
	for _, q := range p.Imports() {
		d = max(d, 1+importDepth(q, known))
	}
	known[p] = d
	return d
}
