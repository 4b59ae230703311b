package engine

import (
	"go/types"
	"math/rand"
	"reflect"
)

// choices is a source of random numbers that are choices of the scheduler's,
// so that they are part of the schedule.
type choices struct{ r *host }

func (c choices) Seed(int64) {}
func (c choices) Int63() int64 {
	const half = 1 << 30
	return int64(c.r.m.Choose(half))<<33 | int64(c.r.m.Choose(half))<<3 | int64(c.r.m.Choose(8))
}

func (c choices) Uint64() uint64 { return uint64(c.Int63())<<1 | uint64(c.r.m.Choose(2)) }

// seeded gives the replacement for a top-level function of math/rand, which
// in Go draws from a random seed.
func (r *host) seeded(fn *types.Func) reflect.Value {
	if fn.Pkg().Path() != "math/rand" || fn.Signature().Recv() != nil {
		return reflect.Value{}
	}
	m, ok := reflect.TypeFor[*rand.Rand]().MethodByName(fn.Name())
	if !ok {
		return reflect.Value{}
	}
	return reflect.ValueOf(rand.New(choices{r})).Method(m.Index)
}
