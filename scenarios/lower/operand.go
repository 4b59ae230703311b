package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

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

// pair lowers two operands in the compiler's order.
func (f *fn) pair(x, y ast.Expr, tx, ty types.Type) (string, string) {
	var ts []types.Type
	if tx != nil {
		ts = []types.Type{tx, ty}
	}
	vs := f.operands([]ast.Expr{x, y}, ts)
	return vs[0], vs[1]
}
