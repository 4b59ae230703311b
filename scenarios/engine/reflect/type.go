package reflect

import (
	"go/token"
	"go/types"
	"iter"
	goreflect "reflect"
	"slices"
	"strings"
)

type (
	Kind      = goreflect.Kind
	StructTag = goreflect.StructTag
	ChanDir   = goreflect.ChanDir
)

const (
	Invalid       = goreflect.Invalid
	Bool          = goreflect.Bool
	Int           = goreflect.Int
	Int8          = goreflect.Int8
	Int16         = goreflect.Int16
	Int32         = goreflect.Int32
	Int64         = goreflect.Int64
	Uint          = goreflect.Uint
	Uint8         = goreflect.Uint8
	Uint16        = goreflect.Uint16
	Uint32        = goreflect.Uint32
	Uint64        = goreflect.Uint64
	Uintptr       = goreflect.Uintptr
	Float32       = goreflect.Float32
	Float64       = goreflect.Float64
	Complex64     = goreflect.Complex64
	Complex128    = goreflect.Complex128
	Array         = goreflect.Array
	Chan          = goreflect.Chan
	Func          = goreflect.Func
	Interface     = goreflect.Interface
	Map           = goreflect.Map
	Pointer       = goreflect.Pointer
	Ptr           = goreflect.Pointer
	Slice         = goreflect.Slice
	String        = goreflect.String
	Struct        = goreflect.Struct
	UnsafePointer = goreflect.UnsafePointer
)

const (
	RecvDir = goreflect.RecvDir
	SendDir = goreflect.SendDir
	BothDir = goreflect.BothDir
)

// Type is reflect.Type.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool
	Fields() iter.Seq[StructField]
	Methods() iter.Seq[Method]
	Ins() iter.Seq[Type]
	Outs() iter.Seq[Type]
	common() *rtype
}

// Method is reflect.Method.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

func (m Method) IsExported() bool { return m.PkgPath == "" }

// StructField is reflect.StructField.
type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

// rtype is a type. There is one for each type of a world. The name is what
// the original's is called: programs can print it.
type rtype struct {
	w      *World
	typ    types.Type     // nil for types of the standard library that the program cannot name
	native goreflect.Type // those
	kind   Kind
	shape  types.Type     // their underlying type, once it was asked for
	form   goreflect.Type // the lowered form, once it was asked for

	methods []*types.Func // exported, or all of an interface, sorted by name
	counted bool
}

var basicKinds = map[types.BasicKind]Kind{
	types.Bool: Bool, types.String: String, types.Int: Int, types.Int8: Int8, types.Int16: Int16, types.Int32: Int32, types.Int64: Int64,
	types.Uint: Uint, types.Uint8: Uint8, types.Uint16: Uint16, types.Uint32: Uint32, types.Uint64: Uint64, types.Uintptr: Uintptr,
	types.Float32: Float32, types.Float64: Float64, types.Complex64: Complex64, types.Complex128: Complex128, types.UnsafePointer: UnsafePointer,
}

func kindOf(t types.Type) Kind {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basicKinds[u.Kind()]
	case *types.Array:
		return Array
	case *types.Chan:
		return Chan
	case *types.Signature:
		return Func
	case *types.Interface:
		return Interface
	case *types.Map:
		return Map
	case *types.Pointer:
		return Pointer
	case *types.Slice:
		return Slice
	case *types.Struct:
		return Struct
	}
	return Invalid
}

func (w *World) typeOf(t types.Type) *rtype {
	t = types.Unalias(t)
	if known, ok := w.byType.At(t).(*rtype); ok {
		return known
	}
	rt := &rtype{w: w, typ: t, kind: kindOf(t)}
	w.byType.Set(t, rt)
	return rt
}

func (w *World) nativeOf(t goreflect.Type) *rtype {
	if known, ok := w.natives[t]; ok {
		return known
	}
	rt := &rtype{w: w, native: t, kind: t.Kind()}
	w.natives[t] = rt
	return rt
}

// TypeOf is reflect.TypeOf of a carried value.
func TypeOf(x any) Type {
	if x == nil {
		return nil
	}
	return x.(carried).v.t
}

// Of gives the Type for t.
func (w *World) Of(t types.Type) Type { return w.typeOf(t) }

// lowered is the Go type of the lowered form of values of t.
func (t *rtype) lowered() goreflect.Type {
	if t.form == nil {
		if t.typ == nil {
			t.form = t.native
			return t.form
		}
		form, err := t.w.h.Lowered(t.typ)
		if err != nil {
			unsupported("%v", err)
		}
		t.form = form
	}
	return t.form
}

// sizes are those of the machine that programs are compiled for.
var sizes = types.SizesFor("gc", "amd64")

// measured gives a type that is as large as x is in the original.
func (w *World) measured(x types.Type) types.Type {
	if size := w.h.Altered(x); size > 0 {
		return types.NewArray(types.Typ[types.Uint64], size/8)
	}
	switch u := x.Underlying().(type) {
	case *types.Struct:
		fields := make([]*types.Var, u.NumFields())
		for i := range fields {
			fields[i] = types.NewField(token.NoPos, nil, "_", w.measured(u.Field(i).Type()), false)
		}
		return types.NewStruct(fields, nil)
	case *types.Array:
		return types.NewArray(w.measured(u.Elem()), u.Len())
	}
	return x
}

func (t *rtype) common() *rtype { return t }

func (t *rtype) Size() uintptr {
	if t.typ == nil {
		return t.native.Size()
	}
	return uintptr(sizes.Sizeof(t.w.measured(t.typ)))
}

func (t *rtype) Align() int {
	if t.typ == nil {
		return t.native.Align()
	}
	return int(sizes.Alignof(t.w.measured(t.typ)))
}

func (t *rtype) FieldAlign() int { return t.Align() }
func (t *rtype) Kind() Kind      { return t.kind }

func (t *rtype) String() string {
	if t.typ == nil {
		return t.native.String()
	}
	if t.w == nil {
		return t.typ.String()
	}
	return t.w.h.TypeName(t.typ)
}

func (t *rtype) Name() string {
	switch x := t.typ.(type) {
	case nil:
		return t.native.Name()
	case *types.Basic:
		return t.String()
	case *types.Named:
		s := t.String()
		if x.Obj().Pkg() != nil {
			s = strings.TrimPrefix(s, x.Obj().Pkg().Name()+".")
		}
		return s
	}
	return ""
}

func (t *rtype) PkgPath() string {
	switch x := t.typ.(type) {
	case nil:
		return t.native.PkgPath()
	case *types.Named:
		if p := x.Obj().Pkg(); p != nil {
			return p.Path()
		}
	}
	return ""
}

// isInterface gives the interface that u must be.
func isInterface(u Type, method string) *types.Interface {
	if u == nil {
		panic(Misuse("reflect: nil type passed to Type." + method))
	}
	i, ok := u.common().under().(*types.Interface)
	if !ok {
		panic(Misuse("reflect: non-interface type passed to Type." + method))
	}
	return i
}

func (t *rtype) under() types.Type {
	if t.typ != nil {
		return t.typ.Underlying()
	}
	if t.shape == nil {
		shape, err := t.w.h.Shape(t.native)
		if err != nil {
			unsupported("%v", err)
		}
		t.shape = shape
	}
	return t.shape
}

func (t *rtype) Implements(u Type) bool { return t.implements(isInterface(u, "Implements")) }

func (t *rtype) implements(i *types.Interface) bool {
	if t.typ != nil {
		return types.Implements(t.typ, i)
	}
	for m := range i.Methods() {
		if _, ok := t.native.MethodByName(m.Name()); !ok {
			return false
		}
	}
	return true
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic(Misuse("reflect: nil type passed to Type.AssignableTo"))
	}
	return t.assignable(u.common())
}

func (t *rtype) assignable(u *rtype) bool {
	switch {
	case t == u:
		return true
	case u.kind == Interface:
		return t.implements(u.under().(*types.Interface))
	case t.typ == nil || u.typ == nil:
		return false
	}
	return types.AssignableTo(t.typ, u.typ)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic(Misuse("reflect: nil type passed to Type.ConvertibleTo"))
	}
	return t.convertible(u.common())
}

func (t *rtype) convertible(u *rtype) bool {
	if t.assignable(u) {
		return true
	}
	return t.typ != nil && u.typ != nil && types.ConvertibleTo(t.typ, u.typ)
}

func (t *rtype) Comparable() bool {
	if t.typ == nil {
		return t.native.Comparable()
	}
	return types.Comparable(t.typ)
}

func (t *rtype) Bits() int {
	if t.kind < Int || t.kind > Complex128 {
		panic(Misuse("reflect: Bits of non-arithmetic Type " + t.String()))
	}
	return int(t.Size()) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if t.kind != Chan {
		panic(Misuse("reflect: ChanDir of non-chan type " + t.String()))
	}
	switch t.under().(*types.Chan).Dir() {
	case types.SendOnly:
		return SendDir
	case types.RecvOnly:
		return RecvDir
	}
	return BothDir
}

func (t *rtype) signature(method string) *types.Signature {
	if t.kind != Func {
		panic(Misuse("reflect: " + method + " of non-func type " + t.String()))
	}
	return t.under().(*types.Signature)
}

func (t *rtype) IsVariadic() bool { return t.signature("IsVariadic").Variadic() }
func (t *rtype) NumIn() int       { return t.signature("NumIn").Params().Len() }
func (t *rtype) NumOut() int      { return t.signature("NumOut").Results().Len() }
func (t *rtype) In(i int) Type    { return t.w.typeOf(t.signature("In").Params().At(i).Type()) }
func (t *rtype) Out(i int) Type   { return t.w.typeOf(t.signature("Out").Results().At(i).Type()) }

func (t *rtype) Elem() Type { return t.elem() }

func (t *rtype) elem() *rtype {
	if t.typ == nil {
		switch t.kind {
		case Array, Chan, Map, Pointer, Slice:
			return t.w.nativeOf(t.native.Elem())
		}
	} else {
		switch u := t.typ.Underlying().(type) {
		case interface{ Elem() types.Type }:
			return t.w.typeOf(u.Elem())
		}
	}
	panic(Misuse("reflect: Elem of invalid type " + t.String()))
}

func (t *rtype) Key() Type {
	if t.kind != Map {
		panic(Misuse("reflect: Key of non-map type " + t.String()))
	}
	return t.key()
}

func (t *rtype) key() *rtype { return t.w.typeOf(t.under().(*types.Map).Key()) }

func (t *rtype) Len() int {
	if t.kind != Array {
		panic(Misuse("reflect: Len of non-array type " + t.String()))
	}
	return int(t.under().(*types.Array).Len())
}

// fields gives the struct that t must be.
func (t *rtype) fields(method string) *types.Struct {
	if t.kind != Struct {
		panic(Misuse("reflect: " + method + " of non-struct type " + t.String()))
	}
	s := t.under().(*types.Struct)
	if t.typ != nil && t.w.h.Altered(t.typ) > 0 {
		unsupported("the fields of type %s", t)
	}
	return s
}

func (t *rtype) NumField() int { return t.fields("NumField").NumFields() }

func (t *rtype) Field(i int) StructField {
	s := t.fields("Field")
	if i < 0 || i >= s.NumFields() {
		panic(Misuse("reflect: Field index out of bounds"))
	}
	f := s.Field(i)
	sf := StructField{Name: f.Name(), Type: t.w.typeOf(f.Type()), Tag: StructTag(s.Tag(i)), Index: []int{i}, Anonymous: f.Embedded()}
	if !f.Exported() {
		sf.PkgPath = f.Pkg().Path()
	}
	if t.typ == nil {
		sf.Offset = t.native.Field(i).Offset
	} else if i > 0 {
		fs := make([]*types.Var, i+1)
		for j := range fs {
			fs[j] = types.NewField(token.NoPos, nil, "_", t.w.measured(s.Field(j).Type()), false)
		}
		sf.Offset = uintptr(sizes.Offsetsof(fs)[i])
	}
	return sf
}

func (t *rtype) FieldByIndex(index []int) StructField {
	var f StructField
	at := t
	for i, x := range index {
		if i > 0 {
			if at.kind == Pointer && at.elem().kind == Struct {
				at = at.elem()
			}
		}
		f = at.Field(x)
		at = f.Type.common()
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	return t.find("FieldByName", func(s string) bool { return s == name })
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	return t.find("FieldByNameFunc", match)
}

// find searches the fields level by level of embedding, by Go's rules
// (reflect/type.go: FieldByNameFunc).
func (t *rtype) find(method string, match func(string) bool) (result StructField, ok bool) {
	t.fields(method)
	type scan struct {
		t     *rtype
		index []int
	}
	var current []scan
	next := []scan{{t: t}}
	var nextCount map[*rtype]int
	visited := map[*rtype]bool{}
	for len(next) > 0 {
		current, next = next, current[:0]
		count := nextCount
		nextCount = nil
		for _, sc := range current {
			if visited[sc.t] {
				continue
			}
			visited[sc.t] = true
			for i := range sc.t.NumField() {
				f := sc.t.Field(i)
				var embedded *rtype
				if f.Anonymous {
					embedded = f.Type.common()
					if embedded.kind == Pointer {
						embedded = embedded.elem()
					}
				}
				if match(f.Name) {
					if count[sc.t] > 1 || ok {
						return StructField{}, false // two at one level hide each other
					}
					result = f
					result.Index = append(slices.Clone(sc.index), i)
					ok = true
					continue
				}
				if ok || embedded == nil || embedded.kind != Struct {
					continue
				}
				if nextCount[embedded] > 0 {
					nextCount[embedded] = 2
					continue
				}
				if nextCount == nil {
					nextCount = map[*rtype]int{}
				}
				nextCount[embedded] = 1
				if count[sc.t] > 1 {
					nextCount[embedded] = 2
				}
				next = append(next, scan{embedded, append(slices.Clone(sc.index), i)})
			}
		}
		if ok {
			break
		}
	}
	return result, ok
}

// methodList lists the methods of t as reflect does.
func (t *rtype) methodList() []*types.Func {
	if t.counted {
		return t.methods
	}
	t.counted = true
	if t.typ == nil {
		unsupported("the methods of type %s", t)
	}
	if i, ok := t.under().(*types.Interface); ok {
		for m := range i.Methods() {
			t.methods = append(t.methods, m)
		}
		slices.SortFunc(t.methods, func(a, b *types.Func) int { return strings.Compare(a.Name(), b.Name()) })
		return t.methods
	}
	set := types.NewMethodSet(t.typ)
	for s := range set.Methods() {
		if s.Obj().Exported() {
			t.methods = append(t.methods, s.Obj().(*types.Func))
		}
	}
	slices.SortFunc(t.methods, func(a, b *types.Func) int { return strings.Compare(a.Name(), b.Name()) })
	return t.methods
}

func (t *rtype) NumMethod() int {
	if t.typ == nil {
		return t.native.NumMethod()
	}
	return len(t.methodList())
}

func (t *rtype) Method(i int) Method {
	if t.typ == nil {
		unsupported("the methods of type %s", t)
	}
	list := t.methodList()
	if i < 0 || i >= len(list) {
		panic(Misuse("reflect: Method index out of range"))
	}
	f := list[i]
	m := Method{Name: f.Name(), Index: i}
	if !f.Exported() {
		m.PkgPath = f.Pkg().Path()
	}
	sig := withoutReceiver(f)
	if t.kind == Interface {
		m.Type = t.w.typeOf(sig)
		return m
	}
	params := []*types.Var{types.NewParam(token.NoPos, nil, "", t.typ)}
	for p := range sig.Params().Variables() {
		params = append(params, p)
	}
	ft := t.w.typeOf(types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic()))
	m.Type = ft
	m.Func = MakeFunc(ft, func(args []Value) []Value {
		if sig.Variadic() {
			return args[0].Method(i).CallSlice(args[1:])
		}
		return args[0].Method(i).Call(args[1:])
	})
	return m
}

func withoutReceiver(f *types.Func) *types.Signature {
	sig := f.Signature()
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	if t.typ == nil {
		unsupported("the methods of type %s", t)
	}
	for i, f := range t.methodList() {
		if f.Name() == name {
			return t.Method(i), true
		}
	}
	return Method{}, false
}

func (t *rtype) zeroValue() Value { return Value{t: t, v: goreflect.Zero(t.lowered())} }

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.kind {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic(Misuse("reflect: OverflowComplex of non-complex type " + t.String()))
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.kind {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic(Misuse("reflect: OverflowFloat of non-float type " + t.String()))
}

func (t *rtype) OverflowInt(x int64) bool {
	if t.kind >= Int && t.kind <= Int64 {
		bits := t.Size() * 8
		return x != (x<<(64-bits))>>(64-bits)
	}
	panic(Misuse("reflect: OverflowInt of non-int type " + t.String()))
}

func (t *rtype) OverflowUint(x uint64) bool {
	if t.kind >= Uint && t.kind <= Uintptr {
		bits := t.Size() * 8
		return x != (x<<(64-bits))>>(64-bits)
	}
	panic(Misuse("reflect: OverflowUint of non-uint type " + t.String()))
}

func overflowFloat32(x float64) bool { return goreflect.TypeFor[float32]().OverflowFloat(x) }

func (t *rtype) CanSeq() bool {
	switch t.kind {
	case Int8, Int16, Int32, Int64, Int, Uint8, Uint16, Uint32, Uint64, Uint, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return t.yields(1)
	case Pointer:
		return t.elem().kind == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.kind {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.yields(2)
	case Pointer:
		return t.elem().kind == Array
	}
	return false
}

// yields reports whether t is an iterator of n values.
func (t *rtype) yields(n int) bool {
	if t.NumIn() != 1 || t.NumOut() != 0 {
		return false
	}
	y := t.In(0).common()
	return y.kind == Func && y.NumIn() == n && y.NumOut() == 1 && y.Out(0).Kind() == Bool
}

// VisibleFields is reflect.VisibleFields (reflect/visiblefields.go).
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic(Misuse("reflect: VisibleFields(nil)"))
	}
	if t.Kind() != Struct {
		panic(Misuse("reflect.VisibleFields of non-struct type"))
	}
	w := &visible{byName: map[string]int{}, visiting: map[Type]bool{}}
	w.walk(t)
	j := 0
	for i := range w.fields {
		f := &w.fields[i]
		if f.Name == "" {
			continue
		}
		if i != j {
			w.fields[j] = *f
		}
		j++
	}
	return w.fields[:j]
}

type visible struct {
	byName   map[string]int
	visiting map[Type]bool
	fields   []StructField
	index    []int
}

func (w *visible) walk(t Type) {
	if w.visiting[t] {
		return
	}
	w.visiting[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		w.index = append(w.index, i)
		add := true
		if old, ok := w.byName[f.Name]; ok {
			o := &w.fields[old]
			switch {
			case len(w.index) == len(o.Index):
				o.Name = "" // they hide each other
				add = false
			case len(w.index) < len(o.Index):
				o.Name = ""
			default:
				add = false
			}
		}
		if add {
			f.Index = slices.Clone(w.index)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			ft := f.Type
			if ft.Kind() == Pointer {
				ft = ft.Elem()
			}
			if ft.Kind() == Struct {
				w.walk(ft)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.visiting, t)
}

func PointerTo(t Type) Type { return t.common().pointer() }
func PtrTo(t Type) Type     { return PointerTo(t) }

func (t *rtype) pointer() *rtype {
	if t.typ == nil {
		return t.w.nativeOf(goreflect.PointerTo(t.native))
	}
	return t.w.typeOf(types.NewPointer(t.typ))
}

// typed gives the go/types type of t.
func typed(t Type) types.Type {
	if t.common().typ == nil {
		unsupported("a type made of %s", t)
	}
	return t.common().typ
}

func SliceOf(t Type) Type { return t.common().w.typeOf(types.NewSlice(typed(t))) }
func ArrayOf(n int, t Type) Type {
	if n < 0 {
		panic(Misuse("reflect: negative length passed to ArrayOf"))
	}
	return t.common().w.typeOf(types.NewArray(typed(t), int64(n)))
}

func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic(Misuse("reflect.MapOf: invalid key type " + key.String()))
	}
	return key.common().w.typeOf(types.NewMap(typed(key), typed(elem)))
}

func ChanOf(dir ChanDir, t Type) Type {
	d := types.SendRecv
	switch dir {
	case SendDir:
		d = types.SendOnly
	case RecvDir:
		d = types.RecvOnly
	case BothDir:
	default:
		panic(Misuse("reflect.ChanOf: invalid dir"))
	}
	return t.common().w.typeOf(types.NewChan(d, typed(t)))
}

func each[T any](n int, at func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(at(i)) {
				return
			}
		}
	}
}

func (t *rtype) Fields() iter.Seq[StructField] { return each(t.NumField(), t.Field) }
func (t *rtype) Methods() iter.Seq[Method]     { return each(t.NumMethod(), t.Method) }
func (t *rtype) Ins() iter.Seq[Type]           { return each(t.NumIn(), t.In) }
func (t *rtype) Outs() iter.Seq[Type]          { return each(t.NumOut(), t.Out) }
