package lower

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// call lowers a call and returns an operand for each result.
func (f *fn) call(e *ast.CallExpr) []string {
	fun := ast.Unparen(e.Fun)
	tv := f.u.info.Types[fun]
	if tv.IsType() {
		return []string{f.conversion(e, f.subst.apply(tv.Type))}
	}
	if tv.IsBuiltin() {
		return f.builtin(f.spread(e), fun)
	}
	if obj := f.function(fun); obj != nil && obj.FullName() == "reflect.TypeAssert" {
		return f.typeAssert(e, f.typeArgs(funcIdent(fun))[0])
	}
	c := f.callee(e)
	return f.invoke(c, e)
}

// callee is a call whose function and arguments have been evaluated.
type callee struct {
	target     string   // lowered function, or func operand, or "rt.Name"
	args       []string // lowered arguments, receiver first
	types      []types.Type
	results    []types.Type
	site       bool     // the first argument is a site
	operand    string   // for the site
	object     ast.Expr // whose text that is, if it may have indexes
	goName     string   // name of the function as Go names it, for go statements
	recover    bool     // the function recovers, or may: for defer statements
	dynamic    bool     // target is a variable that holds a func
	dispatched bool     // target is a dispatcher; the interface is the first argument
	library    bool     // the function is the library's, and wants to know where it is called
	starts     string   // a function that the library starts a goroutine for, as Go names it
}

// declared makes function obj, which is lowered, the target of the call.
func (c *callee) declared(l *lowerer, u *unit, d *ast.FuncDecl, obj *types.Func, targs []types.Type) {
	c.target = l.funcInstance(obj, targs)
	c.goName = u.funcName(d)
	c.recover = u.recovers[d]
	c.library = u.library || u.helpers[d]
}

// invoke emits the call and returns its results.
func (f *fn) invoke(c callee, n ast.Node) []string {
	args := slices.Clone(c.args)
	if !c.native() {
		for i, t := range c.types {
			args[i] = f.passSign(args[i], t)
		}
	}
	if c.site {
		site := f.at(n, c.operand)
		f.tellIndexes(site, c.object)
		args = append([]string{site}, args...)
	} else if strings.HasPrefix(c.target, "rt.F") {
		f.account()
	}
	switch {
	case c.library && f.helper:
		f.account()
		f.setSite("helper")
	case c.library:
		f.setSite(f.at(n, c.operand))
	}
	if c.starts != "" {
		f.emit("*rt.Starts = %s", c.starts)
	}
	if c.dynamic {
		f.mayFault()
	}
	defer func() { f.fault = nil }() // what is called has statements of its own
	call := fmt.Sprintf("%s(%s)", c.target, strings.Join(args, ", "))
	var rs []string
	for _, t := range c.results {
		r := ""
		if _, fn := t.Underlying().(*types.Signature); fn && strings.HasPrefix(c.target, "rt.") {
			r = f.local("n", f.l.typ(t)) // the interpreter lets nothing else be assigned to it
		} else {
			r = f.temp(f.l.typ(t))
		}
		rs = append(rs, r)
	}
	if len(rs) == 0 {
		f.emit("%s", call)
	} else {
		f.emit("%s = %s", strings.Join(rs, ", "), call)
	}
	return rs
}

// The interpreter does not copy an argument that equals zero, and so makes -0
// into 0. A float that is -0 is passed as a NaN that no computation gives, and
// made -0 again where the program's own code begins; *rt.Signs says that this
// has happened in the run.

// passSign gives what to pass for operand v of type t.
func (f *fn) passSign(v string, t types.Type) string {
	typ, float := f.l.floatType(t)
	if !float {
		return v
	}
	r, c, ok := f.copyOf(v, t), f.temp("bool"), f.newLabel()
	f.emit("%s = %s != 0", c, r)
	f.jumpIf(c, ok)
	f.emit("%s = rt.PassSign_%s(%s)", r, typ, r)
	f.place(ok)
	return r
}

// takeSigns undoes passSign for parameters.
func (f *fn) takeSigns(ps []string, ts []types.Type) {
	ok := -1
	for i, p := range ps {
		typ, float := f.l.floatType(ts[i])
		if !float {
			continue
		}
		if ok < 0 {
			c := f.temp("bool")
			ok = f.newLabel()
			f.emit("%s = *rt.Signs", c)
			f.jumpIfNot(c, ok)
		}
		f.emit("%s = rt.TakeSign_%s(%s)", p, typ, p)
	}
	if ok >= 0 {
		f.place(ok)
	}
}

func (l *lowerer) floatType(t types.Type) (string, bool) {
	if b, ok := t.Underlying().(*types.Basic); ok && (b.Kind() == types.Float64 || b.Kind() == types.Float32) {
		return b.Name(), true
	}
	return "", false
}

// native reports whether the function called is not the program's.
func (c callee) native() bool {
	return strings.HasPrefix(c.target, "rt.") || c.target == "delete" || c.target == "copy"
}

// callee evaluates the function and the arguments of a call, in the order in
// which a go or defer statement must evaluate them too.
func (f *fn) callee(e *ast.CallExpr) callee {
	fun := ast.Unparen(e.Fun)
	sig, _ := f.typeOf(fun).Underlying().(*types.Signature)
	if sig == nil {
		bug("call of %s", f.typeOf(fun))
	}
	c := callee{results: tupleTypes(sig.Results())}

	if obj := f.function(fun); obj != nil {
		if u, d := f.l.declared(obj); d != nil {
			if u.library && !f.u.library {
				f.l.available(obj, fun)
				f.callDepth(obj, e)
				c.operand = f.hint
			}
			c.declared(f.l, u, d, obj, f.typeArgs(funcIdent(fun)))
			f.arguments(&c, e, sig)
			return c
		}
		c.goName = obj.FullName()
		f.stdCall(&c, obj, fun, e, sig)
		return c
	}
	switch fun := fun.(type) {
	case *ast.SelectorExpr:
		if _, ok := f.packageMember(fun); ok {
			break
		}
		sel := f.selection(fun)
		if sel.kind == types.MethodVal {
			f.methodCall(&c, fun, sel, e, sig)
			return c
		}
		if sel.kind == types.MethodExpr {
			break
		}
	case *ast.FuncLit:
		c.goName = f.u.closureName[fun]
		c.recover = f.u.recovers[fun]
	}
	if c.goName == "" {
		c.goName = types.ExprString(fun)
		c.recover = f.l.anyRecover
	}
	v := f.expr(fun)
	if ft := f.typeOf(fun); recursiveFunc(f.l.typ(ft)) {
		v = f.restruct(v, ft, ft.Underlying())
	}
	if _, lit := fun.(*ast.FuncLit); !lit {
		// gc evaluates the function value before the arguments.
		v = f.plain(v, f.l.typ(sig))
		if slices.ContainsFunc(e.Args, f.hasCall) {
			v = f.copyOf(v, sig)
		}
	}
	c.target, c.dynamic = v, true
	f.arguments(&c, e, sig)
	return c
}

func tupleTypes(t *types.Tuple) []types.Type {
	var ts []types.Type
	for v := range t.Variables() {
		ts = append(ts, v.Type())
	}
	return ts
}

// function gives the declared function that fun names, nil if it names none,
// or a method.
func (f *fn) function(fun ast.Expr) *types.Func {
	id := funcIdent(fun)
	if id == nil {
		return nil
	}
	obj, ok := f.u.info.Uses[id].(*types.Func)
	if !ok || obj.Signature().Recv() != nil {
		return nil
	}
	return obj
}

func funcIdent(fun ast.Expr) *ast.Ident {
	switch x := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return x
	case *ast.IndexExpr:
		return funcIdent(x.X)
	case *ast.IndexListExpr:
		return funcIdent(x.X)
	case *ast.SelectorExpr:
		return x.Sel
	}
	return nil
}

// callDepth refuses log.Output where it would show the line of a caller that is
// not known: only the innermost is.
func (f *fn) callDepth(obj *types.Func, e *ast.CallExpr) {
	if name := obj.FullName(); name != "log.Output" && name != "(*log.Logger).Output" {
		return
	}
	if v := f.u.info.Types[e.Args[0]].Value; v != nil && v.ExactString() == "1" {
		return
	}
	for _, u := range f.l.own {
		for _, used := range u.info.Uses {
			if p := used.Pkg(); p != nil && p.Path() == "log" && (used.Name() == "Lshortfile" || used.Name() == "Llongfile") {
				f.l.cannot(e, &callDepth)
			}
		}
	}
}

// isInstance reports whether e names a generic function.
func (f *fn) isInstance(e ast.Expr) bool {
	id := funcIdent(e)
	if id == nil {
		return false
	}
	_, ok := f.u.info.Uses[id].(*types.Func)
	_, inst := f.u.info.Instances[id]
	return ok && inst
}

func (f *fn) typeArgs(id *ast.Ident) []types.Type {
	inst, ok := f.u.info.Instances[id]
	if !ok {
		return nil
	}
	var ts []types.Type
	for t := range inst.TypeArgs.Types() {
		ts = append(ts, f.subst.apply(t))
	}
	return ts
}

// arguments lowers the arguments of a call and appends them to c.args.
func (f *fn) arguments(c *callee, e *ast.CallExpr, sig *types.Signature) {
	hint := f.hint
	f.hint = "" // what is made for an argument is not what the result is called
	defer func() { f.hint = hint }()
	np := sig.Params().Len()
	paramType := func(i int) types.Type { return sig.Params().At(i).Type() }
	// f(g()) with several results.
	if len(e.Args) == 1 {
		if call, ok := ast.Unparen(e.Args[0]).(*ast.CallExpr); ok {
			if tuple, ok := f.typeOf(call).(*types.Tuple); ok && tuple.Len() != 1 {
				rs := f.call(call)
				var vs []string
				for i, r := range rs {
					if sig.Variadic() && i >= np-1 {
						vs = append(vs, f.convertImplicit(r, tuple.At(i).Type(), paramType(np-1).(*types.Slice).Elem()))
					} else {
						vs = append(vs, f.convertImplicit(r, tuple.At(i).Type(), paramType(i)))
					}
				}
				if sig.Variadic() {
					vs = append(vs[:np-1:np-1], f.variadic(vs[np-1:], paramType(np-1).(*types.Slice)))
				}
				for i, v := range vs {
					c.types = append(c.types, paramType(i))
					c.args = append(c.args, v)
				}
				return
			}
		}
	}
	ts := make([]types.Type, len(e.Args))
	spread := e.Ellipsis.IsValid()
	for i := range e.Args {
		switch {
		case sig.Variadic() && i >= np-1 && !spread:
			ts[i] = paramType(np - 1).(*types.Slice).Elem()
		default:
			ts[i] = paramType(i)
			if spread && i == np-1 && isString(f.typeOf(e.Args[i])) {
				ts[i] = f.typeOf(e.Args[i])
			}
		}
	}
	vs := f.operands(e.Args, ts)
	if sig.Variadic() && !spread {
		rest := vs[np-1:]
		vs = append(vs[:np-1:np-1], f.variadic(rest, paramType(np-1).(*types.Slice)))
	}
	for i, v := range vs {
		c.types = append(c.types, paramType(i))
		c.args = append(c.args, v)
	}
}

// variadic makes the slice for a variadic parameter.
func (f *fn) variadic(vs []string, t *types.Slice) string {
	if len(vs) == 0 {
		return "nil"
	}
	r := f.temp(f.l.typ(t))
	f.emit("%s = make(%s, %d)", r, f.l.typ(t), len(vs))
	for i, v := range vs {
		f.emit("%s[%d] = %s", r, i, v)
	}
	return r
}

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

// funcValue lowers a declared function used as a value.
func (f *fn) funcValue(e ast.Expr) string {
	sig := f.typeOf(e).(*types.Signature)
	l := f.l
	ft := "func" + l.signature(sig)
	c := callee{results: tupleTypes(sig.Results())}
	g := l.newFunc(f.u, f.name, sig, nil)
	var list []string
	for i, p := range slices.Collect(sig.Params().Variables()) {
		c.args = append(c.args, fmt.Sprintf("p%d", i))
		c.types = append(c.types, p.Type())
		list = append(list, fmt.Sprintf("p%d %s", i, l.typ(p.Type())))
	}
	key := "V_"
	obj := f.function(e)
	if u, d := l.declared(obj); d != nil {
		if u.library && !f.u.library {
			l.available(obj, e)
		}
		c.declared(l, u, d, obj, f.typeArgs(funcIdent(e)))
		key += c.target
		if u.library {
			key += sep + strconv.Itoa(len(l.sites)) // its calls happen here
		}
	} else {
		g.takeSigns(c.args, c.types)
		f.stdTarget(&c, obj, e)
		key += ident(obj.FullName()) + strconv.Itoa(len(l.sites))
	}
	if !l.instances[key] {
		l.instances[key] = true
		rs := g.invoke(c, e)
		if len(rs) > 0 {
			g.emit("return %s", strings.Join(rs, ", "))
		}
		fmt.Fprintf(&l.funcs, "func %s() %s {\n\treturn func(%s)%s {\n%s\t}\n}\n\n", key, ft, strings.Join(list, ", "), l.results(sig), g.text())
	}
	t := f.temp(ft)
	f.emit("%s = %s()", t, key)
	return t
}

// thunk makes a func() that performs call c later: for go and defer.
func (f *fn) thunk(c callee, n ast.Node) string {
	l := f.l
	l.nclosures++
	maker := fmt.Sprintf("C%d", l.nclosures)
	var params, pass, inner []string
	target := c.target
	if c.dynamic {
		// The function value travels as a parameter as well.
		params = append(params, "fn "+c.targetType(l))
		pass = append(pass, c.target)
		target = "fn"
	}
	for i, a := range c.args {
		t := l.typ(c.types[i])
		params = append(params, fmt.Sprintf("a%d %s", i, t))
		if !c.native() {
			a = f.passSign(a, c.types[i])
		}
		pass = append(pass, f.plain(a, t))
		inner = append(inner, fmt.Sprintf("a%d", i))
	}
	g := l.newFunc(f.u, f.name, nil, nil)
	g.pending = 0
	d := c
	d.target, d.args, d.dynamic = target, inner, false
	g.invoke(d, n)
	fmt.Fprintf(&l.funcs, "func %s(%s) func() {\n\treturn func() {\n%s\t}\n}\n\n", maker, strings.Join(params, ", "), g.text())
	t := f.temp("func()")
	f.emit("%s = %s(%s)", t, maker, strings.Join(pass, ", "))
	return t
}

// targetType is the lowered type of a dynamic callee.
func (c callee) targetType(l *lowerer) string {
	var ps []string
	for _, t := range c.types {
		ps = append(ps, l.typ(t))
	}
	var rs []string
	for _, t := range c.results {
		rs = append(rs, l.typ(t))
	}
	s := "func(" + strings.Join(ps, ", ") + ")"
	switch len(rs) {
	case 0:
		return s
	case 1:
		return s + " " + rs[0]
	}
	return s + " (" + strings.Join(rs, ", ") + ")"
}

// conversion lowers T(x).
func (f *fn) conversion(e *ast.CallExpr, to types.Type) string {
	arg := e.Args[0]
	tv := f.u.info.Types[ast.Unparen(arg)]
	if tv.IsNil() {
		return f.l.zero(to)
	}
	from := f.typeOf(arg)
	if isInterface(to) {
		return f.exprAs(arg, to)
	}
	src, dst := types.Default(from).Underlying(), to.Underlying()
	typ := f.l.typ(to)
	sb, sok := src.(*types.Basic)
	db, dok := dst.(*types.Basic)
	switch {
	case sok && dok && sb.Info()&types.IsNumeric != 0 && db.Info()&types.IsNumeric != 0:
		if tv.Value != nil {
			return f.constant(tv.Value, to)
		}
		v := f.expr(arg)
		if f.l.typ(from) == typ {
			return v
		}
		r := f.temp(typ)
		f.emit("%s = %s(%s)", r, typ, f.plain(v, f.l.typ(from)))
		return r
	case dok && db.Info()&types.IsString != 0 && sok && sb.Info()&types.IsInteger != 0:
		v := f.expr(arg)
		w, r := f.temp("int64"), f.temp("string")
		f.emit("%s = int64(%s)", w, v)
		f.emit("%s = rt.StringOfRune(%s)", r, w)
		return r
	case dok && db.Info()&types.IsString != 0:
		if sl, ok := src.(*types.Slice); ok {
			r := f.temp("string")
			name := "rt.StringOfBytes"
			if sl.Elem().Underlying().(*types.Basic).Kind() == types.Int32 {
				name = "rt.StringOfRunes"
			}
			f.emit("%s = %s(%s)", r, name, f.expr(arg))
			return r
		}
	case sok && sb.Info()&types.IsString != 0:
		if sl, ok := dst.(*types.Slice); ok {
			r := f.temp(typ)
			name := "rt.BytesOfString"
			if sl.Elem().Underlying().(*types.Basic).Kind() == types.Int32 {
				name = "rt.RunesOfString"
			}
			f.emit("%s = %s(%s)", r, name, f.expr(arg))
			return r
		}
	}
	if sl, ok := src.(*types.Slice); ok {
		arr, isArr := dst.(*types.Array)
		ptr := false
		if p, ok := dst.(*types.Pointer); ok {
			arr, isArr = p.Elem().Underlying().(*types.Array)
			ptr = true
		}
		if isArr {
			v := f.plain(f.expr(arg), f.l.typ(from))
			n, r := f.temp("int"), f.temp(typ)
			f.emit("%s = len(%s)", n, v)
			f.emit("rt.CheckArray(%s, %s, %d)", f.at(e, ""), n, arr.Len())
			if ptr {
				f.emit("rt.Convert(&%s, &%s)", r, v)
				return r
			}
			s := f.temp("[]" + f.l.typ(sl.Elem()))
			p := f.temp("*" + typ)
			f.emit("%s = new(%s)", p, typ)
			f.emit("%s = %s[:]", s, p)
			f.emit("copy(%s, %s)", s, v)
			f.emit("%s = *%s", r, p)
			return r
		}
	}
	v := f.expr(arg)
	if ps, ok := src.(*types.Pointer); ok {
		if pd, ok := dst.(*types.Pointer); ok && f.l.typ(ps) != f.l.typ(pd) {
			f.l.cannot(e, &pointerConversion)
		}
	}
	return f.restruct(v, from, to)
}

// spread gives the built-in call b(g()), where g has several results, the
// form b(x, y).
func (f *fn) spread(e *ast.CallExpr) *ast.CallExpr {
	if len(e.Args) != 1 {
		return e
	}
	call, ok := ast.Unparen(e.Args[0]).(*ast.CallExpr)
	if !ok {
		return e
	}
	tuple, ok := f.u.info.TypeOf(call).(*types.Tuple)
	if !ok || tuple.Len() < 2 {
		return e
	}
	flat := *e
	flat.Args = nil
	f.u.info.Types[&flat] = f.u.info.Types[e]
	for i, r := range f.call(call) {
		t := tuple.At(i).Type()
		v := types.NewVar(call.Pos(), f.u.pkg, fmt.Sprintf("result%d", i), t)
		f.vars[v] = variable{name: f.local("r", f.typ(t))}
		f.emit("%s = %s", f.vars[v].name, r)
		id := &ast.Ident{NamePos: call.Pos(), Name: v.Name()}
		f.u.info.Uses[id] = v
		flat.Args = append(flat.Args, id)
	}
	return &flat
}

// printOperands makes the slice of operands of print or println, which show
// an interface as such.
func (f *fn) printOperands(es []ast.Expr) string {
	anyType := types.Universe.Lookup("any").Type()
	ts := make([]types.Type, len(es))
	for i := range ts {
		ts[i] = anyType
	}
	vs := f.operands(es, ts)
	for i, e := range es {
		if isInterface(f.typeOf(e)) {
			vs[i] = f.copyOf(vs[i], anyType)
			r := f.temp("rt.Iface")
			f.emit("%s = rt.PrintedIface(%s)", r, vs[i])
			vs[i] = r
		}
	}
	return f.variadic(vs, types.NewSlice(anyType))
}

// title names the runtime functions of some built-ins.
var title = map[string]string{"min": "Min", "max": "Max", "real": "Real", "imag": "Imag"}

// builtin lowers a call of a built-in function.
func (f *fn) builtin(e *ast.CallExpr, fun ast.Expr) []string {
	id := funcIdent(fun)
	name := id.Name
	switch name {
	case "len", "cap":
		t := f.typeOf(e.Args[0])
		v := f.expr(e.Args[0])
		r := f.temp("int")
		switch u := t.Underlying().(type) {
		case *types.Chan:
			f.emit("%s = rt.%s(%s)", r, map[string]string{"len": "ChanLen", "cap": "ChanCap"}[name], v)
		case *types.Pointer:
			f.emit("%s = %d", r, u.Elem().Underlying().(*types.Array).Len())
		case *types.Array:
			f.emit("%s = %d", r, u.Len())
		default:
			f.emit("%s = %s(%s)", r, name, f.plain(v, f.l.typ(t)))
		}
		return []string{r}
	case "new":
		t := f.typeOf(e).Underlying().(*types.Pointer).Elem()
		r := f.temp("*" + f.l.typ(t))
		if !f.u.info.Types[e.Args[0]].IsType() { // new(expr), Go 1.26
			v := f.exprAs(e.Args[0], t)
			f.emit("%s = new(%s)", r, f.l.typ(t))
			f.emit("*%s = %s", r, v)
			return []string{r}
		}
		f.emit("%s = new(%s)", r, f.l.typ(t))
		return []string{r}
	case "make":
		return []string{f.makeCall(e)}
	case "append":
		return []string{f.appendCall(e)}
	case "copy":
		r := f.temp("int")
		dst, src := f.pair(e.Args[0], e.Args[1], nil, nil)
		if isString(f.typeOf(e.Args[1])) {
			f.emit("%s = rt.CopyString(%s, %s)", r, dst, src)
		} else {
			f.emit("%s = copy(%s, %s)", r, f.plain(dst, f.typ(f.typeOf(e.Args[0]))), f.plain(src, f.typ(f.typeOf(e.Args[1]))))
		}
		return []string{r}
	case "delete":
		m := f.typeOf(e.Args[0]).Underlying().(*types.Map)
		mv, k := f.pair(e.Args[0], e.Args[1], f.typeOf(e.Args[0]), m.Key())
		mv, k = f.plain(mv, f.typ(f.typeOf(e.Args[0]))), f.plain(k, f.l.typ(m.Key()))
		f.hashable(k, m.Key(), mv, e)
		f.emit("delete(%s, %s)", mv, k)
		return nil
	case "clear":
		t := f.typeOf(e.Args[0])
		p := f.temp(f.l.typ(t))
		f.emit("%s = %s", p, f.expr(e.Args[0]))
		f.emit("rt.Clear(&%s)", p)
		return nil
	case "close":
		ch := f.expr(e.Args[0])
		f.emit("rt.Close(%s, %s)", f.at(e, text(e.Args[0])), ch)
		return nil
	case "panic":
		v := f.exprAs(e.Args[0], types.Universe.Lookup("any").Type())
		f.emit("rt.Panic(%s, %s)", f.at(e, ""), v)
		return nil
	case "recover":
		r := f.temp("rt.Iface")
		f.emit("%s = rt.Recover(%s, %s)", r, f.at(e, ""), f.direct)
		return []string{r}
	case "print", "println":
		f.emit("rt.Builtin_%s(%s, %s)", name, f.at(e, ""), f.printOperands(e.Args))
		return nil
	case "min", "max":
		t := f.typeOf(e)
		ts := make([]types.Type, len(e.Args))
		for i := range ts {
			ts[i] = t
		}
		vs := f.operands(e.Args, ts)
		typ := f.l.typ(t)
		r := f.temp(typ)
		f.emit("%s = %s", r, vs[0])
		b := t.Underlying().(*types.Basic)
		for _, v := range vs[1:] {
			if b.Info()&types.IsFloat != 0 {
				w := f.temp("float64")
				f.emit("%s = rt.%sFloat(float64(%s), float64(%s))", w, title[name], r, v)
				f.emit("%s = %s(%s)", r, typ, w)
				continue
			}
			c, skip := f.temp("bool"), f.newLabel()
			op := map[string]string{"min": "<", "max": ">"}[name]
			f.emit("%s = %s %s %s", c, v, op, r)
			f.jumpIfNot(c, skip)
			f.emit("%s = %s", r, v)
			f.place(skip)
		}
		return []string{r}
	case "real", "imag":
		t := f.typeOf(e.Args[0])
		w := f.temp("complex128")
		f.emit("%s = complex128(%s)", w, f.plain(f.expr(e.Args[0]), f.l.typ(t)))
		x, r := f.temp("float64"), f.temp(f.typ(f.typeOf(e)))
		f.emit("%s = rt.%s(%s)", x, title[name], w)
		f.emit("%s = %s(%s)", r, f.typ(f.typeOf(e)), x)
		return []string{r}
	case "complex":
		t := f.typeOf(e)
		ft := types.Typ[types.Float64]
		if f.l.typ(t) == "complex64" {
			ft = types.Typ[types.Float32]
		}
		x, y := f.pair(e.Args[0], e.Args[1], ft, ft)
		w, r := f.temp("complex128"), f.temp(f.l.typ(t))
		f.emit("%s = rt.MakeComplex(float64(%s), float64(%s))", w, x, y)
		f.emit("%s = %s(%s)", r, f.l.typ(t), w)
		return []string{r}
	}
	f.l.cannot(e, &unknownBuiltin, name)
	return nil
}

func (f *fn) makeCall(e *ast.CallExpr) string {
	t := f.typeOf(e)
	typ := f.l.typ(t)
	size := func(i int) string {
		v := f.temp("int")
		f.emit("%s = int(%s)", v, f.exprAs(e.Args[i], f.indexType(e.Args[i])))
		return v
	}
	r := f.temp(typ)
	switch u := t.Underlying().(type) {
	case *types.Slice:
		n := size(1)
		c := n
		if len(e.Args) > 2 {
			c = size(2)
		}
		f.emit("rt.CheckMake(%s, %s, %s, %d)", f.at(e, ""), n, c, sizes.Sizeof(u.Elem()))
		f.emit("%s = make(%s, %s, %s)", r, typ, n, c)
	case *types.Map:
		if len(e.Args) > 1 {
			f.expr(e.Args[1])
		}
		f.emit("%s = make(%s)", r, typ)
	case *types.Chan:
		n := "0"
		if len(e.Args) > 1 {
			n = size(1)
		}
		if f.u.library { // it has a name of its own, or gets one where the program first uses it
			f.emit("%s = rt.MakeChanIn(%s, %d, %s, %q)", r, f.at(e, ""), f.l.typeID(u.Elem()), n, f.hint)
			return r
		}
		site := f.at(e, f.hint)
		if f.hintExpr != nil && text(f.hintExpr) == f.hint {
			f.tellIndexes(site, f.hintExpr)
		}
		f.emit("%s = rt.MakeChan(%s, %d, %s)", r, site, f.l.typeID(u.Elem()), n)
	}
	return r
}

// sizeDiffers reports whether values of t have another size in lowered form,
// so that slices of them would grow differently.
func (f *fn) sizeDiffers(t types.Type) bool {
	return holds(t, func(t types.Type) bool {
		if n, ok := types.Unalias(t).(*types.Named); ok && specialName(n) != "" {
			return true
		}
		return isInterface(t)
	})
}

// grow gives slice s, with room for n more elements, the capacity that Go
// would give it.
func (f *fn) grow(s, n, typ string, elem types.Type) string {
	r := f.temp(typ)
	f.emit("%s = %s", r, s)
	f.emit("rt.Grow(&%s, %s, %d)", r, n, sizes.Sizeof(elem))
	return r
}

func (f *fn) appendCall(e *ast.CallExpr) string {
	t := f.typeOf(e)
	typ := f.l.typ(t)
	el := t.Underlying().(*types.Slice).Elem()
	r := f.temp(typ)
	if e.Ellipsis.IsValid() {
		s, x := f.pair(e.Args[0], e.Args[1], t, nil)
		if f.sizeDiffers(el) && !f.u.info.Types[ast.Unparen(e.Args[1])].IsNil() {
			x = f.plain(x, typ)
			n := f.temp("int")
			f.emit("%s = len(%s)", n, x)
			s = f.grow(s, n, typ, el)
		}
		if f.u.info.Types[ast.Unparen(e.Args[1])].IsNil() {
			return s
		}
		if isString(f.typeOf(e.Args[1])) {
			f.emit("%s = rt.AppendString(%s, %s)", r, s, x)
			f.checkLarge(r, e)
			return r
		}
		f.emit("%s = append(%s, %s...)", r, f.plain(s, typ), f.plain(x, typ))
		f.checkLarge(r, e)
		return r
	}
	ts := make([]types.Type, len(e.Args))
	ts[0] = t
	for i := range ts[1:] {
		ts[i+1] = el
	}
	vs := f.operands(e.Args, ts)
	s := f.plain(vs[0], typ)
	if len(vs) == 1 {
		return s
	}
	if f.sizeDiffers(el) {
		s = f.grow(s, strconv.Itoa(len(vs)-1), typ, el)
	}
	// One append for all elements, so that capacity grows as in Go.
	if len(vs) == 2 && f.l.typ(el) != typ { // the interpreter takes a slice of the same type for its elements
		f.emit("%s = append(%s, %s)", r, s, f.plain(vs[1], f.l.typ(el)))
		return r
	}
	more := f.variadic(vs[1:], types.NewSlice(el))
	f.emit("%s = append(%s, %s...)", r, s, more)
	return r
}
