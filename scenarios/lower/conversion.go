package lower

import (
	"go/ast"
	"go/types"
)

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
