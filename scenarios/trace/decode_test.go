package trace

import (
	"bytes"
	"compress/gzip"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// wrap makes a file of a body, whatever is in it.
func wrap(version uint64, size int, body []byte) []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(appendUint(appendUint(nil, version), uint64(size)))
	z := gzip.NewWriter(&b)
	z.Write(body)
	z.Close()
	return b.Bytes()
}

func TestDecodeErrors(t *testing.T) {
	good := sample().Encode()
	body := sample().appendBody(nil)
	header := func(parts ...uint64) []byte {
		var b []byte
		for _, p := range parts {
			b = appendUint(b, p)
		}
		return wrap(Version, len(b), b)
	}
	var version *VersionError
	var corrupt *CorruptError
	for _, c := range []struct {
		name    string
		data    []byte
		is      error
		as      any
		message string
	}{
		{name: "empty", is: ErrNotTrace, message: `found ""`},
		{name: "text", data: []byte("package main"), is: ErrNotTrace, message: `expected it to begin with "\x93gopark\n", found "package "`},
		{name: "newer", data: wrap(Version+1, len(body), body), as: &version, message: "newer than the 1 this Gopark reads: update Gopark"},
		{name: "older", data: wrap(0, len(body), body), as: &version, message: "record it again"},
		{name: "magic only", data: good[:len(magic)], is: ErrTruncated},
		{name: "no gzip", data: good[:len(magic)+2], is: ErrTruncated},
		{name: "cut", data: good[:len(good)/2], is: ErrTruncated},
		{name: "check sum cut", data: good[:len(good)-1], is: ErrTruncated},
		{name: "check sum", data: append(bytes.Clone(good[:len(good)-8]), 0, 0, 0, 0, 0, 0, 0, 0), as: &corrupt, message: "checksum"},
		{name: "trailing bytes", data: append(bytes.Clone(good), 'x'), as: &corrupt, message: "expected the end, found 1 more bytes"},
		{name: "declared too much", data: wrap(Version, len(body)+1, body), as: &corrupt, message: "bytes of contents, found"},
		{name: "declared too little", data: wrap(Version, len(body)-1, body), as: &corrupt, message: "bytes of contents, found more"},
		{name: "declared beyond the limit", data: wrap(Version, MaxBytes+1, body), as: &corrupt, message: "at most 536870912"},
		{name: "nothing in it", data: wrap(Version, 0, nil), as: &corrupt, message: "expected more bytes, found the end"},
		{name: "no Ps", data: header(0, 0, 0, 0, 0, 0, 0), as: &corrupt, message: "Ps, found 0"},
		{name: "many Ps", data: header(MaxProcs+1, 0, 0, 0, 0), as: &corrupt, message: "a number of Ps of at most 1024"},
		{name: "policy", data: header(1, 9, 0, 0, 0), as: &corrupt, message: "policy"},
		{name: "many files", data: header(1, 0, 0, 0, 0, 1000), as: &corrupt, message: "expected 1000 files, found room for 0"},
		{name: "many goroutines", data: header(1, 0, 0, 0, 0, 0, 0, 1<<22), as: &corrupt, message: "expected 4194304 goroutines, found room for 0"},
		{name: "endless number", data: wrap(Version, 12, bytes.Repeat([]byte{0xff}, 12)), as: &corrupt, message: "at most 64 bits"},
	} {
		_, err := Decode(c.data)
		switch {
		case err == nil:
			t.Errorf("%s: expected an error", c.name)
		case c.is != nil && !errors.Is(err, c.is):
			t.Errorf("%s: expected %v, found %v", c.name, c.is, err)
		case c.as != nil && !errors.As(err, c.as):
			t.Errorf("%s: expected a %T, found %v", c.name, c.as, err)
		case !strings.Contains(err.Error(), c.message):
			t.Errorf("%s: expected an error with %q, found %v", c.name, c.message, err)
		}
	}
}

// Every flaw in the contents is found, wherever it is: what is accepted
// re-encodes to the same bytes.
func TestDecodeFlippedBytes(t *testing.T) {
	for _, tr := range []*Trace{sample(), randomTrace(2, 2, PolicyRandom, 2500)} {
		body := tr.appendBody(nil)
		rng := rand.New(rand.NewPCG(1, 1))
		accepted := 0
		for range 2000 {
			flawed := bytes.Clone(body)
			flawed[rng.IntN(len(body))] ^= 1 << rng.IntN(8)
			if rng.IntN(4) == 0 {
				flawed = flawed[:rng.IntN(len(flawed))]
			}
			got, err := decodeBody(flawed, nil)
			if err != nil {
				continue
			}
			accepted++
			if !bytes.Equal(got.appendBody(nil), flawed) {
				t.Fatal("accepted, but re-encodes to other bytes")
			}
		}
		if accepted == 2000 {
			t.Error("nothing was refused")
		}
	}
}

// A file of a few bytes that declares, or inflates to, very much.
func TestDecodeAllocatesLittle(t *testing.T) {
	huge := wrap(Version, MaxBytes, nil)
	bomb := wrap(Version, 1<<20, make([]byte, 64<<20))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, data := range [][]byte{huge, bomb} {
		if _, err := Decode(data); err == nil {
			t.Error("expected an error")
		}
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 {
		t.Errorf("expected at most 16 MiB to be allocated, found %d", got)
	}
}

// What the numbers can be at most comes back as it went in.
func TestExtremeNumbers(t *testing.T) {
	files, sites := []File{{"", "\xff\x00"}}, []Site{{}, {0, maxPos, maxPos, "", ""}}
	r := NewRecorder(files, sites, Settings{Procs: MaxProcs, Policy: PolicyRandom, Seed: math.MaxUint64, TickNS: math.MaxInt64})
	r.Goroutine(Goroutine{})
	r.Object(Object{Kind: ObjChan, Cap: math.MaxInt, Type: strings.Repeat("chan ", 1000)})
	r.Object(Object{Kind: ObjWaitGroup})
	for _, e := range []Event{
		{Kind: KCreate, G: 1, P: MaxProcs - 1},
		{Kind: KReady, G: 1, P: MaxProcs - 1, Queue: QLocal},
		{Kind: KStart, G: 1, P: MaxProcs - 1, Queue: QLocal},
		{Kind: KMake, Obj: 1, G: 1},
		{Kind: KMake, Obj: 2, G: 1, Work: math.MaxInt64},
		{Kind: KAdd, Obj: 2, G: 1, Arg: math.MinInt64, Aux: math.MinInt64, Work: math.MaxInt64},
		{Kind: KAdd, Obj: 2, G: 1, Arg: math.MaxInt64, Aux: -1, Work: math.MaxInt64},
		{Kind: KBlock, G: 1, Reason: ReasonSleep, Aux: math.MaxInt64, Work: math.MaxInt64},
		{Kind: KUnblock, G: 1, P: NoP, Queue: QGlobal, Time: math.MaxInt64, Work: math.MaxInt64},
		{Kind: KExit, Arg: int64(OutcomeStopped), Aux: math.MinInt64, Time: math.MaxInt64, Work: math.MaxInt64},
	} {
		r.Add(&e)
	}
	tr := r.Finish("\x00")
	if err := Validate(tr); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(tr.Encode())
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if WriteJSON(&a, tr) != nil || WriteJSON(&b, got) != nil || a.String() != b.String() {
		t.Errorf("expected\n%s\nfound\n%s", a.String(), b.String())
	}
	if got.Files[0] != files[0] || got.Objects[1] != tr.Objects[1] || got.Schedule != "\x00" {
		t.Errorf("the tables differ: %+v", got)
	}
}

// Where a limit is passed, the recorder says so, and which.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		message string
		do      func(r *Recorder)
	}{
		{"at most 134217728 events", func(r *Recorder) { r.r.n = MaxEvents }},
		{"and 268435456 bytes", func(r *Recorder) { r.r.size = MaxBytes }},
		{"at most 68719476736 readers and cases", func(r *Recorder) { r.r.state.effort = MaxEffort + 1 }},
		{"at most 65536 cases", func(r *Recorder) {
			r.Goroutine(Goroutine{})
			r.Add(&Event{Kind: KSelect, G: 1, Arg: -1, Cases: make([]Case, MaxCases+1)})
		}},
		{"expected from 1 to 1024 Ps, found 1025", func(*Recorder) { NewRecorder(nil, []Site{{}}, Settings{Procs: MaxProcs + 1}) }},
		{"expected from 1 to 1048576 sites, found 0", func(*Recorder) { NewRecorder(nil, nil, Settings{Procs: 1}) }},
		{"G1: expected an earlier goroutine as parent", func(r *Recorder) { r.Goroutine(Goroutine{Parent: 1}) }},
		{"object 1: expected a kind", func(r *Recorder) { r.Object(Object{}) }},
	} {
		func() {
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, "trace: ") || !strings.Contains(text, c.message) {
					t.Errorf("expected a panic with %q, found %q", c.message, text)
				}
			}()
			r := NewRecorder(nil, []Site{{}}, Settings{Procs: 1})
			c.do(r)
			r.Goroutine(Goroutine{})
			r.Add(&Event{Kind: KCreate, G: 1})
		}()
	}
}

// Readers passed over are counted, so that a small file cannot keep the decoder
// busy for hours.
func TestEffortIsCounted(t *testing.T) {
	w := newWorld(t, 2, 2, 1, 2)
	for range 100 {
		w.do(Event{Kind: KRLock, G: 1, Obj: 1})
	}
	w.do(Event{Kind: KRUnlock, G: 1, Obj: 1})
	w.expect("the longest reader goes", w.effort, int64(0))
	w.do(Event{Kind: KRLock, G: 2, Obj: 1}, Event{Kind: KRUnlock, G: 2, Obj: 1})
	w.expect("the newest goes", w.effort, int64(99))
	w.do(Event{Kind: KRUnlock, G: 2, Obj: 1})
	w.expect("one goes for who does not read", w.effort, int64(99+99))
}

func TestEmptyTrace(t *testing.T) {
	tr := NewRecorder(nil, []Site{{}}, Settings{Procs: 1}).Finish("")
	got, err := Decode(tr.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if err := Validate(got); err != nil {
		t.Fatal(err)
	}
	if s := got.StateAt(0); got.Len() != 0 || s.Step != 0 {
		t.Errorf("expected no event, found %d", got.Len())
	}
}

func FuzzDecode(f *testing.F) {
	for _, tr := range []*Trace{
		sample(),
		contexts(),
		randomTrace(1, 2, PolicyGo, 60),
		NewRecorder(nil, []Site{{}}, Settings{Procs: 1}).Finish(""),
	} {
		f.Add(tr.Encode())
		f.Add(tr.appendBody(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := Decode(data)
		if err != nil {
			// The same bytes as contents: what is compressed hides most
			// of the format from the fuzzer.
			if tr, err = decodeBody(data, nil); err != nil {
				return
			}
			if !bytes.Equal(tr.appendBody(nil), data) {
				t.Fatal("accepted contents re-encode to other bytes")
			}
		}
		encoded := tr.Encode()
		again, err := Decode(encoded)
		if err != nil {
			t.Fatalf("what was accepted and encoded is refused: %v", err)
		}
		if !bytes.Equal(again.Encode(), encoded) {
			t.Fatal("encoding twice gives other bytes")
		}
		var b bytes.Buffer
		if err := WriteText(&b, tr); err != nil {
			t.Fatal(err)
		}
		if err := WriteJSON(&b, tr); err != nil {
			t.Fatal(err)
		}
		Validate(tr) // an error is fine: it knows more rules
		if err := tr.StateAt(Step(tr.Len())).consistent(); err != nil {
			t.Fatal(err)
		}
	})
}
