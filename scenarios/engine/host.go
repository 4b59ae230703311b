package engine

import (
	"bytes"
	"cmp"
	"fmt"
	"go/constant"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

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

// The NaNs that stand for -0 when it is passed (lower/call.go: passSign).
const (
	negativeZero64 = 0x7ff8_6e65_6730_0001
	negativeZero32 = 0x7fc0_6e30
)

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
