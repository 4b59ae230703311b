package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
)

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
