package trace

import "fmt"

// checkHeader checks what is known before the first event.
func (t *Trace) checkHeader() error {
	s := t.Settings
	switch {
	case s.Procs < 1 || s.Procs > MaxProcs:
		return fmt.Errorf("expected from 1 to %d Ps, found %d", MaxProcs, s.Procs)
	case s.Policy >= numPolicies:
		return fmt.Errorf("expected one of %d policies, found %d", numPolicies, s.Policy)
	case s.TickNS < 0:
		return fmt.Errorf("expected a tick ≥ 0 ns, found %d", s.TickNS)
	case len(t.Files) > MaxFiles:
		return fmt.Errorf("expected at most %d files, found %d", MaxFiles, len(t.Files))
	case len(t.Sites) < 1 || len(t.Sites) > MaxSites:
		return fmt.Errorf("expected from 1 to %d sites, found %d", MaxSites, len(t.Sites))
	case t.Sites[NoSite] != Site{}:
		return fmt.Errorf("expected site 0 to be empty, found %+v", t.Sites[NoSite])
	}
	for i, s := range t.Sites[1:] {
		if s.File < 0 || s.File >= len(t.Files) {
			return fmt.Errorf("site %d: expected one of %d files, found %d", i+1, len(t.Files), s.File)
		}
		if s.Line < 1 || s.Line > maxPos || s.Col < 1 || s.Col > maxPos {
			return fmt.Errorf("site %d: expected a line and a column from 1 to %d, found %d:%d", i+1, maxPos, s.Line, s.Col)
		}
	}
	return nil
}

// maxPos bounds lines and columns.
const maxPos = 1<<31 - 1

func (t *Trace) checkGoroutine(id GID, g *Goroutine) error {
	switch {
	case id > MaxGoroutines:
		return fmt.Errorf("expected at most %d goroutines", MaxGoroutines)
	case g.Parent >= id:
		return fmt.Errorf("%v: expected an earlier goroutine as parent, found %v", id, g.Parent)
	case int(g.Site) >= len(t.Sites):
		return fmt.Errorf("%v: expected one of %d sites, found %d", id, len(t.Sites), g.Site)
	}
	return nil
}

func (t *Trace) checkObject(id ObjID, o *Object) error {
	switch {
	case id > MaxObjects:
		return fmt.Errorf("expected at most %d objects", MaxObjects)
	case o.Kind == ObjNone || o.Kind >= NumObjKinds:
		return fmt.Errorf("object %d: expected a kind from 1 to %d, found %d", id, NumObjKinds-1, o.Kind)
	case o.Cap < 0 || o.Cap > 0 && o.Kind != ObjChan:
		return fmt.Errorf("object %d: expected a capacity ≥ 0 of a channel, found %d of a %v", id, o.Cap, o.Kind)
	case o.Of != NoObj && (o.Of >= id || t.Objects[o.Of].Kind != ObjContext):
		return fmt.Errorf("object %d: expected an earlier context that it belongs to, found object %d", id, o.Of)
	case o.Of != NoObj && o.Kind != ObjContext && o.Kind != ObjChan && o.Kind != ObjTimer:
		return fmt.Errorf("object %d: expected no %v to belong to a context, found %d", id, o.Kind, o.Of)
	case int(o.Site) >= len(t.Sites):
		return fmt.Errorf("object %d: expected one of %d sites, found %d", id, len(t.Sites), o.Site)
	}
	return nil
}
