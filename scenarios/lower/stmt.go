package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
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
