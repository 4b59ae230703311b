package json

//go:generate go run gen.go

import (
	"sync"

	"gopark/scenarios/engine/reflect"
)

// encoders and fieldsOf are caches that belong to a program.
func encoders(t reflect.Type) *sync.Map { return reflect.Cache(t, encodersKey{}) }
func fieldsOf(t reflect.Type) *sync.Map { return reflect.Cache(t, fieldsKey{}) }

type (
	encodersKey struct{}
	fieldsKey   struct{}
)

func isNumber(t reflect.Type) bool { return reflect.IsNamed(t, "encoding/json", "Number") }

// as gives v as an interface value, if its type implements the interface that
// t stands for.
func as[I any](t reflect.Type, v reflect.Value) (I, bool) {
	var none I
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || !v.Type().Implements(t) {
		return none, false
	}
	if x, ok := reflect.Native(v).(I); ok {
		return x, true
	}
	x, ok := any(methods{v}).(I)
	return x, ok
}

func isZero(v reflect.Value) bool {
	x, _ := as[isZeroer](isZeroerType, v)
	return x.IsZero()
}

// Repanic gives what to panic with again after v was recovered.
var Repanic = func(v any) any { return v }

// methods are those of a value of the program's own type.
type methods struct{ v reflect.Value }

func (m methods) IsZero() bool                    { return reflect.CallMethod(m.v, "IsZero")[0].Bool() }
func (m methods) MarshalJSON() ([]byte, error)    { return m.bytes("MarshalJSON") }
func (m methods) MarshalText() ([]byte, error)    { return m.bytes("MarshalText") }
func (m methods) UnmarshalJSON(data []byte) error { return m.take("UnmarshalJSON", data) }
func (m methods) UnmarshalText(data []byte) error { return m.take("UnmarshalText", data) }

func (m methods) bytes(name string) ([]byte, error) {
	out := reflect.CallMethod(m.v, name)
	return out[0].Bytes(), reflect.ErrorOf(out[1])
}

func (m methods) take(name string, data []byte) error {
	return reflect.ErrorOf(reflect.CallMethod(m.v, name, data)[0])
}

// native decodes into a variable of this package's own: Token has them.
func (d *decodeState) native(v any) (done bool, err error) {
	switch v.(type) {
	case *any, *string:
	default:
		return false, nil
	}
	d.near = nil
	d.scan.reset()
	d.scanWhile(scanSkipSpace)
	x := d.valueInterface()
	switch p := v.(type) {
	case *any:
		*p = x
	case *string:
		*p, _ = x.(string)
	}
	return true, d.savedError
}
