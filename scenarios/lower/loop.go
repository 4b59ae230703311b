package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

func (f *fn) forStmt(s *ast.ForStmt, label string) {
	var fresh []*types.Var // boxed loop variables: a new box for each iteration
	if s.Init != nil {
		f.stmt(s.Init)
		if a, ok := s.Init.(*ast.AssignStmt); ok && a.Tok == token.DEFINE && perIteration(f.version) {
			for _, e := range a.Lhs {
				if v, ok := f.u.info.Defs[e.(*ast.Ident)].(*types.Var); ok && f.u.boxed[v] {
					fresh = append(fresh, v)
				}
			}
		}
	}
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	if s.Cond != nil {
		f.condition(s.Cond, end)
	}
	f.targets = append(f.targets, target{label, end, post})
	f.block(s.Body.List)
	f.targets = f.targets[:len(f.targets)-1]
	f.place(post)
	for _, v := range fresh {
		p := f.vars[v]
		t := f.typ(v.Type())
		tmp := f.temp(t)
		f.emit("%s = *%s", tmp, p.name)
		f.emit("%s = new(%s)", p.name, t)
		f.emit("*%s = %s", p.name, tmp)
	}
	if s.Post != nil {
		f.stmt(s.Post)
	}
	f.loop(top, s)
	f.place(end)
}

func (f *fn) rangeStmt(s *ast.RangeStmt, label string) {
	xt := f.typeOf(s.X)
	switch t := xt.Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			f.rangeString(s, label)
			return
		}
		f.rangeInt(s, label)
	case *types.Slice, *types.Array, *types.Pointer:
		f.rangeIndexed(s, label, xt)
	case *types.Map:
		f.rangeMap(s, label, t, xt)
	case *types.Chan:
		f.rangeChan(s, label, t)
	case *types.Signature:
		f.rangeFunc(s, label, t)
	default:
		bug("range over %s", xt)
	}
}

// iteration is the skeleton of a range loop: the loop variables, made anew in
// each iteration (or once, before Go 1.22), then the body.
type iteration struct {
	s     *ast.RangeStmt
	label string
	once  bool         // variables were declared before the loop
	value func(string) // how to assign to the second variable, if its operands are evaluated
}

// begin declares variables that live as long as the loop.
func (f *fn) begin(s *ast.RangeStmt, label string) *iteration {
	it := &iteration{s: s, label: label}
	if s.Tok == token.DEFINE && !perIteration(f.version) {
		it.once = true
		for _, e := range []ast.Expr{s.Key, s.Value} {
			if v := f.defined(e); v != nil {
				f.declare(v, true)
			}
		}
	}
	return it
}

func (f *fn) defined(e ast.Expr) *types.Var {
	id, ok := e.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	v, _ := f.u.info.Defs[id].(*types.Var)
	return v
}

// set gives loop variable e (key or value) the value v of type t.
func (f *fn) set(it *iteration, e ast.Expr, v func() string, t types.Type) {
	if e == nil || isBlank(e) {
		return
	}
	if it.s.Tok == token.DEFINE {
		obj := f.defined(e)
		val := v()
		var p variable
		if it.once {
			p = f.vars[obj]
		} else {
			p = f.declare(obj, false)
		}
		f.emit("%s = %s", p.ref(), f.convertImplicit(val, t, f.subst.apply(obj.Type())))
		return
	}
	store := it.value
	if e == it.s.Key || store == nil {
		_, store, _ = f.placeOf(e)
	}
	if e == it.s.Key && it.s.Value != nil && !isBlank(it.s.Value) { // its operands come before any assignment
		f.late = true
		_, it.value, _ = f.placeOf(it.s.Value)
		f.late = false
	}
	store(f.convertImplicit(v(), t, f.typeOf(e)))
}

func (f *fn) loopBody(it *iteration, top, post, end int, step func()) {
	f.targets = append(f.targets, target{it.label, end, post})
	f.block(it.s.Body.List)
	f.targets = f.targets[:len(f.targets)-1]
	f.place(post)
	step()
	f.loop(top, it.s)
	f.place(end)
}

func (f *fn) rangeInt(s *ast.RangeStmt, label string) {
	t := types.Default(f.typeOf(s.X))
	if v := f.defined(s.Key); v != nil {
		t = f.subst.apply(v.Type())
	} else if s.Key != nil && !isBlank(s.Key) {
		t = f.typeOf(s.Key)
	}
	typ := f.l.typ(t)
	n, i := f.local("n", typ), f.local("i", typ)
	f.emit("%s = %s", n, f.exprAs(s.X, t))
	f.emit("%s = 0", i)
	it := f.begin(s, label)
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	c := f.local("c", "bool")
	f.emit("%s = %s < %s", c, i, n)
	f.jumpIfNot(c, end)
	f.set(it, s.Key, func() string { return i }, t)
	f.loopBody(it, top, post, end, func() { f.emit("%s = %s + 1", i, i) })
}

func (f *fn) rangeIndexed(s *ast.RangeStmt, label string, xt types.Type) {
	var base, length, elem string
	var elt types.Type
	wantValue := s.Value != nil && !isBlank(s.Value)
	switch t := xt.Underlying().(type) {
	case *types.Slice:
		elt = t.Elem()
		base = f.local("x", f.l.typ(xt))
		f.emit("%s = %s", base, f.expr(s.X))
		length = f.local("n", "int")
		f.emit("%s = len(%s)", length, base)
	case *types.Array:
		elt = t.Elem()
		length = fmt.Sprint(t.Len())
		if wantValue || f.hasCall(s.X) { // ranges over a copy
			base = f.local("x", f.l.typ(xt))
			f.emit("%s = %s", base, f.expr(s.X))
		}
	case *types.Pointer:
		elt = t.Elem().Underlying().(*types.Array).Elem()
		length = fmt.Sprint(t.Elem().Underlying().(*types.Array).Len())
		base = f.local("x", f.l.typ(xt))
		f.emit("%s = %s", base, f.expr(s.X))
		if wantValue {
			f.nilCheck(base)
		}
	}
	elem = f.l.typ(elt)
	i, c := f.local("i", "int"), f.local("c", "bool")
	f.emit("%s = 0", i)
	it := f.begin(s, label)
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	f.emit("%s = %s < %s", c, i, length)
	f.jumpIfNot(c, end)
	f.set(it, s.Key, func() string { return i }, types.Typ[types.Int])
	f.set(it, s.Value, func() string {
		t := f.temp(elem)
		f.emit("%s = %s[%s]", t, base, i)
		return t
	}, elt)
	f.loopBody(it, top, post, end, func() { f.emit("%s = %s + 1", i, i) })
}

func (f *fn) rangeString(s *ast.RangeStmt, label string) {
	base, i, c := f.local("x", "string"), f.local("i", "int"), f.local("c", "bool")
	f.emit("%s = %s", base, f.expr(s.X))
	n, r, size := f.local("n", "int"), f.local("r", "int32"), f.local("w", "int")
	f.emit("%s = len(%s)", n, base)
	f.emit("%s = 0", i)
	it := f.begin(s, label)
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	f.emit("%s = %s < %s", c, i, n)
	f.jumpIfNot(c, end)
	f.emit("%s, %s = rt.DecodeRune(%s, %s)", r, size, base, i)
	f.set(it, s.Key, func() string { return i }, types.Typ[types.Int])
	f.set(it, s.Value, func() string { return r }, types.Typ[types.Rune])
	f.loopBody(it, top, post, end, func() { f.emit("%s = %s + %s", i, i, size) })
}

// rangeMap walks the keys in an order the scheduler chooses; keys that are
// deleted on the way are skipped.
func (f *fn) rangeMap(s *ast.RangeStmt, label string, t *types.Map, xt types.Type) {
	typ := f.l.typ(xt)
	m := f.local("m", typ)
	f.emit("%s = %s", m, f.expr(s.X))
	kt, vt := f.l.typ(t.Key()), f.l.typ(t.Elem())
	keys, n, i, c, k := f.local("keys", "[]"+kt), f.local("n", "int"), f.local("i", "int"), f.local("c", "bool"), f.local("k", kt)
	v, ok := f.local("v", vt), f.local("ok", "bool")
	f.account()
	odd := holds(t.Key(), mayBeNaN)
	vals := ""
	if odd { // keys that are not equal to themselves cannot be looked up
		vals = f.local("vals", "[]"+vt)
		f.emit("rt.MapEntries(&%s, &%s, &%s)", m, keys, vals)
	} else {
		f.emit("rt.MapKeys(&%s, &%s)", m, keys)
	}
	f.emit("%s = len(%s)", n, keys)
	f.emit("%s = 0", i)
	it := f.begin(s, label)
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	f.emit("%s = %s < %s", c, i, n)
	f.jumpIfNot(c, end)
	f.emit("%s = %s[%s]", k, keys, i)
	f.emit("%s, %s = %s[%s]", v, ok, m, k)
	if odd {
		found := f.newLabel()
		f.jumpIf(ok, found)
		f.emit("%s = rt.Same(&%s, &%s)", ok, k, k)
		f.jumpIf(ok, post)
		f.emit("%s = %s[%s]", v, vals, i)
		f.place(found)
	} else {
		f.jumpIfNot(ok, post)
	}
	f.set(it, s.Key, func() string { return k }, t.Key())
	f.set(it, s.Value, func() string { return v }, t.Elem())
	f.loopBody(it, top, post, end, func() { f.emit("%s = %s + 1", i, i) })
}

// mayBeNaN reports whether values of t need not be equal to themselves.
func mayBeNaN(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return isInterface(t) || ok && b.Info()&(types.IsFloat|types.IsComplex) != 0
}

func (f *fn) rangeChan(s *ast.RangeStmt, label string, t *types.Chan) {
	ch, v, ok := f.local("ch", "*rt.Chan"), f.local("v", f.l.typ(t.Elem())), f.local("ok", "bool")
	f.emit("%s = %s", ch, f.expr(s.X))
	it := f.begin(s, label)
	top, post, end := f.newLabel(), f.newLabel(), f.newLabel()
	f.place(top)
	f.emit("%s = rt.%s(%s, %s, &%s)", ok, f.chanOp("Recv"), f.at(s, text(s.X)), ch, v)
	f.jumpIfNot(ok, end)
	f.set(it, s.Key, func() string { return v }, t.Elem())
	f.loopBody(it, top, post, end, func() {})
}
