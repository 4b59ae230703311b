package engine

import (
	"bytes"
	"fmt"
	"go/types"
	"iter"
	"maps"
	"os"
	"path"
	"reflect"
	goruntime "runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// libraryExports is what interpreted packages of the standard library call
// instead of what their originals do with unsafe, reflect or the runtime.
func (r *host) libraryExports() map[string]any {
	at := func(n int) trace.SiteID { r.own.Site = n; return trace.SiteID(n) }
	return map[string]any{
		"MakeChanIn": func(n, elem, size int, hint string) *sched.Chan {
			t := r.types[elem].typ
			return r.m.HideChan(at(n), "chan "+typeName(t), hint, size, func(v any) string { return r.show(v, t) })
		},
		"SendIn": func(n int, c *sched.Chan, p any) {
			r.m.Reveal(at(n), c, true)
			r.m.Send(at(n), c, reflect.ValueOf(p).Elem().Interface())
		},
		"RecvIn": func(n int, c *sched.Chan, p any) bool {
			r.m.Reveal(at(n), c, true)
			return r.recv(n, c, p)
		},
		"SendCaseIn": func(n int, c *sched.Chan, p any) Case {
			return Case{trace.SiteID(n), true, c, reflect.ValueOf(p).Elem().Interface(), true}
		},
		"RecvCaseIn": func(n int, c *sched.Chan) Case { return Case{at: trace.SiteID(n), ch: c, in: true} },

		"DeferIn": func(n int, d *Frame, f func(), recovers bool) {
			d.calls = append(d.calls, deferredCall{f, recovers, n})
		},

		"QuietLock":    func(n int, mu *sched.Mutex) { r.m.QuietLock(at(n), mu) },
		"QuietUnlock":  func(n int, mu *sched.Mutex) { r.m.QuietUnlock(at(n), mu) },
		"QuietTryLock": func(n int, mu *sched.Mutex) bool { return r.m.QuietTryLock(at(n), mu) },

		"NewContext": func(n int, made string, parent uint32, left int64) uint32 {
			return uint32(r.m.MakeContext(at(n), "context."+made, trace.ObjID(parent), trace.Time(left)))
		},
		"CancelContext": func(n int, object uint32, cause Iface) {
			r.m.CancelContext(at(n), trace.ObjID(object), r.showError(cause))
		},
		"DoneOf":          func(object uint32, c *sched.Chan) { r.m.DoneOf(trace.ObjID(object), c) },
		"IsClosed":        func(c *sched.Chan) bool { return c.Closed() },
		"EmbeddedContext": r.embeddedContext,
		"ContextTimer": func(n int, object uint32, d int64, f func()) *sched.Timer {
			const name = "context.WithDeadlineCause.func2"
			return r.m.ContextTimer(at(n), trace.ObjID(object), trace.Time(d), name, r.body(trace.SiteID(n), f))
		},

		"GoIn": func(n int, name string, f func()) {
			if r.own.Starts != "" {
				name, r.own.Starts = r.own.Starts, ""
			}
			r.m.Go(at(n), name, r.body(trace.SiteID(n), f))
		},

		"CallLock": func(n int, lock any) {
			name := func() string { return r.operand(trace.SiteID(n)) }
			switch l := lock.(type) {
			case *sched.Mutex:
				l.Call(name)
			case *sched.RWMutex:
				l.Call(name)
			}
		},

		"TypeName": func(x Iface) string {
			if x.T == nil {
				return "<nil>"
			}
			return x.T.name
		},
		"IsComparable": func(x Iface) bool { return x.uncomparable() == nil },
		"SameType":     func(a, b Iface) bool { return a.T == b.T },

		"Coroutine": r.newCoroutine,
		"Resume":    func(c Iface) { r.resume(c.V.(*coroutine)) },
		"Suspend":   func(c Iface) { r.suspend(c.V.(*coroutine)) },

		"SignalAwaited": func() { r.m.AwaitsSignal() },

		// The environment is empty when a program starts.
		"Getenv":    func(name string) string { return r.env[name] },
		"LookupEnv": func(name string) (string, bool) { v, ok := r.env[name]; return v, ok },
		"Setenv":    r.setenv,
		"Unsetenv":  func(name string) Iface { delete(r.env, name); return Iface{} },
		"Environ": func() []string {
			var list []string
			for _, name := range slices.Sorted(maps.Keys(r.env)) {
				list = append(list, name+"="+r.env[name])
			}
			return list
		},

		"Here": r.testPlace,
		"Spawn": func(n int, name string, f func()) {
			r.m.Go(at(n), r.low.TestPackage+"."+name, r.body(trace.SiteID(n), f))
		},
		"BeginCapture": func() { r.captured = new(bytes.Buffer) },
		"EndCapture": func() string {
			text := r.captured.String()
			r.captured = nil
			return text
		},
		"Bubble":     func(n int, f func()) { r.m.Bubble(at(n), "testing/synctest.Test", r.body(trace.SiteID(n), f)) },
		"BubbleWait": func(n int) { r.m.BubbleWait(at(n)) },

		"Rand": func() uint64 { return choices{r}.Uint64() },

		"Caller": r.caller,
		"Stack":  func(n int) []byte { return r.stackText(at(n)) },
	}
}

// embeddedContext gives the context that a struct has as a field.
func (r *host) embeddedContext(x Iface) Iface {
	if x.T == nil || x.T.typ == nil {
		return Iface{}
	}
	v, t := reflect.ValueOf(x.V), x.T.typ
	if p, ok := t.Underlying().(*types.Pointer); ok {
		if v.IsNil() {
			return Iface{}
		}
		v, t = v.Elem(), p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || v.Kind() != reflect.Struct || v.NumField() != s.NumFields() {
		return Iface{}
	}
	for i := range s.NumFields() {
		if typeName(s.Field(i).Type()) == "context.Context" {
			return v.Field(i).Interface().(Iface)
		}
	}
	return Iface{}
}

// coroutine is what iter.Pull runs an iterator in: on the goroutine of the
// program that resumes it, and on a stack of its own.
type coroutine struct {
	next func() (struct{}, bool)
	stop func()
	out  func(struct{}) bool
}

func (r *host) newCoroutine(f func()) Iface {
	c := &coroutine{}
	c.next, c.stop = iter.Pull(func(yield func(struct{}) bool) {
		c.out = yield
		r.nested(f)
	})
	r.coroutines = append(r.coroutines, c)
	return r.wrap(c)
}

func (r *host) resume(c *coroutine) {
	depth := r.depth()
	c.next()
	r.setDepth(depth)
}

func (r *host) suspend(c *coroutine) {
	depth := r.depth()
	if !c.out(struct{}{}) {
		goruntime.Goexit() // the run is over
	}
	r.setDepth(depth)
}

// endCoroutines ends those that are left when a run is over.
func (r *host) endCoroutines() {
	for _, c := range r.coroutines {
		done := make(chan struct{})
		go func() { // it leaves by Goexit, and takes along who ends it
			defer close(done)
			defer func() { _ = recover() }()
			c.stop()
		}()
		<-done
	}
	r.coroutines = nil
}

// caller is runtime.Caller. The program's own frames are not known one by
// one: the innermost is.
func (r *host) caller(n, skip int) (pc uintptr, file string, line int, ok bool) {
	if n <= 0 || n >= len(r.low.Sites) {
		return 0, "", 0, false
	}
	s := r.low.Sites[n]
	return 0, r.low.Files[s.File].Name, s.Line, true
}

// testsOver says at the end of a program of tests what the go command says.
func (r *host) testsOver(at trace.SiteID, code int) {
	if r.low.TestName == "" {
		return
	}
	text := fmt.Sprintf("%s\t%.3fs\n", r.low.TestName, time.Duration(r.m.Now()).Seconds())
	if code == 0 {
		text = "ok  \t" + text
	} else {
		text = "FAIL\t" + text + "FAIL\n"
	}
	r.m.Print(at, 1, []byte(text))
}

// setenv is os.Setenv (syscall/env_unix.go: Setenv).
func (r *host) setenv(name, value string) Iface {
	if name == "" || strings.ContainsAny(name, "=\x00") || strings.Contains(value, "\x00") {
		return r.wrap(os.NewSyscallError("setenv", syscall.EINVAL))
	}
	r.env[name] = value
	return Iface{}
}

// testPlace is where the program reports something to a test.
func (r *host) testPlace() string {
	n := r.own.Site
	if n <= 0 || n >= len(r.low.Sites) {
		return "???:1"
	}
	s := r.low.Sites[n]
	return path.Base(r.low.Files[s.File].Name) + ":" + strconv.Itoa(s.Line)
}

// stackText is runtime/debug.Stack as far as it is known here.
func (r *host) stackText(at trace.SiteID) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "goroutine %d [running]:\n", r.m.Self())
	if s := r.low.Sites[at]; at != trace.NoSite {
		fmt.Fprintf(&b, "%s(...)\n\t%s:%d\n", s.Func, r.low.Files[s.File].Name, s.Line)
	}
	return []byte(b.String())
}
