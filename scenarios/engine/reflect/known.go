package reflect

import (
	"go/token"
	"go/types"
	goreflect "reflect"
)

// What follows is for packages of the standard library that are written
// against this one instead of the original (see package json beside it).

// MethodInterface gives the interface type with one method, with parameters
// and results of the types given. It belongs to no world: Implements takes it.
func MethodInterface(name string, params, results []types.Type) Type {
	tuple := func(ts []types.Type) *types.Tuple {
		var vs []*types.Var
		for _, t := range ts {
			vs = append(vs, types.NewParam(token.NoPos, nil, "", t))
		}
		return types.NewTuple(vs...)
	}
	m := types.NewFunc(token.NoPos, nil, name, types.NewSignatureType(nil, nil, nil, tuple(params), tuple(results), false))
	i := types.NewInterfaceType([]*types.Func{m}, nil).Complete()
	return &rtype{typ: i, kind: Interface}
}

// Types that signatures of well-known methods are made of.
var (
	BytesType = types.Type(types.NewSlice(types.Typ[types.Uint8]))
	BoolType  = types.Type(types.Typ[types.Bool])
	ErrorType = types.Universe.Lookup("error").Type()
	anyType   = types.Universe.Lookup("any").Type()
)

// IsNamed reports whether t is the type of this name that the package declares.
func IsNamed(t Type, path, name string) bool {
	n, ok := t.common().typ.(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path
}

// Float64In gives float64 in the world of t, or in none.
func Float64In(t Type) Type {
	if t == nil {
		return &rtype{typ: types.Typ[types.Float64], kind: Float64}
	}
	return t.common().w.typeOf(types.Typ[types.Float64])
}

// ValueIn gives a value of the standard library's in the world of v: nil, a
// value of a basic type, or a []any or map[string]any of such.
func ValueIn(v Value, x any) Value {
	w := v.t.w
	switch x := x.(type) {
	case nil:
		return w.typeOf(anyType).zeroValue()
	case []any:
		out := MakeSlice(w.typeOf(types.NewSlice(anyType)), len(x), len(x))
		for i, e := range x {
			out.v.Index(i).Set(ValueIn(v, e).iface())
		}
		return out
	case map[string]any:
		out := MakeMapWithSize(w.typeOf(types.NewMap(types.Typ[types.String], anyType)), len(x))
		for k, e := range x {
			out.v.SetMapIndex(goreflect.ValueOf(k), ValueIn(v, e).iface())
		}
		return out
	}
	return w.open(w.h.Wrap(x))
}

// CallMethod calls a method of v that v's type is known to have, with
// arguments that are []byte.
func CallMethod(v Value, name string, args ...[]byte) []Value {
	in := make([]Value, len(args))
	for i, a := range args {
		in[i] = Value{t: v.t.w.typeOf(BytesType), v: goreflect.ValueOf(a)}
	}
	return v.MethodByName(name).Call(in)
}
