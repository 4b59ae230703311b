package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A range over a function calls it with the loop's body as a closure
// (cmd/compile/internal/rangefunc). A break, continue, goto or return that
// leaves the body for another place than its end stores the number of that
// place and returns false; the enclosing function goes there when the iterator
// has returned. *state tells whether the body may be called: see the engine's
// rangeReady and the like.

// rangeBody is the body of a range over a function, as a function.
type rangeBody struct {
	outer   *fn             // the function that has the range statement
	labels  map[string]bool // labels inside the body
	results []string        // boxes for what a return statement in the body returns, in outer
	places  []func()        // emit, in outer, the jump that leaves the body there
}

// Values of *state.
const (
	rangeReady = 0 // the body may be called
	rangeDone  = 2 // it has returned false
)

func (f *fn) rangeFunc(s *ast.RangeStmt, label string, iter *types.Signature) {
	l := f.l
	if !f.u.rangeFuncs[s] {
		l.cannot(s, &functionParameter)
	}
	iterator := f.snapshot(f.restruct(f.expr(s.X), f.typeOf(s.X), iter), iter)
	yield := iter.Params().At(0).Type().Underlying().(*types.Signature)

	l.nclosures++
	maker := fmt.Sprintf("C%d", l.nclosures)
	rb := &rangeBody{outer: f, labels: map[string]bool{}}
	ast.Inspect(s.Body, func(n ast.Node) bool {
		if ls, ok := n.(*ast.LabeledStmt); ok {
			rb.labels[ls.Label.Name] = true
		}
		return true
	})
	in := l.newFunc(f.u, fmt.Sprintf("%s-range%d", f.name, l.nclosures), f.sig, f.subst)
	in.version, in.ranged, in.node = f.version, rb, s

	var params, args []string
	pass := func(param, typ, arg string) {
		params = append(params, param+" "+typ)
		args = append(args, arg)
	}
	state, next := f.local("state", "*int"), f.local("next", "*int")
	f.emit("%s = new(int)", state)
	f.emit("%s = new(int)", next)
	pass("state", "*int", state)
	pass("next", "*int", next)
	if f.defers != "" {
		in.defers = "frame"
		pass("frame", "*rt.Frame", f.defers)
	}
	if f.direct != "" {
		in.direct = "direct"
		pass("direct", "bool", f.direct)
	}
	if f.sig != nil {
		for i := range f.sig.Results().Len() {
			t := f.typ(f.sig.Results().At(i).Type())
			box := f.local("ret", "*"+t)
			f.emit("%s = new(%s)", box, t)
			rb.results = append(rb.results, box)
			pass(fmt.Sprintf("ret%d", i), "*"+t, box)
		}
	}
	nodes := []ast.Node{s.Body}
	for _, e := range []ast.Expr{s.Key, s.Value} {
		if e != nil && s.Tok == token.ASSIGN {
			nodes = append(nodes, e)
		}
	}
	for i, v := range f.captures(nodes...) {
		p := f.vars[v]
		t := f.typ(v.Type())
		if p.boxed {
			t = "*" + t
		}
		name := fmt.Sprintf("c%d_%s", i, ident(v.Name()))
		pass(name, t, p.name)
		in.vars[v] = variable{name: name, boxed: p.boxed}
	}
	list := in.rangeBodyCode(s, label, yield)
	yt := l.typ(yield)
	fmt.Fprintf(&l.funcs, "func %s(%s) %s {\n\treturn func(%s) bool {\n%s\t}\n}\n\n", maker, strings.Join(params, ", "), yt, list, in.text())

	body := f.temp(yt)
	f.emit("%s = %s(%s)", body, maker, strings.Join(args, ", "))
	f.account()
	f.emit("%s(%s)", iterator, body)
	f.emit("rt.RangeEnd(%s, %s)", f.at(s, ""), state)
	for i, leave := range rb.places {
		c, skip := f.temp("bool"), f.newLabel()
		f.emit("%s = *%s == %d", c, next, i+1)
		f.jumpIfNot(c, skip)
		leave()
		f.place(skip)
	}
}

// rangeBodyCode lowers the body and returns the list of its parameters.
func (f *fn) rangeBodyCode(s *ast.RangeStmt, label string, yield *types.Signature) string {
	site := f.site(s, "")
	f.checkpoint(s)
	f.enter(callRoom, site)
	f.emit("rt.RangeBody(%s, state)", site)
	it := &iteration{s: s, label: label}
	var list []string
	for i, e := range []ast.Expr{s.Key, s.Value} {
		if i >= yield.Params().Len() {
			break
		}
		t := yield.Params().At(i).Type()
		name := fmt.Sprintf("p%d", i)
		list = append(list, name+" "+f.l.typ(t))
		f.takeSigns([]string{name}, []types.Type{t})
		f.set(it, e, func() string { return name }, t)
	}
	f.live = f.live[:0]
	more, done := f.newLabel(), f.newLabel()
	f.targets = append(f.targets, target{label, done, more})
	f.block(s.Body.List)
	f.place(more)
	f.endBody(rangeReady)
	f.place(done)
	f.endBody(rangeDone)
	return strings.Join(list, ", ")
}

// endBody leaves the body with its new state.
func (f *fn) endBody(state int) {
	f.account()
	r := f.temp("bool")
	f.emit("*state = %d", state)
	f.emit("%s = %t", r, state == rangeReady)
	f.exit()
	f.emit("return %s", r)
}

// leaveRange leaves the body of a range over a function for a place that
// outer's code, emitted by leave, goes to.
func (f *fn) leaveRange(leave func()) {
	f.ranged.places = append(f.ranged.places, leave)
	f.emit("*next = %d", len(f.ranged.places))
	f.endBody(rangeDone)
}
