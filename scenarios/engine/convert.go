package engine

import (
	"errors"
	"fmt"
	"go/types"
	"io"
	"math/rand"
	"os"
	"reflect"
	"sort"
	"strings"

	ourreflect "gopark/scenarios/engine/reflect"
	"gopark/scenarios/sched"
)

// std makes the lowered form of a function or method of the standard library:
// a func whose first parameter is the site.
func (r *host) std(fn *types.Func) (reflect.Value, error) {
	sig := fn.Signature()
	leading := []reflect.Type{reflect.TypeFor[int]()}
	var native reflect.Value
	if recv := sig.Recv(); recv != nil {
		lt, err := loweredType(recv.Type())
		if err != nil {
			return native, err
		}
		leading = append(leading, lt)
		nt, ok := nativeType(recv.Type())
		if !ok {
			return native, fmt.Errorf("type %s is not available", recv.Type())
		}
		if nt == reflect.TypeFor[*os.File]() {
			nt = reflect.TypeFor[*file]()
		}
		m, ok := nt.MethodByName(fn.Name())
		if !ok {
			return native, fmt.Errorf("%s is not available", fn.FullName())
		}
		native = m.Func
	} else {
		sym, ok := symbols[fn.Pkg().Path()+"."+fn.Name()]
		if !ok {
			return native, fmt.Errorf("%s is not available", fn.FullName())
		}
		native = sym
	}
	if s := r.seeded(fn); s.IsValid() {
		native = s
	}
	if s := r.scan(fn); s.IsValid() {
		native = s
	}
	lowered, err := loweredFunc(sig, leading)
	if err != nil {
		return native, err
	}
	nt := native.Type()
	ins, outs := make([]conversion, nt.NumIn()), make([]conversion, nt.NumOut())
	formats := fn.Pkg().Path() == "fmt" || fn.Pkg().Path() == "errors"
	bare := fn.Pkg().Path() == "sort" || strings.Contains(fn.Name(), "can") // sort.Slice, fmt.Sscan: they look inside
	ours := reflects(fn.Pkg().Path())
	for i := range ins {
		if ins[i], err = r.toNative(lowered.In(i+1), nt.In(i), formats); err != nil {
			return native, fmt.Errorf("%s: %w", fn.FullName(), err)
		}
		if bare && lowered.In(i+1) == ifaceType && nt.In(i).NumMethod() == 0 {
			ins[i] = func(v reflect.Value) reflect.Value { return reflect.ValueOf(v.Interface().(Iface).V) }
		}
		if ours && lowered.In(i+1) == ifaceType && nt.In(i).NumMethod() == 0 {
			ins[i] = r.carry
		}
		if bare && lowered.In(i+1) == reflect.TypeFor[[]Iface]() {
			ins[i] = func(v reflect.Value) reflect.Value {
				var raw []any
				for _, x := range v.Interface().([]Iface) {
					raw = append(raw, x.V)
				}
				return reflect.ValueOf(raw)
			}
		}
	}
	for i := range outs {
		if outs[i], err = r.fromNative(nt.Out(i), lowered.Out(i)); err != nil {
			return native, fmt.Errorf("%s: %w", fn.FullName(), err)
		}
	}
	if special := r.special(fn, lowered); special.IsValid() {
		return special, nil
	}
	errorf := strings.HasSuffix(fn.Name(), "f") && fn.Pkg().Path() == "fmt" && sig.Variadic()
	return reflect.MakeFunc(lowered, func(args []reflect.Value) []reflect.Value {
		r.own.Site = int(args[0].Int())
		in := make([]reflect.Value, len(ins))
		for i, conv := range ins {
			in[i] = conv(args[i+1])
		}
		if errorf { // Errorf, Sprintf, Appendf: the format comes before the operands
			n := len(in) - 2
			format, rest := typeVerbs(in[n].String(), in[n+1].Interface().([]any))
			in[n], in[n+1] = reflect.ValueOf(format), reflect.ValueOf(rest)
		}
		if ours {
			defer r.ownMistake()
		}
		var out []reflect.Value
		r.nested(func() { // it may call back
			if nt.IsVariadic() {
				out = native.CallSlice(in)
			} else {
				out = native.Call(in)
			}
		})
		for i, conv := range outs {
			out[i] = conv(out[i])
		}
		return out
	}), nil
}

// scan gives the replacement for a function of package fmt that reads standard
// input.
func (r *host) scan(fn *types.Func) reflect.Value {
	in := &file{r, os.Stdin}
	switch fn.FullName() {
	case "fmt.Scan":
		return reflect.ValueOf(func(a ...any) (int, error) { return fmt.Fscan(in, a...) })
	case "fmt.Scanln":
		return reflect.ValueOf(func(a ...any) (int, error) { return fmt.Fscanln(in, a...) })
	case "fmt.Scanf":
		return reflect.ValueOf(func(format string, a ...any) (int, error) { return fmt.Fscanf(in, format, a...) })
	}
	return reflect.Value{}
}

type conversion func(reflect.Value) reflect.Value

func same(v reflect.Value) reflect.Value { return v }

// toNative converts a lowered value to what the standard library takes.
// formats says that values are only looked at by their String and Error
// methods or printed.
func (r *host) toNative(from, to reflect.Type, formats bool) (conversion, error) {
	switch {
	case from == to:
		return same, nil
	case to == reflect.TypeFor[*file]():
		return func(v reflect.Value) reflect.Value {
			return reflect.ValueOf(&file{r, v.Interface().(*os.File)})
		}, nil
	case from == ifaceType && to.Kind() == reflect.Interface:
		if !r.adapts(to) {
			return nil, fmt.Errorf("values of interface type %s are not available", to)
		}
		return func(v reflect.Value) reflect.Value {
			x := r.adapt(v.Interface().(Iface), to, formats)
			if x == nil {
				return reflect.Zero(to)
			}
			out := reflect.New(to).Elem()
			out.Set(reflect.ValueOf(x))
			return out
		}, nil
	case from.Kind() == reflect.Slice && to.Kind() == reflect.Slice:
		return convertSlice(from, to, func(f, t reflect.Type) (conversion, error) { return r.toNative(f, t, formats) })
	case from.Kind() == reflect.Func && to.Kind() == reflect.Func:
		return r.convertFunc(from, to, r.fromNative, func(f, t reflect.Type) (conversion, error) { return r.toNative(f, t, formats) })
	case from.Kind() == to.Kind() && from.ConvertibleTo(to):
		return func(v reflect.Value) reflect.Value { return v.Convert(to) }, nil
	}
	return nil, fmt.Errorf("values of type %s are not available", to)
}

// fromNative converts what the standard library gives to lowered form.
func (r *host) fromNative(from, to reflect.Type) (conversion, error) {
	switch {
	case from == to:
		return same, nil
	case to == ifaceType && from.Kind() == reflect.Interface:
		return func(v reflect.Value) reflect.Value {
			if v.IsNil() {
				return reflect.ValueOf(Iface{})
			}
			return reflect.ValueOf(r.wrap(v.Elem().Interface()))
		}, nil
	case from.Kind() == reflect.Slice && to.Kind() == reflect.Slice:
		return convertSlice(from, to, r.fromNative)
	case from.Kind() == reflect.Func && to.Kind() == reflect.Func:
		return r.convertFunc(from, to, func(f, t reflect.Type) (conversion, error) { return r.toNative(f, t, false) }, r.fromNative)
	case from.Kind() == to.Kind() && from.ConvertibleTo(to):
		return func(v reflect.Value) reflect.Value { return v.Convert(to) }, nil
	}
	return nil, fmt.Errorf("values of type %s are not available", from)
}

// convertSlice converts a slice; elements converts what is in it. The result
// is a copy unless only the name of the type differs.
func convertSlice(from, to reflect.Type, elements func(from, to reflect.Type) (conversion, error)) (conversion, error) {
	conv, err := elements(from.Elem(), to.Elem())
	if err != nil {
		return nil, err
	}
	if from.Elem() == to.Elem() {
		return func(v reflect.Value) reflect.Value { return v.Convert(to) }, nil
	}
	return func(v reflect.Value) reflect.Value {
		if v.IsNil() {
			return reflect.Zero(to)
		}
		out := reflect.MakeSlice(to, v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(conv(v.Index(i)))
		}
		return out
	}, nil
}

// convertFunc converts a func value; args converts what it is called with,
// results what it returns.
func (r *host) convertFunc(from, to reflect.Type, args, results func(from, to reflect.Type) (conversion, error)) (conversion, error) {
	if from.NumIn() != to.NumIn() || from.NumOut() != to.NumOut() {
		return nil, fmt.Errorf("functions of type %s are not available", to)
	}
	var ins, outs []conversion
	for i := range to.NumIn() {
		c, err := args(to.In(i), from.In(i))
		if err != nil {
			return nil, err
		}
		ins = append(ins, c)
	}
	for i := range from.NumOut() {
		c, err := results(from.Out(i), to.Out(i))
		if err != nil {
			return nil, err
		}
		outs = append(outs, c)
	}
	return func(v reflect.Value) reflect.Value {
		if v.IsNil() {
			return reflect.Zero(to)
		}
		return reflect.MakeFunc(to, func(in []reflect.Value) []reflect.Value {
			for i, c := range ins {
				in[i] = c(in[i])
			}
			var out []reflect.Value
			r.nested(func() { out = v.Call(in) })
			for i, c := range outs {
				out[i] = c(out[i])
			}
			return out
		})
	}, nil
}

// adapts reports whether values of the program's types can be passed as a
// native interface type.
func (r *host) adapts(to reflect.Type) bool {
	return to.NumMethod() == 0 || to == errorType || to == reflect.TypeFor[ourreflect.Type]() || reflect.TypeFor[*file]().Implements(to) ||
		to == reflect.TypeFor[fmt.Stringer]() || to == reflect.TypeFor[rand.Source]() || to == reflect.TypeFor[sort.Interface]() || to == reflect.TypeFor[io.Reader]()
}

// adapt gives a native value for x that implements to.
func (r *host) adapt(x Iface, to reflect.Type, formats bool) any {
	if x.T == nil {
		return nil
	}
	if f, ok := x.V.(*os.File); ok {
		return &file{r, f}
	}
	if x.T.native != nil {
		return x.V
	}
	switch {
	case to.NumMethod() == 0:
		if formats {
			return r.printable(x)
		}
		return held{x}
	case to == errorType:
		return r.errorValue(x)
	case to == reflect.TypeFor[sort.Interface]():
		return sorter{r, x}
	case to == reflect.TypeFor[fmt.Stringer]():
		return stringer{r, x}
	case to == reflect.TypeFor[rand.Source]():
		return source{r, x}
	}
	return &stream{r, x}
}

// wrap turns a native value into an interface value of the program.
func (r *host) wrap(v any) Iface {
	switch v := v.(type) {
	case nil:
		return Iface{}
	case userError:
		return v.x
	case userErrors:
		return v.x
	case plainError:
		return v.x
	case stringer:
		return v.x
	case printed:
		return v.x
	case held:
		return v.x
	case source:
		return v.x
	case *file:
		return r.wrap(v.f)
	case *stream:
		return v.x
	}
	if x, ok := ourreflect.Uncarry(v); ok {
		return x.Interface().(Iface)
	}
	t := reflect.TypeOf(v)
	return Iface{r.typeOf(t), v}
}

// typeOf gives the run-time type of a native type.
func (r *host) typeOf(t reflect.Type) *Type {
	if known, ok := r.natives[t]; ok {
		return known
	}
	known := &Type{id: len(r.types) + len(r.natives), native: t, name: t.String()}
	r.natives[t] = known
	return known
}

// userError is an error of the program's own type as the standard library
// sees it. It is comparable exactly if the program's value is.
type userError struct {
	r *host
	x Iface
}

func (e userError) Error() string { return e.r.callString(e.x, "Error") }
func (e userError) Unwrap() error {
	var out Iface
	if !e.r.method(e.x, "Unwrap", nil, &out) || out.T == nil {
		return nil
	}
	err, _ := e.r.adapt(out, errorType, true).(error)
	return err
}
func (e userError) Is(target error) bool {
	var ok bool
	e.r.method(e.x, "Is", []any{e.r.wrap(target)}, &ok)
	return ok
}
func (e userError) Format(s fmt.State, verb rune) { e.r.format(s, verb, e.x) }

// userErrors is a userError that wraps several errors.
type userErrors struct{ userError }

func (e userErrors) Unwrap() []error {
	var out []Iface
	e.r.method(e.x, "Unwrap", nil, &out)
	errs := make([]error, 0, len(out))
	for _, x := range out {
		if err, ok := e.r.adapt(x, errorType, true).(error); ok {
			errs = append(errs, err)
		}
	}
	return errs
}

// plainError is a userError without Is and Unwrap, so that errors.Is compares
// it and goes no further.
type plainError struct {
	r *host
	x Iface
}

func (e plainError) Error() string                 { return e.r.callString(e.x, "Error") }
func (e plainError) Format(s fmt.State, verb rune) { e.r.format(s, verb, e.x) }

func (r *host) errorValue(x Iface) any {
	switch {
	case r.hasMethod(x.T, "Unwrap", new([]Iface)):
		return userErrors{userError{r, x}}
	case r.hasMethod(x.T, "Unwrap", new(Iface)), r.hasMethod(x.T, "Is", new(bool)):
		return userError{r, x}
	}
	return plainError{r, x}
}

// held is a value of the program's own type that the standard library only
// keeps: in an atomic.Value, for instance.
type held struct{ x Iface }

// source is a rand.Source of the program's own type.
type source struct {
	r *host
	x Iface
}

func (s source) Int63() (n int64) { s.r.method(s.x, "Int63", nil, &n); return n }
func (s source) Seed(seed int64)  { s.r.method(s.x, "Seed", []any{seed}) }

type stringer struct {
	r *host
	x Iface
}

func (s stringer) String() string { return s.r.callString(s.x, "String") }

// sorter is a sort.Interface of the program's own type.
type sorter struct {
	r *host
	x Iface
}

func (s sorter) Len() int {
	var n int
	s.r.method(s.x, "Len", nil, &n)
	return n
}

func (s sorter) Less(i, j int) bool {
	var less bool
	s.r.method(s.x, "Less", []any{i, j}, &less)
	return less
}

func (s sorter) Swap(i, j int) { s.r.method(s.x, "Swap", []any{i, j}) }

// stream is an io.Reader or io.Writer of the program's own type.
type stream struct {
	r *host
	x Iface
}

func (s *stream) Write(p []byte) (int, error) { return s.transfer("Write", p) }
func (s *stream) Read(p []byte) (int, error)  { return s.transfer("Read", p) }

func (s *stream) transfer(method string, p []byte) (int, error) {
	var n int
	var e Iface
	found := false
	s.r.asProgram(func() { found = s.r.method(s.x, method, []any{p}, &n, &e) })
	if !found {
		return 0, errors.ErrUnsupported
	}
	err, _ := s.r.adapt(e, errorType, true).(error)
	return n, err
}

// file is os.Stdin, os.Stdout or os.Stderr.
type file struct {
	r *host
	f *os.File
}

func (w *file) Write(p []byte) (int, error) {
	switch w.f {
	case os.Stdout:
		w.r.write(w.r.here(), 1, p)
	case os.Stderr:
		w.r.write(w.r.here(), 2, p)
	default:
		return 0, os.ErrInvalid
	}
	return len(p), nil
}

func (w *file) Read(p []byte) (int, error) {
	if w.f != os.Stdin {
		return 0, os.ErrInvalid
	}
	return w.r.stdin.Read(p)
}

func (w *file) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// method calls a method of the program's type on x, if it has one of these
// parameter and result types.
func (r *host) method(x Iface, name string, args []any, results ...any) bool {
	fn, ok := r.find(x.T, name, results)
	if !ok {
		return false
	}
	in := []reflect.Value{reflect.ValueOf(x)}
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	if fn.Type().NumIn() != len(in) {
		return false
	}
	r.nested(func() {
		for i, out := range fn.Call(in) {
			reflect.ValueOf(results[i]).Elem().Set(out)
		}
	})
	return true
}

func (r *host) callString(x Iface, name string) string {
	var s string
	r.method(x, name, nil, &s)
	return s
}

func (r *host) hasMethod(t *Type, name string, results ...any) bool {
	_, ok := r.find(t, name, results)
	return ok
}

// find looks a well-known method up in the table the program registered.
func (r *host) find(t *Type, name string, results []any) (reflect.Value, bool) {
	if t == nil || t.typ == nil || types.IsInterface(t.typ) {
		return reflect.Value{}, false
	}
	for _, m := range r.methods[name] {
		if m.fn.Type().NumOut() != len(results) {
			continue
		}
		match := true
		for i, out := range results {
			match = match && m.fn.Type().Out(i) == reflect.TypeOf(out).Elem()
		}
		if match && declares(t.typ, name, m.sig) {
			return m.fn, true
		}
	}
	return reflect.Value{}, false
}

// declares reports whether t has a method of this name and signature.
func declares(t types.Type, name string, sig *types.Signature) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
	fo, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	s := fo.Signature()
	return types.Identical(types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic()), sig)
}

// invoke calls a method of a type of the standard library through an
// interface. ptrs are pointers to the lowered arguments, then the results.
func (r *host) invoke(site int, x Iface, name string, ptrs ...any) {
	r.own.Site = site
	if x.T == nil {
		panic(r.nilDereference())
	}
	if l, ok := locker(r, x.V); ok {
		switch name {
		case "Lock":
			l.Lock()
			return
		case "Unlock":
			l.Unlock()
			return
		}
	}
	v := reflect.ValueOf(x.V)
	if f, ok := x.V.(*os.File); ok {
		v = reflect.ValueOf(&file{r, f})
	}
	m := v.MethodByName(name)
	if !m.IsValid() {
		panic(fmt.Sprintf("engine: %s has no method %s", x.T.name, name))
	}
	mt := m.Type()
	in := make([]reflect.Value, mt.NumIn())
	ours := v.Kind() == reflect.Pointer && reflects(v.Type().Elem().PkgPath())
	for i := range in {
		a := reflect.ValueOf(ptrs[i]).Elem()
		if ours && a.Type() == ifaceType && mt.In(i).NumMethod() == 0 {
			in[i] = r.carry(a)
			continue
		}
		conv, err := r.toNative(a.Type(), mt.In(i), false)
		if err != nil {
			panic("engine: " + err.Error())
		}
		in[i] = conv(a)
	}
	var out []reflect.Value
	if mt.IsVariadic() {
		out = m.CallSlice(in)
	} else {
		out = m.Call(in)
	}
	for i, o := range out {
		dst := reflect.ValueOf(ptrs[len(in)+i]).Elem()
		conv, err := r.fromNative(o.Type(), dst.Type())
		if err != nil {
			panic("engine: " + err.Error())
		}
		dst.Set(conv(o))
	}
}

// lock is a sync.Locker of the scheduler's.
type lock struct{ lock, unlock func() }

func (l lock) Lock()   { l.lock() }
func (l lock) Unlock() { l.unlock() }

// locker gives the operations of a lock that the scheduler provides.
func locker(r *host, v any) (lock, bool) {
	at := r.here()
	switch mu := v.(type) {
	case *sched.Mutex:
		return lock{func() { r.m.Lock(at, mu) }, func() { r.m.Unlock(at, mu) }}, true
	case *sched.RWMutex:
		return lock{func() { r.m.WLock(at, mu) }, func() { r.m.WUnlock(at, mu) }}, true
	}
	return lock{}, false
}
