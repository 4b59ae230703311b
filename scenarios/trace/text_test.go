package trace

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: expected\n%s\nfound\n%s", path, want, got)
	}
}

func TestContexts(t *testing.T) {
	tr := contexts()
	if err := Validate(tr); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(tr.Encode())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(WriteText(&b, got), WriteJSON(&b, got)); err != nil {
		t.Fatal(err)
	}
	golden(t, "contexts.txt", b.Bytes())
	if o := got.StateAt(Step(got.Len())).O(1); !o.Cancelled || o.Cause != "context canceled" || o.Until != 0 {
		t.Errorf("the context is left as %+v", o)
	}
}

func TestSampleIsValid(t *testing.T) {
	if err := Validate(sample()); err != nil {
		t.Fatal(err)
	}
	if err := Validate(forged(sampleTables(), sampleEvents())); err != nil {
		t.Fatal(err)
	}
}

func TestTextGolden(t *testing.T) {
	var b bytes.Buffer
	if err := WriteText(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.txt", b.Bytes())
}

func TestJSONGolden(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.json", b.Bytes())
}

// Every event of every kind must come out as JSON that a parser takes, with
// the texts unharmed.
func TestJSONParses(t *testing.T) {
	tr := randomTrace(3, 2, PolicyGo, 3000)
	var b bytes.Buffer
	if err := WriteJSON(&b, tr); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Events []struct {
			Kind, Text string
			G          GID
			Cases      []struct {
				Obj         ObjID
				Send, Ready bool
				Text        string
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Events) != tr.Len() {
		t.Fatalf("expected %d events, found %d", tr.Len(), len(got.Events))
	}
	for i, e := range tr.Events() {
		j := got.Events[i]
		if j.Kind != e.Kind.String() || j.Text != e.Text || j.G != e.G || len(j.Cases) != len(e.Cases) {
			t.Fatalf("event %d: expected %+v, found %+v", i, e, j)
		}
		for k, c := range e.Cases {
			if Case(struct {
				Send, Ready bool
				Obj         ObjID
				Text        string
			}{j.Cases[k].Send, j.Cases[k].Ready, j.Cases[k].Obj, j.Cases[k].Text}) != c {
				t.Fatalf("event %d: expected case %+v, found %+v", i, c, j.Cases[k])
			}
		}
	}
}

func TestJSONStrings(t *testing.T) {
	for _, s := range []string{"", "a\"b\\c", "\x00\x1f\t\n\r", "hé… 世界 \u2028", "<&>"} {
		var got string
		if err := json.Unmarshal(appendJSONString(nil, s), &got); err != nil || got != s {
			t.Errorf("expected %q, found %q (%v)", s, got, err)
		}
	}
	if got := string(appendJSONString(nil, "a\xffb")); got != "\"a\ufffdb\"" {
		t.Errorf("expected a replacement character, found %q", got)
	}
}

type failingWriter struct{ after int }

func (w *failingWriter) Write(b []byte) (int, error) {
	if w.after -= len(b); w.after < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

func TestWritersReportErrors(t *testing.T) {
	tr := randomTrace(1, 1, PolicyGo, 3000)
	for _, after := range []int{0, 100_000} {
		for name, err := range map[string]error{
			"text": WriteText(&failingWriter{after}, tr),
			"json": WriteJSON(&failingWriter{after}, tr),
		} {
			if err == nil || !strings.Contains(err.Error(), "disk full") {
				t.Errorf("%s: expected the writer's error, found %v", name, err)
			}
		}
	}
}
