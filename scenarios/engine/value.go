package engine

import (
	"fmt"
	"go/types"
	"reflect"

	"gopark/scenarios/sched"
)

// Iface is an interface value of the running program: a dynamic type and a
// value in lowered form. The zero Iface is nil. Two Ifaces are == exactly if
// the interface values they stand for are.
type Iface struct {
	T *Type
	V any
}

// Type is a type of the program at run time.
type Type struct {
	id     int          // number in the lowered program; types only met at run time have numbers above those
	typ    types.Type   // nil for types of the standard library that the program does not name
	native reflect.Type // set if V holds a value of this Go type, as the standard library knows it
	name   string       // as %T prints it
}

// specials are the standard library's types that the scheduler provides.
var specials = map[string]reflect.Type{
	"sync.Mutex":     reflect.TypeFor[sched.Mutex](),
	"sync.RWMutex":   reflect.TypeFor[sched.RWMutex](),
	"sync.WaitGroup": reflect.TypeFor[sched.WaitGroup](),
	"sync.Once":      reflect.TypeFor[sched.Once](),
	"sync.Cond":      reflect.TypeFor[Cond](),
	"time.Timer":     reflect.TypeFor[sched.Timer](),
	"time.Ticker":    reflect.TypeFor[sched.Timer](),
}

var (
	ifaceType = reflect.TypeFor[Iface]()
	chanType  = reflect.TypeFor[*sched.Chan]()
	errorType = reflect.TypeFor[error]()
)

// stdName is the symbol of a named type of the standard library, "" for others.
func stdName(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() == "main" {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// nativeType gives the Go type of a type that contains nothing of the
// program's own: the form in which the standard library knows it.
func nativeType(t types.Type) (reflect.Type, bool) {
	t = types.Unalias(t)
	if name := stdName(t); name != "" {
		if _, ours := specials[name]; ours {
			return nil, false
		}
		sym, ok := symbols[name]
		if !ok {
			return nil, false
		}
		return sym.Type().Elem(), true
	}
	switch t := t.(type) {
	case *types.Basic:
		rt, ok := basicTypes[t.Kind()]
		return rt, ok
	case *types.Pointer:
		if e, ok := nativeType(t.Elem()); ok && e.Kind() != reflect.Interface {
			return reflect.PointerTo(e), true
		}
	case *types.Slice, *types.Array, *types.Map:
		// Only if the lowered form is the native form: converting would make a
		// copy, which shares nothing with the program's.
		if lt, err := loweredType(t); err == nil && containsOnlyBasics(t) {
			return lt, true
		}
	}
	return nil, false
}

// containsOnlyBasics reports whether t is built of predeclared types alone.
func containsOnlyBasics(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() != types.UnsafePointer
	case *types.Pointer:
		return containsOnlyBasics(t.Elem())
	case *types.Slice:
		return containsOnlyBasics(t.Elem())
	case *types.Array:
		return containsOnlyBasics(t.Elem())
	case *types.Map:
		return containsOnlyBasics(t.Key()) && containsOnlyBasics(t.Elem())
	}
	return false
}

var basicTypes = map[types.BasicKind]reflect.Type{
	types.Bool: reflect.TypeFor[bool](), types.String: reflect.TypeFor[string](),
	types.Int: reflect.TypeFor[int](), types.Int8: reflect.TypeFor[int8](), types.Int16: reflect.TypeFor[int16](), types.Int32: reflect.TypeFor[int32](), types.Int64: reflect.TypeFor[int64](),
	types.Uint: reflect.TypeFor[uint](), types.Uint8: reflect.TypeFor[uint8](), types.Uint16: reflect.TypeFor[uint16](), types.Uint32: reflect.TypeFor[uint32](), types.Uint64: reflect.TypeFor[uint64](),
	types.Uintptr: reflect.TypeFor[uintptr](), types.UnsafePointer: reflect.TypeFor[uintptr](), types.Float32: reflect.TypeFor[float32](), types.Float64: reflect.TypeFor[float64](),
	types.Complex64: reflect.TypeFor[complex64](), types.Complex128: reflect.TypeFor[complex128](),
}

// loweredType gives the Go type of the lowered form of t, for types that occur
// in signatures of the standard library.
func loweredType(t types.Type) (reflect.Type, error) {
	t = types.Unalias(t)
	if name := stdName(t); name != "" {
		if s, ok := specials[name]; ok {
			return s, nil
		}
		if _, ok := t.Underlying().(*types.Struct); ok {
			if sym, ok := symbols[name]; ok {
				return sym.Type().Elem(), nil
			}
			return nil, fmt.Errorf("type %s is not available", name)
		}
	}
	one := func(t types.Type, make func(reflect.Type) reflect.Type) (reflect.Type, error) {
		e, err := loweredType(t)
		if err != nil {
			return nil, err
		}
		return make(e), nil
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if rt, ok := basicTypes[u.Kind()]; ok {
			return rt, nil
		}
	case *types.Interface:
		return ifaceType, nil
	case *types.Chan:
		return chanType, nil
	case *types.Pointer:
		return one(u.Elem(), reflect.PointerTo)
	case *types.Slice:
		return one(u.Elem(), reflect.SliceOf)
	case *types.Array:
		return one(u.Elem(), func(e reflect.Type) reflect.Type { return reflect.ArrayOf(int(u.Len()), e) })
	case *types.Map:
		return one(u.Key(), func(k reflect.Type) reflect.Type {
			e, err := loweredType(u.Elem())
			if err != nil {
				return nil
			}
			return reflect.MapOf(k, e)
		})
	case *types.Signature:
		return loweredFunc(u, nil)
	}
	return nil, fmt.Errorf("type %s is not available", t)
}

// loweredFunc gives the lowered func type of a signature; leading types come
// first. Variadic parameters are plain slices in lowered form.
func loweredFunc(sig *types.Signature, leading []reflect.Type) (reflect.Type, error) {
	in, out := leading, []reflect.Type(nil)
	for p := range sig.Params().Variables() {
		t, err := loweredType(p.Type())
		if err != nil {
			return nil, err
		}
		in = append(in, t)
	}
	for p := range sig.Results().Variables() {
		t, err := loweredType(p.Type())
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return reflect.FuncOf(in, out, false), nil
}
