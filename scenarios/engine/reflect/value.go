package reflect

import (
	"fmt"
	"go/types"
	"math"
	goreflect "reflect"
	"strconv"
	"unsafe"
)

// Value is reflect.Value.
type Value struct {
	t    *rtype
	v    goreflect.Value
	addr bool // it is a variable
	ro   access
}

// access tells how a value was obtained through a field that is not exported.
type access uint8

const (
	embedRO access = 1 << iota // it is the value of an embedded field: its own fields may be exported
	stickyRO
)

// inherit is what the parts of a value have: the restriction stays.
func (a access) inherit() access {
	if a != 0 {
		return stickyRO
	}
	return 0
}

// ValueOf is reflect.ValueOf of a carried value.
func ValueOf(x any) Value {
	if x == nil {
		return Value{}
	}
	return x.(carried).v
}

func (v Value) IsValid() bool { return v.t != nil }

func (v Value) Kind() Kind {
	if v.t == nil {
		return Invalid
	}
	return v.t.kind
}

func (v Value) Type() Type {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return v.t
}

func (v Value) CanAddr() bool { return v.addr }
func (v Value) CanSet() bool  { return v.addr && v.ro == 0 }

func (v Value) CanInterface() bool {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.ro == 0
}

func (v Value) wrong(method string) *ValueError {
	return &ValueError{"reflect.Value." + method, v.Kind()}
}

func (v Value) must(k Kind, method string) {
	if v.Kind() != k {
		panic(v.wrong(method))
	}
}

func (v Value) mustBeExported(method string) {
	if v.t == nil {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.ro != 0 {
		panic(Misuse("reflect: reflect.Value." + method + " using value obtained using unexported field"))
	}
}

func (v Value) mustBeAssignable(method string) {
	v.mustBeExported(method)
	if !v.addr {
		panic(Misuse("reflect: reflect.Value." + method + " using unaddressable value"))
	}
}

// as gives v in the given form.
func (v Value) as(form goreflect.Type) goreflect.Value {
	if v.v.Type() == form {
		return v.v
	}
	out, err := v.t.w.h.Convert(v.v, form)
	if err != nil {
		unsupported("%v", err)
	}
	return out
}

func (v Value) lowered() goreflect.Value { return v.as(v.t.lowered()) }

// iface gives the interface value that v is, or its value in an interface.
func (v Value) iface() goreflect.Value {
	if v.t.kind == Interface {
		if v.v.Kind() == goreflect.Interface {
			if v.v.IsNil() {
				return v.t.w.h.Wrap(nil)
			}
			return v.t.w.h.Wrap(v.v.Elem().Interface())
		}
		return v.v
	}
	if v.t.typ == nil {
		return v.t.w.h.Box(nil, v.t.native, v.v)
	}
	return v.t.w.h.Box(v.t.typ, nil, v.lowered())
}

func (v Value) Interface() any {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.ro != 0 {
		panic(Misuse("reflect.Value.Interface: cannot return value obtained from unexported field or method"))
	}
	return v.carry()
}

func (v Value) carry() any {
	if v.t.kind == Interface {
		return v.t.w.Carry(v.iface())
	}
	return carried{Value{t: v.t, v: clone(v.v)}}
}

// clone detaches a value from the variable it was read from.
func clone(v goreflect.Value) goreflect.Value {
	if !v.CanAddr() {
		return v
	}
	c := goreflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

// Native gives v as the standard library knows it.
func Native(v Value) any {
	if v.ro != 0 {
		return nil
	}
	return v.t.w.h.Native(v.iface())
}

// ErrorOf gives the error in v, a value of type error.
func ErrorOf(v Value) error {
	return v.t.w.h.Error(v.iface())
}

// Format prints the value that v holds, as package fmt does with a Value.
func (v Value) Format(s fmt.State, verb rune) {
	if v.t == nil {
		fmt.Fprint(s, "<invalid reflect.Value>")
		return
	}
	h := v.t.w.h
	if v.ro != 0 {
		if v.t.typ == nil {
			fmt.Fprintf(s, fmt.FormatString(s, verb), v.v)
			return
		}
		h.Show(s, verb, goreflect.Value{}, v.lowered(), v.t.typ)
		return
	}
	h.Show(s, verb, v.iface(), goreflect.Value{}, nil)
}

func (v Value) String() string {
	switch {
	case v.t == nil:
		return "<invalid Value>"
	case v.t.kind == String:
		return v.v.String()
	}
	return "<" + v.t.String() + " Value>"
}

func (v Value) Bool() bool { v.must(Bool, "Bool"); return v.v.Bool() }

func (v Value) CanInt() bool     { return v.Kind() >= Int && v.Kind() <= Int64 }
func (v Value) CanUint() bool    { return v.Kind() >= Uint && v.Kind() <= Uintptr }
func (v Value) CanFloat() bool   { return v.Kind() == Float32 || v.Kind() == Float64 }
func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

func (v Value) Int() int64 {
	if !v.CanInt() {
		panic(v.wrong("Int"))
	}
	return v.v.Int()
}

func (v Value) Uint() uint64 {
	if !v.CanUint() {
		panic(v.wrong("Uint"))
	}
	return v.v.Uint()
}

func (v Value) Float() float64 {
	if !v.CanFloat() {
		panic(v.wrong("Float"))
	}
	return v.v.Float()
}

func (v Value) Complex() complex128 {
	if !v.CanComplex() {
		panic(v.wrong("Complex"))
	}
	return v.v.Complex()
}

func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if v.t.elem().kind != Uint8 {
			panic(Misuse("reflect.Value.Bytes of non-byte slice"))
		}
		return v.v.Bytes()
	case Array:
		if v.t.elem().kind != Uint8 {
			panic(Misuse("reflect.Value.Bytes of non-byte array"))
		}
		if !v.addr {
			panic(Misuse("reflect.Value.Bytes of unaddressable byte array"))
		}
		return v.v.Bytes()
	}
	panic(v.wrong("Bytes"))
}

func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(v.wrong("OverflowInt"))
	}
	return v.t.OverflowInt(x)
}

func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(v.wrong("OverflowUint"))
	}
	return v.t.OverflowUint(x)
}

func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		panic(v.wrong("OverflowFloat"))
	}
	return v.t.OverflowFloat(x)
}

func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		panic(v.wrong("OverflowComplex"))
	}
	return v.t.OverflowComplex(x)
}

func (v Value) Len() int {
	switch v.Kind() {
	case Array, Map, Slice, String:
		return v.v.Len()
	case Chan:
		n, _ := v.t.w.h.ChanLen(v.v)
		return n
	case Pointer:
		if v.t.elem().kind == Array {
			return v.t.elem().Len()
		}
		panic(Misuse("reflect: call of reflect.Value.Len on ptr to non-array Value"))
	}
	panic(v.wrong("Len"))
}

func (v Value) Cap() int {
	switch v.Kind() {
	case Array, Slice:
		return v.v.Cap()
	case Chan:
		_, n := v.t.w.h.ChanLen(v.v)
		return n
	case Pointer:
		if v.t.elem().kind == Array {
			return v.t.elem().Len()
		}
		panic(Misuse("reflect: call of reflect.Value.Cap on ptr to non-array Value"))
	}
	panic(v.wrong("Cap"))
}

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, Slice:
		return v.v.IsNil()
	case UnsafePointer:
		return v.v.Pointer() == 0
	case Interface:
		return v.nilInterface()
	}
	panic(v.wrong("IsNil"))
}

func (v Value) nilInterface() bool {
	t, nt, _ := v.t.w.h.Open(v.iface())
	return t == nil && nt == nil
}

func (v Value) IsZero() bool {
	switch v.Kind() {
	case Bool:
		return !v.v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.v.Uint() == 0
	case Float32, Float64:
		return v.v.Float() == 0 && !math.Signbit(v.v.Float())
	case Complex64, Complex128:
		c := v.v.Complex()
		return c == 0 && !math.Signbit(real(c)) && !math.Signbit(imag(c))
	case Array:
		for i := range v.Len() {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case String:
		return v.v.Len() == 0
	case Struct:
		if v.v.IsZero() {
			return true
		}
		if v.t.typ != nil && v.t.w.h.Special(v.t.typ) {
			unsupported("IsZero of a %s that was used", v.t)
		}
		if v.t.typ == nil {
			return false
		}
		for i := range v.NumField() {
			if !v.Field(i).IsZero() && v.t.Field(i).Name != "_" {
				return false
			}
		}
		return true
	}
	panic(&ValueError{"reflect.Value.IsZero", v.Kind()})
}

func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		e := v.t.w.open(v.iface())
		if e.t != nil {
			e.ro = v.ro.inherit()
		}
		return e
	case Pointer:
		if v.v.IsNil() {
			return Value{}
		}
		return Value{t: v.t.elem(), v: v.v.Elem(), addr: true, ro: v.ro}
	}
	panic(v.wrong("Elem"))
}

func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

func (v Value) Addr() Value {
	if !v.addr {
		panic(Misuse("reflect.Value.Addr of unaddressable value"))
	}
	return Value{t: v.t.pointer(), v: v.v.Addr(), ro: v.ro}
}

func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return v.t.NumField()
}

func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	s := v.t.fields("Field")
	if i < 0 || i >= s.NumFields() {
		panic(Misuse("reflect: Field index out of range"))
	}
	f := s.Field(i)
	if v.v.NumField() != s.NumFields() || v.t.typ != nil && v.t.w.h.Special(v.t.typ) {
		unsupported("the fields of type %s", v.t)
	}
	fv := v.v.Field(i)
	if !fv.CanInterface() { // of a struct of the standard library
		if !fv.CanAddr() {
			p := goreflect.New(v.v.Type()).Elem()
			p.Set(v.v)
			fv = p.Field(i)
		}
		fv = goreflect.NewAt(fv.Type(), fv.Addr().UnsafePointer()).Elem()
	}
	ro := v.ro & stickyRO
	switch {
	case f.Exported():
	case f.Embedded():
		ro |= embedRO
	default:
		ro |= stickyRO
	}
	return Value{t: v.t.w.typeOf(f.Type()), v: fv, addr: v.addr, ro: ro}
}

func (v Value) FieldByIndex(index []int) Value {
	f, err := v.fieldByIndex(index)
	if err != nil {
		panic(Misuse("reflect: indirection through nil pointer to embedded struct"))
	}
	return f
}

func (v Value) FieldByIndexErr(index []int) (Value, error) { return v.fieldByIndex(index) }

func (v Value) fieldByIndex(index []int) (Value, error) {
	if len(index) > 1 {
		v.must(Struct, "FieldByIndexErr")
	}
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.t.elem().kind == Struct {
			if v.IsNil() {
				return Value{}, fmt.Errorf("reflect: indirection through nil pointer to embedded struct field %s", v.t.elem().Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := v.t.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) FieldByNameFunc(match func(string) bool) Value {
	v.must(Struct, "FieldByNameFunc")
	if f, ok := v.t.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		if i < 0 || i >= v.v.Len() {
			panic(Misuse("reflect: array index out of range"))
		}
		return Value{t: v.t.elem(), v: v.v.Index(i), addr: v.addr, ro: v.ro.inherit()}
	case Slice:
		if i < 0 || i >= v.v.Len() {
			panic(Misuse("reflect: slice index out of range"))
		}
		return Value{t: v.t.elem(), v: v.v.Index(i), addr: true, ro: v.ro.inherit()}
	case String:
		if i < 0 || i >= v.v.Len() {
			panic(Misuse("reflect: string index out of range"))
		}
		return Value{t: v.t.w.typeOf(types.Typ[types.Uint8]), v: v.v.Index(i), ro: v.ro.inherit()}
	}
	panic(v.wrong("Index"))
}

func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	keys := v.t.w.h.Keys(v.v)
	out := make([]Value, len(keys))
	for i, k := range keys {
		out[i] = Value{t: v.t.key(), v: k, ro: v.ro.inherit()}
	}
	return out
}

func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	k := key.assignTo("reflect.Value.MapIndex", v.t.key())
	v.t.w.h.Hashable(k)
	e := v.v.MapIndex(k)
	if !e.IsValid() {
		return Value{}
	}
	return Value{t: v.t.elem(), v: e, ro: (v.ro | key.ro).inherit()}
}

func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	k := key.assignTo("reflect.Value.SetMapIndex", v.t.key())
	v.t.w.h.Hashable(k)
	if elem.t == nil {
		v.v.SetMapIndex(k, goreflect.Value{})
		return
	}
	elem.mustBeExported("SetMapIndex")
	e := elem.assignTo("reflect.Value.SetMapIndex", v.t.elem())
	if v.v.IsNil() {
		panic(NilMap{})
	}
	v.v.SetMapIndex(k, e)
}

// NilMap is the panic of an assignment to an entry in a nil map.
type NilMap struct{}

// MapIter is reflect.MapIter.
type MapIter struct {
	m    Value
	keys []goreflect.Value
	at   int // 1 is the first
}

func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

func (i *MapIter) Next() bool {
	if !i.m.IsValid() {
		panic(Misuse("MapIter.Next called on an iterator that does not have an associated map Value"))
	}
	if i.at == 0 {
		i.keys = i.m.t.w.h.Keys(i.m.v)
	} else if i.at > len(i.keys) {
		panic(Misuse("MapIter.Next called on exhausted iterator"))
	}
	for i.at++; i.at <= len(i.keys); i.at++ {
		if i.m.v.MapIndex(i.keys[i.at-1]).IsValid() { // it may have been deleted
			return true
		}
	}
	return false
}

func (i *MapIter) current(method string) goreflect.Value {
	if i.at == 0 {
		panic(Misuse("MapIter." + method + " called before Next"))
	}
	if i.at > len(i.keys) {
		panic(Misuse("MapIter." + method + " called on exhausted iterator"))
	}
	return i.keys[i.at-1]
}

func (i *MapIter) Key() Value {
	return Value{t: i.m.t.key(), v: i.current("Key"), ro: i.m.ro.inherit()}
}

func (i *MapIter) Value() Value {
	return Value{t: i.m.t.elem(), v: i.m.v.MapIndex(i.current("Value")), ro: i.m.ro.inherit()}
}

func (i *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must(Map, "MapRange")
	}
	*i = MapIter{m: v}
}

func (v Value) SetIterKey(i *MapIter)   { v.Set(i.Key()) }
func (v Value) SetIterValue(i *MapIter) { v.Set(i.Value()) }

// assignTo gives v in the form of a variable of type dst.
func (v Value) assignTo(context string, dst *rtype) goreflect.Value {
	if v.t == nil {
		panic(&ValueError{context, Invalid})
	}
	if v.t != dst && !v.t.assignable(dst) {
		if v.t.kind == Interface && dst.kind == Interface && v.IsNil() {
			return goreflect.Zero(dst.lowered())
		}
		panic(Misuse(context + ": value of type " + v.t.String() + " is not assignable to type " + dst.String()))
	}
	if dst.kind == Interface {
		return v.iface()
	}
	return v.as(dst.lowered())
}

func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	v.store(x.assignTo("reflect.Set", v.t))
}

// store puts a value in lowered form into the variable v.
func (v Value) store(x goreflect.Value) {
	if x.Type() != v.v.Type() {
		c, err := v.t.w.h.Convert(x, v.v.Type())
		if err != nil {
			unsupported("%v", err)
		}
		x = c
	}
	v.v.Set(x)
}

func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	v.v.SetZero()
}

func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.must(Bool, "SetBool")
	v.v.SetBool(x)
}

func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	if !v.CanInt() {
		panic(v.wrong("SetInt"))
	}
	v.v.SetInt(x)
}

func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	if !v.CanUint() {
		panic(v.wrong("SetUint"))
	}
	v.v.SetUint(x)
}

func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	if !v.CanFloat() {
		panic(v.wrong("SetFloat"))
	}
	v.v.SetFloat(x)
}

func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	if !v.CanComplex() {
		panic(v.wrong("SetComplex"))
	}
	v.v.SetComplex(x)
}

func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.must(String, "SetString")
	v.v.SetString(x)
}

func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.must(Slice, "SetBytes")
	if v.t.elem().kind != Uint8 {
		panic(Misuse("reflect.Value.SetBytes of non-byte slice"))
	}
	v.v.SetBytes(x)
}

func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.must(Slice, "SetLen")
	if n < 0 || n > v.v.Cap() {
		panic(Misuse("reflect: slice length out of range in SetLen"))
	}
	v.v.SetLen(n)
}

func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.must(Slice, "SetCap")
	if n < v.v.Len() || n > v.v.Cap() {
		panic(Misuse("reflect: slice capacity out of range in SetCap"))
	}
	v.v.SetCap(n)
}

func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic(Misuse("reflect.Value.Grow: negative len"))
	}
	v.t.w.h.Grow(v.v.Addr().Interface(), n, v.t.elemSize())
}

// elemSize is the size of an element of slice type t, as far as it is known.
func (t *rtype) elemSize() int {
	e := t.elem()
	return int(e.Size())
}

func (v Value) Clear() {
	switch v.Kind() {
	case Slice, Map:
		v.v.Clear()
		return
	}
	panic(v.wrong("Clear"))
}

func (v Value) Slice(i, j int) Value {
	t, base := v.t, v.v
	switch v.Kind() {
	case Array:
		if !v.addr {
			panic(Misuse("reflect.Value.Slice: slice of unaddressable array"))
		}
		t = v.t.w.typeOf(types.NewSlice(v.t.elem().typ))
	case Slice:
	case String:
		if i < 0 || j < i || j > v.v.Len() {
			panic(Misuse("reflect.Value.Slice: string slice index out of bounds"))
		}
		return Value{t: t, v: base.Slice(i, j), ro: v.ro.inherit()}
	default:
		panic(v.wrong("Slice"))
	}
	if i < 0 || j < i || j > v.v.Cap() {
		panic(Misuse("reflect.Value.Slice: slice index out of bounds"))
	}
	return Value{t: t, v: base.Slice(i, j), ro: v.ro.inherit()}
}

func (v Value) Slice3(i, j, k int) Value {
	t := v.t
	switch v.Kind() {
	case Array:
		if !v.addr {
			panic(Misuse("reflect.Value.Slice3: slice of unaddressable array"))
		}
		t = v.t.w.typeOf(types.NewSlice(v.t.elem().typ))
	case Slice:
	default:
		panic(v.wrong("Slice3"))
	}
	if i < 0 || j < i || k < j || k > v.v.Cap() {
		panic(Misuse("reflect.Value.Slice3: slice index out of bounds"))
	}
	return Value{t: t, v: v.v.Slice3(i, j, k), ro: v.ro.inherit()}
}

func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	n := -1
	switch {
	case v.Kind() == Slice && t.Kind() == Array:
		n = t.Len()
	case v.Kind() == Slice && t.Kind() == Pointer && t.Elem().Kind() == Array:
		n = t.Elem().Len()
	}
	return n <= 0 || n <= v.Len()
}

func (v Value) Convert(t Type) Value {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Convert", Invalid})
	}
	u := t.common()
	if !v.t.convertible(u) {
		panic(Misuse("reflect.Value.Convert: value of type " + v.t.String() + " cannot be converted to type " + t.String()))
	}
	if !v.CanConvert(t) {
		what, n := "array", 0
		if u.kind == Pointer {
			what, n = "pointer to array", u.elem().Len()
		} else {
			n = u.Len()
		}
		panic(Misuse("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) + " to " + what + " with length " + strconv.Itoa(n)))
	}
	out := Value{t: u, ro: v.ro.inherit()}
	if u.kind == Interface {
		out.v = v.iface()
		return out
	}
	from, to := v.lowered(), u.lowered()
	if from.Type() != to && from.CanConvert(to) {
		out.v = from.Convert(to)
	} else {
		out.v = clone(Value{t: v.t, v: from}.as(to))
	}
	return out
}

func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Func, Map, Slice:
		return false
	case Array:
		for i := range v.Len() {
			if !v.Index(i).Comparable() {
				return false
			}
		}
	case Struct:
		if v.t.typ == nil || v.t.w.h.Special(v.t.typ) {
			return v.t.Comparable()
		}
		for i := range v.NumField() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
	}
	return true
}

func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.t != u.t {
		return false
	}
	if !v.t.Comparable() {
		panic(Misuse("reflect.Value.Equal: values of type " + v.t.String() + " are not comparable"))
	}
	return v.t.w.h.Same(v.lowered(), u.lowered())
}

func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, Slice, UnsafePointer, String:
		if v.t.kind == String {
			return uintptr(unsafe.Pointer(unsafe.StringData(v.v.String())))
		}
		return v.v.Pointer()
	}
	panic(v.wrong("Pointer"))
}

// UnsafePointer gives the address as a number: there are no unsafe pointers in
// lowered form, and all that programs can do with them is compare them.
func (v Value) UnsafePointer() uintptr { return v.Pointer() }

func (v Value) UnsafeAddr() uintptr {
	if !v.addr {
		panic(Misuse("reflect.Value.UnsafeAddr of unaddressable value"))
	}
	return v.v.UnsafeAddr()
}

func (v Value) NumMethod() int {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	return v.t.NumMethod()
}
