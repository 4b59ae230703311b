package sample

import (
	"testing"

	"gopark/scenarios/trace"
)

// The other tests of the picture rest on these traces being legal.
func TestTracesAreLegal(t *testing.T) {
	all := map[string]*trace.Trace{"waitgroup": WaitGroup(5), "pool": Pool()}
	for seed := range uint64(5) {
		all["random"+string(rune('0'+seed))] = Random(seed, 500, 1+int(seed), 60)
	}
	for name, tr := range all {
		if err := trace.Validate(tr); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
