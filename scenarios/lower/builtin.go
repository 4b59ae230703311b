package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
)

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
