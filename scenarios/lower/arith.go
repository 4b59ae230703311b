package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (f *fn) unary(e *ast.UnaryExpr) string {
	switch e.Op {
	case token.AND:
		p := f.address(e.X)
		f.callLock(e, p)
		return p
	case token.ARROW:
		v, _ := f.receive(e, false)
		return v
	}
	t := f.typ(f.typeOf(e))
	x := f.expr(e.X)
	r := f.temp(t)
	switch e.Op {
	case token.ADD:
		return x
	case token.SUB:
		if b, ok := f.typeOf(e).Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			z := f.temp(t)
			f.emit("%s = 0", z)
			f.emit("%s = %s - %s", r, z, x)
		} else {
			f.emit("%s = -%s", r, x)
		}
	case token.NOT:
		f.emit("%s = !%s", r, f.plain(x, t))
	case token.XOR:
		f.emit("%s = ^%s", r, f.plain(x, t))
	default:
		bug("unary %s", e.Op)
	}
	return r
}

func (f *fn) binary(e *ast.BinaryExpr) string {
	switch e.Op {
	case token.LAND, token.LOR:
		r := f.temp("bool")
		end := f.newLabel()
		f.emit("%s = %s", r, f.expr(e.X))
		if e.Op == token.LAND {
			f.jumpIfNot(r, end)
		} else {
			f.jumpIf(r, end)
		}
		f.emit("%s = %s", r, f.expr(e.Y))
		f.place(end)
		return r
	case token.EQL, token.NEQ:
		return f.equality(e)
	case token.SHL, token.SHR:
		t, ty := f.typeOf(e), f.indexType(e.Y)
		if f.u.info.Types[ast.Unparen(e.Y)].Value != nil {
			ty = types.Typ[types.Uint]
		}
		x, y := f.pair(e.X, e.Y, t, ty)
		return f.shift(e.Op, x, y, t, ty, e.Y, e)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		t := f.operandType(e.X, e.Y)
		x, y := f.pair(e.X, e.Y, t, t)
		r := f.temp("bool")
		f.emit("%s = %s %s %s", r, x, e.Op, y)
		return r
	}
	t := f.typeOf(e)
	x, y := f.pair(e.X, e.Y, t, t)
	return f.arith(e.Op, x, y, t, e)
}

// operandType is the common type of two operands one of which may be an
// untyped constant.
func (f *fn) operandType(x, y ast.Expr) types.Type {
	tx, ty := f.typeOf(x), f.typeOf(y)
	if b, ok := tx.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		return ty
	}
	return tx
}

func (f *fn) arith(op token.Token, x, y string, t types.Type, n ast.Node) string {
	typ := f.l.typ(t)
	if (op == token.QUO || op == token.REM) && isInteger(t) {
		f.divisor(y, n)
	}
	if typ == "complex64" || typ == "complex128" {
		x, y = f.plain(x, typ), f.plain(y, typ)
	}
	r := f.temp(typ)
	if op == token.AND_NOT {
		c := f.temp(typ)
		f.emit("%s = ^%s", c, f.plain(y, typ))
		f.emit("%s = %s & %s", r, x, c)
		return r
	}
	f.emit("%s = %s %s %s", r, x, op, y)
	if isString(t) {
		f.checkLarge(r, n)
	}
	return r
}

// checkLarge lets the engine look at its memory when a string or slice that
// may have doubled is large: a loop that doubles it can use up everything
// before the scheduler is called.
func (f *fn) checkLarge(v string, n ast.Node) {
	const large = 1 << 16
	length, c, ok := f.temp("int"), f.temp("bool"), f.newLabel()
	f.emit("%s = len(%s)", length, v)
	f.emit("%s = %s < %d", c, length, large)
	f.jumpIf(c, ok)
	f.emit("rt.Large(%s)", f.at(n, ""))
	f.place(ok)
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isUnsigned(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// divisor panics as Go does when an integer divisor is zero.
func (f *fn) divisor(y string, n ast.Node) {
	if isLiteral(y) && y != "0" {
		return
	}
	ok := f.newLabel()
	c := f.temp("bool")
	f.emit("%s = %s != 0", c, y)
	f.jumpIf(c, ok)
	f.emit("rt.PanicDivide(%s)", f.at(n, ""))
	f.place(ok)
}

func isLiteral(v string) bool { return v != "" && v[0] >= '0' && v[0] <= '9' }

func (f *fn) shift(op token.Token, x, y string, t, ty types.Type, ye ast.Expr, n ast.Node) string {
	typ := f.l.typ(t)
	count := f.temp("uint64")
	if b, ok := ty.Underlying().(*types.Basic); ok && b.Info()&types.IsUnsigned == 0 && !isLiteral(y) {
		ok := f.newLabel()
		c := f.temp("bool")
		f.emit("%s = %s >= 0", c, y)
		f.jumpIf(c, ok)
		f.emit("rt.PanicShift(%s)", f.at(n, ""))
		f.place(ok)
	}
	f.emit("%s = uint64(%s)", count, y)
	r := f.temp(typ)
	src := f.temp(typ)
	f.emit("%s = %s", src, x)
	f.emit("%s = %s %s %s", r, src, op, count)
	return r
}

func (f *fn) equality(e *ast.BinaryExpr) string {
	r := f.temp("bool")
	not := e.Op == token.NEQ
	xnil, ynil := f.u.info.Types[ast.Unparen(e.X)].IsNil(), f.u.info.Types[ast.Unparen(e.Y)].IsNil()
	if xnil || ynil {
		side := e.X
		if xnil {
			side = e.Y
		}
		t := f.typeOf(side)
		v := f.expr(side)
		if isInterface(t) {
			f.emit("%s = rt.IsNil(%s)", r, v)
			if not {
				return f.negate(r)
			}
			return r
		}
		f.emit("%s = %s %s nil", r, f.plain(v, f.l.typ(t)), e.Op)
		return r
	}
	tx, ty := f.typeOf(e.X), f.typeOf(e.Y)
	switch {
	case isInterface(tx) || isInterface(ty):
		any := types.Universe.Lookup("any").Type()
		x, y := f.pair(e.X, e.Y, any, any)
		f.emit("%s = rt.Equal(%s, %s)", r, x, y)
	default:
		t := f.operandType(e.X, e.Y)
		x, y := f.pair(e.X, e.Y, t, t)
		return f.equal(x, y, t, not)
	}
	if not {
		return f.negate(r)
	}
	return r
}

// equal compares two operands of one type.
func (f *fn) equal(x, y string, t types.Type, not bool) string {
	r := f.temp("bool")
	switch t.Underlying().(type) {
	case *types.Basic:
		op := "=="
		if not {
			op = "!="
		}
		f.emit("%s = %s %s %s", r, x, op, y)
		return r
	case *types.Interface:
		f.emit("%s = rt.Equal(%s, %s)", r, x, y)
	default:
		typ := f.l.typ(t)
		a, b := f.temp(typ), f.temp(typ)
		f.emit("%s = %s", a, x)
		f.emit("%s = %s", b, y)
		f.emit("%s = rt.Same(&%s, &%s)", r, a, b)
	}
	if not {
		return f.negate(r)
	}
	return r
}

func (f *fn) negate(v string) string {
	r := f.temp("bool")
	f.emit("%s = !%s", r, v)
	return r
}
