package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// moments are the pictures that are compared with golden files.
var moments = []struct {
	name  string
	trace func() *trace.Trace
	step  trace.Step
	w, h  float64
	theme *scene.Theme
}{
	{"pool-start-dark", sample.Pool, 0, 820, 560, &scene.Dark},
	{"pool-handover-dark", sample.Pool, 22, 820, 560, &scene.Dark},
	{"pool-select-light", sample.Pool, 44, 820, 560, &scene.Light},
	{"contexts-cancelled-phone", sample.Contexts, 20, 370, 520, &scene.Light},
	{"waitgroup-five-light", func() *trace.Trace { return sample.WaitGroup(5) }, 27, 820, 560, &scene.Light},
	{"waitgroup-five-phone", func() *trace.Trace { return sample.WaitGroup(5) }, 27, 370, 520, &scene.Light},
	{"waitgroup-fifty-dark", func() *trace.Trace { return sample.WaitGroup(50) }, 200, 820, 560, &scene.Dark},
}

func TestPicturesAreWellFormed(t *testing.T) {
	for seed := range uint64(4) {
		tr := sample.Random(seed, 300, 2, 40)
		run, err := model.NewRun(tr)
		if err != nil {
			t.Fatal(err)
		}
		for step := trace.Step(0); int(step) <= tr.Len(); step += 41 {
			b := Moment(run, step, 0.4, scene.View{Width: 800, Height: 500, Theme: &scene.Dark, Scale: 1})
			d := xml.NewDecoder(bytes.NewReader(b))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("seed %d step %d: %v", seed, step, err)
				}
			}
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	s := []scene.Shape{{Op: scene.OpText, Text: "a<b>&\"\x01", Size: 14, Face: font.Mono, Fill: scene.RGB(0)}}
	got := Write(s, scene.Rect{W: 10, H: 10}, "<&>")
	if want := "a&lt;b&gt;&amp;&quot;\ufffd"; !bytes.Contains(got, []byte(want)) {
		t.Errorf("want %q in %s", want, got)
	}
	var doc struct{ XMLName xml.Name }
	if err := xml.Unmarshal(got, &doc); err != nil {
		t.Error(fmt.Errorf("not XML: %w", err))
	}
}
