package engine

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	ourreflect "gopark/scenarios/engine/reflect"
)

// printed is a value of the program's own type on its way through package fmt,
// which still parses formats, flags and widths.
type printed struct {
	r *host
	x Iface
}

func (p printed) Format(s fmt.State, verb rune) { p.r.format(s, verb, p.x) }

// printable gives what package fmt is to be handed for x.
func (r *host) printable(x Iface) any {
	switch {
	case x.T == nil:
		return nil
	case x.T.native != nil:
		return x.V
	case r.hasMethod(x.T, "Error", new(string)):
		return r.errorValue(x)
	}
	return printed{r, x}
}

func (r *host) printables(xs []Iface) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = r.printable(x)
	}
	return out
}

// format prints x as fmt's printValue does, by the program's types instead of
// reflect's.
func (r *host) format(s fmt.State, verb rune, x Iface) {
	p := &printer{r: r, s: s, verb: verb}
	if p.methods(x) {
		return
	}
	p.value(reflect.ValueOf(x.V), x.T.typ, 0, true)
}

type printer struct {
	r    *host
	s    fmt.State
	verb rune
}

func (p *printer) sharpV() bool   { return p.verb == 'v' && p.s.Flag('#') }
func (p *printer) plusV() bool    { return p.verb == 'v' && p.s.Flag('+') }
func (p *printer) write(s string) { io.WriteString(p.s, s) }

// basic prints a value of a predeclared type with the verb and flags as given.
func (p *printer) basic(v any) { fmt.Fprintf(p.s, fmt.FormatString(p.s, p.verb), v) }

// named prints a value of a type that is basic underneath. What is said about
// a wrong verb names the type.
func (p *printer) named(v reflect.Value, t types.Type) {
	if _, basic := types.Unalias(t).(*types.Basic); basic || p.verb == 'v' {
		p.basic(v.Interface())
		return
	}
	text := fmt.Sprintf(fmt.FormatString(p.s, p.verb), v.Interface())
	if rest, wrong := strings.CutPrefix(text, fmt.Sprintf("%%!%c(%s=", p.verb, v.Type())); wrong {
		text = fmt.Sprintf("%%!%c(%s=%s", p.verb, typeName(t), rest)
	}
	p.write(text)
}

// methods prints x by its own methods, as fmt's handleMethods.
func (p *printer) methods(x Iface) (done bool) {
	r := p.r
	depth := r.depth()
	defer func() { r.setDepth(depth) }()
	if r.hasMethod(x.T, "Format") {
		if fn, ok := r.find(x.T, "Format", nil); ok && fn.Type().NumIn() == 3 {
			done = true
			defer p.catch(x, "Format")
			r.nested(func() {
				fn.Call([]reflect.Value{reflect.ValueOf(x), reflect.ValueOf(r.wrap(p.s)), reflect.ValueOf(p.verb)})
			})
			return true
		}
	}
	if p.sharpV() {
		if r.hasMethod(x.T, "GoString", new(string)) {
			done = true
			defer p.catch(x, "GoString")
			p.write(r.callString(x, "GoString"))
			return true
		}
		return false
	}
	switch p.verb {
	case 'v', 's', 'x', 'X', 'q':
	default:
		return false
	}
	for _, name := range []string{"Error", "String"} {
		if r.hasMethod(x.T, name, new(string)) {
			done = true
			defer p.catch(x, name)
			p.basic(r.callString(x, name))
			return true
		}
	}
	return false
}

// catch prints a panic of a method as fmt's catchPanic.
func (p *printer) catch(x Iface, method string) {
	if p.r.m.Dead() {
		return
	}
	e := recover()
	if e == nil {
		return
	}
	if v := reflect.ValueOf(x.V); v.Kind() == reflect.Pointer && v.IsNil() {
		p.write("<nil>")
		return
	}
	pan := p.r.asPanic(e)
	fmt.Fprintf(p.s, "%%!%c(PANIC=%s method: %v)", p.verb, method, p.r.printable(pan.value))
}

// value prints v, the lowered form of a value of type t. Methods are called
// on what is inside if the path to it is exported.
func (p *printer) value(v reflect.Value, t types.Type, depth int, exported bool) {
	if depth > 0 && exported && v.IsValid() && !types.IsInterface(t) {
		x := Iface{p.r.staticType(t), v.Interface()}
		if x.T.native != nil {
			if nv := p.native(v, x.T.native); nv.IsValid() {
				if rv, ok := nv.Interface().(ourreflect.Value); ok && p.verb == 'v' { // not the value that it holds
					p.basic(rv.String())
					return
				}
				if _, ok := nv.Interface().(interface{ String() string }); ok || nv.Kind() == reflect.Struct {
					p.basic(nv.Interface())
					return
				}
				if _, ok := nv.Interface().(error); ok {
					p.basic(nv.Interface())
					return
				}
			}
		} else if p.methods(x) {
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		p.named(v, t)
	case *types.Interface:
		x := v.Interface().(Iface)
		switch {
		case x.T == nil && p.sharpV():
			p.write(typeName(t) + "(nil)")
		case x.T == nil:
			p.write("<nil>")
		case x.T.native != nil && x.T.typ == nil:
			p.basic(x.V)
		case x.T.native != nil && exported:
			p.basic(x.V)
		default:
			p.value(p.lowered(x), x.T.typ, depth+1, exported)
		}
	case *types.Map:
		p.mapValue(v, t, u, depth, exported)
	case *types.Struct:
		if _, special := specials[stdName(t)]; special {
			c := reflect.New(v.Type())
			c.Elem().Set(v)
			if s, ok := c.Interface().(interface{ Value() any }); ok {
				p.basic(s.Value())
				return
			}
		}
		if p.sharpV() {
			p.write(typeName(t))
		}
		p.write("{")
		for i := range u.NumFields() {
			if i > 0 {
				p.write(p.separator())
			}
			if p.plusV() || p.sharpV() {
				p.write(u.Field(i).Name() + ":")
			}
			p.value(v.Field(i), u.Field(i).Type(), depth+1, exported && token.IsExported(u.Field(i).Name()))
		}
		p.write("}")
	case *types.Array:
		p.list(v, t, u.Elem(), depth, exported)
	case *types.Slice:
		p.list(v, t, u.Elem(), depth, exported)
	case *types.Pointer:
		if depth == 0 && !v.IsNil() && p.verb != 'p' {
			switch u.Elem().Underlying().(type) {
			case *types.Array, *types.Slice, *types.Struct, *types.Map:
				if p.r.plain(u.Elem()) {
					p.write("&")
					p.value(v.Elem(), u.Elem(), depth+1, exported)
					return
				}
			}
		}
		p.pointer(v, t)
	default:
		p.pointer(v, t)
	}
}

// plain reports whether values of t are in lowered form throughout, or of a
// type the scheduler provides that can be printed.
func (r *host) plain(t types.Type) bool {
	s, special := specials[stdName(t)]
	return !special || reflect.PointerTo(s).Implements(reflect.TypeFor[interface{ Value() any }]())
}

// lowered undoes the conversion of x's value to its native named type.
func (p *printer) lowered(x Iface) reflect.Value { return reflect.ValueOf(x.V) }

// native converts a lowered value to its native type, if they are of one kind.
func (p *printer) native(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type() == t {
		return v
	}
	if v.Kind() == t.Kind() && v.CanConvert(t) {
		return v.Convert(t)
	}
	return reflect.Value{}
}

func (p *printer) separator() string {
	if p.sharpV() {
		return ", "
	}
	return " "
}

func (p *printer) list(v reflect.Value, t, elem types.Type, depth int, exported bool) {
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Uint8 {
		switch p.verb {
		case 's', 'q', 'x', 'X':
			bytes := make([]byte, v.Len())
			reflect.Copy(reflect.ValueOf(bytes), v)
			p.basic(bytes)
			return
		}
	}
	if p.sharpV() {
		p.write(typeName(t))
		if v.Kind() == reflect.Slice && v.IsNil() {
			p.write("(nil)")
			return
		}
		p.write("{")
	} else {
		p.write("[")
	}
	for i := range v.Len() {
		if i > 0 {
			p.write(p.separator())
		}
		p.value(v.Index(i), elem, depth+1, exported)
	}
	if p.sharpV() {
		p.write("}")
	} else {
		p.write("]")
	}
}

func (p *printer) mapValue(v reflect.Value, t types.Type, m *types.Map, depth int, exported bool) {
	if p.sharpV() {
		p.write(typeName(t))
		if v.IsNil() {
			p.write("(nil)")
			return
		}
		p.write("{")
	} else {
		p.write("map[")
	}
	for i, k := range sortedKeys(v) {
		if i > 0 {
			p.write(p.separator())
		}
		p.value(k, m.Key(), depth+1, exported)
		p.write(":")
		p.value(v.MapIndex(k), m.Elem(), depth+1, exported)
	}
	if p.sharpV() {
		p.write("}")
	} else {
		p.write("]")
	}
}

// pointer prints pointers, channels and functions as fmt's fmtPointer.
func (p *printer) pointer(v reflect.Value, t types.Type) {
	addr := uintptr(0)
	switch v.Kind() {
	case reflect.Pointer, reflect.Func, reflect.Map, reflect.Slice:
		addr = v.Pointer()
	}
	switch p.verb {
	case 'v', 'p':
		switch {
		case p.sharpV() && addr == 0:
			p.write("(" + typeName(t) + ")(nil)")
		case p.sharpV():
			fmt.Fprintf(p.s, "(%s)(%#x)", typeName(t), addr)
		case addr == 0 && p.verb == 'v':
			p.write("<nil>")
		default:
			fmt.Fprintf(p.s, "%#x", addr)
		}
	case 'b', 'o', 'd', 'x', 'X':
		p.basic(addr)
	case 's', 'q', 't', 'e', 'f', 'g', 'E', 'F', 'G', 'c', 'U':
		text := "<nil>"
		if addr != 0 {
			text = fmt.Sprintf("%#x", addr)
		}
		fmt.Fprintf(p.s, "%%!%c(%s=%s)", p.verb, typeName(t), text)
	default:
		fmt.Fprintf(p.s, "%%!%c(%s=%#x)", p.verb, typeName(t), addr)
	}
}

// sortedKeys orders map keys as fmt does (internal/fmtsort).
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortStableFunc(keys, compareValues)
	return keys
}

func compareValues(a, b reflect.Value) int {
	switch a.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return cmp.Compare(a.Int(), b.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return cmp.Compare(a.Uint(), b.Uint())
	case reflect.String:
		return cmp.Compare(a.String(), b.String())
	case reflect.Float32, reflect.Float64:
		return cmp.Compare(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		x, y := a.Complex(), b.Complex()
		return cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y)))
	case reflect.Bool:
		switch {
		case a.Bool() == b.Bool():
			return 0
		case b.Bool():
			return -1
		}
		return 1
	case reflect.Struct:
		if a.Type() == ifaceType {
			return compareIfaces(a.Interface().(Iface), b.Interface().(Iface))
		}
		for i := range a.NumField() {
			if c := compareValues(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := range a.Len() {
			if c := compareValues(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	}
	return 0
}

// compareIfaces orders by type, in the order the program's types are
// numbered, then by value.
func compareIfaces(a, b Iface) int {
	switch {
	case a.T == nil || b.T == nil:
		if a.T == b.T {
			return 0
		} else if a.T == nil {
			return -1
		}
		return 1
	case a.T != b.T:
		return cmp.Compare(a.T.id, b.T.id)
	}
	return compareValues(reflect.ValueOf(a.V), reflect.ValueOf(b.V))
}

// typeVerbs rewrites a format with %T or %p, which fmt answers by reflect's
// types before it asks the operand: such operands are replaced by texts.
func typeVerbs(format string, args []any) (string, []any) {
	if !strings.Contains(format, "T") && !strings.Contains(format, "p") {
		return format, args
	}
	args = slices.Clone(args)
	var b strings.Builder
	arg, changed := 0, false
	i := 0
	for i < len(format) {
		if format[i] != '%' {
			b.WriteByte(format[i])
			i++
			continue
		}
		b.WriteByte('%')
		i++
		index := func() { // an explicit argument index
			if i < len(format) && format[i] == '[' {
				if end := strings.IndexByte(format[i:], ']'); end > 0 {
					if n, err := strconv.Atoi(format[i+1 : i+end]); err == nil {
						arg = n - 1
						i += end + 1
					}
				}
			}
		}
		star := func() {
			index()
			if i < len(format) && format[i] == '*' {
				fmt.Fprintf(&b, "[%d]*", arg+1)
				arg++
				i++
			}
			for i < len(format) && format[i] >= '0' && format[i] <= '9' {
				b.WriteByte(format[i])
				i++
			}
		}
		for i < len(format) && strings.IndexByte("+-# 0", format[i]) >= 0 {
			b.WriteByte(format[i])
			i++
		}
		star()
		if i < len(format) && format[i] == '.' {
			b.WriteByte('.')
			i++
			star()
		}
		index()
		if i >= len(format) {
			break
		}
		verb := format[i]
		i++
		if verb == '%' {
			b.WriteByte('%')
			continue
		}
		if (verb == 'T' || verb == 'p') && arg < len(args) {
			if x, ok := userValue(args[arg]); ok {
				changed = true
				n := len(args) + 1
				if verb == 'T' {
					args = append(args, x.T.name)
					fmt.Fprintf(&b, "[%d]s", n)
				} else {
					args = append(args, x.V)
					fmt.Fprintf(&b, "[%d]p", n)
				}
				arg++
				continue
			}
		}
		if verb >= 0x80 { // the rest of a rune
			b.WriteByte(verb)
			continue
		}
		fmt.Fprintf(&b, "[%d]%c", arg+1, verb)
		arg++
	}
	if !changed {
		return format, args[:len(args):len(args)]
	}
	return b.String(), args
}

// userValue finds the program's value behind what printable made of it.
func userValue(v any) (Iface, bool) {
	switch v := v.(type) {
	case printed:
		return v.x, true
	case plainError:
		return v.x, true
	case userError:
		return v.x, true
	case userErrors:
		return v.x, true
	case goError:
		return Iface{&Type{name: v.typ}, v}, true
	}
	return Iface{}, false
}

// maxShown is the length of a value's text in the picture, in runes.
const maxShown = 32

// show gives the short text of a value of type t in lowered form, without
// running any of the program's methods.
func (r *host) show(v any, t types.Type) string {
	var b strings.Builder
	r.showValue(&b, reflect.ValueOf(v), t, 0)
	s := b.String()
	if len(s) > maxShown {
		if runes := []rune(s[:min(len(s), 4*(maxShown+1))]); len(runes) > maxShown { // of at most 4 bytes each
			s = string(runes[:maxShown-1]) + "…"
		}
	}
	return s
}

func (r *host) showValue(b *strings.Builder, v reflect.Value, t types.Type, depth int) {
	if b.Len() > 4*maxShown {
		return
	}
	if !v.IsValid() {
		b.WriteString("nil")
		return
	}
	if nt, ok := nativeType(t); ok && nt != v.Type() && nt.Kind() == v.Kind() && v.CanConvert(nt) {
		v = v.Convert(nt)
	}
	if s, ok := v.Interface().(fmt.Stringer); ok && v.Kind() != reflect.Pointer {
		b.WriteString(s.String()) // the standard library's own: time.Duration, time.Month
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			b.WriteString(strconv.Quote(v.String()))
			return
		}
		fmt.Fprint(b, v.Interface())
	case *types.Interface:
		x := v.Interface().(Iface)
		switch {
		case x.T == nil:
			b.WriteString("nil")
		case x.T.typ != nil:
			r.showValue(b, reflect.ValueOf(x.V), x.T.typ, depth)
		default:
			if err, ok := x.V.(error); ok {
				b.WriteString(strconv.Quote(err.Error()))
				return
			}
			b.WriteString(x.T.name)
		}
	case *types.Struct:
		if v.Kind() != reflect.Struct || v.NumField() != u.NumFields() || stdName(t) != "" {
			b.WriteString(typeName(t))
			return
		}
		b.WriteString("{")
		for i := range u.NumFields() {
			if i > 0 {
				b.WriteString(" ")
			}
			r.showValue(b, v.Field(i), u.Field(i).Type(), depth+1)
		}
		b.WriteString("}")
	case *types.Slice, *types.Array:
		var elem types.Type
		if s, ok := u.(*types.Slice); ok {
			elem = s.Elem()
		} else {
			elem = u.(*types.Array).Elem()
		}
		b.WriteString("[")
		for i := range min(v.Len(), maxShown) { // the rest is not shown
			if i > 0 {
				b.WriteString(" ")
			}
			r.showValue(b, v.Index(i), elem, depth+1)
		}
		b.WriteString("]")
	case *types.Map:
		fmt.Fprintf(b, "map(%d)", v.Len())
	case *types.Pointer:
		switch {
		case v.IsNil():
			b.WriteString("nil")
		case depth < 2:
			b.WriteString("&")
			r.showValue(b, v.Elem(), u.Elem(), depth+1)
		default:
			b.WriteString("&…")
		}
	case *types.Chan:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteString("chan")
	case *types.Signature:
		b.WriteString("func")
	}
}

// showError gives the short text of an error, without running any of the
// program's methods.
func (r *host) showError(x Iface) string {
	if x.T != nil && x.T.name == "context.deadlineExceededError" {
		return "context deadline exceeded"
	}
	s := r.show(x, types.Universe.Lookup("error").Type())
	// errors.New, or an error of the standard library's.
	if text, err := strconv.Unquote(s); err == nil {
		return text
	}
	return s
}
