package engine

import (
	"fmt"
	"go/types"
	"reflect"
)

// special gives our own form of a function of the standard library that looks
// at the types of its operands, or nothing.
func (r *host) special(fn *types.Func, lowered reflect.Type) reflect.Value {
	var f any
	switch fn.FullName() {
	case "errors.As":
		f = func(site int, err, target Iface) bool {
			r.own.Site = site
			return r.errorsAs(err, target)
		}
	case "fmt.Sprint":
		f = func(site int, xs []Iface) string { r.own.Site = site; return r.sprint(xs) }
	case "fmt.Append":
		f = func(site int, b []byte, xs []Iface) []byte {
			r.own.Site = site
			return fmt.Append(b, r.sprint(xs))
		}
	default:
		return reflect.Value{}
	}
	return reflect.ValueOf(f).Convert(lowered)
}

// errorsAs is errors.As for the program's types as well as the library's.
func (r *host) errorsAs(err, target Iface) bool {
	if err.T == nil {
		return false
	}
	if target.T == nil {
		r.raise(r.here(), &panicking{value: r.wrap("errors: target cannot be nil")})
	}
	ptr, _ := target.T.typ.Underlying().(*types.Pointer)
	dst := reflect.ValueOf(target.V)
	if ptr == nil || dst.IsNil() {
		r.raise(r.here(), &panicking{value: r.wrap("errors: target must be a non-nil pointer")})
	}
	return r.asTarget(err, target, ptr.Elem(), dst.Elem())
}

func (r *host) asTarget(err, target Iface, want types.Type, dst reflect.Value) bool {
	for err.T != nil {
		if r.assign(err, want, dst) {
			return true
		}
		var ok bool
		if r.method(err, "As", []any{target}, &ok) && ok {
			return true
		}
		if x, isAs := err.V.(interface{ As(any) bool }); isAs && err.T.native != nil && x.As(target.V) {
			return true
		}
		var one Iface
		var many []Iface
		switch {
		case r.method(err, "Unwrap", nil, &one):
		case r.method(err, "Unwrap", nil, &many):
		default:
			switch x := err.V.(type) {
			case interface{ Unwrap() error }:
				one = r.wrap(x.Unwrap())
			case interface{ Unwrap() []error }:
				for _, e := range x.Unwrap() {
					many = append(many, r.wrap(e))
				}
			}
		}
		for _, e := range many {
			if r.asTarget(e, target, want, dst) {
				return true
			}
		}
		err = one
	}
	return false
}

// assign stores x in dst, a variable of type want in lowered form, if x is
// assignable to it.
func (r *host) assign(x Iface, want types.Type, dst reflect.Value) bool {
	if it, ok := want.Underlying().(*types.Interface); ok {
		if !r.satisfies(x, it) {
			return false
		}
		dst.Set(reflect.ValueOf(x))
		return true
	}
	if x.T != r.staticType(want) {
		return false
	}
	r.unbox(x, dst.Addr().Interface())
	return true
}
