package engine

import (
	"fmt"
	"reflect"
	"strconv"

	"gopark/scenarios/trace"
)

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
