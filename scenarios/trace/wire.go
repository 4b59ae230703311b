package trace

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// zigzag maps small numbers of either sign to small unsigned ones.
func zigzag(v int64) uint64   { return uint64(v)<<1 ^ uint64(v>>63) }
func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

func appendUint(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }
func appendInt(b []byte, v int64) []byte   { return binary.AppendUvarint(b, zigzag(v)) }
func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// diff is how far a lies from b.
func diff[T ~uint32](a, b T) int64 { return int64(a) - int64(b) }

var errEnds = errors.New("expected more bytes, found the end")

// A reader reads what the append functions wrote. After the first error it
// yields zeroes; whoever reads in a loop checks err.
type reader struct {
	b   []byte
	off int
	err error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) left() int { return len(r.b) - r.off }

func (r *reader) byte() byte {
	if r.err != nil || r.off >= len(r.b) {
		r.fail(errEnds)
		return 0
	}
	r.off++
	return r.b[r.off-1]
}

func (r *reader) uint() uint64 {
	if r.err != nil {
		return 0
	}
	if r.off < len(r.b) && r.b[r.off] < 0x80 {
		r.off++
		return uint64(r.b[r.off-1])
	}
	v, n := binary.Uvarint(r.b[r.off:])
	if n <= 0 {
		if n == 0 {
			r.fail(errEnds)
		} else {
			r.fail(errors.New("expected a number of at most 64 bits, found a longer one"))
		}
		return 0
	}
	r.off += n
	return v
}

func (r *reader) int() int64 { return unzigzag(r.uint()) }

// upTo reads a number that must not exceed limit.
func (r *reader) upTo(limit int, what string) int {
	v := r.uint()
	if r.err == nil && v > uint64(limit) {
		r.fail(fmt.Errorf("expected %s of at most %d, found %d", what, limit, v))
		return 0
	}
	return int(v)
}

// count reads how many things follow, each of at least size bytes, so that no
// more is allocated than the input has room for.
func (r *reader) count(limit, size int, what string) int {
	n := r.upTo(limit, "a number of "+what)
	if r.err == nil && n > r.left()/size {
		r.fail(fmt.Errorf("expected %d %s, found room for %d", n, what, r.left()/size))
		return 0
	}
	return n
}

func (r *reader) bytes(n int) []byte {
	if r.err == nil && n > r.left() {
		r.fail(errEnds)
	}
	if r.err != nil {
		return nil
	}
	r.off += n
	return r.b[r.off-n : r.off : r.off]
}

func (r *reader) string() string {
	return string(r.bytes(r.count(r.left(), 1, "bytes of a string")))
}
