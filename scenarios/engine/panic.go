package engine

import (
	"fmt"
	"go/types"
	"reflect"
	goruntime "runtime"
	"strconv"
	"strings"
	"unsafe"

	ourreflect "gopark/scenarios/engine/reflect"
	"gopark/scenarios/lower"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// Frame holds what a lowered function has deferred.
type Frame struct {
	calls []deferredCall
	pan   *panicking // the panic being handled, nil when recovered
	outer *Frame     // the one whose deferred call is running this one's
}

type deferredCall struct {
	f        func()
	recovers bool // the function calls recover itself
	site     int  // of a deferred call of the library's: where it acts; else 0
}

// panicking is a panic of the program on its way up the host's stack.
type panicking struct {
	value      Iface
	runtimeErr bool
	signal     bool // Go reports a memory fault: nil dereference
	recovered  bool
	repanicked bool       // the panic after it has the same value
	text       string     // as it is printed
	prev       *panicking // the panic during whose deferred calls this one began
}

// goError is a runtime.Error with Go's own text.
type goError struct {
	text string
	typ  string // the runtime's type, as %T prints it
}

func (e goError) Error() string { return e.text }
func (goError) RuntimeError()   {}

// internalError is a panic that is a mistake of ours.
type internalError struct {
	what  any
	stack string
}

// runtimeErrorTypes are the runtime's types of its errors, by how their texts
// begin (runtime/error.go, runtime/panic.go); all others are errorStrings.
var runtimeErrorTypes = []struct{ prefix, typ string }{
	{"runtime error: index out of range", "runtime.boundsError"},
	{"runtime error: slice bounds out of range", "runtime.boundsError"},
	{"runtime error: cannot convert slice", "runtime.boundsError"},
	{"interface conversion: ", "*runtime.TypeAssertionError"},
	{"panic called with nil", "*runtime.PanicNilError"},
	{"assignment to entry", "runtime.plainError"},
	{"send on closed", "runtime.plainError"},
	{"close of ", "runtime.plainError"},
	{"makechan: ", "runtime.plainError"},
	{"hash of unhashable type: ", "maps.unhashableTypeError"},
}

func (r *host) runtimeError(text string) *panicking {
	signal := strings.Contains(text, "nil pointer dereference")
	typ := "runtime.errorString"
	for _, e := range runtimeErrorTypes {
		if strings.HasPrefix(text, e.prefix) {
			typ = e.typ
		}
	}
	return &panicking{value: r.wrap(goError{text, typ}), runtimeErr: true, signal: signal}
}

func (r *host) nilDereference() *panicking {
	return r.runtimeError("runtime error: invalid memory address or nil pointer dereference")
}

// raise starts a panic of the program.
func (r *host) raise(at trace.SiteID, p *panicking) {
	r.m.Panicked(at, r.panicLabel(p.value))
	panic(p)
}

// asPanic turns what the host recovered into a panic of the program.
func (r *host) asPanic(v any) *panicking {
	switch v := v.(type) {
	case *panicking:
		return v
	case sched.RuntimeError:
		return r.noted(r.runtimeError(string(v)))
	case sched.Misuse:
		return r.noted(&panicking{value: r.wrap(string(v))})
	case *reflect.ValueError:
		// The interpreter selects from, or stores through, a nil pointer.
		return r.noted(r.nilDereference())
	case goruntime.Error:
		text := v.Error()
		if !strings.HasPrefix(text, "runtime error: ") && !strings.HasPrefix(text, "assignment to entry") {
			break
		}
		if t, ok := v.(*goruntime.TypeAssertionError); ok {
			return &panicking{value: r.wrap(internalError{t.Error(), string(stack())})}
		}
		return r.noted(r.runtimeError(text))
	case string:
		if strings.HasPrefix(v, "reflect: ") || strings.HasPrefix(v, "reflect.Value.Call: call of nil function") {
			return r.noted(r.nilDereference())
		}
		return r.noted(&panicking{value: r.wrap(v)}) // of the standard library
	case ourreflect.Misuse, ourreflect.NilMap, ourreflect.Unsupported:
		return r.reflectPanic(v)
	case error:
		return r.noted(&panicking{value: r.wrap(v)})
	}
	return &panicking{value: r.wrap(internalError{v, string(stack())})}
}

// repanic gives the panic with which library code that has recovered from v
// goes on.
func (r *host) repanic(v any) *panicking {
	p := r.asPanic(v)
	p.recovered = true
	again := *p
	again.recovered, again.prev = false, p
	return &again
}

func stack() []byte {
	buf := make([]byte, 16<<10)
	return buf[:goruntime.Stack(buf, false)]
}

// noted records a panic that did not begin with a call of panic.
func (r *host) noted(p *panicking) *panicking {
	r.m.Panicked(r.here(), r.panicLabel(p.value))
	return p
}

// protect is how the shell of a function that defers runs the body. It is the
// last that the shell does; so if the function is a goroutine's outermost, which
// the room tells, the body can wait until the shell has returned.
func (r *host) protect(d *Frame, body func()) {
	if r.depth() == lower.ProtectRoom && r.m.Self() != trace.MainG {
		r.shell.frame, r.shell.body = d, body
		return
	}
	r.guard(d, body)
}

// guard runs the body of a function that defers, and its deferred calls when
// the body is left in any way.
func (r *host) guard(d *Frame, body func()) {
	done := false
	depth := r.depth()
	defer func() {
		if r.m.Dead() {
			return
		}
		r.setDepth(depth)
		if !done {
			if v := recover(); v != nil {
				d.pan = r.asPanic(v)
			}
		}
		r.unwind(d)
		if d.pan != nil {
			panic(d.pan)
		}
	}()
	body()
	done = true
}

func (r *host) unwind(d *Frame) {
	for len(d.calls) > 0 && !r.m.Dead() {
		last := len(d.calls) - 1
		c := d.calls[last]
		d.calls = d.calls[:last]
		r.runDeferred(d, c)
	}
}

// runDeferred makes one deferred call. A panic in it replaces the one being
// handled; Goexit in it aborts that panic and goes on with the calls that are
// left.
func (r *host) runDeferred(d *Frame, c deferredCall) {
	self := r.m.Self()
	outer := r.deferring[self]
	handled := d.pan
	d.outer = outer
	r.deferring[self] = d
	r.direct = c.recovers
	if c.site != 0 {
		r.own.Site = c.site
	}
	normal := false
	defer func() {
		if r.m.Dead() {
			return
		}
		if outer == nil {
			delete(r.deferring, self)
		} else {
			r.deferring[self] = outer
		}
		if normal {
			return
		}
		if v := recover(); v != nil {
			p := r.asPanic(v)
			oldest := p
			for oldest != handled && oldest.prev != nil {
				oldest = oldest.prev
			}
			if oldest != handled {
				oldest.prev = handled
			}
			d.pan = p
			return
		}
		d.pan = nil
		r.unwind(d)
	}()
	c.f()
	r.direct = false
	normal = true
}

// recoverPanic is the built-in recover. direct says that the calling function
// was itself called by a deferred call.
func (r *host) recoverPanic(at int, direct bool) Iface {
	d := r.deferring[r.m.Self()]
	if !direct || d == nil || d.pan == nil {
		return Iface{}
	}
	p := d.pan
	d.pan = nil
	p.recovered = true
	r.m.Recovered(trace.SiteID(at), r.panicLabel(p.value))
	return p.value
}

// recoverLater is a deferred call of recover itself, in a function that was
// called by a deferred call if direct is set.
func (r *host) recoverLater(at int, direct bool) {
	d := r.deferring[r.m.Self()]
	if direct && d != nil && d.pan == nil && d.outer != nil && d.outer.pan != nil {
		p := d.outer.pan
		d.outer.pan = nil
		p.recovered = true
		r.m.Recovered(trace.SiteID(at), r.panicLabel(p.value))
	}
}

// crash ends the run with an unrecovered panic.
func (r *host) crash(v any) {
	p := r.asPanic(v)
	if e, ok := p.value.V.(internalError); ok {
		r.internal = fmt.Sprintf("%v\n%s", e.what, e.stack)
		r.m.Crash(r.here(), trace.OutcomeFatal, 2, "gopark: internal error: "+fmt.Sprint(e.what))
		return
	}
	var b strings.Builder
	outcome := trace.OutcomePanic
	if why := r.preprintPanics(p); why != "" {
		outcome = trace.OutcomeFatal
		b.WriteString("fatal error: " + why + "\n")
	} else {
		printPanics(&b, p)
	}
	if p.signal {
		b.WriteString("[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]\n")
	}
	r.m.Crash(r.here(), outcome, 2, strings.TrimSuffix(b.String(), "\n"))
}

// preprintPanics makes the texts of a panic and of those before it
// (runtime/panic.go: preprintpanics), and reports what went wrong.
func (r *host) preprintPanics(p *panicking) (why string) {
	defer func() {
		if r.m.Dead() {
			return
		}
		if v := recover(); v != nil {
			why = "panic while printing panic value"
			q := r.asPanic(v)
			p.signal = p.signal || q.signal
			if text, ok := q.value.V.(string); ok && q.value.T.name == "string" {
				why += ": " + text
			} else if q.value.T != nil {
				why += ": type " + r.dynamicType(q.value)
			}
		}
	}()
	for ; p != nil; p = p.prev {
		if p.prev != nil && sameWords(p.prev.value, p.value) {
			p.prev.repanicked = true
			continue
		}
		p.text = r.panicText(p.value)
	}
	return ""
}

// dynamicType is the type of x as %T prints it.
func (r *host) dynamicType(x Iface) string {
	if e, ok := x.V.(goError); ok {
		return e.typ
	}
	return x.T.name
}

// sameWords reports whether two interface values are the same in memory:
// constants are, other values only if one is a copy of the other.
func sameWords(a, b Iface) bool {
	if a.T != b.T || a.T == nil {
		return a.T == b.T
	}
	if k := reflect.TypeOf(a.V).Kind(); k <= reflect.Complex128 || k == reflect.String {
		return a.V == b.V
	}
	return *(*[2]unsafe.Pointer)(unsafe.Pointer(&a.V)) == *(*[2]unsafe.Pointer)(unsafe.Pointer(&b.V))
}

// printPanics is runtime/panic.go: printpanics.
func printPanics(b *strings.Builder, p *panicking) {
	if p.prev != nil {
		printPanics(b, p.prev)
		if p.prev.repanicked {
			return
		}
		b.WriteString("\t")
	}
	b.WriteString("panic: " + p.text)
	switch {
	case p.recovered && p.repanicked:
		b.WriteString(" [recovered, repanicked]")
	case p.recovered:
		b.WriteString(" [recovered]")
	}
	b.WriteString("\n")
}

// panicLabel names a panic value in the trace. It calls no method of the
// program's: Go does so only when the program crashes.
func (r *host) panicLabel(x Iface) string {
	if r.hasMethod(x.T, "Error", new(string)) || r.hasMethod(x.T, "String", new(string)) {
		return r.show(x.V, x.T.typ)
	}
	return r.panicText(x)
}

// panicText is how the runtime prints a panic value (runtime/error.go:
// printpanicval, runtime/panic.go: preprintpanics).
func (r *host) panicText(x Iface) string {
	switch {
	case x.T == nil:
		return "nil"
	case r.hasMethod(x.T, "Error", new(string)):
		return indented(r.callString(x, "Error"))
	case r.hasMethod(x.T, "String", new(string)):
		return indented(r.callString(x, "String"))
	}
	switch v := x.V.(type) {
	case error:
		return indented(v.Error())
	case fmt.Stringer:
		return indented(v.String())
	}
	v := reflect.ValueOf(x.V)
	text := ""
	switch v.Kind() {
	case reflect.Bool:
		text = strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		text = strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		text = strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		text = printFloat(v)
	case reflect.String:
		text = indented(v.String())
	default:
		return "(" + x.T.name + ") " + address(v)
	}
	if x.T.typ == nil {
		return text
	}
	if _, basic := types.Unalias(x.T.typ).(*types.Basic); basic {
		return text
	}
	if v.Kind() == reflect.String {
		return x.T.name + `("` + text + `")`
	}
	return x.T.name + "(" + text + ")"
}

func address(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Func:
		return fmt.Sprintf("%#x", v.Pointer())
	}
	return "0xc000012345"
}

// indented starts each further line with a tab (runtime/print.go).
func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n\t") }

// printFloat is how the runtime prints floats and complex numbers
// (runtime/print.go: printfloat64, printcomplex128).
func printFloat(v reflect.Value) string {
	if v.CanComplex() {
		return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())
	}
	return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
}
