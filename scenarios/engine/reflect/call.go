package reflect

import (
	"go/types"
	goreflect "reflect"
)

func (v Value) Method(i int) Value {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.t.typ == nil {
		unsupported("the methods of type %s", v.t)
	}
	list := v.t.methodList()
	if i < 0 || i >= len(list) {
		panic(Misuse("reflect: Method index out of range"))
	}
	if v.t.kind == Interface && v.IsNil() {
		panic(Misuse("reflect: Method on nil interface value"))
	}
	return v.bound(list[i])
}

func (v Value) MethodByName(name string) Value {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.t.typ == nil {
		return v.nativeMethod(name)
	}
	for i, f := range v.t.methodList() {
		if f.Name() == name {
			return v.Method(i)
		}
	}
	return Value{}
}

func (v Value) nativeMethod(name string) Value {
	unsupported("the methods of type %s", v.t)
	return Value{}
}

// bound gives a method of v as a func.
func (v Value) bound(f *types.Func) Value {
	w := v.t.w
	if v.t.kind == Interface {
		e := v.Elem()
		m := e.MethodByName(f.Name())
		if !m.IsValid() {
			unsupported("method %s of type %s", f.Name(), e.t)
		}
		m.ro = (m.ro | v.ro).inherit()
		if !f.Exported() {
			m.ro = stickyRO
		}
		return m
	}
	sig := withoutReceiver(f)
	ft := w.typeOf(sig)
	fv, err := w.h.Method(v.iface(), f.Name(), sig, ft.lowered())
	if err != nil {
		unsupported("%v", err)
	}
	return Value{t: ft, v: fv, ro: v.ro.inherit()}
}

func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in)
}

func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	if v.v.IsNil() {
		panic(Misuse("reflect.Value.Call: call of nil function"))
	}
	sig := v.t.signature("Call")
	n := sig.Params().Len()
	slice := op == "CallSlice"
	switch {
	case slice && !sig.Variadic():
		panic(Misuse("reflect: CallSlice of non-variadic function"))
	case slice && len(in) < n:
		panic(Misuse("reflect: CallSlice with too few input arguments"))
	case slice && len(in) > n:
		panic(Misuse("reflect: CallSlice with too many input arguments"))
	case !slice && sig.Variadic():
		n--
		fallthrough
	case !slice:
		if len(in) < n {
			panic(Misuse("reflect: Call with too few input arguments"))
		}
		if !sig.Variadic() && len(in) > n {
			panic(Misuse("reflect: Call with too many input arguments"))
		}
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic(Misuse("reflect: " + op + " using zero Value argument"))
		}
	}
	var args []goreflect.Value
	for i, x := range in[:n] {
		x.mustBeExported(op)
		want := v.t.In(i).common()
		if !x.t.assignable(want) {
			panic(Misuse("reflect: " + op + " using " + x.t.String() + " as type " + want.String()))
		}
		args = append(args, x.assignTo("reflect.Value.Call", want))
	}
	if !slice && sig.Variadic() {
		st := v.t.In(n).common()
		rest := goreflect.MakeSlice(st.lowered(), len(in)-n, len(in)-n)
		for i, x := range in[n:] {
			x.mustBeExported(op)
			if !x.t.assignable(st.elem()) {
				panic(Misuse("reflect: cannot use " + x.t.String() + " as type " + st.elem().String() + " in " + op))
			}
			rest.Index(i).Set(x.assignTo("reflect.Value.Call", st.elem()))
		}
		if len(in) == n {
			rest = goreflect.Zero(st.lowered())
		}
		args = append(args, rest)
	}
	var out []goreflect.Value
	v.t.w.h.Call(func() { out = v.v.Call(args) })
	results := make([]Value, len(out))
	for i, o := range out {
		results[i] = Value{t: v.t.Out(i).common(), v: o}
	}
	return results
}

// MakeFunc is reflect.MakeFunc.
func MakeFunc(typ Type, fn func(args []Value) []Value) Value {
	t := typ.common()
	if t.kind != Func {
		panic(Misuse("reflect: call of MakeFunc with non-Func type"))
	}
	sig := t.signature("In")
	f := goreflect.MakeFunc(t.lowered(), func(args []goreflect.Value) []goreflect.Value {
		in := make([]Value, len(args))
		for i, a := range args {
			in[i] = Value{t: t.In(i).common(), v: a}
		}
		out := fn(in)
		if len(out) != sig.Results().Len() {
			panic(Misuse("reflect: wrong return count from function created by MakeFunc"))
		}
		res := make([]goreflect.Value, len(out))
		for i, o := range out {
			if o.t == nil {
				panic(Misuse("reflect: function created by MakeFunc using closure returned zero Value"))
			}
			o.mustBeExported("Call")
			res[i] = o.assignTo("reflect.MakeFunc", t.Out(i).common())
		}
		return res
	})
	return Value{t: t, v: f}
}
