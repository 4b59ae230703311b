package trace

import (
	"bytes"
	"fmt"
	"testing"
)

var randomCases = []struct {
	procs  int
	policy Policy
	events int
}{{1, PolicyGo, 300}, {1, PolicyGo, 5000}, {4, PolicyGo, 20000}, {2, PolicyRandom, 20000}, {8, PolicyRandom, 3000}}

// What random traces are for: everything the tables name has been exercised.
func TestRandomTracesCoverEveryKind(t *testing.T) {
	var kinds [NumKinds]int
	var reasons [NumReasons]int
	for _, c := range randomCases {
		for _, e := range randomTrace(1, c.procs, c.policy, c.events).Events() {
			kinds[e.Kind]++
			reasons[e.Reason]++
		}
	}
	for k := KNone + 1; k < NumKinds; k++ {
		if kinds[k] == 0 {
			t.Errorf("no event of kind %v", k)
		}
	}
	for r := NoReason + 1; r < NumReasons; r++ {
		if reasons[r] == 0 {
			t.Errorf("no block for %v", r)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, c := range randomCases {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%d-%v-%d-%d", c.procs, c.policy, c.events, seed), func(t *testing.T) {
				tr := randomTrace(seed, c.procs, c.policy, c.events)
				if err := Validate(tr); err != nil {
					t.Fatal(err)
				}
				data := tr.Encode()
				got, err := Decode(data)
				if err != nil {
					t.Fatal(err)
				}
				if err := Validate(got); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got.Encode(), data) {
					t.Fatal("encoding what was decoded gives other bytes")
				}
				var a, b bytes.Buffer
				if err := WriteText(&a, tr); err != nil {
					t.Fatal(err)
				}
				if err := WriteText(&b, got); err != nil {
					t.Fatal(err)
				}
				if a.String() != b.String() {
					t.Fatal("the text twin of what was decoded differs")
				}
				t.Logf("%d events, %.2f bytes each", tr.Len(), float64(len(data))/float64(tr.Len()))
			})
		}
	}
}
