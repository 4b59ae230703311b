package lower

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"strconv"
	"strings"
)

// constant gives an operand for a constant of type t.
func (f *fn) constant(v constant.Value, t types.Type) string {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		if isInterface(t) { // the constant's own default type decides
			return f.box(f.constant(v, defaultType(v)), defaultType(v))
		}
		bug("constant of type %s", t)
	}
	switch info := b.Info(); {
	case info&types.IsBoolean != 0:
		return strconv.FormatBool(constant.BoolVal(v))
	case info&types.IsString != 0:
		return strconv.Quote(constant.StringVal(v))
	case info&types.IsInteger != 0:
		v = constant.ToInt(v)
		if i, exact := constant.Int64Val(v); exact && i > -1<<31 && i < 1<<31 {
			if i < 0 { // the interpreter's unary minus on constants is not trusted
				r := f.temp(f.l.typ(t))
				f.emit("%s = 0", r)
				f.emit("%s = %s - %d", r, r, -i)
				return r
			}
			return strconv.FormatInt(i, 10)
		}
		if b.Info()&types.IsUnsigned != 0 {
			return f.typedConst(fmt.Sprintf("rt.Uint(%d)", f.l.constant(v)), t)
		}
		return f.typedConst(fmt.Sprintf("rt.Int(%d)", f.l.constant(v)), t)
	case info&types.IsFloat != 0:
		x, _ := constant.Float64Val(constant.ToFloat(v))
		if !math.Signbit(x) && !math.IsInf(x, 0) {
			return f.typedConst(strconv.FormatFloat(x, 'e', -1, 64), t)
		}
		return f.typedConst(fmt.Sprintf("rt.Float(%d)", f.l.constant(v)), t)
	case info&types.IsComplex != 0:
		return f.typedConst(fmt.Sprintf("rt.Complex(%d)", f.l.constant(v)), t)
	}
	bug("constant of type %s", t)
	return ""
}

// typedConst puts a constant expression into a temporary of type t.
func (f *fn) typedConst(expr string, t types.Type) string {
	typ := f.l.typ(t)
	tmp := f.temp(typ)
	if strings.HasPrefix(expr, "rt.") {
		wide := map[string]string{"rt.I": "int64", "rt.U": "uint64", "rt.F": "float64", "rt.C": "complex128"}[expr[:4]]
		if wide != typ {
			w := f.temp(wide)
			f.emit("%s = %s", w, expr)
			f.emit("%s = %s(%s)", tmp, typ, w)
			return tmp
		}
	}
	f.emit("%s = %s", tmp, expr)
	return tmp
}

// constant registers a constant that is handed to the lowered program by
// number, since the interpreter is not trusted with its spelling.
func (l *lowerer) constant(v constant.Value) int {
	for i, c := range l.consts {
		if c.Kind() == v.Kind() && constant.Compare(c, token.EQL, v) {
			return i
		}
	}
	l.consts = append(l.consts, v)
	return len(l.consts) - 1
}

func defaultType(v constant.Value) types.Type {
	switch v.Kind() {
	case constant.Bool:
		return types.Typ[types.Bool]
	case constant.String:
		return types.Typ[types.String]
	case constant.Int:
		return types.Typ[types.Int]
	case constant.Float:
		return types.Typ[types.Float64]
	}
	return types.Typ[types.Complex128]
}
