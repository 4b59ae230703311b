package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// Difference is where two runs part: up to the step before, the same has
// happened in both.
type Difference struct {
	Step        trace.Step
	Here, There []Phrase // what happens at Step in the one and in the other
}

// Compare returns the first difference of two runs; ok is false if there is
// none. What happens is compared: which event, to whom, by whom, at which
// object. Where in the source it happens counts only if both runs are of the
// same text, since otherwise lines differ that say the same.
func Compare(here, there *Run, level Level) (d Difference, ok bool) {
	n := min(here.Steps(), there.Steps())
	where := slices.Equal(here.Trace.Files, there.Trace.Files)
	for d.Step = 1; d.Step <= n; d.Step++ {
		a, b := here.event(d.Step), there.event(d.Step)
		if !sameEvent(here.Trace, &a, there.Trace, &b) || where && a.Site != b.Site && !sameSite(here.Trace, a.Site, there.Trace, b.Site) {
			break
		}
	}
	if d.Step > n && here.Steps() == there.Steps() {
		return Difference{}, false
	}
	d.Here, d.There = here.told(d.Step, level), there.told(d.Step, level)
	return d, true
}

// told is the sentence of a step, or that there is no such step.
func (r *Run) told(step trace.Step, level Level) []Phrase {
	if step > r.Steps() {
		return r.tell(level, "compare.over", nil)
	}
	c := NewCursor(r)
	c.Seek(step)
	return c.Narrate(level)
}

// sameEvent reports whether two events are the same but for where in the source
// and after how much work they happen.
func sameEvent(t *trace.Trace, a *trace.Event, u *trace.Trace, b *trace.Event) bool {
	sameCase := func(c, d trace.Case) bool {
		return c.Send == d.Send && c.Ready == d.Ready && c.Text == d.Text && sameObject(t, c.Obj, u, d.Obj)
	}
	return a.Kind == b.Kind && a.Queue == b.Queue && a.Reason == b.Reason && a.P == b.P && a.G == b.G && a.By == b.By &&
		a.Time == b.Time && a.Arg == b.Arg && a.Aux == b.Aux && a.Text == b.Text &&
		sameObject(t, a.Obj, u, b.Obj) && slices.EqualFunc(a.Cases, b.Cases, sameCase)
}

// sameObject reports whether two objects are the same to who sees them.
func sameObject(t *trace.Trace, a trace.ObjID, u *trace.Trace, b trace.ObjID) bool {
	if a != b || a == trace.NoObj {
		return a == b
	}
	x, y := &t.Objects[a], &u.Objects[b]
	return x.Kind == y.Kind && x.Cap == y.Cap && x.Name == y.Name
}

// sameSite reports whether two places in the same text are the same.
func sameSite(t *trace.Trace, a trace.SiteID, u *trace.Trace, b trace.SiteID) bool {
	x, y := &t.Sites[a], &u.Sites[b]
	return x.File == y.File && x.Line == y.Line
}
