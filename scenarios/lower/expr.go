package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"strconv"
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

func (f *fn) identifier(id *ast.Ident) string {
	switch obj := f.u.info.Uses[id].(type) {
	case *types.Var:
		if f.u.library && obj.Parent() == f.u.pkg.Scope() && !f.l.isGlobal(obj) {
			return f.stdVar(obj)
		}
		return f.variable(obj).ref()
	case *types.Func:
		return f.funcValue(id)
	case *types.Nil:
		return f.l.zero(f.typeOf(id))
	}
	if v, ok := f.u.info.Defs[id].(*types.Var); ok {
		return f.variable(v).ref()
	}
	bug("identifier %s", id.Name)
	return ""
}

// plain puts an operand into a variable if it is not one already, for the
// places where only a variable will do.
func (f *fn) plain(v, typ string) string {
	if token.IsIdentifier(v) && v != "true" && v != "false" && v != "nil" && !strings.HasPrefix(v, "Z") {
		return v
	}
	t := f.temp(typ)
	f.emit("%s = %s", t, v)
	return t
}

// pointer puts a pointer operand into a variable: the interpreter turns the
// dereference of nil into a panic only then.
func (f *fn) pointer(v string, t types.Type) string {
	v = f.plain(v, f.l.typ(t))
	f.mayFault()
	return v
}

// hasCall reports whether e contains a call, or another operation that the
// compiler does, like a call, before it reads the variables among the other
// operands (cmd/compile/internal/walk/order.go).
func (f *fn) hasCall(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		x, ok := n.(ast.Expr)
		if !ok || found {
			return !found
		}
		if f.u.info.Types[x].Value != nil {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if f.u.info.Types[ast.Unparen(n.Fun)].IsType() {
				_, slice := f.typeOf(n).Underlying().(*types.Slice)
				found = slice && isString(f.typeOf(n.Args[0])) // a conversion of another kind is no call
				return !found
			}
			found = true
		case *ast.UnaryExpr:
			found = n.Op == token.ARROW
		case *ast.BinaryExpr:
			found = n.Op == token.LAND || n.Op == token.LOR
		case *ast.SliceExpr:
			found = true
		case *ast.TypeAssertExpr:
			found = !isInterface(f.typeOf(n)) && !isDirect(f.typeOf(n))
		}
		return !found
	})
	return found
}

// isDirect reports whether an interface holds a value of type t itself, not
// a pointer to it (internal/abi: TFlagDirectIface).
func isDirect(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Map, *types.Signature:
		return true
	case *types.Struct:
		return u.NumFields() == 1 && isDirect(u.Field(0).Type())
	case *types.Array:
		return u.Len() == 1 && isDirect(u.Elem())
	}
	return false
}

// hoisted reports whether e, which is to be converted to type t, is evaluated
// like a call: what is copied to be put into an interface is
// (cmd/compile/internal/walk/convert.go: dataWordFuncName).
func (f *fn) hoisted(e ast.Expr, t types.Type) bool {
	if f.hasCall(e) {
		return true
	}
	tv := f.u.info.Types[ast.Unparen(e)]
	if t == nil || !isInterface(t) || tv.Value != nil || tv.IsNil() {
		return false
	}
	from := f.typeOf(e)
	if _, slice := from.Underlying().(*types.Slice); slice || isInterface(from) || isString(from) || isDirect(from) {
		return false
	}
	if size := sizes.Sizeof(from); (size == 2 || size == 4 || size == 8) && sizes.Alignof(from) == size && !hasPointers(from) {
		return false
	}
	return !f.stored(e)
}

// stored reports whether the compiler takes the address of e, rather than
// copy it (cmd/compile/internal/walk/order.go: addrTemp).
func (f *fn) stored(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := f.u.info.Uses[e].(*types.Var)
		return ok && (f.l.isGlobal(v) || f.u.addressed[v] || !canSSA(f.subst.apply(v.Type())))
	case *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		if obj, ok := f.packageMember(e); ok {
			_, v := obj.(*types.Var)
			return v
		}
		if sel := f.selection(e); sel.kind != types.FieldVal || len(sel.index) > 1 {
			return false
		}
		_, ptr := f.typeOf(e.X).Underlying().(*types.Pointer)
		return ptr || f.stored(e.X)
	case *ast.IndexExpr:
		switch f.typeOf(e.X).Underlying().(type) {
		case *types.Slice, *types.Pointer:
			return true
		case *types.Array:
			return f.stored(e.X)
		}
	}
	return false
}

// canSSA reports whether the compiler can keep a variable of type t in
// registers (cmd/compile/internal/ssa/value.go: CanSSA).
func canSSA(t types.Type) bool {
	const most = 4
	size := sizes.Sizeof(t)
	if size == 0 {
		return true
	}
	if size > most*8 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return u.Len() <= 1 && canSSA(u.Elem())
	case *types.Struct:
		if u.NumFields() > most {
			return false
		}
		for v := range u.Fields() {
			if !canSSA(v.Type()) {
				return false
			}
		}
	}
	return true
}

func hasPointers(t types.Type) bool {
	return holds(t, func(t types.Type) bool {
		switch u := t.Underlying().(type) {
		case *types.Basic:
			return u.Info()&types.IsString != 0
		case *types.Struct, *types.Array:
			return false
		}
		return true
	})
}

// operands lowers several expressions, those with calls first, each converted
// to the type at its position (nil: as it is).
func (f *fn) operands(es []ast.Expr, ts []types.Type) []string { return f.valuesFor(nil, es, ts) }

// valuesFor is operands for an assignment to names, which name the objects
// that are made on the way.
func (f *fn) valuesFor(names, es []ast.Expr, ts []types.Type) []string {
	vs := make([]string, len(es))
	last := -1
	hoisted := make([]bool, len(es))
	for i, e := range es {
		var t types.Type
		if ts != nil {
			t = ts[i]
		}
		if hoisted[i] = f.hoisted(e, t); hoisted[i] {
			last = i
		}
	}
	one := func(i int) {
		if names != nil {
			f.hint = text(names[i])
			defer func() { f.hint = "" }()
		}
		if ts != nil && ts[i] != nil {
			vs[i] = f.exprAs(es[i], ts[i])
		} else {
			vs[i] = f.expr(es[i])
		}
	}
	for i := range es {
		if hoisted[i] {
			one(i)
			if i < last { // a later call must not change it
				vs[i] = f.keep(vs[i], es[i], ts, i)
			}
		}
	}
	for i := range es {
		if !hoisted[i] {
			one(i)
		}
	}
	return vs
}

// keep copies an operand that refers to a variable into a temporary.
func (f *fn) keep(v string, e ast.Expr, ts []types.Type, i int) string {
	t := f.typeOf(e)
	if ts != nil && ts[i] != nil {
		t = ts[i]
	}
	return f.copyOf(v, t)
}

func (f *fn) copyOf(v string, t types.Type) string {
	if strings.HasPrefix(v, "t") && token.IsIdentifier(v) && v != "true" {
		return v
	}
	tmp := f.temp(f.l.typ(types.Default(t)))
	f.emit("%s = %s", tmp, v)
	return tmp
}

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

// pair lowers two operands in the compiler's order.
func (f *fn) pair(x, y ast.Expr, tx, ty types.Type) (string, string) {
	var ts []types.Type
	if tx != nil {
		ts = []types.Type{tx, ty}
	}
	vs := f.operands([]ast.Expr{x, y}, ts)
	return vs[0], vs[1]
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

// selector lowers x.f, pkg.Var, and method values.
func (f *fn) selector(e *ast.SelectorExpr) string {
	if obj, ok := f.packageMember(e); ok {
		switch obj := obj.(type) {
		case *types.Var:
			if f.l.isGlobal(obj) {
				return f.variable(obj).ref()
			}
			return f.stdVar(obj)
		case *types.Func:
			return f.funcValue(e)
		}
		bug("selector %s", e.Sel.Name)
	}
	sel := f.selection(e)
	if sel.kind != types.FieldVal {
		return f.methodValue(e, sel)
	}
	base := f.selectorBase(e.X)
	path := f.fieldPath(base, f.typeOf(e.X), sel.index)
	t := f.temp(f.l.typ(sel.typ))
	if f.l.needsConversion(f.ownerOf(sel), sel.obj) {
		dot := strings.LastIndexByte(path, '.')
		f.emit("rt.Field(%s, %q, &%s)", path[:dot], path[dot+1:], t)
		return t
	}
	f.emit("%s = %s", t, path)
	return t
}

// selectorBase lowers the operand of a selector to something fields can be
// selected from: a variable, or a pointer variable.
func (f *fn) selectorBase(x ast.Expr) string {
	if p, ok := f.addressable(x); ok {
		return p
	}
	return f.plain(f.expr(x), f.typ(f.typeOf(x)))
}

// addressable gives a path to an operand that is stored somewhere, without
// copying it, from which fields can be selected and elements indexed: "v", "b"
// (a box, selected through), "v.F_a", "v[t1]".
func (f *fn) addressable(x ast.Expr) (string, bool) {
	x = ast.Unparen(x)
	switch f.typeOf(x).Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return "", false
	}
	switch x := x.(type) {
	case *ast.Ident:
		if v, ok := f.u.info.Uses[x].(*types.Var); ok {
			return f.variable(v).name, true
		}
	case *ast.SelectorExpr:
		if obj, ok := f.packageMember(x); ok {
			if v, ok := obj.(*types.Var); ok && f.l.isGlobal(v) {
				return f.variable(v).name, true
			}
			return "", false
		}
		sel := f.selection(x)
		if sel.kind != types.FieldVal {
			return "", false
		}
		return f.fieldPath(f.selectorBase(x.X), f.typeOf(x.X), sel.index), true
	case *ast.StarExpr:
		return f.pointer(f.expr(x.X), f.typeOf(x.X)), true
	case *ast.IndexExpr:
		if f.isInstance(x.X) {
			return "", false
		}
		switch f.typeOf(x.X).Underlying().(type) {
		case *types.Slice, *types.Pointer:
			p := f.temp("*" + f.typ(f.typeOf(x)))
			f.emit("%s = %s", p, f.elementAddress(x))
			return p, true
		case *types.Array:
			base, length, i := f.indexed(x, false)
			f.bounds(i, length, x)
			return fmt.Sprintf("%s[%s]", base, i), true
		}
	}
	return "", false
}

// fieldPath selects a field through embedded fields and pointers.
func (f *fn) fieldPath(base string, t types.Type, index []int) string {
	for i, n := range index {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
			f.mayFault()
			if i > 0 {
				q := f.temp("*" + f.l.typ(t))
				f.emit("%s = %s", q, base)
				base = q
			}
		}
		s := t.Underlying().(*types.Struct)
		base += "." + f.l.fieldName(t, s, n)
		t = s.Field(n).Type()
	}
	return base
}

// fieldName is the lowered name of a field; types of the standard library
// keep theirs.
func (l *lowerer) fieldName(t types.Type, s *types.Struct, n int) string {
	if named, ok := types.Unalias(t).(*types.Named); ok && !l.ours(named) && named.Obj().Pkg() != nil {
		return s.Field(n).Name()
	}
	return field(s, n)
}

// ownerOf is the struct type that has the selected field itself.
func (f *fn) ownerOf(sel selection) types.Type {
	t := deref(sel.recv)
	for _, n := range sel.index[:len(sel.index)-1] {
		t = deref(t.Underlying().(*types.Struct).Field(n).Type())
	}
	return t
}

// needsConversion reports whether a field of struct type t is not in lowered
// form: a field of the standard library's that is an interface, or of a named
// type that is no struct.
func (l *lowerer) needsConversion(t types.Type, field types.Object) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || l.ours(named) || named.Obj().Pkg() == nil || specialName(named) != "" {
		return false
	}
	_, isNamed := types.Unalias(field.Type()).(*types.Named)
	_, isStruct := field.Type().Underlying().(*types.Struct)
	return isInterface(field.Type()) || isNamed && !isStruct
}

// convertible reports whether a value in lowered form can be stored in a field
// of this type that is not.
func convertible(t types.Type) bool {
	if isInterface(t) {
		n, ok := types.Unalias(t).(*types.Named)
		return ok && (n.Obj().Pkg() == nil && n.Obj().Name() == "error" || n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "reflect")
	}
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// setNative stores v, of type t, in a field that is not in lowered form.
func (f *fn) setNative(path, v string, t types.Type) {
	src := f.temp(f.l.typ(t))
	f.emit("%s = %s", src, v)
	dot := strings.LastIndexByte(path, '.')
	f.emit("rt.SetField(&%s, %q, &%s)", path[:dot], path[dot+1:], src)
}

// packageMember resolves pkg.Name.
func (f *fn) packageMember(e *ast.SelectorExpr) (types.Object, bool) {
	id, ok := e.X.(*ast.Ident)
	if !ok {
		return nil, false
	}
	if _, ok := f.u.info.Uses[id].(*types.PkgName); !ok {
		return nil, false
	}
	return f.u.info.Uses[e.Sel], true
}

type selection struct {
	kind  types.SelectionKind
	obj   types.Object
	index []int
	typ   types.Type
	recv  types.Type
}

// selection is the meaning of x.f in the current instance. Inside generic
// code the selection is looked up again on the substituted type.
func (f *fn) selection(e *ast.SelectorExpr) selection {
	s := f.u.info.Selections[e]
	if s == nil {
		bug("no selection for %s", e.Sel.Name)
	}
	recv := f.subst.apply(s.Recv())
	if f.subst == nil || len(f.subst.params) == 0 {
		return selection{s.Kind(), s.Obj(), s.Index(), s.Type(), recv}
	}
	obj, index, _ := types.LookupFieldOrMethod(recv, true, f.u.pkg, e.Sel.Name)
	if obj == nil {
		bug("no %s in %s", e.Sel.Name, recv)
	}
	kind := s.Kind()
	t := obj.Type()
	return selection{kind, obj, index, t, recv}
}

func (f *fn) stdVar(v *types.Var) string {
	n, ok := f.l.stdVars[v]
	if !ok {
		n = len(f.l.stdVarLst)
		f.l.stdVars[v] = n
		f.l.stdVarLst = append(f.l.stdVarLst, v)
	}
	t := f.temp(f.l.typ(v.Type()))
	f.emit("rt.Var(%d, &%s)", n, t)
	return t
}

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

// composite lowers a composite literal of type t (which may be elided in the
// source, and then a pointer).
func (f *fn) composite(e *ast.CompositeLit, t types.Type) string {
	if p, ok := t.Underlying().(*types.Pointer); ok { // elided &T{...}
		r := f.temp(f.l.typ(t))
		v := f.composite(e, p.Elem())
		f.emit("%s = new(%s)", r, f.l.typ(p.Elem()))
		f.emit("*%s = %s", r, v)
		return r
	}
	typ := f.l.typ(t)
	r := f.temp(typ)
	hint := f.hint
	defer func() { f.hint = hint }()
	switch u := t.Underlying().(type) {
	case *types.Struct:
		f.emit("%s = %s", r, f.l.zero(t))
		first := f.callsFirst(e.Elts, func(i int) types.Type { return fieldOfElement(u, e.Elts[i], i).Type() })
		for i, el := range e.Elts {
			n, val := i, el
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				val = kv.Value
				for j := range u.NumFields() {
					if u.Field(j).Name() == kv.Key.(*ast.Ident).Name {
						n = j
					}
				}
			}
			f.hint = u.Field(n).Name()
			converts := f.l.needsConversion(t, u.Field(n))
			if converts && !convertible(u.Field(n).Type()) {
				f.l.cannot(el, &fieldValue, typeText(t)+"."+u.Field(n).Name())
			}
			v, ok := first[i]
			if !ok {
				v = f.element(val, u.Field(n).Type())
			}
			if converts {
				f.setNative(r+"."+f.l.fieldName(t, u, n), v, u.Field(n).Type())
				continue
			}
			f.emit("%s.%s = %s", r, f.l.fieldName(t, u, n), v)
		}
	case *types.Array:
		f.emit("%s = %s", r, f.l.zero(t))
		f.elements(e, r, u.Elem())
	case *types.Slice:
		n := f.literalLen(e)
		f.emit("%s = make(%s, %d)", r, typ, n)
		f.elements(e, r, u.Elem())
	case *types.Map:
		f.emit("%s = make(%s)", r, typ)
		for _, el := range e.Elts {
			kv := el.(*ast.KeyValueExpr)
			mark := len(f.live)
			var k, v string
			key := func() { k = f.copyOf(f.plain(f.element(kv.Key, u.Key()), f.l.typ(u.Key())), u.Key()) }
			if f.hasCall(kv.Value) && !f.hasCall(kv.Key) {
				v = f.snapshot(f.element(kv.Value, u.Elem()), u.Elem())
				key()
			} else {
				key()
				v = f.plain(f.element(kv.Value, u.Elem()), f.l.typ(u.Elem()))
			}
			f.hashable(k, u.Key(), "", kv.Key)
			f.emit("%s[%s] = %s", r, k, v)
			f.release(mark)
		}
	default:
		bug("composite literal of %s", t)
	}
	return r
}

func (f *fn) element(e ast.Expr, t types.Type) string {
	if c, ok := e.(*ast.CompositeLit); ok && c.Type == nil {
		return f.composite(c, t)
	}
	return f.exprAs(e, t)
}

// callsFirst evaluates the elements of a literal that call something before
// those that do not, as the compiler does, if there are both.
func (f *fn) callsFirst(elts []ast.Expr, typeOf func(i int) types.Type) map[int]string {
	calls, others := false, false
	for _, el := range elts {
		el = elementValue(el)
		if f.hasCall(el) {
			calls = true
		} else if f.u.info.Types[el].Value == nil {
			others = true
		}
	}
	if !calls || !others {
		return nil
	}
	first := map[int]string{}
	for i, el := range elts {
		if el = elementValue(el); f.hasCall(el) {
			first[i] = f.snapshot(f.element(el, typeOf(i)), typeOf(i))
		}
	}
	return first
}

func elementValue(el ast.Expr) ast.Expr {
	if kv, ok := el.(*ast.KeyValueExpr); ok {
		return kv.Value
	}
	return el
}

// fieldOfElement is the field that element i of a struct literal is for.
func fieldOfElement(s *types.Struct, el ast.Expr, i int) *types.Var {
	if kv, ok := el.(*ast.KeyValueExpr); ok {
		for v := range s.Fields() {
			if v.Name() == kv.Key.(*ast.Ident).Name {
				return v
			}
		}
	}
	return s.Field(i)
}

func (f *fn) elements(e *ast.CompositeLit, r string, t types.Type) {
	first := f.callsFirst(e.Elts, func(int) types.Type { return t })
	i := int64(0)
	for j, el := range e.Elts {
		mark := len(f.live)
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			i, _ = constant.Int64Val(f.u.info.Types[kv.Key].Value)
			el = kv.Value
		}
		v, ok := first[j]
		if !ok {
			v = f.element(el, t)
		}
		f.emit("%s[%d] = %s", r, i, v)
		f.release(mark)
		i++
	}
}

func (f *fn) literalLen(e *ast.CompositeLit) int64 {
	i, n := int64(0), int64(0)
	for _, el := range e.Elts {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			i, _ = constant.Int64Val(f.u.info.Types[kv.Key].Value)
		}
		i++
		n = max(n, i)
	}
	return n
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
