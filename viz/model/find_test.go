package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// found returns who meets a query at a step of a run, as the row of the text
// table names them.
func found(c *Cursor, query string) []string {
	m := c.Run().Find(query)
	n, first := m.Found(c.To, 1000)
	names := []string{}
	for _, g := range first {
		names = append(names, c.Run().Name(g))
	}
	if n != len(names) {
		names = append(names, fmt.Sprintf("but %d", n))
	}
	return names
}

// What a query finds is compared, at every step, with what the words of the
// text table say.
func TestFindAgreesWithTheTextTable(t *testing.T) {
	r := newRun(t, sample.Pool())
	says := func(part string) func(Row) bool {
		return func(row Row) bool { return strings.Contains(row.Why, part) }
	}
	in := func(s trace.GState) func(Row) bool {
		return func(row Row) bool { return row.State == s }
	}
	called := func(part string) func(Row) bool {
		return func(row Row) bool { return strings.Contains(row.Name, part) }
	}
	both := func(a, b func(Row) bool) func(Row) bool {
		return func(row Row) bool { return a(row) && b(row) }
	}
	queries := map[string]func(Row) bool{
		"worker":                 called("worker"),
		"G3":                     called("G3 "),
		"blocked":                in(trace.Blocked),
		"  DONE ":                in(trace.Done),
		"worker blocked":         both(called("worker"), in(trace.Blocked)),
		"chan receive":           says("chan receive"),
		"mutex":                  says("Mutex"),
		"sync.mutex.lock":        says("sync.Mutex.Lock"),
		"jobs":                   says("on jobs"),
		"main.work":              called("worker"),
		"worker chan receive":    both(called("worker"), says("chan receive")),
		"chan receive worker g2": both(both(called("worker"), called("G2 ")), says("chan receive")),
		"g99":                    func(Row) bool { return false },
		"nobodyiscalledthis":     func(Row) bool { return false },
	}
	for query, want := range queries {
		some := false
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			names := []string{}
			for _, row := range c.Rows(1000, Precise) {
				if want(row) {
					names = append(names, row.Name)
				}
			}
			some = some || len(names) > 0
			if got := found(c, query); !slices.Equal(got, names) {
				t.Errorf("%q at step %d: %v, want %v", query, step, got, names)
			}
		}
		if never := query == "g99" || strings.HasPrefix(query, "nobody"); some == never {
			t.Errorf("%q: found some %v", query, some)
		}
	}
}

// Who waits in a select waits for each of its objects.
func TestFindLooksIntoSelects(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	some := false
	for step := trace.Step(0); step <= r.Steps(); step++ {
		c.Seek(step)
		for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
			if c.To.G(g).Reason != trace.ReasonSelect {
				continue
			}
			some = true
			if !r.Find("results select").Matches(c.To, g) || r.Find("jobs").Matches(c.To, g) {
				t.Errorf("step %d: %v selects on results only", step, g)
			}
		}
	}
	if !some {
		t.Error("nobody is in a select")
	}
}

// The beginning of a word finds what the whole word does: the list is there
// while somebody types.
func TestFindWhileTyping(t *testing.T) {
	r := newRun(t, sample.WaitGroup(5))
	c := NewCursor(r)
	c.Seek(r.Steps() / 2)
	all := found(c, "blocked")
	if len(all) == 0 {
		t.Fatal("nobody is blocked in the middle of the run")
	}
	for _, query := range []string{"blo", "bloc", "block"} {
		if got := found(c, query); !slices.Equal(got, all) {
			t.Errorf("%q: %v, want %v", query, got, all)
		}
	}
	if r.Find("   ") != nil {
		t.Error("a query without words is one")
	}
}

func BenchmarkFindInAMillion(b *testing.B) {
	r, err := NewRun(sample.WaitGroup(1_000_000))
	if err != nil {
		b.Fatal(err)
	}
	c := NewCursor(r)
	c.Seek(r.Steps() / 2)
	for _, query := range []string{"blocked", "worker sleep", "G57310"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				r.Find(query).Found(c.To, 50)
			}
		})
	}
}
