package engine

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"reflect"
	goruntime "runtime"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	ourreflect "gopark/scenarios/engine/reflect"
	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// mirror is what package reflect of the program (scenarios/engine/reflect)
// asks the engine for.
type mirror struct {
	r     *host
	forms typeutil.Map // struct types → the Go types of their lowered forms
	world *ourreflect.World
}

func newMirror(r *host) *mirror {
	m := &mirror{r: r}
	m.world = ourreflect.NewWorld(m)
	return m
}

// ownPath is the folder of our packages that stand for the standard library's.
var ownPath = path.Dir(reflect.TypeFor[ourreflect.World]().PkgPath())

// reflects reports whether a package is reflect, by its path here or in the
// program: the values it is handed are carried.
func reflects(path string) bool {
	return path == "reflect" || strings.HasPrefix(path, ownPath+"/")
}

// carry is the conversion of an interface value to an any that our package
// reflect understands.
func (r *host) carry(v reflect.Value) reflect.Value {
	out := reflect.New(reflect.TypeFor[any]()).Elem()
	if x := r.mirror.world.Carry(v); x != nil {
		out.Set(reflect.ValueOf(x))
	}
	return out
}

// reflectPanic gives the panic of the program that a panic of our package
// reflect is.
func (r *host) reflectPanic(v any) *panicking {
	switch v := v.(type) {
	case ourreflect.Misuse:
		return r.noted(&panicking{value: r.wrap(string(v))})
	case ourreflect.NilMap:
		return r.noted(r.runtimeError("assignment to entry in nil map"))
	case ourreflect.Unsupported:
		r.internal = string(v)
		return &panicking{value: r.wrap(internalError{string(v), string(stack())})}
	}
	return nil
}

// typeFor is reflect.TypeFor of a type of the program.
func (r *host) typeFor(id int) Iface { return r.wrap(r.mirror.world.Of(r.types[id].typ)) }

// structForm notes the Go type of the lowered form of a struct type.
func (r *host) structForm(id int, zero any) {
	r.mirror.forms.Set(r.types[id].typ, reflect.TypeOf(zero).Elem())
}

func (m *mirror) Lowered(t types.Type) (reflect.Type, error) { return m.form(t, 0) }

// form is loweredType for the program's own types as well.
func (m *mirror) form(t types.Type, depth int) (reflect.Type, error) {
	if depth > 100 {
		return nil, fmt.Errorf("the recursive type %s is not available", typeName(t))
	}
	depth++
	t = types.Unalias(t)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		name := stdName(t)
		if s, ok := specials[name]; ok {
			return s, nil
		}
		if f, ok := m.forms.At(u).(reflect.Type); ok {
			return f, nil
		}
		if sym, ok := symbols[name]; ok {
			return sym.Type().Elem(), nil
		}
		if u.NumFields() == 0 {
			return reflect.TypeFor[struct{}](), nil
		}
		return nil, fmt.Errorf("type %s is not available", typeName(t))
	case *types.Pointer:
		e, err := m.form(u.Elem(), depth)
		if err != nil {
			return nil, err
		}
		return reflect.PointerTo(e), nil
	case *types.Slice:
		e, err := m.form(u.Elem(), depth)
		if err != nil {
			return nil, err
		}
		return reflect.SliceOf(e), nil
	case *types.Array:
		e, err := m.form(u.Elem(), depth)
		if err != nil {
			return nil, err
		}
		return reflect.ArrayOf(int(u.Len()), e), nil
	case *types.Map:
		k, err := m.form(u.Key(), depth)
		if err != nil {
			return nil, err
		}
		e, err := m.form(u.Elem(), depth)
		if err != nil {
			return nil, err
		}
		return reflect.MapOf(k, e), nil
	case *types.Signature:
		var in, out []reflect.Type
		for p := range u.Params().Variables() {
			f, err := m.form(p.Type(), depth)
			if err != nil {
				return nil, err
			}
			in = append(in, f)
		}
		for p := range u.Results().Variables() {
			f, err := m.form(p.Type(), depth)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
		return reflect.FuncOf(in, out, false), nil
	}
	return loweredType(t)
}

func (m *mirror) TypeName(t types.Type) string { return typeName(t) }

func (m *mirror) Special(t types.Type) bool {
	_, ok := specials[stdName(t)]
	return ok
}

// altered are the types whose overlays have other fields, and the sizes of the
// originals.
var altered = map[string]int64{"sync.Map": 48, "sync.Pool": 40}

func (m *mirror) Altered(t types.Type) int64 { return altered[stdName(t)] }

func (m *mirror) Open(iface reflect.Value) (types.Type, reflect.Type, reflect.Value) {
	x := iface.Interface().(Iface)
	if x.T == nil {
		return nil, nil, reflect.Value{}
	}
	v := reflect.ValueOf(x.V)
	t := x.T.typ
	if t == nil {
		if t = namedType(x.T.native); t == nil {
			if p := x.T.native.PkgPath(); strings.HasPrefix(p, path.Dir(ownPath)+"/") && !reflects(p) {
				panic(ourreflect.Unsupported("reflect: a value of type " + x.T.name))
			}
			return nil, x.T.native, v
		}
	}
	form, err := m.form(t, 0)
	if err != nil {
		panic(ourreflect.Unsupported("reflect: " + err.Error()))
	}
	if v.Type() != form {
		if v, err = m.Convert(v, form); err != nil {
			panic(ourreflect.Unsupported("reflect: " + err.Error()))
		}
	}
	return t, nil, v
}

// namedType gives the type of the standard library, as programs know it, that
// a Go type is; nil if they cannot name it.
func namedType(t reflect.Type) types.Type {
	if t.Name() == "" {
		var elem types.Type
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			if elem = namedType(t.Elem()); elem == nil {
				return nil
			}
		}
		switch t.Kind() {
		case reflect.Pointer:
			return types.NewPointer(elem)
		case reflect.Slice:
			return types.NewSlice(elem)
		case reflect.Array:
			return types.NewArray(elem, int64(t.Len()))
		case reflect.Map:
			if key := namedType(t.Key()); key != nil {
				return types.NewMap(key, elem)
			}
		}
		return nil
	}
	p := t.PkgPath()
	if p == "" {
		obj, _ := types.Universe.Lookup(t.Name()).(*types.TypeName)
		if obj == nil {
			return nil
		}
		return obj.Type()
	}
	if p == ownPath+"/reflect" {
		p = "reflect"
	}
	if _, ok := symbols[p+"."+t.Name()]; !ok {
		return nil
	}
	pkg, err := stdlib.Import(p)
	if err != nil {
		return nil
	}
	obj, _ := pkg.Scope().Lookup(t.Name()).(*types.TypeName)
	if obj == nil {
		return nil
	}
	return obj.Type()
}

func (m *mirror) Shape(t reflect.Type) (types.Type, error) {
	unknown := fmt.Errorf("type %s is not known to the program", t)
	if t.Kind() != reflect.Struct {
		return nil, unknown
	}
	var fields []*types.Var
	var tags []string
	for i := range t.NumField() {
		f := t.Field(i)
		ft := namedType(f.Type)
		if ft == nil {
			return nil, unknown
		}
		fields = append(fields, types.NewField(token.NoPos, types.NewPackage(t.PkgPath(), path.Base(t.PkgPath())), f.Name, ft, f.Anonymous))
		tags = append(tags, string(f.Tag))
	}
	return types.NewStruct(fields, tags), nil
}

func (m *mirror) Box(t types.Type, native reflect.Type, v reflect.Value) reflect.Value {
	if t == nil {
		return reflect.ValueOf(Iface{m.r.typeOf(native), v.Interface()})
	}
	rt := m.r.staticType(t)
	if rt.native != nil && rt.native != v.Type() {
		var err error
		if v, err = m.Convert(v, rt.native); err != nil {
			panic(ourreflect.Unsupported("reflect: " + err.Error()))
		}
	}
	return reflect.ValueOf(Iface{rt, v.Interface()})
}

func (m *mirror) Wrap(v any) reflect.Value { return reflect.ValueOf(m.r.wrap(v)) }

func (m *mirror) Convert(v reflect.Value, to reflect.Type) (reflect.Value, error) {
	if v.Type() == to {
		return v, nil
	}
	if v.Kind() == to.Kind() && v.CanConvert(to) {
		return v.Convert(to), nil
	}
	conv, err := m.r.fromNative(v.Type(), to)
	if err != nil {
		conv, err = m.r.toNative(v.Type(), to, false)
	}
	if err != nil {
		return v, err
	}
	return conv(v), nil
}

func (m *mirror) Native(iface reflect.Value) any {
	x := iface.Interface().(Iface)
	if x.T == nil || x.T.native == nil {
		return nil
	}
	return x.V
}

func (m *mirror) Error(iface reflect.Value) error {
	err, _ := m.r.adapt(iface.Interface().(Iface), errorType, false).(error)
	return err
}

func (m *mirror) Method(iface reflect.Value, name string, sig *types.Signature, lowered reflect.Type) (reflect.Value, error) {
	x := iface.Interface().(Iface)
	missing := fmt.Errorf("method %s of type %s is not available", name, x.T.name)
	if x.T.native != nil {
		f := reflect.ValueOf(x.V).MethodByName(name)
		if !f.IsValid() || f.Type().IsVariadic() {
			return f, missing
		}
		conv, err := m.r.convertFunc(f.Type(), lowered, func(from, to reflect.Type) (conversion, error) { return m.r.toNative(from, to, false) }, m.r.fromNative)
		if err != nil {
			return f, err
		}
		return conv(f), nil
	}
	for _, e := range m.r.methods[name] {
		if types.Identical(e.sig, sig) && declares(x.T.typ, name, sig) {
			return reflect.MakeFunc(lowered, func(args []reflect.Value) []reflect.Value {
				return e.fn.Call(append([]reflect.Value{iface}, args...))
			}), nil
		}
	}
	return reflect.Value{}, missing
}

// Call calls the program.
func (m *mirror) Call(f func()) { m.r.asProgram(func() { m.r.nested(f) }) }

// asProgram runs a call of the program whose panics are told apart on the way
// out: those of the interpreter look like mistakes of the host.
func (r *host) asProgram(f func()) {
	done := false
	defer func() {
		if done || r.m.Dead() {
			return
		}
		if v := recover(); v != nil {
			panic(r.asPanic(v))
		}
	}()
	f()
	done = true
}

// ownMistake is deferred around code of our packages: what panics there and is
// no panic of theirs is a mistake, and must not look like the program's.
func (r *host) ownMistake() {
	if r.m.Dead() {
		return
	}
	switch v := recover().(type) {
	case nil:
	case string, goruntime.Error, *reflect.ValueError:
		panic(ourreflect.Unsupported(fmt.Sprintf("reflect: a mistake of Gopark's own: %v\n%s", v, stack())))
	default:
		panic(v)
	}
}

func (m *mirror) Keys(mv reflect.Value) []reflect.Value {
	sorted := sortedKeys(mv)
	out := make([]reflect.Value, len(sorted))
	for i, j := range m.r.m.Perm(len(sorted)) {
		out[i] = sorted[j]
	}
	return out
}

func (m *mirror) Same(a, b reflect.Value) bool { return m.r.sameValue(a, b) }

func (m *mirror) Hashable(key reflect.Value) {
	m.r.hashableValue(key, "runtime error: hash of unhashable type ")
}

func (m *mirror) Grow(p any, n, size int) { grow(p, n, size) }

func (m *mirror) Show(s fmt.State, verb rune, iface reflect.Value, v reflect.Value, t types.Type) {
	if iface.IsValid() {
		fmt.Fprintf(s, fmt.FormatString(s, verb), m.r.printable(iface.Interface().(Iface)))
		return
	}
	p := &printer{r: m.r, s: s, verb: verb}
	p.value(v, t, 0, false)
}

func (m *mirror) MakeChan(elem types.Type, size int) reflect.Value {
	r := m.r
	return reflect.ValueOf(r.m.MakeChan(r.here(), "chan "+typeName(elem), size, func(v any) string { return r.show(v, elem) }))
}

func channel(c reflect.Value) *sched.Chan { return c.Interface().(*sched.Chan) }

func (m *mirror) ChanLen(c reflect.Value) (length, capacity int) {
	return channel(c).Len(), channel(c).Cap()
}

func (m *mirror) Send(c, v reflect.Value) {
	m.r.m.Reveal(m.r.here(), channel(c), false)
	m.r.m.Send(m.r.here(), channel(c), v.Interface())
}

func (m *mirror) TrySend(c, v reflect.Value) bool {
	n, _, _ := m.Select([]ourreflect.Case{{Send: true, Chan: c, V: v}}, true)
	return n == 0
}

func (m *mirror) Recv(c reflect.Value, elem reflect.Type) (reflect.Value, bool) {
	m.r.m.Reveal(m.r.here(), channel(c), false)
	out := reflect.New(elem)
	ok := m.r.recv(int(m.r.here()), channel(c), out.Interface())
	return out.Elem(), ok
}

func (m *mirror) TryRecv(c reflect.Value, elem reflect.Type) (v reflect.Value, received, ok bool) {
	n, x, ok := m.Select([]ourreflect.Case{{Chan: c}}, true)
	if n != 0 {
		return v, false, false
	}
	out := reflect.New(elem)
	store(out.Interface(), x)
	return out.Elem(), true, ok
}

func (m *mirror) Close(c reflect.Value) { m.r.m.Close(m.r.here(), channel(c)) }

func (m *mirror) Select(cases []ourreflect.Case, hasDefault bool) (chosen int, v any, ok bool) {
	at := m.r.here()
	sites := make([]trace.SiteID, len(cases))
	list := make([]sched.Case, len(cases))
	for i, c := range cases {
		sites[i] = at
		list[i] = sched.Case{Chan: channel(c.Chan), Send: c.Send}
		if c.Send {
			list[i].Value = c.V.Interface()
		}
		m.r.m.Reveal(at, list[i].Chan, false)
	}
	return m.r.m.SelectGo(at, sites, list, hasDefault)
}
