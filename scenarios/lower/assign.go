package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// assigned is multi for an assignment to lhs: a context among them names the
// one that is made on the way.
func (f *fn) assigned(lhs []ast.Expr, e ast.Expr) ([]string, []types.Type) {
	for _, l := range lhs {
		if !isBlank(l) && isContext(f.u.info.TypeOf(l)) {
			f.hint = text(l)
			defer func() { f.hint = "" }()
			break
		}
	}
	return f.multi(e, len(lhs))
}

func isContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context" && n.Obj().Name() == "Context"
}

// multi lowers an expression with n results: a call, or one of the forms with
// a second, boolean result.
func (f *fn) multi(e ast.Expr, n int) ([]string, []types.Type) {
	boolType := types.Typ[types.Bool]
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		vs := f.call(e)
		return vs, tupleTypes(f.typeOf(e).(*types.Tuple))
	case *ast.TypeAssertExpr:
		t := f.typeOf(e.Type)
		v, ok := f.assertion(e, t, true)
		return []string{v, ok}, []types.Type{t, boolType}
	case *ast.IndexExpr:
		t := f.typeOf(e.X)
		m := t.Underlying().(*types.Map)
		mv, k := f.pair(e.X, e.Index, t, m.Key())
		v, ok := f.temp(f.l.typ(m.Elem())), f.temp("bool")
		mv, k = f.plain(mv, f.l.typ(t)), f.plain(k, f.l.typ(m.Key()))
		f.hashable(k, m.Key(), mv, e)
		f.emit("%s = %s", v, f.l.zero(m.Elem())) // the interpreter leaves it as it is if there is none
		f.emit("%s, %s = %s[%s]", v, ok, mv, k)
		return []string{v, ok}, []types.Type{m.Elem(), boolType}
	case *ast.UnaryExpr:
		v, ok := f.receive(e, true)
		return []string{v, ok}, []types.Type{f.typeOf(e.X).Underlying().(*types.Chan).Elem(), boolType}
	}
	bug("%d results of %T", n, e)
	return nil, nil
}

func (f *fn) assign(s *ast.AssignStmt) {
	switch s.Tok {
	case token.DEFINE:
		f.define(s.Lhs, s.Rhs, s)
	case token.ASSIGN:
		f.assignment(s.Lhs, s.Rhs)
	default:
		op := map[token.Token]token.Token{
			token.ADD_ASSIGN: token.ADD, token.SUB_ASSIGN: token.SUB, token.MUL_ASSIGN: token.MUL, token.QUO_ASSIGN: token.QUO,
			token.REM_ASSIGN: token.REM, token.AND_ASSIGN: token.AND, token.OR_ASSIGN: token.OR, token.XOR_ASSIGN: token.XOR,
			token.SHL_ASSIGN: token.SHL, token.SHR_ASSIGN: token.SHR, token.AND_NOT_ASSIGN: token.AND_NOT,
		}[s.Tok]
		if op == token.SHL || op == token.SHR {
			f.modifyShift(s.Lhs[0], op, s.Rhs[0], s)
			return
		}
		var pre string
		if f.hasCall(s.Rhs[0]) && !f.hasCall(s.Lhs[0]) {
			t := f.typeOf(s.Lhs[0])
			pre = f.copyOf(f.exprAs(s.Rhs[0], t), t)
		}
		f.modify(s.Lhs[0], op, func(t types.Type) string {
			if pre != "" {
				return pre
			}
			return f.exprAs(s.Rhs[0], t)
		}, s)
	}
}

// modify lowers x op= y. Between the load and the store the goroutine can
// lose its P, as in Go, if x is memory that others may share.
func (f *fn) modify(x ast.Expr, op token.Token, y func(types.Type) string, n ast.Node) {
	t := f.typeOf(x)
	f.late = true
	load, store, shared := f.placeOf(x)
	f.late = false
	v := y(t)
	old := load()
	r := f.arith(op, old, v, t, n)
	if shared {
		f.tick(1)
		f.checkpoint(n)
	}
	store(r)
}

func (f *fn) modifyShift(x ast.Expr, op token.Token, y ast.Expr, n ast.Node) {
	t := f.typeOf(x)
	f.late = true
	load, store, _ := f.placeOf(x)
	f.late = false
	yt := f.indexType(y)
	c := f.copyOf(f.exprAs(y, yt), yt)
	store(f.shift(op, load(), c, t, yt, y, n))
}

// placeOf evaluates the operands of an assignable expression once and
// returns how to read and to write it, and whether other goroutines may reach
// it.
func (f *fn) placeOf(x ast.Expr) (load func() string, store func(string), shared bool) {
	x = ast.Unparen(x)
	typ := f.typ(f.typeOf(x))
	late := f.late
	f.late = false
	defer func() { f.late = late }()
	viaTemp := func(expr string) func() string {
		return func() string {
			t := f.temp(typ)
			f.emit("%s = %s", t, expr)
			return t
		}
	}
	set := func(expr string) func(string) {
		return func(v string) { f.emit("%s = %s", expr, v) }
	}
	switch x := x.(type) {
	case *ast.Ident:
		if x.Name == "_" {
			return nil, func(v string) { f.plain(v, typ) }, false
		}
		obj := f.u.info.Uses[x]
		if obj == nil {
			obj = f.u.info.Defs[x]
		}
		v := f.variable(obj.(*types.Var))
		return viaTemp(v.ref()), set(v.ref()), v.boxed
	case *ast.SelectorExpr:
		if obj, ok := f.packageMember(x); ok {
			if g, ok := obj.(*types.Var); ok && f.l.isGlobal(g) {
				v := f.variable(g)
				return viaTemp(v.ref()), set(v.ref()), true
			}
			f.l.cannot(x, &memberAssignment, obj.Pkg().Name()+"."+obj.Name())
		}
		sel := f.selection(x)
		converts := f.l.needsConversion(f.ownerOf(sel), sel.obj)
		if converts && !convertible(sel.typ) {
			f.l.cannot(x, &fieldAssignment, typeText(f.ownerOf(sel))+"."+sel.obj.Name())
		}
		path := f.fieldPath(f.selectorBase(x.X), f.typeOf(x.X), sel.index)
		if converts {
			get := func() string {
				t, dot := f.temp(f.l.typ(sel.typ)), strings.LastIndexByte(path, '.')
				f.emit("rt.Field(%s, %q, &%s)", path[:dot], path[dot+1:], t)
				return t
			}
			return get, func(v string) { f.setNative(path, v, sel.typ) }, true
		}
		return viaTemp(path), set(path), true
	case *ast.StarExpr:
		p := f.copyOf(f.pointer(f.expr(x.X), f.typeOf(x.X)), f.typeOf(x.X))
		return viaTemp("*" + p), set("*" + p), true
	case *ast.IndexExpr:
		t := f.typeOf(x.X)
		if m, ok := t.Underlying().(*types.Map); ok {
			mv, k := f.pair(x.X, x.Index, t, m.Key())
			mv = f.copyOf(f.plain(mv, f.l.typ(t)), t)
			k = f.copyOf(f.plain(k, f.l.typ(m.Key())), m.Key())
			el := fmt.Sprintf("%s[%s]", mv, k)
			return viaTemp(el), func(v string) {
				v = f.plain(v, typ)
				f.hashable(k, m.Key(), "", x)
				c, ok := f.temp("bool"), f.newLabel()
				f.emit("%s = %s != nil", c, mv)
				f.jumpIf(c, ok)
				f.emit("rt.PanicNilMap(%s)", f.at(x, ""))
				f.place(ok)
				f.emit("%s = %s", el, v)
			}, true
		}
		base, length, i := f.indexed(x, late)
		i = f.copyOf(i, f.indexType(x.Index))
		el := fmt.Sprintf("%s[%s]", base, i)
		if late {
			checked := false
			check := func() {
				if checked {
					return
				}
				checked = true
				if _, ptr := t.Underlying().(*types.Pointer); ptr {
					f.nilCheck(base)
				}
				f.bounds(i, length, x)
			}
			return func() string { check(); return viaTemp(el)() }, func(v string) { check(); set(el)(v) }, true
		}
		f.bounds(i, length, x)
		return viaTemp(el), set(el), true
	}
	bug("assignment to %T", x)
	return nil, nil, false
}

// assignment lowers lhs... = rhs...
func (f *fn) assignment(lhs, rhs []ast.Expr) {
	if len(lhs) == 1 && len(rhs) == 1 {
		f.assignOne(lhs[0], rhs[0])
		return
	}
	stores := make([]func(string), len(lhs))
	var vs []string
	var ts []types.Type
	values := func() {
		if len(rhs) == 1 {
			vs, ts = f.assigned(lhs, rhs[0])
			return
		}
		want := make([]types.Type, len(rhs))
		for i := range rhs {
			want[i] = f.lhsType(lhs[i], rhs[i])
		}
		for i, v := range f.valuesFor(lhs, rhs, want) {
			vs = append(vs, f.snapshot(v, want[i]))
			ts = append(ts, want[i])
		}
	}
	// The operands of index expressions and pointer indirections on the left
	// and the values on the right first, calls among them before all others;
	// then the assignments from left to right.
	calls := slices.ContainsFunc(lhs, f.hasCall)
	if !calls {
		values()
	}
	place := func(names bool) {
		for i, x := range lhs {
			if _, name := ast.Unparen(x).(*ast.Ident); name == names && !isBlank(x) {
				_, stores[i], _ = f.placeOf(x)
			}
		}
	}
	place(true)
	old := f.oldValues(lhs)
	f.late = true
	place(false)
	f.late = false
	if calls {
		values()
	}
	old.restore(calls)
	if i := slices.IndexFunc(lhs, func(x ast.Expr) bool { return !isBlank(x) && f.shared(x) }); i >= 0 {
		f.beforeStore(lhs[i])
	}
	for i, store := range stores {
		if store != nil {
			store(f.convertImplicit(vs[i], ts[i], f.typeOf(lhs[i])))
		}
	}
}

// oldValues are variables that a statement assigns to and uses as operands on
// its left side as well; those use copies.
type oldValues struct {
	f      *fn
	vars   []*types.Var
	were   []variable
	copies []string
}

func (f *fn) oldValues(lhs []ast.Expr) *oldValues {
	o := &oldValues{f: f}
	for i, x := range lhs {
		id, ok := ast.Unparen(x).(*ast.Ident)
		if !ok || id.Name == "_" {
			continue
		}
		v, ok := f.u.info.Uses[id].(*types.Var)
		if !ok || slices.Contains(o.vars, v) {
			continue
		}
		switch f.subst.apply(v.Type()).Underlying().(type) {
		case *types.Struct, *types.Array: // what is selected is assigned to later
			continue
		}
		used := false
		for j, y := range lhs {
			if _, plain := ast.Unparen(y).(*ast.Ident); i == j || plain {
				continue
			}
			ast.Inspect(y, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && f.u.info.Uses[id] == v {
					used = true
				}
				return !used
			})
		}
		if !used {
			continue
		}
		was := f.variable(v)
		o.vars, o.were = append(o.vars, v), append(o.were, was)
		o.copies = append(o.copies, f.snapshot(was.ref(), f.subst.apply(v.Type())))
	}
	for i, v := range o.vars {
		f.vars[v] = variable{name: o.copies[i]}
	}
	return o
}

// restore ends the use of the copies; with again, they are made again first.
func (o *oldValues) restore(again bool) {
	for i, v := range o.vars {
		if again {
			o.f.emit("%s = %s", o.copies[i], o.were[i].ref())
		}
		if o.f.l.isGlobal(v) {
			delete(o.f.vars, v)
		} else {
			o.f.vars[v] = o.were[i]
		}
	}
}

// snapshot copies an operand into a temporary of its own, even if it is one.
func (f *fn) snapshot(v string, t types.Type) string {
	tmp := f.temp(f.l.typ(t))
	f.emit("%s = %s", tmp, v)
	return tmp
}

func (f *fn) lhsType(l, r ast.Expr) types.Type {
	if isBlank(l) {
		return types.Default(f.typeOf(r))
	}
	return f.typeOf(l)
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

func (f *fn) assignOne(l, r ast.Expr) {
	if isBlank(l) {
		if f.u.info.Types[ast.Unparen(r)].IsNil() {
			return
		}
		f.snapshot(f.expr(r), types.Default(f.typeOf(r)))
		return
	}
	f.hint, f.hintExpr = text(l), l
	defer func() { f.hint, f.hintExpr = "", nil }()
	t := f.typeOf(l)
	if id, ok := ast.Unparen(l).(*ast.Ident); ok {
		v := f.exprAs(r, t)
		f.beforeStore(l)
		f.emit("%s = %s", f.variable(f.u.info.Uses[id].(*types.Var)).ref(), v)
		return
	}
	if f.hasCall(l) {
		// Calls on the left come first; the index is checked last.
		f.late = true
		_, store, _ := f.placeOf(l)
		f.late = false
		v := f.exprAs(r, t)
		f.beforeStore(l)
		store(v)
		return
	}
	v := f.exprAs(r, t)
	_, store, _ := f.placeOf(l)
	f.beforeStore(l)
	store(v)
}

// beforeStore lets the goroutine lose its P before it writes to memory that
// others may share: between a look at it and the change, as in Go. Elements of
// slices and arrays are left out, since they are what loops compute with.
func (f *fn) beforeStore(x ast.Expr) {
	if !f.u.library && f.shared(x) {
		f.checkpoint(x)
	}
}

// shared reports whether other goroutines may reach the variable x.
func (f *fn) shared(x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		v, ok := f.u.info.Uses[x].(*types.Var)
		return ok && f.variable(v).boxed
	case *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		if _, global := f.packageMember(x); global {
			return true
		}
		_, indirect := f.typeOf(x.X).Underlying().(*types.Pointer)
		return indirect || f.shared(x.X)
	case *ast.IndexExpr:
		switch f.typeOf(x.X).Underlying().(type) {
		case *types.Map:
			return true
		case *types.Array:
			return f.shared(x.X)
		}
	}
	return false
}

// define lowers lhs... := rhs...; some of lhs may be variables declared
// before.
func (f *fn) define(lhs, rhs []ast.Expr, n ast.Node) {
	if len(lhs) == 1 && len(rhs) == 1 {
		id := lhs[0].(*ast.Ident)
		v, ok := f.u.info.Defs[id].(*types.Var)
		if !ok || id.Name == "_" {
			f.assignOne(lhs[0], rhs[0])
			return
		}
		f.hint = id.Name
		val := f.exprAs(rhs[0], f.subst.apply(v.Type()))
		f.hint = ""
		p := f.declare(v, false)
		f.emit("%s = %s", p.ref(), val)
		return
	}
	var vs []string
	var ts []types.Type
	if len(rhs) == 1 {
		vs, ts = f.assigned(lhs, rhs[0])
	} else {
		ts = make([]types.Type, len(rhs))
		for i := range rhs {
			ts[i] = f.defType(lhs[i], rhs[i])
		}
		for i, v := range f.valuesFor(lhs, rhs, ts) {
			vs = append(vs, f.snapshot(v, ts[i]))
		}
	}
	for i, l := range lhs {
		id := l.(*ast.Ident)
		if id.Name == "_" {
			continue
		}
		if v, ok := f.u.info.Defs[id].(*types.Var); ok {
			p := f.declare(v, false)
			f.emit("%s = %s", p.ref(), f.convertImplicit(vs[i], ts[i], f.subst.apply(v.Type())))
			continue
		}
		v := f.u.info.Uses[id].(*types.Var)
		f.emit("%s = %s", f.variable(v).ref(), f.convertImplicit(vs[i], ts[i], f.subst.apply(v.Type())))
	}
}

func (f *fn) defType(l, r ast.Expr) types.Type {
	id := l.(*ast.Ident)
	if v, ok := f.u.info.Defs[id].(*types.Var); ok && id.Name != "_" {
		return f.subst.apply(v.Type())
	}
	if v, ok := f.u.info.Uses[id].(*types.Var); ok {
		return f.subst.apply(v.Type())
	}
	return types.Default(f.typeOf(r))
}
