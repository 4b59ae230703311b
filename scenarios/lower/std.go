package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// intrinsic is a function of the standard library that the scheduler or the
// engine provides instead of the library's own.
type intrinsic struct {
	name  string // in package rt
	site  bool   // takes a site first
	quiet bool   // library code calls Quiet + name, which leaves no mark unless it waits
}

// intrinsics maps full names to what replaces them. Everything else of the
// standard library is called as it is.
var intrinsics = map[string]intrinsic{
	"fmt.Print":    {name: "Print", site: true},
	"fmt.Println":  {name: "Println", site: true},
	"fmt.Printf":   {name: "Printf", site: true},
	"fmt.Fprint":   {name: "Fprint", site: true},
	"fmt.Fprintln": {name: "Fprintln", site: true},
	"fmt.Fprintf":  {name: "Fprintf", site: true},

	"os.Exit": {name: "Exit", site: true},

	"runtime.Gosched":      {name: "Gosched", site: true},
	"runtime.Goexit":       {name: "Goexit", site: true},
	"runtime.NumGoroutine": {name: "NumGoroutine"},
	"runtime.GOMAXPROCS":   {name: "GOMAXPROCS", site: true},
	"runtime.NumCPU":       {name: "NumCPU"},
	"runtime.GC":           {name: "GC"},

	"time.Sleep":            {name: "Sleep", site: true},
	"time.After":            {name: "After", site: true},
	"time.Tick":             {name: "Tick", site: true},
	"time.NewTimer":         {name: "NewTimer", site: true},
	"time.NewTicker":        {name: "NewTicker", site: true},
	"time.AfterFunc":        {name: "AfterFunc", site: true},
	"time.Now":              {name: "Now"},
	"time.Since":            {name: "Since"},
	"time.Until":            {name: "Until"},
	"(*time.Timer).Stop":    {name: "StopTimer", site: true},
	"(*time.Timer).Reset":   {name: "ResetTimer", site: true},
	"(*time.Ticker).Stop":   {name: "StopTicker", site: true},
	"(*time.Ticker).Reset":  {name: "ResetTicker", site: true},
	"(*sync.Mutex).Lock":    {name: "Lock", site: true, quiet: true},
	"(*sync.Mutex).Unlock":  {name: "Unlock", site: true, quiet: true},
	"(*sync.Mutex).TryLock": {name: "TryLock", site: true, quiet: true},

	"(*sync.RWMutex).Lock":     {name: "WLock", site: true},
	"(*sync.RWMutex).Unlock":   {name: "WUnlock", site: true},
	"(*sync.RWMutex).RLock":    {name: "RLock", site: true},
	"(*sync.RWMutex).RUnlock":  {name: "RUnlock", site: true},
	"(*sync.RWMutex).TryLock":  {name: "TryWLock", site: true},
	"(*sync.RWMutex).TryRLock": {name: "TryRLock", site: true},

	"(*sync.WaitGroup).Add":  {name: "WGAdd", site: true},
	"(*sync.WaitGroup).Done": {name: "WGDone", site: true},
	"(*sync.WaitGroup).Wait": {name: "WGWait", site: true},
	"(*sync.WaitGroup).Go":   {name: "WGGo", site: true},

	"(*sync.Once).Do": {name: "OnceDo", site: true},

	"sync.NewCond":           {name: "NewCond", site: true},
	"(*sync.Cond).Wait":      {name: "CondWait", site: true},
	"(*sync.Cond).Signal":    {name: "CondSignal", site: true},
	"(*sync.Cond).Broadcast": {name: "CondBroadcast", site: true},

	"context.newObject": {name: "NewContext", site: true},
	"context.cancelled": {name: "CancelContext", site: true},
	"context.doneOf":    {name: "DoneOf"},
	"context.closed":    {name: "IsClosed"},
	"context.embedded":  {name: "EmbeddedContext"},
	"context.afterFunc": {name: "ContextTimer", site: true},

	"context.typeName":     {name: "TypeName"},
	"context.isComparable": {name: "IsComparable"},
	"sync/atomic.sameType": {name: "SameType"},

	"iter.coroutine": {name: "Coroutine"},
	"iter.resume":    {name: "Resume"},
	"iter.suspend":   {name: "Suspend"},

	"math/rand/v2.runtime_rand": {name: "Rand"},

	"os/signal.awaited": {name: "SignalAwaited"},
	"os.Getenv":         {name: "Getenv"},
	"os.LookupEnv":      {name: "LookupEnv"},
	"os.Setenv":         {name: "Setenv"},
	"os.Unsetenv":       {name: "Unsetenv"},
	"os.Environ":        {name: "Environ"},

	"testing.here":            {name: "Here"},
	"testing.spawn":           {name: "Spawn", site: true},
	"testing.beginCapture":    {name: "BeginCapture"},
	"testing.endCapture":      {name: "EndCapture"},
	"testing/synctest.bubble": {name: "Bubble", site: true},
	"testing/synctest.Wait":   {name: "BubbleWait", site: true},

	"runtime.Caller":      {name: "Caller", site: true},
	"runtime/debug.Stack": {name: "Stack", site: true},
}

// starts lists what starts a goroutine for a function that is passed, with the
// number of that argument: the goroutine is called after the function.
var starts = map[string]int{
	"(*golang.org/x/sync/errgroup.Group).Go":         0,
	"(*golang.org/x/sync/errgroup.Group).TryGo":      0,
	"(*golang.org/x/sync/singleflight.Group).DoChan": 1,
}

// unavailable lists what of the supported packages cannot be run faithfully,
// with what to do instead.
var unavailable = map[string]string{
	"(*testing.common).Chdir":   "There is no file system.",
	"(*testing.common).TempDir": "There is no file system.",
	"testing.AllocsPerRun":      "Memory cannot be measured here.",
	"(*testing.F).Add":          "Call the function from a test.",
	"(*testing.F).Fuzz":         "Call the function from a test.",
	"runtime.SetFinalizer":      "",
	"runtime.Breakpoint":        "",
	"runtime.AddCleanup":        "",
	"runtime.Stack":             "",
	"runtime.Callers":           "",
	"runtime.Caller":            "",
	"runtime.LockOSThread":      "",
	"runtime.ReadMemStats":      "",
	"time.LoadLocation":         "Use time.UTC.",

	"path/filepath.Abs":          "There is no file system here.",
	"path/filepath.EvalSymlinks": "There is no file system here.",
	"path/filepath.Glob":         "There is no file system here; use filepath.Match.",
	"path/filepath.Walk":         "There is no file system here.",
	"path/filepath.WalkDir":      "There is no file system here.",

	"math/rand/v2.NewChaCha8": "Use rand.NewPCG.",
}

// osAllowed lists what of package os has a meaning here: there is no file
// system, no environment and no other process.
var osAllowed = []string{"os.Exit", "os.Getenv", "os.LookupEnv", "os.Setenv", "os.Unsetenv", "os.Environ", "os.Interrupt", "os.Kill", "os.Signal", "os.Stdin", "os.Stdout", "os.Stderr", "os.Args", "(*os.File).Read", "(*os.File).Write", "(*os.File).WriteString"}

// available refuses what of the standard library cannot be run faithfully.
func (l *lowerer) available(obj types.Object, n ast.Node) {
	name := obj.Name()
	if fo, ok := obj.(*types.Func); ok {
		name = fo.FullName()
	} else if obj.Pkg() != nil {
		name = obj.Pkg().Path() + "." + name
	}
	if hint, bad := unavailable[name]; bad {
		l.refuse(n, name, hint)
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "os" && !slices.Contains(osAllowed, name) {
		l.refuse(n, name+": there is no operating system behind the program", "Available: "+strings.Join(osAllowed, ", ")+".")
	}
}

// stdCall completes c as a call of function obj of the standard library.
func (f *fn) stdCall(c *callee, obj *types.Func, fun ast.Expr, e *ast.CallExpr, sig *types.Signature) {
	f.arguments(c, e, sig)
	switch obj.FullName() {
	case "reflect.TypeFor":
		f.typeFor(c, fun)
		return
	case "sync.NewCond":
		c.operand = f.hint
	case "time.NewTimer", "time.NewTicker", "time.AfterFunc", "time.After", "time.Tick":
		c.operand = f.hint
		if c.operand == "" {
			c.operand = "time." + obj.Name()
		}
	}
	f.stdTarget(c, obj, fun)
	if obj.FullName() == "time.AfterFunc" {
		c.args = append(c.args, goName(f, e.Args[1]))
		c.types = append(c.types, types.Typ[types.String])
	}
}

// goName gives an operand with the Go name of a function argument.
func goName(f *fn, arg ast.Expr) string {
	name := types.ExprString(arg)
	switch x := ast.Unparen(arg).(type) {
	case *ast.FuncLit:
		name = f.u.closureName[x]
	case *ast.Ident:
		if fo, ok := f.u.info.Uses[x].(*types.Func); ok {
			name = fo.FullName()
		}
	}
	return fmt.Sprintf("%q", name)
}

// stdTarget sets the target of a call of function or method obj.
func (f *fn) stdTarget(c *callee, obj *types.Func, n ast.Node) {
	if !f.u.library {
		f.l.available(obj, n)
	}
	if in, ok := intrinsics[obj.FullName()]; ok {
		c.target, c.site = "rt."+in.name, in.site
		if in.quiet && f.u.library {
			c.target = "rt.Quiet" + in.name
		}
		return
	}
	if obj.Signature().TypeParams() != nil {
		f.l.cannot(n, &genericFunction, obj.FullName())
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "math/rand" {
		f.l.refuseRand(obj, n)
	}
	num, ok := f.l.stdFuncs[obj.FullName()]
	if !ok {
		num = len(f.l.stdList)
		f.l.stdFuncs[obj.FullName()] = num
		f.l.stdList = append(f.l.stdList, Func{obj, f.l.diagnostic(n, KindUnsupported, obj.FullName(), "")})
	}
	c.target, c.site = fmt.Sprintf("rt.F%d", num), true
}

// refuseRand refuses what of math/rand does not draw from the run's seed.
func (l *lowerer) refuseRand(obj *types.Func, n ast.Node) {
	switch obj.Name() {
	case "Intn", "Int", "Int63", "Int31", "Int31n", "Int63n", "Float64", "Float32", "Perm", "Shuffle", "Uint32", "Uint64", "NormFloat64", "ExpFloat64", "Seed", "New", "NewSource":
		return
	}
	if obj.Signature().Recv() == nil {
		l.cannot(n, &unseededRandom, obj.FullName())
	}
}

// stdMethod completes c, whose first argument is the receiver, as a call of a
// method of a type of the standard library.
func (f *fn) stdMethod(c *callee, obj *types.Func, named *types.Named, n ast.Node, e *ast.CallExpr) {
	f.stdTarget(c, obj, n)
	if obj.FullName() == "(*sync.WaitGroup).Go" {
		name := `"func"`
		if e != nil {
			name = goName(f, e.Args[0])
		}
		c.args = append(c.args, name)
		c.types = append(c.types, types.Typ[types.String])
	}
}

// dispatcher is a lowered function that calls a method through an interface.
type dispatcher struct {
	name   string // lowered
	method string
	pkg    *types.Package // of the method, if it is not exported
	sig    *types.Signature
	done   int // how many of the concrete types have been looked at
	cases  []dispatchCase
}

type dispatchCase struct {
	t    types.Type
	obj  *types.Func
	path []int
}

// interfaceCall completes c as a call of a method through interface operand x.
func (f *fn) interfaceCall(c *callee, x string, method *types.Func, sig *types.Signature, n ast.Node) {
	d := f.l.dispatcher(method.Name(), method.Pkg(), sig)
	c.target, c.site = d.name, true
	c.args = append([]string{x}, c.args...)
	c.types = append([]types.Type{types.Universe.Lookup("any").Type()}, c.types...)
	c.recover, c.dispatched = f.l.anyRecover, true
}

// dispatcher gives the dispatcher of a method. pkg tells methods of one name
// apart that are not exported.
func (l *lowerer) dispatcher(method string, pkg *types.Package, sig *types.Signature) *dispatcher {
	sig = types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
	key := fmt.Sprintf("%s%s%d", ident(method), sep, l.typeID(sig))
	if token.IsExported(method) {
		pkg = nil
	} else {
		key = prefixOf(pkg.Path()) + key
	}
	if d := l.dispatch[key]; d != nil {
		return d
	}
	d := &dispatcher{name: "D_" + key, method: method, pkg: pkg, sig: sig}
	l.dispatch[key] = d
	l.dispatchList = append(l.dispatchList, d)
	return d
}

// wellKnown are the methods that code of the standard library calls on values
// of the program's types: the engine finds them by name.
var wellKnown = []string{"Error", "String", "GoString", "Format", "Unwrap", "Is", "As", "Len", "Less", "Swap", "Write", "Read", "Lock", "Unlock", "Int63", "Seed",
	"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "IsZero"}

// extendDispatchers looks for methods of the types converted to interfaces so
// far, and reports whether it queued new bodies.
func (l *lowerer) extendDispatchers() bool {
	for ; l.seen < len(l.concrete); l.seen++ {
		t := l.concrete[l.seen]
		l.printParts(t)
		if l.reflects() {
			l.reach(t)
		}
		for _, name := range wellKnown {
			if obj, _ := l.method(t, name, nil); obj != nil {
				sig := l.methodSignature(t, obj)
				l.known = append(l.known, l.dispatcher(name, nil, sig))
			}
		}
	}
	l.knowMethods()
	queued := len(l.queue)
	for _, d := range l.dispatchList {
		for ; d.done < len(l.concrete); d.done++ {
			t := l.concrete[d.done]
			obj, path := l.method(t, d.method, d.pkg)
			if obj == nil || !types.Identical(l.methodSignature(t, obj), d.sig) {
				continue
			}
			d.cases = append(d.cases, dispatchCase{t, obj, path})
			l.guard(func() { l.dispatchCode(d, d.cases[len(d.cases)-1]) })
		}
	}
	return len(l.queue) > queued || l.seen < len(l.concrete)
}

// printParts converts to interfaces, as package fmt does, what values of t
// consist of if it has methods to be printed by.
func (l *lowerer) printParts(t types.Type) {
	if l.printed.Set(t, true) != nil {
		return
	}
	part := func(t types.Type) {
		if isInterface(t) {
			return
		}
		for _, name := range []string{"Error", "String", "GoString", "Format"} {
			if obj, _ := l.method(t, name, nil); obj != nil {
				l.boxedID(t)
				break
			}
		}
		l.printParts(t)
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		part(u.Elem())
	case *types.Slice:
		part(u.Elem())
	case *types.Array:
		part(u.Elem())
	case *types.Map:
		part(u.Key())
		part(u.Elem())
	case *types.Struct:
		for v := range u.Fields() {
			part(v.Type())
		}
	}
}

// method finds a method in the method set of t that is declared by a package
// that is lowered, be it promoted.
func (l *lowerer) method(t types.Type, name string, pkg *types.Package) (*types.Func, []int) {
	if isInterface(t) {
		return nil, nil
	}
	if n, ok := types.Unalias(deref(t)).(*types.Named); ok && l.unitOf(n.Obj()) == nil {
		return nil, nil
	}
	obj, index, _ := types.LookupFieldOrMethod(t, false, pkg, name)
	fo, ok := obj.(*types.Func)
	if !ok {
		return nil, nil
	}
	return fo, index[:len(index)-1]
}

func (l *lowerer) methodSignature(t types.Type, obj *types.Func) *types.Signature {
	sig := obj.Signature()
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// dispatchCode lowers one case of a dispatcher to a function of its own.
func (l *lowerer) dispatchCode(d *dispatcher, dc dispatchCase) {
	l.unit, l.current = l.own[0], nil
	f := l.newFunc(l.own[0], "main."+d.method, d.sig, nil)
	c := callee{results: tupleTypes(d.sig.Results())}
	header := "site int, x rt.Iface"
	for i, p := range slices.Collect(d.sig.Params().Variables()) {
		header += fmt.Sprintf(", p%d %s", i, l.typ(p.Type()))
		c.args = append(c.args, fmt.Sprintf("p%d", i))
		c.types = append(c.types, p.Type())
	}
	f.room = dispatchRoom
	f.emit("*rt.Room -= %d", f.room) // the method called checks it
	v := f.temp(l.typ(dc.t))
	f.emit("rt.Unbox(x, &%s)", v)
	recv := f.methodReceiver(v, dc.t, dc.path, dc.obj)
	rt := dc.t
	for _, n := range dc.path {
		rt = deref(rt).Underlying().(*types.Struct).Field(n).Type()
	}
	switch {
	case isInterface(rt):
		f.interfaceCall(&c, recv, dc.obj, d.sig, nil)
	default:
		named := types.Unalias(deref(rt)).(*types.Named)
		recv = f.passSign(recv, rt)
		c.args = append([]string{recv}, c.args...)
		if u, decl := l.declared(dc.obj); decl != nil {
			c.target = l.funcInstance(dc.obj, typeArgsOf(named))
			if u.library {
				f.setSite("site")
			}
		} else {
			f.stdMethod(&c, dc.obj, named, l.here(), nil)
		}
	}
	if c.site {
		c.args = append([]string{"site"}, c.args...)
	}
	var rs []string
	for _, t := range c.results {
		rs = append(rs, f.temp(l.typ(t)))
	}
	call := fmt.Sprintf("%s(%s)", c.target, strings.Join(c.args, ", "))
	if len(rs) > 0 {
		f.emit("%s = %s", strings.Join(rs, ", "), call)
		f.exit()
		f.emit("return %s", strings.Join(rs, ", "))
	} else {
		f.emit("%s", call)
	}
	l.writeFunc(d.caseName(l, dc.t), header, l.results(d.sig), f)
}

func (d *dispatcher) caseName(l *lowerer, t types.Type) string {
	return fmt.Sprintf("%s%s%d", d.name, sep, l.typeID(t))
}

// writeDispatchers writes the switches on the type number.
func (l *lowerer) writeDispatchers() {
	for _, d := range l.dispatchList {
		f := l.newFunc(l.own[0], "main."+d.method, d.sig, nil)
		header := "site int, x rt.Iface"
		args := []string{"site", "x"}
		for i, p := range slices.Collect(d.sig.Params().Variables()) {
			header += fmt.Sprintf(", p%d %s", i, l.typ(p.Type()))
			args = append(args, fmt.Sprintf("p%d", i))
		}
		var rs []string
		for r := range d.sig.Results().Variables() {
			rs = append(rs, f.local("r", l.typ(r.Type())))
		}
		id, c := f.temp("int"), f.temp("bool")
		f.emit("%s = rt.TypeID(site, x)", id)
		for _, dc := range d.cases {
			next := f.newLabel()
			f.emit("%s = %s == %d", c, id, l.typeID(dc.t))
			f.jumpIfNot(c, next)
			call := fmt.Sprintf("%s(%s)", d.caseName(l, dc.t), strings.Join(args, ", "))
			if len(rs) > 0 {
				f.emit("%s = %s", strings.Join(rs, ", "), call)
				f.emit("return %s", strings.Join(rs, ", "))
			} else {
				f.emit("%s", call)
				f.jump(f.endLabel)
			}
			f.place(next)
		}
		// A type of the standard library: the engine calls its method.
		ptrs := []string{"site", "x", fmt.Sprintf("%q", d.method)}
		for i, a := range args[2:] {
			t := f.local("a", l.typ(d.sig.Params().At(i).Type()))
			f.emit("%s = %s", t, a)
			ptrs = append(ptrs, "&"+t)
		}
		for _, r := range rs {
			ptrs = append(ptrs, "&"+r)
		}
		f.emit("rt.Invoke(%s)", strings.Join(ptrs, ", "))
		if len(rs) > 0 {
			f.emit("return %s", strings.Join(rs, ", "))
		}
		l.writeFunc(d.name, header, l.results(d.sig), f)
	}
}

// writeMethodTable writes the function that tells the engine how to call
// well-known methods of the program's types.
func (l *lowerer) writeMethodTable() {
	f := l.newFunc(l.own[0], "main.init", nil, nil)
	l.structTable(f)
	done := map[*dispatcher]bool{}
	for _, d := range l.known {
		if done[d] {
			continue
		}
		done[d] = true
		header, args := "x rt.Iface", "*rt.At, x"
		for i, p := range slices.Collect(d.sig.Params().Variables()) {
			header += fmt.Sprintf(", p%d %s", i, l.typ(p.Type()))
			args += fmt.Sprintf(", p%d", i)
		}
		var ts, inner string
		var rs []string
		for i, r := range slices.Collect(d.sig.Results().Variables()) {
			inner += fmt.Sprintf("\t\tvar r%d %s\n", i, l.typ(r.Type()))
			rs = append(rs, fmt.Sprintf("r%d", i))
		}
		ts = strings.Join(rs, ", ")
		if ts != "" {
			inner += fmt.Sprintf("\t\t%s = %s(%s)\n\t\treturn %s\n", ts, d.name, args, ts)
		} else {
			inner += fmt.Sprintf("\t\t%s(%s)\n", d.name, args)
		}
		ft := "func(rt.Iface"
		for p := range d.sig.Params().Variables() {
			ft += ", " + l.typ(p.Type())
		}
		ft += ")" + l.results(d.sig)
		fmt.Fprintf(&l.funcs, "func K%s() %s {\n\treturn func(%s)%s {\n%s\t}\n}\n\n", d.name, ft, header, l.results(d.sig), inner)
		v := f.local("k", ft)
		f.emit("%s = K%s()", v, d.name)
		f.emit("rt.Method(%q, %d, &%s)", d.method, l.typeID(d.sig), v)
	}
	l.writeFunc("Methods", "", "", f)
}
