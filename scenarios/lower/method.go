package lower

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// methodCall evaluates receiver and arguments of x.m(...).
func (f *fn) methodCall(c *callee, fun *ast.SelectorExpr, sel selection, e *ast.CallExpr, sig *types.Signature) {
	obj := sel.obj.(*types.Func)
	recv := obj.Signature().Recv().Type()
	c.operand, c.object = text(fun.X), fun.X
	c.goName = "main." + types.ExprString(fun)
	if isInterface(recv) {
		// A promoted method of an embedded interface, or an interface's own.
		x := f.embedded(fun.X, sel)
		it := sel.recv
		if len(sel.index) > 1 {
			it = recv
		}
		x = f.copyOf(x, it)
		f.arguments(c, e, sig)
		f.interfaceCall(c, x, obj, sig, fun)
		return
	}
	x := f.receiver(fun, sel)
	named := types.Unalias(deref(f.receiverType(sel))).(*types.Named)
	u, decl := f.l.declared(obj)
	if decl == nil {
		c.args = append(c.args, x)
		c.types = append(c.types, f.receiverType(sel))
		f.arguments(c, e, sig)
		f.stdMethod(c, obj, named, fun, e)
		return
	}
	if slices.ContainsFunc(e.Args, f.hasCall) {
		x = f.copyOf(x, f.receiverType(sel))
	}
	c.args = append(c.args, x)
	c.types = append(c.types, f.receiverType(sel))
	if u.library && !f.u.library {
		f.l.available(obj, fun)
		f.callDepth(obj, e)
	}
	c.declared(f.l, u, decl, obj, typeArgsOf(named))
	if i, ok := starts[obj.FullName()]; ok && !f.u.library && i < len(e.Args) {
		c.starts = goName(f, e.Args[i])
	}
	if rs := c.results; u.library && len(rs) > 0 && isContext(rs[0]) {
		c.operand = cmp.Or(f.hint, text(fun)+"()")
	}
	f.arguments(c, e, sig)
}

func typeArgsOf(n *types.Named) []types.Type {
	return slices.Collect(n.TypeArgs().Types())
}

// receiverType is the type of the receiver parameter of the selected method,
// with the type arguments of the receiver's own type.
func (f *fn) receiverType(sel selection) types.Type {
	t := sel.recv
	for i, n := range sel.index[:len(sel.index)-1] {
		_ = i
		s := deref(t).Underlying().(*types.Struct)
		t = s.Field(n).Type()
	}
	if types.IsInterface(t) {
		return t
	}
	base := deref(t)
	if _, ptr := sel.obj.(*types.Func).Signature().Recv().Type().Underlying().(*types.Pointer); ptr {
		return types.NewPointer(base)
	}
	return base
}

// embedded lowers x and selects the embedded field that has the method.
func (f *fn) embedded(x ast.Expr, sel selection) string {
	if len(sel.index) == 1 {
		return f.expr(x)
	}
	path := f.fieldPath(f.selectorBase(x), f.typeOf(x), sel.index[:len(sel.index)-1])
	t := f.temp("rt.Iface")
	f.emit("%s = %s", t, path)
	return t
}

// receiver lowers the receiver of a method call or method value: it follows
// embedded fields and takes the address or dereferences as needed.
func (f *fn) receiver(fun *ast.SelectorExpr, sel selection) string {
	path := sel.index[:len(sel.index)-1]
	want := f.receiverType(sel)
	_, wantPtr := want.Underlying().(*types.Pointer)
	have := f.typeOf(fun.X)
	if len(path) == 0 {
		_, havePtr := have.Underlying().(*types.Pointer)
		switch {
		case wantPtr && !havePtr:
			return f.address(fun.X)
		case !wantPtr && havePtr:
			r := f.temp(f.l.typ(want))
			f.emit("%s = *%s", r, f.pointer(f.expr(fun.X), have))
			return r
		}
		return f.expr(fun.X)
	}
	p := f.fieldPath(f.selectorBase(fun.X), have, path)
	ft := have
	for _, n := range path {
		ft = deref(ft).Underlying().(*types.Struct).Field(n).Type()
	}
	_, havePtr := ft.Underlying().(*types.Pointer)
	r := f.temp(f.l.typ(want))
	switch {
	case wantPtr && !havePtr:
		f.emit("%s = &%s", r, p)
	case !wantPtr && havePtr:
		q := f.temp(f.l.typ(ft))
		f.emit("%s = %s", q, p)
		f.emit("%s = *%s", r, q)
	default:
		f.emit("%s = %s", r, p)
	}
	return r
}

// methodValue lowers x.m and T.m used as values.
func (f *fn) methodValue(e *ast.SelectorExpr, sel selection) string {
	sig := f.typeOf(e).(*types.Signature)
	l := f.l
	l.nclosures++
	maker := fmt.Sprintf("C%d", l.nclosures)
	g := l.newFunc(f.u, f.name, sig, nil)
	g.version = f.version
	g.node = e
	var list []string
	var c callee
	c.results = tupleTypes(sig.Results())
	var args []string
	for i, p := range slices.Collect(sig.Params().Variables()) {
		name := fmt.Sprintf("p%d", i)
		list = append(list, name+" "+l.typ(p.Type()))
		args = append(args, name)
	}
	obj := sel.obj.(*types.Func)
	var params, pass string
	recv := obj.Signature().Recv().Type()
	ptypes := tupleTypes(sig.Params())
	c.operand = text(e.X)
	if sel.kind == types.MethodExpr {
		// The first parameter is the receiver; reach the method through it.
		t := sig.Params().At(0).Type()
		x := args[0]
		if isInterface(t) {
			c.args = args[1:]
			c.types = ptypes[1:]
			g.interfaceCall(&c, x, obj, dropFirst(sig), e)
		} else {
			path := sel.index[:len(sel.index)-1]
			x = g.methodReceiver(x, t, path, obj)
			g.boundMethod(&c, x, sel, obj, args[1:], ptypes[1:], e)
		}
	} else if isInterface(recv) {
		x := f.copyOf(f.embedded(e.X, sel), recv)
		f.emit("rt.NotNil(%s, %s)", f.at(e, ""), x)
		params, pass = "recv rt.Iface", x
		c.args, c.types = args, ptypes
		g.interfaceCall(&c, "recv", obj, sig, e)
	} else {
		x := f.passSign(f.plain(f.receiver(e, sel), l.typ(f.receiverType(sel))), f.receiverType(sel))
		params, pass = "recv "+l.typ(f.receiverType(sel)), x
		g.boundMethod(&c, "recv", sel, obj, args, ptypes, e)
	}
	rs := g.invoke(c, e)
	if len(rs) > 0 {
		g.emit("return %s", strings.Join(rs, ", "))
	}
	ft := "func" + l.signature(sig)
	fmt.Fprintf(&l.funcs, "func %s(%s) %s {\n\treturn func(%s)%s {\n%s\t}\n}\n\n", maker, params, ft, strings.Join(list, ", "), l.results(sig), g.text())
	t := f.temp(ft)
	f.emit("%s = %s(%s)", t, maker, pass)
	return t
}

func dropFirst(sig *types.Signature) *types.Signature {
	ps := slices.Collect(sig.Params().Variables())[1:]
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(ps...), sig.Results(), sig.Variadic())
}

// methodReceiver follows embedded fields from operand x of type t to the
// receiver of method obj.
func (f *fn) methodReceiver(x string, t types.Type, path []int, obj *types.Func) string {
	_, wantPtr := obj.Signature().Recv().Type().Underlying().(*types.Pointer)
	p := x
	if len(path) > 0 {
		p = f.fieldPath(x, t, path)
		for _, n := range path {
			t = deref(t).Underlying().(*types.Struct).Field(n).Type()
		}
	}
	if isInterface(t) {
		r := f.temp("rt.Iface")
		f.emit("%s = %s", r, p)
		return r
	}
	_, havePtr := t.Underlying().(*types.Pointer)
	base := f.l.typ(deref(t))
	switch {
	case wantPtr && !havePtr:
		r := f.temp("*" + base)
		f.emit("%s = &%s", r, p)
		return r
	case !wantPtr && havePtr:
		q, r := f.temp("*"+base), f.temp(base)
		f.emit("%s = %s", q, p)
		f.emit("%s = *%s", r, q)
		return r
	}
	return f.plain(p, f.l.typ(t))
}

// boundMethod completes c as a call of method obj on receiver x.
func (f *fn) boundMethod(c *callee, x string, sel selection, obj *types.Func, args []string, ts []types.Type, n ast.Node) {
	rt := f.receiverType(sel)
	if isInterface(rt) {
		c.args, c.types = args, ts
		f.interfaceCall(c, x, obj, obj.Signature(), n)
		return
	}
	named := types.Unalias(deref(rt)).(*types.Named)
	c.args = append([]string{x}, args...)
	c.types = append([]types.Type{rt}, ts...)
	u, d := f.l.declared(obj)
	if d == nil {
		f.stdMethod(c, obj, named, n, nil)
		return
	}
	c.declared(f.l, u, d, obj, typeArgsOf(named))
}
