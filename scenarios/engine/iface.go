package engine

import (
	"go/types"
	"os"
	"reflect"

	"gopark/scenarios/trace"
)

func (r *host) box(id int, p any) Iface {
	t := r.types[id]
	v := reflect.ValueOf(p).Elem()
	if t.native != nil && t.native != v.Type() {
		if t.native.Kind() == v.Kind() && v.CanConvert(t.native) {
			v = v.Convert(t.native)
		} else { // a container of named elements: a copy in native form
			conv, err := r.toNative(v.Type(), t.native, false)
			if err != nil {
				panic("engine: " + err.Error())
			}
			v = conv(v)
		}
	}
	return Iface{t, v.Interface()}
}

func (r *host) unbox(x Iface, p any) {
	dst := reflect.ValueOf(p).Elem()
	v := reflect.ValueOf(x.V)
	if v.Type() != dst.Type() {
		if v.CanConvert(dst.Type()) {
			v = v.Convert(dst.Type())
		} else {
			conv, err := r.fromNative(v.Type(), dst.Type())
			if err != nil {
				panic("engine: " + err.Error())
			}
			v = conv(v)
		}
	}
	dst.Set(v)
}

func (r *host) is(x Iface, id int) bool { return x.T != nil && x.T == r.types[id] }

func (r *host) implements(x Iface, id int) bool {
	if x.T == nil {
		return false
	}
	key := implKey{x.T, id}
	ok, known := r.implCache[key]
	if !known {
		ok = r.satisfies(x, r.types[id].typ)
		r.implCache[key] = ok
	}
	return ok
}

func (r *host) satisfies(x Iface, t types.Type) bool {
	it := t.Underlying().(*types.Interface)
	if _, isFile := x.V.(*os.File); isFile { // only what a file can do here
		for m := range it.Methods() {
			if _, ok := reflect.TypeFor[*file]().MethodByName(m.Name()); !ok {
				return false
			}
		}
	}
	if x.T.typ != nil {
		return types.Implements(x.T.typ, it)
	}
	for m := range it.Methods() {
		if _, ok := x.T.native.MethodByName(m.Name()); !ok {
			return false
		}
	}
	return true
}

// panicAssert panics with the text of a failed type assertion
// (runtime/error.go: TypeAssertionError).
func (r *host) panicAssert(at int, x Iface, id, from int) {
	want, inter := r.types[id], r.types[from].name
	var text string
	switch {
	case types.IsInterface(want.typ) && x.T == nil:
		text = "interface conversion: interface is nil, not " + want.name
	case types.IsInterface(want.typ):
		text = "interface conversion: " + x.T.name + " is not " + want.name + ": missing method " + r.missing(x, want.typ)
	case x.T == nil:
		text = "interface conversion: " + inter + " is nil, not " + want.name
	default:
		text = "interface conversion: " + inter + " is " + x.T.name + ", not " + want.name
		switch {
		case x.T.name != want.name:
		case packageOf(x.T.typ) != packageOf(want.typ):
			text += " (types from different packages)"
		default:
			text += " (types from different scopes)"
		}
	}
	r.raise(trace.SiteID(at), r.runtimeError(text))
}

// packageOf is the package that declares t or, if it has no name, its fields
// or methods that are not exported.
func packageOf(t types.Type) *types.Package {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return t.Obj().Pkg()
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() {
				return f.Pkg()
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if !m.Exported() {
				return m.Pkg()
			}
		}
	}
	return nil
}

func (r *host) missing(x Iface, t types.Type) string {
	if x.T.typ == nil {
		return ""
	}
	if m, _ := types.MissingMethod(x.T.typ, t.Underlying().(*types.Interface), true); m != nil {
		return m.Name()
	}
	return ""
}

func convert(dst, src any) {
	d, s := reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem()
	if s.CanConvert(d.Type()) {
		d.Set(s.Convert(d.Type()))
		return
	}
	for i := range d.NumField() { // struct types that differ in recursive parts
		convert(d.Field(i).Addr().Interface(), s.Field(i).Addr().Interface())
	}
}

// nativeField reads a field of a struct of the standard library's (or of a
// pointer to one) whose value is not in lowered form.
func (r *host) nativeField(x any, name string, p any) {
	v, dst := reflect.ValueOf(x), reflect.ValueOf(p).Elem()
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			panic(r.nilDereference())
		}
		v = v.Elem()
	}
	field := v.FieldByName(name)
	conv, err := r.fromNative(field.Type(), dst.Type())
	if err != nil {
		panic("engine: " + err.Error())
	}
	dst.Set(conv(field))
}

// setNativeField stores *v, in lowered form, in a field of such a struct; p
// points to it or to a pointer to it.
func (r *host) setNativeField(p any, name string, v any) {
	s := reflect.ValueOf(p).Elem()
	if s.Kind() == reflect.Pointer {
		if s.IsNil() {
			panic(r.nilDereference())
		}
		s = s.Elem()
	}
	field, src := s.FieldByName(name), reflect.ValueOf(v).Elem()
	conv, err := r.toNative(src.Type(), field.Type(), false)
	if err != nil {
		panic("engine: " + err.Error())
	}
	field.Set(conv(src))
}
