package scene

import (
	"fmt"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// crowds holds the runs of the benchmarks, which take long to make.
var crowds = map[int]*model.Run{}

func crowd(b *testing.B, n int) *model.Run {
	b.Helper()
	if crowds[n] == nil {
		run, err := model.NewRun(sample.WaitGroup(n))
		if err != nil {
			b.Fatal(err)
		}
		crowds[n] = run
	}
	return crowds[n]
}

// BenchmarkFrame is a frame of a picture of 1280×720: idle is drawing a moment
// at rest again; playing is a new step and a moment of its movement; seeking is
// a jump and its picture; zooming is another lens on the same step.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{50, 1000, 100_000, 1_000_000} {
		run := crowd(b, n)
		s := New(run, View{Width: 820, Height: 560, Theme: &Dark, Scale: 1})
		c := model.NewCursor(run)
		var pic Picture
		stand := func(step trace.Step) {
			c.Seek(step)
			s.Stand(c.From, c.To, &c.Event)
		}
		mid := run.Steps() / 2
		run1 := func(name string, f func(i int)) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				stand(mid)
				i := 0
				for b.Loop() {
					f(i)
					i++
				}
				b.ReportMetric(float64(len(pic.Shapes)), "shapes")
			})
		}
		run1("idle", func(int) { s.Draw(&pic, 1) })
		run1("playing", func(i int) {
			if stand(min(mid+trace.Step(i%100_000), run.Steps())); true {
				s.Draw(&pic, float64(i%60)/60)
			}
		})
		run1("seeking", func(i int) {
			stand(trace.Step(i * 7919 % int(run.Steps())))
			s.Draw(&pic, 1)
		})
		run1("zooming", func(i int) {
			v := s.View()
			v.Lens = Lens{}.About(Point{600, 300}, float64(1+i%400), 820, 400)
			s.SetView(v)
			s.Draw(&pic, 1)
			v.Lens = Lens{}
			s.SetView(v)
		})
	}
}
