package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// expr lowers a single-valued expression to an operand: a variable, a
// temporary, a dereferenced box or a literal. Reading an operand has no
// effects.
func (f *fn) expr(e ast.Expr) string {
	e = ast.Unparen(e)
	if tv := f.u.info.Types[e]; tv.Value != nil {
		return f.constant(tv.Value, f.typeOf(e))
	}
	switch e := e.(type) {
	case *ast.Ident:
		return f.identifier(e)
	case *ast.BasicLit:
		bug("literal without a value")
	case *ast.FuncLit:
		t := f.temp(f.typ(f.typeOf(e)))
		f.emit("%s = %s", t, f.closure(e))
		return t
	case *ast.CompositeLit:
		return f.composite(e, f.typeOf(e))
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.StarExpr:
		t := f.temp(f.typ(f.typeOf(e)))
		f.emit("%s = *%s", t, f.pointer(f.expr(e.X), f.typeOf(e.X)))
		return t
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.IndexExpr:
		if f.isInstance(e.X) {
			return f.funcValue(e)
		}
		return f.index(e)
	case *ast.IndexListExpr:
		return f.funcValue(e)
	case *ast.SliceExpr:
		return f.slice(e)
	case *ast.TypeAssertExpr:
		t := f.typeOf(e)
		if tuple, ok := t.(*types.Tuple); ok { // in a context that wants one value
			t = tuple.At(0).Type()
		}
		v, _ := f.assertion(e, t, false)
		return v
	case *ast.CallExpr:
		rs := f.call(e)
		if len(rs) != 1 {
			bug("call with %d results as a value", len(rs))
		}
		return rs[0]
	}
	f.l.cannot(e, &unknownExpression, fmt.Sprintf("%T", e))
	return ""
}

// exprAs lowers e and converts it to type t as an assignment does.
func (f *fn) exprAs(e ast.Expr, t types.Type) string {
	e = ast.Unparen(e)
	tv := f.u.info.Types[e]
	if tv.IsNil() {
		return f.l.zero(t)
	}
	from := f.typeOf(e)
	if tv.Value != nil && !isInterface(t) {
		return f.constant(tv.Value, t)
	}
	return f.convertImplicit(f.expr(e), from, t)
}

// convertImplicit converts operand v for an assignment from one type to another.
func (f *fn) convertImplicit(v string, from, to types.Type) string {
	if to == nil || types.Identical(from, to) {
		return v
	}
	if isInterface(to) {
		if isInterface(from) {
			return v
		}
		if b, ok := from.(*types.Basic); ok && b.Kind() == types.UntypedNil {
			return "rt.Iface{}"
		}
		return f.box(v, types.Default(from))
	}
	return f.restruct(v, from, to)
}

// restruct converts between types of one underlying type whose lowered names
// differ.
func (f *fn) restruct(v string, from, to types.Type) string {
	a, b := f.l.typ(from), f.l.typ(to)
	if a == b {
		return v
	}
	src, dst := f.temp(a), f.temp(b)
	f.emit("%s = %s", src, v)
	wrap, unwrap := recursiveFunc(b) && !recursiveFunc(a), recursiveFunc(a) && !recursiveFunc(b)
	if wrap || unwrap {
		c, isNil := f.temp("bool"), f.newLabel()
		f.emit("%s = nil", dst)
		f.emit("%s = %s == nil", c, src)
		f.jumpIf(c, isNil)
		if wrap {
			f.emit("%s = new(%s)", dst, b[1:])
			f.emit("%s.V = %s", dst, src)
		} else {
			f.emit("%s = %s.V", dst, src)
		}
		f.place(isNil)
		return dst
	}
	f.emit("rt.Convert(&%s, &%s)", dst, src)
	return dst
}

// recursiveFunc reports whether a lowered type stands for a recursive func
// type: see namedType.
func recursiveFunc(typ string) bool { return strings.HasPrefix(typ, "*rt.R") && typ != "*rt.RWMutex" }

// box converts operand v of concrete type t to an interface.
func (f *fn) box(v string, t types.Type) string {
	id := f.l.boxedID(t)
	src, dst := f.temp(f.l.typ(t)), f.temp("rt.Iface")
	f.emit("%s = %s", src, v)
	f.emit("%s = rt.Box(%d, &%s)", dst, id, src)
	return dst
}

// assertion lowers x.(T), with commaOk to two operands.
func (f *fn) assertion(e *ast.TypeAssertExpr, t types.Type, commaOk bool) (v, ok string) {
	x := f.copyOf(f.expr(e.X), f.typeOf(e.X))
	return f.assertTo(x, t, f.typeOf(e.X), commaOk, e)
}

func (f *fn) assertTo(x string, t, from types.Type, commaOk bool, n ast.Node) (v, ok string) {
	ok = f.temp("bool")
	v = f.temp(f.l.typ(t))
	id := f.l.typeID(t)
	if isInterface(t) {
		f.emit("%s = rt.Implements(%s, %d)", ok, x, id)
	} else {
		f.emit("%s = rt.Is(%s, %d)", ok, x, id)
	}
	end := f.newLabel()
	good := f.newLabel()
	f.jumpIf(ok, good)
	if commaOk {
		f.emit("%s = %s", v, f.l.zero(t))
		f.jump(end)
	} else {
		f.emit("rt.PanicAssert(%s, %s, %d, %d)", f.at(n, ""), x, id, f.l.typeID(from))
	}
	f.place(good)
	if isInterface(t) {
		f.emit("%s = %s", v, x)
	} else {
		f.emit("rt.Unbox(%s, &%s)", x, v)
	}
	f.place(end)
	return v, ok
}

// receive lowers <-ch.
func (f *fn) receive(e *ast.UnaryExpr, commaOk bool) (v, ok string) {
	ct := f.typeOf(e.X)
	el := ct.Underlying().(*types.Chan).Elem()
	ch := f.expr(e.X)
	v = f.temp(f.l.typ(el))
	ok = f.temp("bool")
	f.emit("%s = rt.%s(%s, %s, &%s)", ok, f.chanOp("Recv"), f.at(e, text(e.X)), ch, v)
	return v, ok
}

// text is the source text of an operand, as it names objects.
func text(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x := text(e.X); x != "" {
			return x + "." + e.Sel.Name
		}
		return e.Sel.Name
	case *ast.StarExpr:
		return text(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return text(e.X)
		}
	case *ast.IndexExpr:
		if x := text(e.X); x != "" {
			return x + "[" + types.ExprString(e.Index) + "]"
		}
	case *ast.CallExpr:
		return types.ExprString(e.Fun) + "()"
	}
	return ""
}
