package scene

import (
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// Many Gs must not become many shapes.
func TestTimelineOfManyIsBounded(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(100000))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []View{views[0], views[2], views[3]} {
		s := New(run, v)
		for _, look := range []TimeView{
			{}, {Open: 2}, {Open: 2, Pitch: 3, Top: 5000}, {Open: 2, Top: 99990}, {From: 1000, To: 3000},
			{From: 1000, To: 300000, Open: 2, Pitch: 3, Top: 4000, Sort: SortTree}, {ByTime: true, Sort: SortLifetime},
		} {
			lookAt(s, look)
			if n := len(s.tl.static); n < 10 || n > 12000 {
				t.Errorf("%vx%v, %+v: %d shapes", v.Width, v.Height, look, n)
			}
		}
	}
}

// A busy goroutine has more spans than there are pixels.
func TestLongRowIsGathered(t *testing.T) {
	run, err := model.NewRun(sample.Random(1, 60000, 1, 2))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(run.Changes(trace.MainG)); n < 10000 {
		t.Fatalf("main has %d spans, too few for this test", n)
	}
	s := New(run, views[0])
	if n := len(s.tl.static); n > 2000 {
		t.Errorf("two goroutines make %d shapes", n)
	}
}

func benchmarkTimeline(b *testing.B, goroutines int) {
	run, err := model.NewRun(sample.WaitGroup(goroutines))
	if err != nil {
		b.Fatal(err)
	}
	s := New(run, View{Width: 1240, Height: 700, Theme: &Dark, Scale: 1})
	open := TimeView{Open: 2}
	for _, look := range []struct {
		name string
		view TimeView
	}{{"closed", TimeView{}}, {"open", open}, {"thin", TimeView{Open: 2, Pitch: 3}}} {
		lookAt(s, look.view)
		b.Run(look.name+"/pan", func(b *testing.B) {
			lookAt(s, look.view)
			_, _, all := s.TimeColumns()
			i := 0
			for b.Loop() {
				v := s.Window(all*0.1+float64(i%1000)*all/5000, all*0.3)
				v.Top = float64(i % 997 * goroutines / 1000)
				lookAt(s, v)
				i++
			}
			b.ReportMetric(float64(len(s.tl.static)), "shapes")
		})
		b.Run(look.name+"/zoom", func(b *testing.B) {
			i := 0
			for b.Loop() {
				if i%60 == 0 {
					lookAt(s, look.view)
				}
				lookAt(s, s.Zoomed(700, 1.1))
				i++
			}
		})
		b.Run(look.name+"/still", func(b *testing.B) {
			lookAt(s, look.view)
			var pic Picture
			for b.Loop() {
				pic.reset()
				s.drawTimeline(&pic, 0.5)
			}
		})
	}
}

func BenchmarkTimeline50(b *testing.B)      { benchmarkTimeline(b, 50) }
func BenchmarkTimeline1000(b *testing.B)    { benchmarkTimeline(b, 1000) }
func BenchmarkTimeline100000(b *testing.B)  { benchmarkTimeline(b, 100000) }
func BenchmarkTimeline1000000(b *testing.B) { benchmarkTimeline(b, 1000000) }
