package engine

import (
	"fmt"
	"go/constant"
	"go/types"
	"maps"
	"math"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/traefik/yaegi/interp"

	"gopark/scenarios/lower"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

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
