package engine

import (
	"bytes"
	"cmp"
	"fmt"
	"go/constant"
	"go/types"
	"io"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"gopark/scenarios/lower"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// host is what a lowered program calls: package rt. One host serves one
// compiled program, a run at a time.
type host struct {
	m    *sched.Machine
	left *int64 // the machine's statement budget: the same place in every run, since the interpreter resolves it when it compiles

	own *sched.Own // the running goroutine's, in one place as well

	low *lower.Program

	types     []*Type // by type number
	byType    map[types.Type]*Type
	natives   map[reflect.Type]*Type
	consts    []constant.Value
	vars      []reflect.Value
	methods   map[string][]methodEntry
	implCache map[implKey]bool

	mirror *mirror // for package reflect

	sliced     int64 // statements since slice looked at the memory
	made       int   // bytes of slices made since checkMake did
	begun      int   // goroutines
	heavy      bool  // the run has used much memory
	coroutines []*coroutine
	captured   *bytes.Buffer // what an example prints
	stdin      *strings.Reader
	env        map[string]string
	procs      int // what the program takes GOMAXPROCS to be
	deferring  map[trace.GID]*Frame
	signs      bool     // a -0 has been passed
	direct     bool     // the function to be called next is called by a deferred call, and may recover
	shell      struct { // of the outermost function of a goroutine, that has just returned
		frame *Frame
		body  func()
	}
	internal string // what went wrong inside us, for the report
}

type implKey struct {
	t     *Type
	iface int
}

// methodEntry is a way to call a well-known method of the program's types.
type methodEntry struct {
	sig *types.Signature
	fn  reflect.Value // func(Iface, args...) results
}

// Cond is sync.Cond.
type Cond struct {
	L Iface
	c *sched.Cond
}

// Case is one case of a select statement under construction.
type Case struct {
	at   trace.SiteID
	send bool
	ch   *sched.Chan
	v    any
	in   bool // it stands in library code
}

// Val is a received value not yet stored.
type Val struct{ v any }

func newHost() *host {
	return &host{left: new(int64), own: new(sched.Own)}
}

// load prepares the runtime for a lowered program.
func (r *host) load(p *lower.Program) error {
	r.low = p
	r.types = make([]*Type, len(p.Types))
	r.byType = map[types.Type]*Type{}
	r.natives = map[reflect.Type]*Type{}
	r.methods = map[string][]methodEntry{}
	r.implCache = map[implKey]bool{}
	r.consts = p.Consts
	r.mirror = newMirror(r)
	for i, t := range p.Types {
		if t == nil {
			continue
		}
		r.types[i] = r.newType(i, t)
	}
	args := append([]string{"main"}, strings.FieldsFunc(fileText(p.Files, lower.ArgsName), func(c rune) bool { return c == '\n' })...)
	for _, v := range p.Vars {
		if v.Pkg().Path() == "os" && v.Name() == "Args" {
			r.vars = append(r.vars, reflect.ValueOf(&args).Elem())
			continue
		}
		sym, ok := symbols[v.Pkg().Path()+"."+v.Name()]
		if !ok {
			return fmt.Errorf("%s.%s is not available", v.Pkg().Path(), v.Name())
		}
		r.vars = append(r.vars, sym.Elem())
	}
	return nil
}

func (r *host) newType(id int, t types.Type) *Type {
	rt := &Type{id: id, typ: t, name: typeName(t)}
	r.byType[t] = rt
	if nt, ok := nativeType(t); ok && nt.Kind() != reflect.Interface {
		rt.native = nt
		r.natives[nt] = rt
	}
	return rt
}

// staticType gives the run-time type of t, which the program may not have
// converted to an interface anywhere.
func (r *host) staticType(t types.Type) *Type {
	if rt, ok := r.byType[t]; ok {
		return rt
	}
	for _, rt := range r.types {
		if rt != nil && types.Identical(rt.typ, t) {
			r.byType[t] = rt
			return rt
		}
	}
	if nt, ok := nativeType(t); ok && nt.Kind() != reflect.Interface {
		if rt, ok := r.natives[nt]; ok {
			r.byType[t] = rt
			return rt
		}
	}
	return r.newType(len(r.types)+len(r.byType), t)
}

// operand says what is operated on at a place, with the indexes as they are.
func (r *host) operand(at trace.SiteID) string {
	s := r.low.Sites[at].Operand
	in := r.low.Indexes[at]
	if in == nil {
		return s
	}
	var b strings.Builder
	for i, part := range in.Parts[:len(in.Parts)-1] {
		b.WriteString(part)
		if in.Keys[i] {
			b.WriteString(strconv.Quote(r.own.Key[i]))
		} else {
			b.WriteString(strconv.Itoa(r.own.Index[i]))
		}
	}
	return b.String() + in.Parts[len(in.Parts)-1]
}

func fileText(files []trace.File, name string) string {
	for _, f := range files {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// start binds the runtime to a new run.
func (r *host) start(m *sched.Machine) {
	r.m = m
	r.own.Site = 0
	r.deferring = map[trace.GID]*Frame{}
	r.direct, r.signs = false, false
	r.internal = ""
	r.captured = nil
	r.env = map[string]string{}
	r.procs = m.Procs()
	r.stdin = strings.NewReader(fileText(r.low.Files, lower.StdinName))
	m.TimeValue = func(t trace.Time) any { return virtualTime(t) }
}

// virtualTime is what time.Now gives at a virtual time: the date, in the local
// time zone, which is UTC, and the reading of the monotonic clock, which no
// function of package time can set. The reading is 1 when a program starts
// (time/time.go: runtimeNano, startNano).
func virtualTime(t trace.Time) time.Time {
	const (
		hasMonotonic = 1 << 63
		yearOne1885  = 59453308800 // seconds from year 1 to 1885
		yearOneUnix  = 62135596800 // to 1970
	)
	ns := trace.Epoch + int64(t)
	if t < 0 { // in a synctest bubble, which has no monotonic clock (runtime/time.go: time_now)
		return time.Unix(0, ns).UTC()
	}
	fields := timeFields{
		wall: hasMonotonic | uint64(ns/1e9+yearOneUnix-yearOne1885)<<30 | uint64(ns%1e9),
		ext:  int64(t) + 1,
	}
	return *(*time.Time)(unsafe.Pointer(&fields))
}

// timeFields is time.Time as package time declares it.
type timeFields struct {
	wall uint64
	ext  int64
	loc  *time.Location
}

// A program's local time zone is UTC, whatever the host's is.
func init() { time.Local = time.UTC }

func (r *host) box(id int, p any) Iface {
	t := r.types[id]
	v := reflect.ValueOf(p).Elem()
	if t.native != nil && t.native != v.Type() {
		if t.native.Kind() == v.Kind() && v.CanConvert(t.native) {
			v = v.Convert(t.native)
		} else { // a container of named elements: a copy in native form
			conv, err := r.toNative(v.Type(), t.native, false)
			if err != nil {
				panic("engine: " + err.Error())
			}
			v = conv(v)
		}
	}
	return Iface{t, v.Interface()}
}

func (r *host) unbox(x Iface, p any) {
	dst := reflect.ValueOf(p).Elem()
	v := reflect.ValueOf(x.V)
	if v.Type() != dst.Type() {
		if v.CanConvert(dst.Type()) {
			v = v.Convert(dst.Type())
		} else {
			conv, err := r.fromNative(v.Type(), dst.Type())
			if err != nil {
				panic("engine: " + err.Error())
			}
			v = conv(v)
		}
	}
	dst.Set(v)
}

func (r *host) is(x Iface, id int) bool { return x.T != nil && x.T == r.types[id] }

func (r *host) implements(x Iface, id int) bool {
	if x.T == nil {
		return false
	}
	key := implKey{x.T, id}
	ok, known := r.implCache[key]
	if !known {
		ok = r.satisfies(x, r.types[id].typ)
		r.implCache[key] = ok
	}
	return ok
}

func (r *host) satisfies(x Iface, t types.Type) bool {
	it := t.Underlying().(*types.Interface)
	if _, isFile := x.V.(*os.File); isFile { // only what a file can do here
		for m := range it.Methods() {
			if _, ok := reflect.TypeFor[*file]().MethodByName(m.Name()); !ok {
				return false
			}
		}
	}
	if x.T.typ != nil {
		return types.Implements(x.T.typ, it)
	}
	for m := range it.Methods() {
		if _, ok := x.T.native.MethodByName(m.Name()); !ok {
			return false
		}
	}
	return true
}

// panicAssert panics with the text of a failed type assertion
// (runtime/error.go: TypeAssertionError).
func (r *host) panicAssert(at int, x Iface, id, from int) {
	want, inter := r.types[id], r.types[from].name
	var text string
	switch {
	case types.IsInterface(want.typ) && x.T == nil:
		text = "interface conversion: interface is nil, not " + want.name
	case types.IsInterface(want.typ):
		text = "interface conversion: " + x.T.name + " is not " + want.name + ": missing method " + r.missing(x, want.typ)
	case x.T == nil:
		text = "interface conversion: " + inter + " is nil, not " + want.name
	default:
		text = "interface conversion: " + inter + " is " + x.T.name + ", not " + want.name
		switch {
		case x.T.name != want.name:
		case packageOf(x.T.typ) != packageOf(want.typ):
			text += " (types from different packages)"
		default:
			text += " (types from different scopes)"
		}
	}
	r.raise(trace.SiteID(at), r.runtimeError(text))
}

// packageOf is the package that declares t or, if it has no name, its fields
// or methods that are not exported.
func packageOf(t types.Type) *types.Package {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return t.Obj().Pkg()
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() {
				return f.Pkg()
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if !m.Exported() {
				return m.Pkg()
			}
		}
	}
	return nil
}

func (r *host) missing(x Iface, t types.Type) string {
	if x.T.typ == nil {
		return ""
	}
	if m, _ := types.MissingMethod(x.T.typ, t.Underlying().(*types.Interface), true); m != nil {
		return m.Name()
	}
	return ""
}

func convert(dst, src any) {
	d, s := reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem()
	if s.CanConvert(d.Type()) {
		d.Set(s.Convert(d.Type()))
		return
	}
	for i := range d.NumField() { // struct types that differ in recursive parts
		convert(d.Field(i).Addr().Interface(), s.Field(i).Addr().Interface())
	}
}

// nativeField reads a field of a struct of the standard library's (or of a
// pointer to one) whose value is not in lowered form.
func (r *host) nativeField(x any, name string, p any) {
	v, dst := reflect.ValueOf(x), reflect.ValueOf(p).Elem()
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			panic(r.nilDereference())
		}
		v = v.Elem()
	}
	field := v.FieldByName(name)
	conv, err := r.fromNative(field.Type(), dst.Type())
	if err != nil {
		panic("engine: " + err.Error())
	}
	dst.Set(conv(field))
}

// setNativeField stores *v, in lowered form, in a field of such a struct; p
// points to it or to a pointer to it.
func (r *host) setNativeField(p any, name string, v any) {
	s := reflect.ValueOf(p).Elem()
	if s.Kind() == reflect.Pointer {
		if s.IsNil() {
			panic(r.nilDereference())
		}
		s = s.Elem()
	}
	field, src := s.FieldByName(name), reflect.ValueOf(v).Elem()
	conv, err := r.toNative(src.Type(), field.Type(), false)
	if err != nil {
		panic("engine: " + err.Error())
	}
	field.Set(conv(src))
}

// mapKeys fills *keys with the keys of *m in an order of the scheduler's
// choice.
func (r *host) mapKeys(m, keys any) {
	mv, kv := reflect.ValueOf(m).Elem(), reflect.ValueOf(keys).Elem()
	sorted := sortedKeys(mv)
	out := reflect.MakeSlice(kv.Type(), len(sorted), len(sorted))
	for i, j := range r.m.Perm(len(sorted)) {
		out.Index(i).Set(sorted[j])
	}
	kv.Set(out)
}

// mapEntries is mapKeys with the elements.
func (r *host) mapEntries(m, keys, elems any) {
	type entry struct{ k, v reflect.Value }
	mv, kv, ev := reflect.ValueOf(m).Elem(), reflect.ValueOf(keys).Elem(), reflect.ValueOf(elems).Elem()
	var sorted []entry
	for it := mv.MapRange(); it.Next(); {
		sorted = append(sorted, entry{it.Key(), it.Value()})
	}
	slices.SortStableFunc(sorted, func(a, b entry) int {
		return cmp.Or(compareValues(a.k, b.k), compareValues(a.v, b.v)) // NaNs have no order of their own
	})
	ks, es := reflect.MakeSlice(kv.Type(), len(sorted), len(sorted)), reflect.MakeSlice(ev.Type(), len(sorted), len(sorted))
	for i, j := range r.m.Perm(len(sorted)) {
		ks.Index(i).Set(sorted[j].k)
		es.Index(i).Set(sorted[j].v)
	}
	kv.Set(ks)
	ev.Set(es)
}

// grow makes room in *p for n more elements, as append would if they had the
// given size, in bytes, and held pointers.
func grow(p any, n, size int) {
	s := reflect.ValueOf(p).Elem()
	need := s.Len() + n
	if need <= s.Cap() {
		return
	}
	word := reflect.TypeFor[*int]()
	like := reflect.New(reflect.SliceOf(reflect.ArrayOf((size+7)/8, word))).Elem()
	like.Set(reflect.MakeSlice(like.Type(), s.Cap(), s.Cap()))
	like.Grow(need - s.Cap())
	bigger := reflect.MakeSlice(s.Type(), s.Len(), like.Cap())
	reflect.Copy(bigger, s)
	s.Set(bigger)
}

// checkSlice panics as Go does unless 0 <= lo <= hi <= cap. kind: 0 slice,
// 1 string, 2 array; with 4 lo is unsigned, with 8 hi.
func (r *host) checkSlice(at, kind, lo, hi, length, capacity int) {
	what := "capacity"
	if kind&3 > 0 {
		what, capacity = "length", length
	}
	switch {
	case hi < 0 && kind&8 == 0:
		r.fail(at, "slice bounds out of range [:%d]", hi)
	case hi < 0 || hi > capacity:
		r.fail(at, "slice bounds out of range [:%s] with %s %d", bound(hi, kind&8), what, capacity)
	case lo < 0 && kind&4 == 0:
		r.fail(at, "slice bounds out of range [%d:]", lo)
	case lo < 0 || lo > hi:
		r.fail(at, "slice bounds out of range [%s:%d]", bound(lo, kind&4), hi)
	}
}

// checkSlice3 is checkSlice for full slice expressions; with 16 in kind max is
// unsigned.
func (r *host) checkSlice3(at, kind, lo, hi, max, length, capacity int) {
	what := "capacity"
	if kind&3 > 0 {
		what, capacity = "length", length
	}
	switch {
	case max < 0 && kind&16 == 0:
		r.fail(at, "slice bounds out of range [::%d]", max)
	case max < 0 || max > capacity:
		r.fail(at, "slice bounds out of range [::%s] with %s %d", bound(max, kind&16), what, capacity)
	case hi < 0 && kind&8 == 0:
		r.fail(at, "slice bounds out of range [:%d:]", hi)
	case hi < 0 || hi > max:
		r.fail(at, "slice bounds out of range [:%s:%d]", bound(hi, kind&8), max)
	case lo < 0 && kind&4 == 0:
		r.fail(at, "slice bounds out of range [%d::]", lo)
	case lo < 0 || lo > hi:
		r.fail(at, "slice bounds out of range [%s:%d:]", bound(lo, kind&4), hi)
	}
}

// bound is a bound of a slice as a panic shows it.
func bound(n, unsigned int) string {
	if unsigned != 0 {
		return strconv.FormatUint(uint64(n), 10)
	}
	return strconv.Itoa(n)
}

func (r *host) fail(at int, format string, args ...any) {
	r.raise(trace.SiteID(at), r.runtimeError("runtime error: "+fmt.Sprintf(format, args...)))
}

// here is where the running goroutine last called the runtime.
func (r *host) here() trace.SiteID { return trace.SiteID(r.own.Site) }

// body wraps the function of a goroutine that is started at a place in the
// source: an unrecovered panic ends the run.
func (r *host) body(at trace.SiteID, f func()) func() {
	return func() {
		defer func() {
			if r.m.Dead() {
				return
			}
			if v := recover(); v != nil {
				r.crash(v)
			}
		}()
		*r.own = sched.Own{Room: roomPortion, Given: roomPortion, Site: int(at)}
		r.begins(at)
		r.outermost(f)
	}
}

// outermost runs the function that a goroutine was started with. If that
// defers, its shell has left the body behind, see protect: run from here, the
// body has a stack half as deep.
func (r *host) outermost(f func()) {
	r.shell.frame = nil
	f()
	if d := r.shell.frame; d != nil {
		r.shell.frame = nil
		r.own.Room -= lower.ProtectRoom
		r.guard(d, r.shell.body)
	}
}

func (r *host) makeChan(at, elem, size int) *sched.Chan {
	if size < 0 {
		r.raise(trace.SiteID(at), r.runtimeError("makechan: size out of range"))
	}
	t := r.types[elem].typ
	return r.m.MakeChan(trace.SiteID(at), "chan "+typeName(t), size, func(v any) string { return r.show(v, t) })
}

func (r *host) recv(at int, c *sched.Chan, p any) bool {
	r.own.Site = at
	v, ok := r.m.Recv(trace.SiteID(at), c)
	store(p, v)
	return ok
}

// store puts a received value, or the zero value, into *p.
func store(p, v any) {
	dst := reflect.ValueOf(p).Elem()
	if v == nil {
		dst.SetZero()
		return
	}
	dst.Set(reflect.ValueOf(v))
}

func (r *host) selectCases(at int, hasDefault bool, cases []Case) (int, Val, bool) {
	r.own.Site = at
	sites := make([]trace.SiteID, len(cases))
	cs := make([]sched.Case, len(cases))
	for i, c := range cases {
		r.m.Reveal(c.at, c.ch, c.in)
		sites[i] = c.at
		cs[i] = sched.Case{Chan: c.ch, Send: c.send, Value: c.v}
	}
	n, v, ok := r.m.Select(trace.SiteID(at), sites, cs, hasDefault)
	return n, Val{v}, ok
}

// print writes for package fmt.
func (r *host) print(at, fd int, s string) (int, Iface) {
	r.write(trace.SiteID(at), fd, []byte(s))
	return len(s), Iface{}
}

// write writes to standard output or error.
func (r *host) write(at trace.SiteID, fd int, b []byte) {
	if fd == 1 && r.captured != nil {
		r.captured.Write(b)
		return
	}
	r.m.Print(at, fd, b)
}

// fprint writes to a writer of the program's or the library's.
func (r *host) fprint(at int, w Iface, s string) (int, Iface) {
	r.own.Site = at
	if w.T == nil {
		panic(r.nilDereference())
	}
	n, err := r.adapt(w, reflect.TypeFor[io.Writer](), false).(io.Writer).Write([]byte(s))
	if err != nil {
		return n, r.wrap(err)
	}
	return n, Iface{}
}

// builtinPrint is how print and println write their operands
// (runtime/print.go).
func builtinPrint(xs []Iface, ln bool) string {
	s := ""
	for i, x := range xs {
		if ln && i > 0 {
			s += " "
		}
		v := reflect.ValueOf(x.V)
		switch v.Kind() {
		case reflect.Invalid:
			s += "nil"
		case reflect.Bool:
			s += strconv.FormatBool(v.Bool())
		case reflect.String:
			s += v.String()
		case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
			s += printFloat(v)
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			s += strconv.FormatInt(v.Int(), 10)
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			s += strconv.FormatUint(v.Uint(), 10)
		case reflect.Slice:
			s += fmt.Sprintf("[%d/%d]%#x", v.Len(), v.Cap(), v.Pointer())
		default:
			s += address(v)
		}
	}
	if ln {
		s += "\n"
	}
	return s
}

// The NaNs that stand for -0 when it is passed (lower/call.go: passSign).
const (
	negativeZero64 = 0x7ff8_6e65_6730_0001
	negativeZero32 = 0x7fc0_6e30
)

// signed gives what stands for x, a zero, given what stands for -0.
func signed[T float32 | float64](r *host, x, negative T) T {
	if math.Signbit(float64(x)) {
		r.signs = true
		return negative
	}
	return x
}

// printedIface is what print and println write for an interface.
func (r *host) printedIface(x Iface) Iface {
	if x.T == nil {
		return r.wrap("(0x0,0x0)")
	}
	words := *(*[2]uintptr)(unsafe.Pointer(&x.V))
	return r.wrap(fmt.Sprintf("(%#x,%#x)", words[0], words[1]))
}

func (r *host) cond(c *Cond) *sched.Cond {
	if c.c == nil {
		c.c = &sched.Cond{
			Lock:   func(at trace.SiteID) { r.lockOp(at, c.L, "Lock") },
			Unlock: func(at trace.SiteID) { r.lockOp(at, c.L, "Unlock") },
		}
	}
	return c.c
}

func (r *host) lockOp(at trace.SiteID, l Iface, op string) {
	if l.T != nil && l.T.native == nil && r.hasMethod(l.T, op) {
		r.method(l, op, nil)
		return
	}
	r.invoke(int(at), l, op)
}

// rtTypes are the types of package rt.
var rtTypes = map[string]reflect.Value{
	"Iface": reflect.ValueOf((*Iface)(nil)), "Frame": reflect.ValueOf((*Frame)(nil)), "Chan": reflect.ValueOf((*sched.Chan)(nil)),
	"Case": reflect.ValueOf((*Case)(nil)), "Val": reflect.ValueOf((*Val)(nil)),
	"Mutex": reflect.ValueOf((*sched.Mutex)(nil)), "RWMutex": reflect.ValueOf((*sched.RWMutex)(nil)),
	"WaitGroup": reflect.ValueOf((*sched.WaitGroup)(nil)), "Once": reflect.ValueOf((*sched.Once)(nil)),
	"Cond": reflect.ValueOf((*Cond)(nil)), "Timer": reflect.ValueOf((*sched.Timer)(nil)),
}

// exports is package rt of the lowered program.
func (r *host) exports() interp.Exports {
	type site = trace.SiteID
	at := func(n int) site { r.own.Site = n; return site(n) }
	fns := map[string]any{
		"Slice":      r.slice,
		"Large":      r.large,
		"Overflow":   r.roomUsedUp,
		"Box":        r.box,
		"Unbox":      r.unbox,
		"Is":         r.is,
		"Implements": r.implements,
		"IsNil":      func(x Iface) bool { return x.T == nil },
		"NotNil": func(n int, x Iface) {
			if x.T == nil {
				r.raise(site(n), r.nilDereference())
			}
		},
		"TypeID": func(n int, x Iface) int {
			if x.T == nil {
				r.raise(at(n), r.nilDereference())
			}
			return x.T.id
		},
		"Equal": r.equal,
		"Same": func(a, b any) bool {
			return r.sameValue(reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem())
		},
		"Hashable": r.hashable,
		"Convert":  convert,
		"Field":    r.nativeField,
		"SetField": r.setNativeField,
		"Invoke":   r.invoke,
		"Method": func(name string, sig int, fn any) {
			r.methods[name] = append(r.methods[name], methodEntry{r.types[sig].typ.(*types.Signature), reflect.ValueOf(fn).Elem()})
		},
		"Struct":  r.structForm,
		"TypeFor": func(n, id int) Iface { r.own.Site = n; return r.typeFor(id) },
		"Var": func(n int, p any) {
			dst := reflect.ValueOf(p).Elem()
			if dst.Type() == ifaceType {
				dst.Set(reflect.ValueOf(r.wrap(r.vars[n].Interface())))
				return
			}
			dst.Set(r.vars[n].Convert(dst.Type()))
		},
		"Int":   func(n int) int64 { v, _ := constant.Int64Val(r.consts[n]); return v },
		"Uint":  func(n int) uint64 { v, _ := constant.Uint64Val(r.consts[n]); return v },
		"Float": func(n int) float64 { v, _ := constant.Float64Val(constant.ToFloat(r.consts[n])); return v },
		"Complex": func(n int) complex128 {
			c := constant.ToComplex(r.consts[n])
			re, _ := constant.Float64Val(constant.Real(c))
			im, _ := constant.Float64Val(constant.Imag(c))
			return complex(re, im)
		},
		"Real":        func(c complex128) float64 { return real(c) },
		"Imag":        func(c complex128) float64 { return imag(c) },
		"MakeComplex": func(re, im float64) complex128 { return complex(re, im) },
		"MinFloat":    func(a, b float64) float64 { return math.Min(a, b) },
		"MaxFloat":    func(a, b float64) float64 { return math.Max(a, b) },

		"StringOfRune": func(v int64) string {
			if v != int64(rune(v)) {
				v = utf8.RuneError
			}
			return string(rune(v))
		},
		"StringOfBytes": func(b []byte) string { return string(b) },
		"StringOfRunes": func(b []rune) string { return string(b) },
		"BytesOfString": func(s string) []byte { return []byte(s) },
		"RunesOfString": func(s string) []rune { return []rune(s) },
		"Grow":          grow,
		"AppendString":  func(b []byte, s string) []byte { return append(b, s...) },
		"CopyString":    func(b []byte, s string) int { return copy(b, s) },
		"DecodeRune":    func(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) },
		"MapKeys":       r.mapKeys,
		"MapEntries":    r.mapEntries,
		"Clear":         func(p any) { reflect.ValueOf(p).Elem().Clear() },
		"CheckMake":     r.checkMake,
		"CheckSlice":    r.checkSlice,
		"CheckSlice3":   r.checkSlice3,
		"CheckArray": func(n, have, want int) {
			if have < want {
				r.fail(n, "cannot convert slice with length %d to array or pointer to array with length %d", have, want)
			}
		},

		"RangeBody": r.rangeBody,
		"RangeEnd":  r.rangeEnd,

		"NewFrame": func() *Frame { return &Frame{} },
		"Defer": func(d *Frame, f func(), recovers bool) {
			d.calls = append(d.calls, deferredCall{f: f, recovers: recovers})
		},
		"Protect":      r.protect,
		"Recover":      r.recoverPanic,
		"RecoverLater": r.recoverLater,
		"Nothing":      func() {},
		"Panic": func(n int, x Iface) {
			if x.T == nil {
				r.raise(at(n), r.runtimeError("panic called with nil argument"))
			}
			r.raise(at(n), &panicking{value: x})
		},
		"PanicIndex": func(n int, i int64, length int) {
			if i < 0 {
				r.fail(n, "index out of range [%d]", i)
			}
			r.fail(n, "index out of range [%d] with length %d", i, length)
		},
		"PanicIndexU": func(n int, i uint64, length int) { r.fail(n, "index out of range [%d] with length %d", i, length) },
		"PanicDivide": func(n int) { r.fail(n, "integer divide by zero") },
		"PanicShift":  func(n int) { r.fail(n, "negative shift amount") },
		"PanicNil":    func() { r.raise(r.here(), r.nilDereference()) },
		"PanicNilMap": func(n int) { r.raise(at(n), r.runtimeError("assignment to entry in nil map")) },
		"PanicAssert": r.panicAssert,

		"Go": func(n int, name string, f func()) {
			if f == nil {
				r.m.Crash(at(n), trace.OutcomeFatal, 2, "fatal error: go of nil func value")
			}
			r.m.Go(at(n), name, r.body(site(n), f))
		},
		"Gosched":      func(n int) { r.m.Gosched(at(n)) },
		"Goexit":       func(n int) { r.m.Goexited(at(n)); goexit() },
		"NumGoroutine": func() int { return r.m.NumGoroutine() },
		"GOMAXPROCS": func(n, procs int) int {
			// What it is set to is remembered. The number of Ps is a setting of the
			// run: with fewer than it asks for a program does nothing else than it might.
			old := r.procs
			if procs > 0 {
				r.procs = procs
			}
			return old
		},
		"NumCPU": func() int { return r.m.Procs() },
		"GC":     func() {},
		"Exit": func(n, code int) {
			r.testsOver(at(n), code)
			r.m.Exit(site(n), code)
		},

		"MakeChan": r.makeChan,
		"Send": func(n int, c *sched.Chan, p any) {
			r.m.Reveal(at(n), c, false)
			r.m.Send(site(n), c, reflect.ValueOf(p).Elem().Interface())
		},
		"Recv": func(n int, c *sched.Chan, p any) bool {
			r.m.Reveal(at(n), c, false)
			return r.recv(n, c, p)
		},
		"Close":   func(n int, c *sched.Chan) { r.m.Close(at(n), c) },
		"ChanLen": func(c *sched.Chan) int { return c.Len() },
		"ChanCap": func(c *sched.Chan) int { return c.Cap() },
		"SendCase": func(n int, c *sched.Chan, p any) Case {
			return Case{at: site(n), send: true, ch: c, v: reflect.ValueOf(p).Elem().Interface()}
		},
		"RecvCase": func(n int, c *sched.Chan) Case { return Case{at: site(n), ch: c} },
		"Select":   r.selectCases,
		"Take":     func(v Val, p any) { store(p, v.v) },

		"Lock":     func(n int, mu *sched.Mutex) { r.m.Lock(at(n), mu) },
		"Unlock":   func(n int, mu *sched.Mutex) { r.m.Unlock(at(n), mu) },
		"TryLock":  func(n int, mu *sched.Mutex) bool { return r.m.TryLock(at(n), mu) },
		"RLock":    func(n int, mu *sched.RWMutex) { r.m.RLock(at(n), mu) },
		"RUnlock":  func(n int, mu *sched.RWMutex) { r.m.RUnlock(at(n), mu) },
		"TryRLock": func(n int, mu *sched.RWMutex) bool { return r.m.TryRLock(at(n), mu) },
		"WLock":    func(n int, mu *sched.RWMutex) { r.m.WLock(at(n), mu) },
		"WUnlock":  func(n int, mu *sched.RWMutex) { r.m.WUnlock(at(n), mu) },
		"TryWLock": func(n int, mu *sched.RWMutex) bool { return r.m.TryWLock(at(n), mu) },
		"WGAdd":    func(n int, wg *sched.WaitGroup, d int) { r.m.WGAdd(at(n), wg, d) },
		"WGDone":   func(n int, wg *sched.WaitGroup) { r.m.WGDone(at(n), wg) },
		"WGWait":   func(n int, wg *sched.WaitGroup) { r.m.WGWait(at(n), wg) },
		"WGGo": func(n int, wg *sched.WaitGroup, f func(), name string) {
			// sync/waitgroup.go: Go.
			r.m.WGAdd(at(n), wg, 1)
			r.m.Go(at(n), name, r.body(site(n), func() {
				defer func() {
					if r.m.Dead() {
						return
					}
					if v := recover(); v != nil { // a panic is not followed by Done
						panic(r.repanic(v))
					}
					r.m.WGDone(site(n), wg)
				}()
				r.outermost(f)
			}))
		},
		"OnceDo":        func(n int, o *sched.Once, f func()) { r.m.OnceDo(at(n), o, func() { r.nested(f) }) },
		"NewCond":       func(n int, l Iface) *Cond { return &Cond{L: l} },
		"CondWait":      func(n int, c *Cond) { r.m.CondWait(at(n), r.cond(c)) },
		"CondSignal":    func(n int, c *Cond) { r.m.CondSignal(at(n), r.cond(c)) },
		"CondBroadcast": func(n int, c *Cond) { r.m.CondBroadcast(at(n), r.cond(c)) },

		"Sleep":    func(n int, d int64) { r.m.Sleep(at(n), trace.Time(d)) },
		"After":    func(n int, d int64) *sched.Chan { return r.m.NewTimer(at(n), trace.Time(d)).C },
		"NewTimer": func(n int, d int64) *sched.Timer { return r.m.NewTimer(at(n), trace.Time(d)) },
		"NewTicker": func(n int, d int64) *sched.Timer {
			if d <= 0 {
				r.raise(at(n), &panicking{value: r.wrap("non-positive interval for NewTicker")})
			}
			return r.m.NewTicker(at(n), trace.Time(d))
		},
		"Tick": func(n int, d int64) *sched.Chan {
			if d <= 0 {
				return nil
			}
			return r.m.NewTicker(at(n), trace.Time(d)).C
		},
		"AfterFunc": func(n int, d int64, f func(), name string) *sched.Timer {
			return r.m.AfterFunc(at(n), trace.Time(d), name, r.body(site(n), f))
		},
		"StopTimer":  func(n int, t *sched.Timer) bool { return r.m.StopTimer(at(n), t) },
		"ResetTimer": func(n int, t *sched.Timer, d int64) bool { return r.m.ResetTimer(at(n), t, trace.Time(d)) },
		"StopTicker": func(n int, t *sched.Timer) { r.m.StopTimer(at(n), t) },
		"ResetTicker": func(n int, t *sched.Timer, d int64) {
			if d <= 0 {
				r.raise(at(n), &panicking{value: r.wrap("non-positive interval for Ticker.Reset")})
			}
			r.m.ResetTimer(at(n), t, trace.Time(d))
		},
		"Now":   func() time.Time { return virtualTime(r.m.Now()) },
		"Since": func(t time.Time) int64 { return int64(virtualTime(r.m.Now()).Sub(t)) },
		"Until": func(t time.Time) int64 { return int64(t.Sub(virtualTime(r.m.Now()))) },

		"Print":   func(n int, xs []Iface) (int, Iface) { at(n); return r.print(n, 1, r.sprint(xs)) },
		"Println": func(n int, xs []Iface) (int, Iface) { at(n); return r.print(n, 1, fmt.Sprintln(r.printables(xs)...)) },
		"Printf": func(n int, format string, xs []Iface) (int, Iface) {
			at(n)
			return r.print(n, 1, r.sprintf(format, xs))
		},
		"Fprint": func(n int, w Iface, xs []Iface) (int, Iface) {
			at(n)
			return r.fprint(n, w, r.sprint(xs))
		},
		"Fprintln": func(n int, w Iface, xs []Iface) (int, Iface) {
			at(n)
			return r.fprint(n, w, fmt.Sprintln(r.printables(xs)...))
		},
		"Fprintf": func(n int, w Iface, format string, xs []Iface) (int, Iface) {
			at(n)
			return r.fprint(n, w, r.sprintf(format, xs))
		},
		"PrintedIface": r.printedIface,

		"PassSign_float64": func(x float64) float64 { return signed(r, x, math.Float64frombits(negativeZero64)) },
		"PassSign_float32": func(x float32) float32 { return signed(r, x, math.Float32frombits(negativeZero32)) },
		"TakeSign_float64": func(x float64) float64 {
			if math.Float64bits(x) == negativeZero64 {
				return math.Copysign(0, -1)
			}
			return x
		},
		"TakeSign_float32": func(x float32) float32 {
			if math.Float32bits(x) == negativeZero32 {
				return float32(math.Copysign(0, -1))
			}
			return x
		},
		"Builtin_print":   func(n int, xs []Iface) { r.m.Print(at(n), 2, []byte(builtinPrint(xs, false))) },
		"Builtin_println": func(n int, xs []Iface) { r.m.Print(at(n), 2, []byte(builtinPrint(xs, true))) },
	}
	table := make(map[string]reflect.Value, len(fns)+1)
	for _, group := range []map[string]any{fns, r.libraryExports()} {
		for name, v := range group {
			table[name] = reflect.ValueOf(v)
		}
	}
	maps.Copy(table, rtTypes)
	table["Left"] = reflect.ValueOf(&r.left).Elem()
	table["Signs"] = reflect.ValueOf(&r.signs)
	table["Direct"] = reflect.ValueOf(&r.direct)
	table["At"] = reflect.ValueOf(&r.own.Site)
	table["Starts"] = reflect.ValueOf(&r.own.Starts)
	table["Room"] = reflect.ValueOf(&r.own.Room)
	for i := range r.own.Index {
		table[fmt.Sprint("Index", i)] = reflect.ValueOf(&r.own.Index[i])
		table[fmt.Sprint("Key", i)] = reflect.ValueOf(&r.own.Key[i])
	}
	return interp.Exports{"rt/rt": table}
}

// sprint is fmt.Sprint: a space stands between two operands neither of which
// is a string, be it of the program's own type.
func (r *host) sprint(xs []Iface) string {
	var b strings.Builder
	wasString := false
	for i, x := range xs {
		isString := x.T != nil && reflect.TypeOf(x.V).Kind() == reflect.String
		if i > 0 && !isString && !wasString {
			b.WriteByte(' ')
		}
		b.WriteString(fmt.Sprint(r.printable(x)))
		wasString = isString
	}
	return b.String()
}

func (r *host) sprintf(format string, xs []Iface) string {
	f, args := typeVerbs(format, r.printables(xs))
	return fmt.Sprintf(f, args...)
}

// programExports adds what a program uses of the standard library.
func (r *host) programExports(p *lower.Program) (interp.Exports, error) {
	table := map[string]reflect.Value{}
	for i, fn := range p.Funcs {
		v, err := r.std(fn.Func)
		if err != nil {
			return nil, refusal{fn.Use, err}
		}
		table["F"+strconv.Itoa(i)] = v
	}
	for i, t := range p.Natives {
		sym, ok := symbols[stdName(t)]
		if !ok {
			return nil, fmt.Errorf("type %s is not available", t)
		}
		table["T"+strconv.Itoa(i)] = sym
	}
	made, err := declare(p.Decls, func(name string) (reflect.Type, bool) {
		v, ok := table[name]
		if !ok {
			v, ok = rtTypes[name]
		}
		if !ok {
			return nil, false
		}
		return v.Type().Elem(), true
	})
	if err != nil {
		return nil, err
	}
	for name, t := range made {
		table[name] = reflect.Zero(reflect.PointerTo(t))
	}
	return interp.Exports{"rt/rt": table}, nil
}
