package model

import "gopark/scenarios/trace"

// Group is the goroutines that one go statement made; main is a group of its
// own.
type Group struct {
	Site trace.SiteID
	Func string // the short name of the function they run
	Size int    // how many there are in the whole run
}

// Groups returns the groups in the order in which their first goroutines were
// created.
func (r *Run) Groups() []Group { return r.groups }

// GroupOf returns the index in Groups of the group that g belongs to.
func (r *Run) GroupOf(g trace.GID) int { return int(r.groupOf[g]) }

func (r *Run) makeGroups() {
	type key struct {
		site trace.SiteID
		fn   string
	}
	index := map[key]int32{}
	r.groupOf = make([]int32, len(r.Trace.Goroutines))
	for g := trace.MainG; int(g) < len(r.Trace.Goroutines); g++ {
		k := key{r.Trace.Goroutines[g].Site, r.Trace.Goroutines[g].Func}
		i, ok := index[k]
		if !ok {
			i = int32(len(r.groups))
			index[k] = i
			r.groups = append(r.groups, Group{Site: k.site, Func: ShortFunc(k.fn)})
		}
		r.groups[i].Size++
		r.groupOf[g] = i
	}
}
