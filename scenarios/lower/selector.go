package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

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
