package lower

import (
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
	atomic     bool     // a single step, before which the goroutine may lose its P
	starts     string   // a function that the library starts a goroutine for, as Go names it
}

// declared makes function obj, which is lowered, the target of the call.
func (c *callee) declared(l *lowerer, u *unit, d *ast.FuncDecl, obj *types.Func, targs []types.Type) {
	c.target = l.funcInstance(obj, targs)
	c.goName = u.funcName(d)
	c.recover = u.recovers[d]
	c.library = u.library || u.helpers[d]
	c.atomic = u.atomic
}

// invoke emits the call and returns its results.
func (f *fn) invoke(c callee, n ast.Node) []string {
	if c.atomic && !f.u.library {
		f.checkpoint(n)
	}
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
