// Package reflect is package reflect of the programs that are run: its Types
// are the types of the program, as go/types has them, its Values the values of
// the running program, in lowered form (see package lower). It has the names
// and the panics of the original; what it lacks, programs cannot use.
//
// # Vocabulary
//
// A World is one program's. The Host is the engine as far as it is needed
// here. A carried value is one of the program's in a variable of type any: on
// its way into the functions of this package and back.
//
// Values inside a struct of the standard library have that library's form:
// the same kind, but perhaps a named type, or an interface of the host's.
package reflect

import (
	"fmt"
	"go/types"
	goreflect "reflect"
	"sync"

	"golang.org/x/tools/go/types/typeutil"
)

// Host is what the engine does for this package. An iface is the lowered form
// of an interface value, a dynamic type is given by a go/types type or, if the
// program cannot name it, by the standard library's own.
type Host interface {
	// Lowered gives the Go type of the lowered form of t.
	Lowered(t types.Type) (goreflect.Type, error)
	// Shape gives the underlying type of a type that the program cannot name.
	Shape(t goreflect.Type) (types.Type, error)
	TypeName(t types.Type) string
	// Altered gives the original's size of a type that has other fields here; 0
	// for all others.
	Altered(t types.Type) int64
	// Special reports whether the scheduler provides the type, so that its
	// values have not the fields that it declares.
	Special(t types.Type) bool
	// Open gives the dynamic type and the value, in lowered form.
	Open(iface goreflect.Value) (types.Type, goreflect.Type, goreflect.Value)
	// Box makes an iface of a value.
	Box(t types.Type, native goreflect.Type, v goreflect.Value) goreflect.Value
	// Wrap makes an iface of a value of the standard library's.
	Wrap(v any) goreflect.Value
	// Convert converts between forms of a value.
	Convert(v goreflect.Value, to goreflect.Type) (goreflect.Value, error)
	// Native gives the value behind an iface as the standard library knows it.
	Native(iface goreflect.Value) any
	// Error gives the error behind an iface as the standard library sees it.
	Error(iface goreflect.Value) error
	// Method gives a method of the dynamic type of an iface, bound to it, as a
	// func in lowered form.
	Method(iface goreflect.Value, name string, sig *types.Signature, lowered goreflect.Type) (goreflect.Value, error)
	// Call runs a call back into the program.
	Call(f func())
	// Keys lists the keys of a map in an order of the scheduler's choice.
	Keys(m goreflect.Value) []goreflect.Value
	Same(a, b goreflect.Value) bool
	Hashable(key goreflect.Value)
	// Grow makes room for n more elements of a size in the slice at p.
	Grow(p any, n, size int)
	// Show prints what is in an iface as package fmt does; without one, v,
	// which has type t and is not exported.
	Show(s fmt.State, verb rune, iface goreflect.Value, v goreflect.Value, t types.Type)

	MakeChan(elem types.Type, size int) goreflect.Value
	ChanLen(c goreflect.Value) (length, capacity int)
	Send(c, v goreflect.Value)
	TrySend(c, v goreflect.Value) bool
	Recv(c goreflect.Value, elem goreflect.Type) (goreflect.Value, bool)
	TryRecv(c goreflect.Value, elem goreflect.Type) (v goreflect.Value, received, ok bool)
	Close(c goreflect.Value)
	Select(cases []Case, hasDefault bool) (chosen int, v any, ok bool)
}

// Case is a case of a select statement.
type Case struct {
	Send bool
	Chan goreflect.Value // may be the zero Value: never ready
	V    goreflect.Value
}

// World holds the types of one program.
type World struct {
	h       Host
	byType  typeutil.Map // types.Type → *rtype
	natives map[goreflect.Type]*rtype
	caches  map[any]*sync.Map
}

// NewWorld makes the world of a program.
func NewWorld(h Host) *World {
	return &World{h: h, natives: map[goreflect.Type]*rtype{}, caches: map[any]*sync.Map{}}
}

// Cache gives a cache that lives as long as the program does, by its key.
func Cache(t Type, key any) *sync.Map {
	w := t.(*rtype).w
	c := w.caches[key]
	if c == nil {
		c = &sync.Map{}
		w.caches[key] = c
	}
	return c
}

// Misuse is a panic whose value, for the program, is a string.
type Misuse string

// Unsupported is a panic for what cannot be answered as the original would.
type Unsupported string

func unsupported(format string, args ...any) {
	panic(Unsupported("reflect: " + fmt.Sprintf(format, args...)))
}

// A ValueError is a call of a method on a Value that does not have it.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == 0 {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// carried is a value of the program's in a variable of type any.
type carried struct{ v Value }

// Carry makes a carried value of an iface, nil of the nil one.
func (w *World) Carry(iface goreflect.Value) any {
	v := w.open(iface)
	if !v.IsValid() {
		return nil
	}
	return carried{v}
}

// Uncarry gives the iface behind a carried value.
func Uncarry(x any) (iface goreflect.Value, ok bool) {
	c, ok := x.(carried)
	if !ok {
		return goreflect.Value{}, false
	}
	return c.v.iface(), true
}

// open gives the value in an iface; the zero Value for nil.
func (w *World) open(iface goreflect.Value) Value {
	t, nt, v := w.h.Open(iface)
	switch {
	case t != nil:
		return Value{t: w.typeOf(t), v: v}
	case nt != nil:
		return Value{t: w.nativeOf(nt), v: v}
	}
	return Value{}
}
