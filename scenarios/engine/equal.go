package engine

import (
	"go/types"
	"reflect"
)

// equal compares two interface values (runtime/alg.go: efaceeq).
func (r *host) equal(a, b Iface) bool {
	if a.T != b.T {
		return false
	}
	if t := a.uncomparable(); t != nil {
		r.raise(r.here(), r.runtimeError("runtime error: comparing uncomparable type "+t.name))
	}
	if a.T == nil || a.T.native != nil {
		return a.V == b.V
	}
	return r.sameValue(reflect.ValueOf(a.V), reflect.ValueOf(b.V))
}

// uncomparable gives the type of x if its values cannot be compared.
func (x Iface) uncomparable() *Type {
	switch {
	case x.T == nil:
		return nil
	case x.T.typ != nil && !types.Comparable(x.T.typ), x.T.typ == nil && !x.T.native.Comparable():
		return x.T
	}
	return nil
}

// sameValue compares two values in lowered form.
func (r *host) sameValue(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		if a.Type() == ifaceType {
			return r.equal(a.Interface().(Iface), b.Interface().(Iface))
		}
		for i := range a.NumField() {
			if blankField(a.Type().Field(i).Name) {
				continue
			}
			if !r.sameValue(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Array:
		for i := range a.Len() {
			if !r.sameValue(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// blankField reports whether a field in lowered form has the name _ in the
// source: others have one that begins with F_.
func blankField(name string) bool {
	return name[0] == 'F' && len(name) > 1 && name[1] >= '0' && name[1] <= '9'
}

// hashable panics if *key, the key of a map, holds a value that has no hash.
// The text is another if something is looked up in a map with no elements
// (runtime/alg.go: typehash, internal/runtime/maps: unhashableTypeError).
func (r *host) hashable(at int, emptyRead bool, key any) {
	r.own.Site = at
	text := "runtime error: hash of unhashable type "
	if emptyRead {
		text = "hash of unhashable type: "
	}
	r.hashableValue(reflect.ValueOf(key).Elem(), text)
}

func (r *host) hashableValue(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() != ifaceType {
			for i := range v.NumField() {
				r.hashableValue(v.Field(i), text)
			}
			return
		}
		x := v.Interface().(Iface)
		if t := x.uncomparable(); t != nil {
			r.raise(r.here(), r.runtimeError(text+t.name))
		}
		if x.T != nil && x.T.native == nil {
			r.hashableValue(reflect.ValueOf(x.V), text)
		}
	case reflect.Array:
		for i := range v.Len() {
			r.hashableValue(v.Index(i), text)
		}
	}
}
