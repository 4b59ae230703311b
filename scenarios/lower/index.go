package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// address lowers &x.
func (f *fn) address(x ast.Expr) string {
	x = ast.Unparen(x)
	t := f.typeOf(x)
	typ := f.l.typ(t)
	switch x := x.(type) {
	case *ast.CompositeLit:
		p := f.temp("*" + typ)
		v := f.composite(x, t)
		f.emit("%s = new(%s)", p, typ)
		f.emit("*%s = %s", p, v)
		return p
	case *ast.Ident:
		v := f.variable(f.u.info.Uses[x].(*types.Var))
		if !v.boxed {
			bug("address of %s, which has no box", x.Name)
		}
		return v.name
	case *ast.StarExpr:
		p := f.pointer(f.expr(x.X), f.typeOf(x.X))
		f.nilCheck(p)
		return p
	case *ast.SelectorExpr:
		if obj, ok := f.packageMember(x); ok {
			if v, ok := obj.(*types.Var); ok && f.l.isGlobal(v) {
				return f.variable(v).name
			}
			f.l.cannot(x, &memberAddress, obj.Pkg().Name()+"."+obj.Name())
		}
		sel := f.selection(x)
		p := f.temp("*" + typ)
		f.emit("%s = &%s", p, f.fieldPath(f.selectorBase(x.X), f.typeOf(x.X), sel.index))
		return p
	case *ast.IndexExpr:
		p := f.temp("*" + typ)
		f.emit("%s = %s", p, f.elementAddress(x))
		return p
	}
	bug("address of %T", x)
	return ""
}

// nilCheck panics if p is nil.
func (f *fn) nilCheck(p string) {
	ok := f.newLabel()
	c := f.temp("bool")
	f.emit("%s = %s != nil", c, p)
	f.jumpIf(c, ok)
	f.fault = nil
	f.mayFault()
	f.emit("rt.PanicNil()")
	f.place(ok)
}

// elementAddress gives the expression &a[i] for a slice or an addressable array.
func (f *fn) elementAddress(x *ast.IndexExpr) string {
	base, length, i := f.indexed(x, false)
	f.bounds(i, length, x)
	if f.throughPointer(x.X) { // the interpreter takes no address through a pointer to an array
		s := f.temp("[]" + f.typ(f.typeOf(x)))
		f.emit("%s = %s[:]", s, base)
		base = s
	}
	return fmt.Sprintf("&%s[%s]", base, i)
}

// throughPointer reports whether the path that addressable gives for array x,
// or x itself, is a pointer to the array.
func (f *fn) throughPointer(x ast.Expr) bool {
	x = ast.Unparen(x)
	switch f.typeOf(x).Underlying().(type) {
	case *types.Pointer:
		return true
	case *types.Array:
	default:
		return false
	}
	switch x := x.(type) {
	case *ast.Ident:
		v, ok := f.u.info.Uses[x].(*types.Var)
		return ok && f.variable(v).boxed
	case *ast.StarExpr:
		return true
	case *ast.IndexExpr:
		return !isArray(f.typeOf(x.X))
	}
	return false
}

// indexed lowers the operands of an index expression on a slice, string or
// array: the base (a variable or a path), an operand for the length ("" if a constant
// index is known to be in range), the index.
func (f *fn) indexed(x *ast.IndexExpr, late bool) (base, length, i string) {
	t := f.typeOf(x.X).Underlying()
	var arr *types.Array
	lowerBase := func() string {
		switch u := t.(type) {
		case *types.Array:
			arr = u
			if path, ok := f.addressable(x.X); ok {
				return path
			}
			return f.plain(f.expr(x.X), f.l.typ(f.typeOf(x.X)))
		case *types.Pointer:
			arr = u.Elem().Underlying().(*types.Array)
			p := f.pointer(f.expr(x.X), f.typeOf(x.X))
			if !late {
				f.nilCheck(p)
			}
			return p
		}
		return f.plain(f.expr(x.X), f.l.typ(f.typeOf(x.X)))
	}
	it := f.indexType(x.Index)
	if f.hasCall(x.Index) && !f.hasCall(x.X) {
		i = f.exprAs(x.Index, it)
		i = f.copyOf(i, it)
		base = lowerBase()
	} else {
		base = lowerBase()
		i = f.exprAs(x.Index, it)
	}
	f.indexOps[x] = i
	if arr != nil {
		if f.u.info.Types[x.Index].Value != nil {
			return base, "", i
		}
		return base, fmt.Sprint(arr.Len()), i
	}
	length = f.temp("int")
	f.emit("%s = len(%s)", length, base)
	return base, length, i
}

// hashable panics as Go does if map key k holds a value, in an interface, that
// cannot be a key.
// m is the map if it is only read.
func (f *fn) hashable(k string, t types.Type, m string, n ast.Node) {
	if !holds(t, isInterface) {
		return
	}
	empty := f.temp("bool")
	f.emit("%s = false", empty)
	if m != "" {
		length := f.temp("int")
		f.emit("%s = len(%s)", length, m)
		f.emit("%s = %s == 0", empty, length)
	}
	f.emit("rt.Hashable(%s, %s, &%s)", f.at(n, ""), empty, k)
}

// holds reports whether values of t consist, in part at least, of values of a
// type for which is holds.
func holds(t types.Type, is func(types.Type) bool) bool {
	if is(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return holds(u.Elem(), is)
	case *types.Struct:
		for v := range u.Fields() {
			if holds(v.Type(), is) {
				return true
			}
		}
	}
	return false
}

// indexType is the type an index is evaluated in.
func (f *fn) indexType(e ast.Expr) types.Type {
	t := f.typeOf(e)
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		return types.Typ[types.Int]
	}
	return t
}

// bounds panics as Go does when index i is not in [0, length).
func (f *fn) bounds(i, length string, x *ast.IndexExpr) {
	if length == "" {
		return
	}
	bad, ok := f.newLabel(), f.newLabel()
	c := f.temp("bool")
	it := f.indexType(x.Index)
	n := i
	if f.l.typ(it) != "int" && !isLiteral(i) {
		n = f.temp("int")
		f.emit("%s = int(%s)", n, i)
	}
	if !isLiteral(i) {
		f.emit("%s = %s < 0", c, n)
		f.jumpIf(c, bad)
	}
	f.emit("%s = %s < %s", c, n, length)
	f.jumpIf(c, ok)
	f.place(bad)
	if isUnsigned(it) && !isLiteral(i) {
		f.emit("rt.PanicIndexU(%s, uint64(%s), %s)", f.at(x, ""), i, length)
	} else {
		f.emit("rt.PanicIndex(%s, int64(%s), %s)", f.at(x, ""), n, length)
	}
	f.place(ok)
}

func (f *fn) index(x *ast.IndexExpr) string {
	t := f.typeOf(x.X)
	if m, ok := t.Underlying().(*types.Map); ok {
		mv, k := f.pair(x.X, x.Index, t, m.Key())
		r := f.temp(f.l.typ(m.Elem()))
		mv, k = f.plain(mv, f.l.typ(t)), f.plain(k, f.l.typ(m.Key()))
		f.indexOps[x] = k
		f.hashable(k, m.Key(), mv, x)
		f.emit("%s = %s[%s]", r, mv, k)
		return r
	}
	base, length, i := f.indexed(x, false)
	f.bounds(i, length, x)
	r := f.temp(f.typ(f.typeOf(x)))
	f.emit("%s = %s[%s]", r, base, i)
	return r
}

func (f *fn) slice(e *ast.SliceExpr) string {
	t := f.typeOf(e.X)
	r := f.temp(f.typ(f.typeOf(e)))
	var base, capacity string
	length := f.temp("int")
	var early []string // bounds with calls, which come before a variable that is sliced
	if bounds := []ast.Expr{e.Low, e.High, e.Max}; !isArray(t) && !f.hasCall(e.X) {
		for _, x := range bounds {
			if x != nil && f.hasCall(x) {
				early = make([]string, 3)
			}
		}
		for i, x := range bounds {
			if early != nil && x != nil {
				early[i] = f.copyOf(f.exprAs(x, f.indexType(x)), f.indexType(x))
			}
		}
	}
	kind := 0 // of rt.CheckSlice: 0 slice, 1 string, 2 array; 4, 8, 16 if low, high or max is unsigned
	switch u := t.Underlying().(type) {
	case *types.Basic:
		base = f.plain(f.expr(e.X), f.l.typ(t))
		f.emit("%s = len(%s)", length, base)
		kind = 1
	case *types.Slice:
		base = f.plain(f.expr(e.X), f.l.typ(t))
		f.emit("%s = len(%s)", length, base)
		capacity = f.temp("int")
		f.emit("%s = cap(%s)", capacity, base)
	case *types.Array:
		p := f.temp("*" + f.l.typ(t))
		f.emit("%s = %s", p, f.address(e.X))
		base = p
		f.emit("%s = %d", length, u.Len())
		kind = 2
	case *types.Pointer:
		base = f.pointer(f.expr(e.X), t)
		f.nilCheck(base)
		f.emit("%s = %d", length, u.Elem().Underlying().(*types.Array).Len())
		kind = 2
	}
	if capacity == "" {
		capacity = length
	}
	bound := func(x ast.Expr, def string, bit int) string {
		v := f.temp("int")
		if x == nil {
			f.emit("%s = %s", v, def)
			return v
		}
		it := f.indexType(x)
		if early != nil {
			f.emit("%s = int(%s)", v, early[bit/8])
		} else {
			f.emit("%s = int(%s)", v, f.exprAs(x, it))
		}
		if isUnsigned(it) {
			kind |= bit
		}
		return v
	}
	lo, hi := bound(e.Low, "0", 4), bound(e.High, length, 8)
	if e.Slice3 {
		m := bound(e.Max, capacity, 16)
		f.emit("rt.CheckSlice3(%s, %d, %s, %s, %s, %s, %s)", f.at(e, ""), kind, lo, hi, m, length, capacity)
		f.emit("%s = %s[%s:%s:%s]", r, base, lo, hi, m)
		return r
	}
	if e.Low != nil || e.High != nil {
		f.emit("rt.CheckSlice(%s, %d, %s, %s, %s, %s)", f.at(e, ""), kind, lo, hi, length, capacity)
	}
	f.emit("%s = %s[%s:%s]", r, base, lo, hi)
	return r
}
