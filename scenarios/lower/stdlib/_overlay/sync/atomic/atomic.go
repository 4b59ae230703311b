package atomic

// Nothing interrupts these: the engine gives them no point at which another
// goroutine could run (see atomicPackage in package lower).

type noCopy struct{}

type align64 struct{}

func LoadInt32(addr *int32) int32       { return *addr }
func StoreInt32(addr *int32, val int32) { *addr = val }

func AddInt32(addr *int32, delta int32) int32 {
	v := *addr + delta
	*addr = v
	return v
}

func SwapInt32(addr *int32, new int32) int32 {
	old := *addr
	*addr = new
	return old
}

func CompareAndSwapInt32(addr *int32, old, new int32) bool {
	if *addr != old {
		return false
	}
	*addr = new
	return true
}

func AndInt32(addr *int32, mask int32) int32 {
	old := *addr
	*addr = old & mask
	return old
}

func OrInt32(addr *int32, mask int32) int32 {
	old := *addr
	*addr = old | mask
	return old
}

func LoadInt64(addr *int64) int64       { return *addr }
func StoreInt64(addr *int64, val int64) { *addr = val }

func AddInt64(addr *int64, delta int64) int64 {
	v := *addr + delta
	*addr = v
	return v
}

func SwapInt64(addr *int64, new int64) int64 {
	old := *addr
	*addr = new
	return old
}

func CompareAndSwapInt64(addr *int64, old, new int64) bool {
	if *addr != old {
		return false
	}
	*addr = new
	return true
}

func AndInt64(addr *int64, mask int64) int64 {
	old := *addr
	*addr = old & mask
	return old
}

func OrInt64(addr *int64, mask int64) int64 {
	old := *addr
	*addr = old | mask
	return old
}

func LoadUint32(addr *uint32) uint32       { return *addr }
func StoreUint32(addr *uint32, val uint32) { *addr = val }

func AddUint32(addr *uint32, delta uint32) uint32 {
	v := *addr + delta
	*addr = v
	return v
}

func SwapUint32(addr *uint32, new uint32) uint32 {
	old := *addr
	*addr = new
	return old
}

func CompareAndSwapUint32(addr *uint32, old, new uint32) bool {
	if *addr != old {
		return false
	}
	*addr = new
	return true
}

func AndUint32(addr *uint32, mask uint32) uint32 {
	old := *addr
	*addr = old & mask
	return old
}

func OrUint32(addr *uint32, mask uint32) uint32 {
	old := *addr
	*addr = old | mask
	return old
}

func LoadUint64(addr *uint64) uint64       { return *addr }
func StoreUint64(addr *uint64, val uint64) { *addr = val }

func AddUint64(addr *uint64, delta uint64) uint64 {
	v := *addr + delta
	*addr = v
	return v
}

func SwapUint64(addr *uint64, new uint64) uint64 {
	old := *addr
	*addr = new
	return old
}

func CompareAndSwapUint64(addr *uint64, old, new uint64) bool {
	if *addr != old {
		return false
	}
	*addr = new
	return true
}

func AndUint64(addr *uint64, mask uint64) uint64 {
	old := *addr
	*addr = old & mask
	return old
}

func OrUint64(addr *uint64, mask uint64) uint64 {
	old := *addr
	*addr = old | mask
	return old
}

func LoadUintptr(addr *uintptr) uintptr       { return *addr }
func StoreUintptr(addr *uintptr, val uintptr) { *addr = val }

func AddUintptr(addr *uintptr, delta uintptr) uintptr {
	v := *addr + delta
	*addr = v
	return v
}

func SwapUintptr(addr *uintptr, new uintptr) uintptr {
	old := *addr
	*addr = new
	return old
}

func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) bool {
	if *addr != old {
		return false
	}
	*addr = new
	return true
}

func AndUintptr(addr *uintptr, mask uintptr) uintptr {
	old := *addr
	*addr = old & mask
	return old
}

func OrUintptr(addr *uintptr, mask uintptr) uintptr {
	old := *addr
	*addr = old | mask
	return old
}

type Int32 struct {
	_ noCopy
	v int32
}

func (x *Int32) Load() int32     { return x.v }
func (x *Int32) Store(val int32) { x.v = val }

func (x *Int32) Add(delta int32) int32 {
	v := x.v + delta
	x.v = v
	return v
}

func (x *Int32) Swap(new int32) int32 {
	old := x.v
	x.v = new
	return old
}

func (x *Int32) CompareAndSwap(old, new int32) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

func (x *Int32) And(mask int32) int32 {
	old := x.v
	x.v = old & mask
	return old
}

func (x *Int32) Or(mask int32) int32 {
	old := x.v
	x.v = old | mask
	return old
}

type Int64 struct {
	_ noCopy
	_ align64
	v int64
}

func (x *Int64) Load() int64     { return x.v }
func (x *Int64) Store(val int64) { x.v = val }

func (x *Int64) Add(delta int64) int64 {
	v := x.v + delta
	x.v = v
	return v
}

func (x *Int64) Swap(new int64) int64 {
	old := x.v
	x.v = new
	return old
}

func (x *Int64) CompareAndSwap(old, new int64) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

func (x *Int64) And(mask int64) int64 {
	old := x.v
	x.v = old & mask
	return old
}

func (x *Int64) Or(mask int64) int64 {
	old := x.v
	x.v = old | mask
	return old
}

type Uint32 struct {
	_ noCopy
	v uint32
}

func (x *Uint32) Load() uint32     { return x.v }
func (x *Uint32) Store(val uint32) { x.v = val }

func (x *Uint32) Add(delta uint32) uint32 {
	v := x.v + delta
	x.v = v
	return v
}

func (x *Uint32) Swap(new uint32) uint32 {
	old := x.v
	x.v = new
	return old
}

func (x *Uint32) CompareAndSwap(old, new uint32) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

func (x *Uint32) And(mask uint32) uint32 {
	old := x.v
	x.v = old & mask
	return old
}

func (x *Uint32) Or(mask uint32) uint32 {
	old := x.v
	x.v = old | mask
	return old
}

type Uint64 struct {
	_ noCopy
	_ align64
	v uint64
}

func (x *Uint64) Load() uint64     { return x.v }
func (x *Uint64) Store(val uint64) { x.v = val }

func (x *Uint64) Add(delta uint64) uint64 {
	v := x.v + delta
	x.v = v
	return v
}

func (x *Uint64) Swap(new uint64) uint64 {
	old := x.v
	x.v = new
	return old
}

func (x *Uint64) CompareAndSwap(old, new uint64) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

func (x *Uint64) And(mask uint64) uint64 {
	old := x.v
	x.v = old & mask
	return old
}

func (x *Uint64) Or(mask uint64) uint64 {
	old := x.v
	x.v = old | mask
	return old
}

type Uintptr struct {
	_ noCopy
	v uintptr
}

func (x *Uintptr) Load() uintptr     { return x.v }
func (x *Uintptr) Store(val uintptr) { x.v = val }

func (x *Uintptr) Add(delta uintptr) uintptr {
	v := x.v + delta
	x.v = v
	return v
}

func (x *Uintptr) Swap(new uintptr) uintptr {
	old := x.v
	x.v = new
	return old
}

func (x *Uintptr) CompareAndSwap(old, new uintptr) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

func (x *Uintptr) And(mask uintptr) uintptr {
	old := x.v
	x.v = old & mask
	return old
}

func (x *Uintptr) Or(mask uintptr) uintptr {
	old := x.v
	x.v = old | mask
	return old
}

type Bool struct {
	_ noCopy
	v uint32
}

func (x *Bool) Load() bool { return x.v != 0 }

func (x *Bool) Store(val bool) { x.v = word(val) }

func (x *Bool) Swap(new bool) bool {
	old := x.v
	x.v = word(new)
	return old != 0
}

func (x *Bool) CompareAndSwap(old, new bool) bool {
	if x.v != word(old) {
		return false
	}
	x.v = word(new)
	return true
}

func word(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

type Pointer[T any] struct {
	_ [0]*T
	_ noCopy
	v *T
}

func (x *Pointer[T]) Load() *T     { return x.v }
func (x *Pointer[T]) Store(val *T) { x.v = val }

func (x *Pointer[T]) Swap(new *T) *T {
	old := x.v
	x.v = new
	return old
}

func (x *Pointer[T]) CompareAndSwap(old, new *T) bool {
	if x.v != old {
		return false
	}
	x.v = new
	return true
}

type Value struct{ v any }

func (v *Value) Load() any { return v.v }

func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if v.v != nil && !sameType(v.v, val) {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
	v.v = val
}

func (v *Value) Swap(new any) any {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	if v.v != nil && !sameType(v.v, new) {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	old := v.v
	v.v = new
	return old
}

func (v *Value) CompareAndSwap(old, new any) bool {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && !sameType(old, new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.v == nil {
		if old != nil {
			return false
		}
		v.v = new
		return true
	}
	if !sameType(v.v, new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	if v.v != old {
		return false
	}
	v.v = new
	return true
}

func sameType(a, b any) bool
