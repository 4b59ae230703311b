package scene

import (
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// Who is not looked for is dimmed on the way, too, and where states fade over.
func TestOthersStayDimmedOnTheirWay(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, reduced := range []bool{false, true} {
		v := views[0]
		v.Reduced, v.Match = reduced, run.Find("G1")
		checked := 0
		eachStep(run, v, func(s *Scene, step trace.Step) {
			m := s.mainMover()
			if m == nil || !m.moves() || m.to.g == trace.MainG {
				return
			}
			checked++
			var pic Picture
			s.drawMover(&pic, m, 0.5)
			for i := range pic.Shapes {
				if a := pic.Shapes[i].Fill.A; pic.Shapes[i].Op == OpText && float64(a) > 255*dimmed+1 {
					t.Fatalf("reduced %v, step %d: the name of %v has strength %d of 255", reduced, step, m.to.g, a)
				}
			}
		})
		if checked == 0 {
			t.Error("nobody moved")
		}
	}
}
