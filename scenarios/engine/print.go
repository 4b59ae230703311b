package engine

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unsafe"

	"gopark/scenarios/trace"
)

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
