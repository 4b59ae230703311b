package reflect

import (
	"go/types"
	goreflect "reflect"
)

func Zero(typ Type) Value {
	if typ == nil {
		panic(Misuse("reflect: Zero(nil)"))
	}
	return typ.common().zeroValue()
}

func New(typ Type) Value {
	if typ == nil {
		panic(Misuse("reflect: New(nil)"))
	}
	t := typ.common()
	return Value{t: t.pointer(), v: goreflect.New(t.lowered())}
}

func MakeSlice(typ Type, n, capacity int) Value {
	switch {
	case typ.Kind() != Slice:
		panic(Misuse("reflect.MakeSlice of non-slice type"))
	case n < 0:
		panic(Misuse("reflect.MakeSlice: negative len"))
	case capacity < 0:
		panic(Misuse("reflect.MakeSlice: negative cap"))
	case n > capacity:
		panic(Misuse("reflect.MakeSlice: len > cap"))
	}
	t := typ.common()
	return Value{t: t, v: goreflect.MakeSlice(t.lowered(), n, capacity)}
}

func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic(Misuse("reflect.MakeMapWithSize of non-map type"))
	}
	t := typ.common()
	return Value{t: t, v: goreflect.MakeMap(t.lowered())}
}

func MakeChan(typ Type, buffer int) Value {
	switch {
	case typ.Kind() != Chan:
		panic(Misuse("reflect.MakeChan of non-chan type"))
	case buffer < 0:
		panic(Misuse("reflect.MakeChan: negative buffer size"))
	case typ.ChanDir() != BothDir:
		panic(Misuse("reflect.MakeChan: unidirectional channel type"))
	}
	t := typ.common()
	return Value{t: t, v: t.w.h.MakeChan(t.under().(*types.Chan).Elem(), buffer)}
}

// extended gives a copy of slice s with room for n more elements, and those.
func (v Value) extended(n int) Value {
	s := goreflect.New(v.v.Type())
	s.Elem().Set(v.v)
	v.t.w.h.Grow(s.Interface(), n, v.t.elemSize())
	s.Elem().SetLen(v.v.Len() + n)
	return Value{t: v.t, v: s.Elem(), ro: v.ro.inherit()}
}

func Append(s Value, x ...Value) Value {
	s.must(Slice, "Append")
	s.mustBeExported("Append")
	n := s.Len()
	out := s.extended(len(x))
	for i, e := range x {
		out.Index(n + i).Set(e)
	}
	return out
}

func AppendSlice(s, t Value) Value {
	s.must(Slice, "AppendSlice")
	t.must(Slice, "AppendSlice")
	match("reflect.AppendSlice", s.t, t.t)
	n := s.Len()
	out := s.extended(t.Len())
	goreflect.Copy(out.v.Slice(n, n+t.Len()), t.v)
	return out
}

func match(what string, a, b *rtype) {
	if a != b {
		panic(Misuse(what + ": " + a.String() + " != " + b.String()))
	}
}

func Copy(dst, src Value) int {
	if k := dst.Kind(); k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	if dst.Kind() == Array {
		dst.mustBeAssignable("Copy")
	}
	dst.mustBeExported("Copy")
	k := src.Kind()
	if k == String && dst.t.elem().kind == Uint8 {
		return goreflect.Copy(dst.v, src.v)
	}
	if k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	src.mustBeExported("Copy")
	match("reflect.Copy", dst.t.elem(), src.t.elem())
	return goreflect.Copy(dst.v, src.v)
}

func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{"Swapper", v.Kind()})
	}
	n := v.Len()
	if n == 0 {
		return func(i, j int) { panic(Misuse("reflect: slice index out of range")) }
	}
	swap := goreflect.Swapper(v.v.Interface())
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic(Misuse("reflect: slice index out of range"))
		}
		swap(i, j)
	}
}
