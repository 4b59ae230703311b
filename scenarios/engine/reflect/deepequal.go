package reflect

import (
	"bytes"
	goreflect "reflect"
	"unsafe"
)

type visit struct {
	a, b unsafe.Pointer
	t    *rtype
	m, n int // lengths of slices
}

// DeepEqual is reflect.DeepEqual (reflect/deepequal.go).
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == nil && y == nil
	}
	a, b := ValueOf(x), ValueOf(y)
	if a.t != b.t {
		return false
	}
	return deepEqual(a, b, map[visit]bool{})
}

func deepEqual(a, b Value, visited map[visit]bool) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.t != b.t {
		return false
	}
	k := a.t.kind
	switch k {
	case Pointer, Map, Slice: // any of which can be part of a cycle
		if a.IsNil() || b.IsNil() {
			break
		}
		v := visit{a.v.UnsafePointer(), b.v.UnsafePointer(), a.t, 0, 0}
		if k == Slice {
			v.m, v.n = a.Len(), b.Len()
		}
		if visited[v] {
			return true
		}
		visited[v] = true
	}
	switch k {
	case Array:
		for i := range a.Len() {
			if !deepEqual(a.Index(i), b.Index(i), visited) {
				return false
			}
		}
		return true
	case Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		if a.v.UnsafePointer() == b.v.UnsafePointer() {
			return true
		}
		if a.t.elem().kind == Uint8 {
			return bytes.Equal(a.v.Bytes(), b.v.Bytes())
		}
		for i := range a.Len() {
			if !deepEqual(a.Index(i), b.Index(i), visited) {
				return false
			}
		}
		return true
	case Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return deepEqual(a.Elem(), b.Elem(), visited)
	case Pointer:
		if a.v.UnsafePointer() == b.v.UnsafePointer() {
			return true
		}
		return deepEqual(a.Elem(), b.Elem(), visited)
	case Struct:
		if a.t.typ == nil {
			return goreflect.DeepEqual(a.v.Interface(), b.v.Interface())
		}
		if a.t.w.h.Special(a.t.typ) {
			if a.v.IsZero() && b.v.IsZero() {
				return true
			}
			unsupported("DeepEqual of a %s that was used", a.t)
		}
		for i := range a.NumField() {
			if !deepEqual(a.Field(i), b.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		if a.v.UnsafePointer() == b.v.UnsafePointer() {
			return true
		}
		for it := a.v.MapRange(); it.Next(); {
			v := b.v.MapIndex(it.Key())
			if !v.IsValid() || !deepEqual(Value{t: a.t.elem(), v: it.Value()}, Value{t: a.t.elem(), v: v}, visited) {
				return false
			}
		}
		return true
	case Func:
		return a.IsNil() && b.IsNil()
	case Int, Int8, Int16, Int32, Int64:
		return a.v.Int() == b.v.Int()
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return a.v.Uint() == b.v.Uint()
	case String:
		return a.v.String() == b.v.String()
	case Bool:
		return a.v.Bool() == b.v.Bool()
	case Float32, Float64:
		return a.v.Float() == b.v.Float()
	case Complex64, Complex128:
		return a.v.Complex() == b.v.Complex()
	}
	return a.v.Pointer() == b.v.Pointer() // channels
}
