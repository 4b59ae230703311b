package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

func (f *fn) block(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// stmt lowers one statement.
func (f *fn) stmt(s ast.Stmt) {
	mark := len(f.live)
	label := f.label
	f.label = ""
	defer func() { f.release(mark) }()
	switch s := s.(type) {
	case *ast.EmptyStmt:
		return
	case *ast.BlockStmt:
		f.block(s.List)
		return
	case *ast.LabeledStmt:
		f.place(f.userLabel(s.Label.Name))
		f.label = s.Label.Name
		f.stmt(s.Stmt)
		return
	}
	f.tick(1)
	outer := f.l.current
	f.l.current = s
	defer func() { f.l.current = outer }()
	switch s := s.(type) {
	case *ast.ExprStmt:
		e := ast.Unparen(s.X)
		if c, ok := e.(*ast.CallExpr); ok {
			f.call(c)
		} else {
			f.expr(e)
		}
	case *ast.SendStmt:
		ct := f.typeOf(s.Chan)
		el := ct.Underlying().(*types.Chan).Elem()
		ch, v := f.pair(s.Chan, s.Value, ct, el)
		t := f.temp(f.l.typ(el))
		f.emit("%s = %s", t, v)
		f.emit("rt.%s(%s, %s, &%s)", f.chanOp("Send"), f.at(s, text(s.Chan)), ch, t)
	case *ast.IncDecStmt:
		op := token.ADD
		if s.Tok == token.DEC {
			op = token.SUB
		}
		f.modify(s.X, op, func(t types.Type) string { return "1" }, s)
	case *ast.AssignStmt:
		f.assign(s)
	case *ast.DeclStmt:
		f.declStmt(s)
	case *ast.GoStmt:
		f.goStmt(s)
	case *ast.DeferStmt:
		f.deferStmt(s)
	case *ast.ReturnStmt:
		f.returnStmt(s)
	case *ast.BranchStmt:
		f.branch(s)
	case *ast.IfStmt:
		f.ifStmt(s)
	case *ast.SwitchStmt:
		f.switchStmt(s, label)
	case *ast.TypeSwitchStmt:
		f.typeSwitch(s, label)
	case *ast.SelectStmt:
		f.selectStmt(s, label)
	case *ast.ForStmt:
		f.forStmt(s, label)
	case *ast.RangeStmt:
		f.rangeStmt(s, label)
	default:
		f.l.cannot(s, &unknownStatement, fmt.Sprintf("%T", s))
	}
}

func (f *fn) userLabel(name string) int {
	l, ok := f.gotos[name]
	if !ok {
		l = f.newLabel()
		f.gotos[name] = l
	}
	return l
}

func (f *fn) declStmt(s *ast.DeclStmt) {
	d := s.Decl.(*ast.GenDecl)
	if d.Tok == token.TYPE && f.subst != nil && len(f.subst.params) > 0 {
		for _, spec := range d.Specs {
			if spec := spec.(*ast.TypeSpec); spec.TypeParams != nil {
				f.l.cannot(spec, &genericLocal)
			}
		}
	}
	if d.Tok != token.VAR {
		return
	}
	for _, spec := range d.Specs {
		vs := spec.(*ast.ValueSpec)
		if len(vs.Values) == 0 {
			for _, id := range vs.Names {
				if v, ok := f.u.info.Defs[id].(*types.Var); ok && id.Name != "_" {
					f.declare(v, true)
				}
			}
			continue
		}
		lhs := make([]ast.Expr, len(vs.Names))
		for i, id := range vs.Names {
			lhs[i] = id
		}
		f.define(lhs, vs.Values, s)
	}
}

// initVars initialises package variables.
func (f *fn) initVars(lhs []*types.Var, rhs ast.Expr) {
	mark := len(f.live)
	defer f.release(mark)
	f.l.current = rhs
	f.version = f.u.fileVersion(rhs)
	f.tick(1)
	if len(lhs) == 1 {
		f.hint = lhs[0].Name()
		v := f.exprAs(rhs, lhs[0].Type())
		f.hint = ""
		if lhs[0].Name() != "_" {
			f.emit("*%s = %s", f.l.global(lhs[0]), v)
		}
		return
	}
	for _, v := range lhs {
		if isContext(v.Type()) {
			f.hint = v.Name()
			defer func() { f.hint = "" }()
		}
	}
	vs, ts := f.multi(rhs, len(lhs))
	for i, v := range lhs {
		if v.Name() != "_" {
			f.emit("*%s = %s", f.l.global(v), f.convertImplicit(vs[i], ts[i], v.Type()))
		}
	}
}

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

func (f *fn) goStmt(s *ast.GoStmt) {
	c := f.deferred(s.Call)
	v := f.laterCall(c, s)
	if f.u.library {
		f.emit("rt.GoIn(%s, %q, %s)", f.at(s, ""), c.goName, v)
		return
	}
	f.emit("rt.Go(%s, %q, %s)", f.at(s, ""), c.goName, v)
}

func (f *fn) deferStmt(s *ast.DeferStmt) {
	c := f.deferred(s.Call)
	v := f.laterCall(c, s)
	f.account()
	if f.u.library {
		f.emit("rt.DeferIn(site, %s, %s, %t)", f.defers, v, c.recover)
		return
	}
	f.emit("rt.Defer(%s, %s, %t)", f.defers, v, c.recover)
}

// laterCall makes a func() of a call whose operands are evaluated.
func (f *fn) laterCall(c callee, n ast.Node) string {
	if c.dynamic && len(c.args) == 0 && len(c.results) == 0 {
		return f.plain(c.target, "func()")
	}
	return f.thunk(c, n)
}

// deferred evaluates the operands of a call that happens later.
func (f *fn) deferred(e *ast.CallExpr) callee {
	fun := ast.Unparen(e.Fun)
	if !f.u.info.Types[fun].IsBuiltin() {
		c := f.callee(e)
		if c.dispatched { // a nil interface is noticed at once, a nil func when it is called
			f.emit("rt.NotNil(%s, %s)", f.at(e, ""), c.args[0])
		}
		return c
	}
	e = f.spread(e)
	anyType := types.Universe.Lookup("any").Type()
	name := funcIdent(fun).Name
	c := callee{goName: name}
	switch name {
	case "close":
		c.target, c.site, c.operand = "rt.Close", true, text(e.Args[0])
		c.args, c.types = []string{f.expr(e.Args[0])}, []types.Type{f.typeOf(e.Args[0])}
	case "panic":
		c.target, c.site = "rt.Panic", true
		c.args, c.types = []string{f.exprAs(e.Args[0], anyType)}, []types.Type{anyType}
	case "print", "println":
		c.target, c.site = "rt.Builtin_"+name, true
		c.args = []string{f.printOperands(e.Args)}
		c.types = []types.Type{types.NewSlice(anyType)}
	case "delete":
		m := f.typeOf(e.Args[0])
		k := m.Underlying().(*types.Map).Key()
		mv, kv := f.pair(e.Args[0], e.Args[1], m, k)
		c.target, c.args, c.types = "delete", []string{mv, kv}, []types.Type{m, k}
	case "copy":
		dst, src := f.pair(e.Args[0], e.Args[1], nil, nil)
		c.target, c.args, c.types = "copy", []string{dst, src}, []types.Type{f.typeOf(e.Args[0]), f.typeOf(e.Args[1])}
		if isString(c.types[1]) {
			c.target = "rt.CopyString"
		}
	case "clear":
		t := f.typeOf(e.Args[0])
		p := f.temp("*" + f.l.typ(t))
		v := f.expr(e.Args[0])
		f.emit("%s = new(%s)", p, f.l.typ(t))
		f.emit("*%s = %s", p, v)
		c.target, c.args, c.types = "rt.Clear", []string{p}, []types.Type{types.NewPointer(t)}
	case "recover":
		c.target = "rt.Nothing"
		if f.direct != "" {
			c.target, c.site = "rt.RecoverLater", true
			c.args, c.types = []string{f.direct}, []types.Type{types.Typ[types.Bool]}
		}
	default:
		f.l.cannot(e, &deferredBuiltin, name)
	}
	return c
}

func (f *fn) returnStmt(s *ast.ReturnStmt) {
	n := 0
	if f.sig != nil {
		n = f.sig.Results().Len()
	}
	if n == 0 || len(s.Results) == 0 {
		f.returnBare()
		return
	}
	sig := f.subst.apply(f.sig).(*types.Signature)
	var vs []string
	if len(s.Results) == 1 && n > 1 {
		rs, ts := f.multi(s.Results[0], n)
		for i, r := range rs {
			vs = append(vs, f.convertImplicit(r, ts[i], sig.Results().At(i).Type()))
		}
	} else {
		vs = f.operands(s.Results, tupleTypes(sig.Results()))
	}
	f.returnValues(vs)
}

// returnBare returns what the result variables hold.
func (f *fn) returnBare() {
	switch {
	case f.ranged != nil:
		f.leaveRange(f.ranged.outer.returnBare)
	case f.sig == nil || f.sig.Results().Len() == 0 || f.frame != "":
		f.jump(f.endLabel)
	default:
		f.account()
		f.returnResults()
	}
}

// returnValues returns operands of the types of the results.
func (f *fn) returnValues(vs []string) {
	sig := f.subst.apply(f.sig).(*types.Signature)
	typ := func(i int) types.Type { return sig.Results().At(i).Type() }
	if f.ranged != nil {
		for i, v := range vs {
			f.emit("*ret%d = %s", i, v)
		}
		outer := f.ranged.outer
		boxes := f.ranged.results
		f.leaveRange(func() {
			var rs []string
			for i, b := range boxes {
				t := outer.temp(outer.l.typ(typ(i)))
				outer.emit("%s = *%s", t, b)
				rs = append(rs, t)
			}
			outer.returnValues(rs)
		})
		return
	}
	if f.results == nil {
		for i := range vs { // variables only: the interpreter's return is right on those
			vs[i] = f.plain(vs[i], f.l.typ(typ(i)))
		}
		f.account()
		f.exit()
		f.emit("return %s", strings.Join(vs, ", "))
		return
	}
	if len(vs) > 1 {
		for i := range vs {
			vs[i] = f.snapshot(vs[i], typ(i))
		}
	}
	for i, r := range f.results {
		f.emit("%s = %s", r.ref(), vs[i])
	}
	f.returnBare()
}

func (f *fn) branch(s *ast.BranchStmt) {
	switch s.Tok {
	case token.GOTO:
		if f.ranged != nil && !f.ranged.labels[s.Label.Name] {
			f.leaveRange(func() { f.ranged.outer.branch(s) })
			return
		}
		f.loop(f.userLabel(s.Label.Name), s)
	case token.FALLTHROUGH:
		f.jump(f.fall[len(f.fall)-1])
	case token.BREAK, token.CONTINUE:
		for i := len(f.targets) - 1; i >= 0; i-- {
			t := f.targets[i]
			if s.Label != nil && t.label != s.Label.Name {
				continue
			}
			if s.Tok == token.CONTINUE {
				if t.contTo < 0 {
					continue
				}
				f.jump(t.contTo)
				return
			}
			if s.Label == nil && t.breakTo < 0 {
				continue
			}
			f.jump(t.breakTo)
			return
		}
		if f.ranged != nil {
			f.leaveRange(func() { f.ranged.outer.branch(s) })
			return
		}
		bug("%s without a target", s.Tok)
	}
}

func (f *fn) ifStmt(s *ast.IfStmt) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	els, end := f.newLabel(), f.newLabel()
	f.condition(s.Cond, els)
	f.block(s.Body.List)
	if s.Else != nil {
		f.jump(end)
		f.place(els)
		f.stmt(s.Else)
		f.place(end)
		return
	}
	f.place(els)
}

// condition lowers a boolean expression and jumps to label if it is false.
func (f *fn) condition(e ast.Expr, label int) {
	mark := len(f.live)
	c := f.expr(e)
	if c != "true" && c != "false" {
		c = f.plain(c, "bool")
	}
	f.jumpIfNot(c, label)
	f.release(mark)
}

func (f *fn) switchStmt(s *ast.SwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var tag string
	var tagType types.Type
	if s.Tag != nil {
		tagType = types.Default(f.typeOf(s.Tag))
		tag = f.snapshot(f.exprAs(s.Tag, tagType), tagType)
	}
	end := f.newLabel()
	def := end
	bodies := make([]int, len(s.Body.List))
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		bodies[i] = f.newLabel()
		if cc.List == nil {
			def = bodies[i]
		}
		for _, e := range cc.List {
			mark := len(f.live)
			var c string
			if s.Tag == nil {
				if c = f.expr(e); isInterface(f.typeOf(e)) {
					c = f.equal(c, f.box("true", types.Typ[types.Bool]), f.typeOf(e), false)
				}
				c = f.plain(c, "bool")
			} else {
				c = f.caseEqual(tag, tagType, e)
			}
			f.jumpIf(c, bodies[i])
			f.release(mark)
		}
	}
	f.jump(def)
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	for i, cl := range s.Body.List {
		f.place(bodies[i])
		next := end
		if i+1 < len(bodies) {
			next = bodies[i+1]
		}
		f.fall = append(f.fall, next)
		f.block(cl.(*ast.CaseClause).Body)
		f.fall = f.fall[:len(f.fall)-1]
		f.jump(end)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}

// caseEqual compares the tag of a switch with a case expression.
func (f *fn) caseEqual(tag string, t types.Type, e ast.Expr) string {
	et := f.typeOf(e)
	anyType := types.Universe.Lookup("any").Type()
	if f.u.info.Types[ast.Unparen(e)].IsNil() {
		r := f.temp("bool")
		if isInterface(t) {
			f.emit("%s = rt.IsNil(%s)", r, tag)
		} else {
			f.emit("%s = %s == nil", r, tag)
		}
		return r
	}
	if isInterface(t) || isInterface(et) {
		return f.equal(f.convertImplicit(tag, t, anyType), f.exprAs(e, anyType), anyType, false)
	}
	return f.equal(tag, f.exprAs(e, t), t, false)
}

func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		x = a.X
	case *ast.AssignStmt:
		x = a.Rhs[0]
	}
	x = ast.Unparen(x).(*ast.TypeAssertExpr).X
	xt := f.typeOf(x)
	tag := f.snapshot(f.expr(x), xt)
	end := f.newLabel()
	def := end
	bodies := make([]int, len(s.Body.List))
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		bodies[i] = f.newLabel()
		if cc.List == nil {
			def = bodies[i]
		}
		for _, e := range cc.List {
			mark := len(f.live)
			c := f.temp("bool")
			if f.u.info.Types[ast.Unparen(e)].IsNil() {
				f.emit("%s = rt.IsNil(%s)", c, tag)
			} else {
				t := f.typeOf(e)
				id := f.l.typeID(t)
				if isInterface(t) {
					f.emit("%s = rt.Implements(%s, %d)", c, tag, id)
				} else {
					f.emit("%s = rt.Is(%s, %d)", c, tag, id)
				}
			}
			f.jumpIf(c, bodies[i])
			f.release(mark)
		}
	}
	f.jump(def)
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		f.place(bodies[i])
		if v, ok := f.u.info.Implicits[cc].(*types.Var); ok {
			p := f.declare(v, false)
			t := f.subst.apply(v.Type())
			if isInterface(t) {
				f.emit("%s = %s", p.ref(), tag)
			} else {
				tmp := f.temp(f.l.typ(t))
				f.emit("rt.Unbox(%s, &%s)", tag, tmp)
				f.emit("%s = %s", p.ref(), tmp)
			}
		}
		f.block(cc.Body)
		f.jump(end)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}

func (f *fn) selectStmt(s *ast.SelectStmt, label string) {
	type recv struct {
		lhs    []ast.Expr
		define bool
		elem   types.Type
	}
	var cases string
	hasDefault := false
	n := len(s.Body.List)
	recvs := make([]*recv, n)
	cases = f.temp("[]rt.Case")
	f.emit("%s = nil", cases)
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CommClause)
		if cc.Comm == nil {
			hasDefault = true
			continue
		}
		c := f.temp("rt.Case")
		switch comm := cc.Comm.(type) {
		case *ast.SendStmt:
			ct := f.typeOf(comm.Chan)
			el := ct.Underlying().(*types.Chan).Elem()
			ch, v := f.pair(comm.Chan, comm.Value, ct, el)
			t := f.temp(f.l.typ(el))
			f.emit("%s = %s", t, v)
			f.emit("%s = rt.%s(%s, %s, &%s)", c, f.chanOp("SendCase"), f.site(comm, text(comm.Chan)), ch, t)
		default:
			r := &recv{}
			var x ast.Expr
			switch comm := comm.(type) {
			case *ast.ExprStmt:
				x = comm.X
			case *ast.AssignStmt:
				x, r.lhs, r.define = comm.Rhs[0], comm.Lhs, comm.Tok == token.DEFINE
			}
			u := ast.Unparen(x).(*ast.UnaryExpr)
			r.elem = f.typeOf(u.X).Underlying().(*types.Chan).Elem()
			recvs[i] = r
			ch := f.expr(u.X)
			f.emit("%s = rt.%s(%s, %s)", c, f.chanOp("RecvCase"), f.site(comm, text(u.X)), ch)
		}
		f.emit("%s = append(%s, %s)", cases, cases, c)
	}
	chosen, val, ok := f.temp("int"), f.temp("rt.Val"), f.temp("bool")
	f.emit("%s, %s, %s = rt.Select(%s, %t, %s)", chosen, val, ok, f.at(s, ""), hasDefault, cases)
	end := f.newLabel()
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	k := 0
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CommClause)
		next := f.newLabel()
		mark := len(f.live)
		c := f.temp("bool")
		if cc.Comm == nil {
			f.emit("%s = %s < 0", c, chosen)
		} else {
			f.emit("%s = %s == %d", c, chosen, k)
			k++
		}
		f.jumpIfNot(c, next)
		if r := recvs[i]; r != nil && len(r.lhs) > 0 {
			t := f.temp(f.l.typ(r.elem))
			f.emit("rt.Take(%s, &%s)", val, t)
			vs, ts := []string{t, ok}, []types.Type{r.elem, types.Typ[types.Bool]}
			for j, l := range r.lhs {
				if isBlank(l) {
					continue
				}
				if id, isID := l.(*ast.Ident); isID && r.define {
					v := f.u.info.Defs[id].(*types.Var)
					p := f.declare(v, false)
					f.emit("%s = %s", p.ref(), vs[j])
					continue
				}
				_, store, _ := f.placeOf(l)
				store(f.convertImplicit(vs[j], ts[j], f.typeOf(l)))
			}
		}
		f.release(mark)
		f.block(cc.Body)
		f.jump(end)
		f.place(next)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}
