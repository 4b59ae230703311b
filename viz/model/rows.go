package model

import (
	"slices"
	"sync"

	"gopark/scenarios/trace"
)

// Order is the goroutines of a run in one order, all together and group by
// group.
type Order struct {
	All    []trace.GID
	Groups []int   // the groups, in the order of their first goroutines
	rank   []int32 // by GID: the place in All
	place  []int32 // by GID: the place among the members of its group
	member [][]trace.GID
}

// Rank returns the place of g in All.
func (o *Order) Rank(g trace.GID) int { return int(o.rank[g]) }

// Members returns the goroutines of a group.
func (o *Order) Members(group int) []trace.GID { return o.member[group] }

// Place returns the place of g among the members of its group.
func (o *Order) Place(g trace.GID) int { return int(o.place[g]) }

// orders are the orders somebody has asked for: each is made once.
type orders struct {
	creation, tree, lifetime struct {
		once sync.Once
		*Order
	}
	depthOnce sync.Once
	depth     []uint16 // by GID
}

// ByCreation returns the goroutines in the order in which they were created.
func (r *Run) ByCreation() *Order {
	o := &r.orders.creation
	o.once.Do(func() { o.Order = r.newOrder(r.created()) })
	return o.Order
}

// ByTree returns the goroutines so that each stands below the one that created
// it, before what was created later.
func (r *Run) ByTree() *Order {
	o := &r.orders.tree
	o.once.Do(func() { o.Order = r.newOrder(r.walkTree()) })
	return o.Order
}

// ByLifetime returns the goroutines that live longest, in steps, first.
func (r *Run) ByLifetime() *Order {
	o := &r.orders.lifetime
	o.once.Do(func() {
		keys := make([]uint64, 0, r.Goroutines())
		for _, g := range r.created() {
			from, to := r.Lifetime(g)
			keys = append(keys, uint64(r.Steps()+1-(to-from))<<32|uint64(g))
		}
		slices.Sort(keys)
		all := make([]trace.GID, len(keys))
		for i, k := range keys {
			all[i] = trace.GID(uint32(k))
		}
		o.Order = r.newOrder(all)
	})
	return o.Order
}

// Lifetime returns the steps at which g exists and has not ended: [from, to).
func (r *Run) Lifetime(g trace.GID) (from, to trace.Step) {
	c := r.Changes(g)
	if len(c) == 0 {
		return 0, 0
	}
	if last := c[len(c)-1]; last.State == trace.Done {
		return c[0].Step, last.Step
	}
	return c[0].Step, r.Steps() + 1
}

// Depth returns how many creators g has above it: 0 for main.
func (r *Run) Depth(g trace.GID) int {
	r.orders.depthOnce.Do(func() {
		d := make([]uint16, len(r.Trace.Goroutines))
		for g := trace.MainG + 1; int(g) < len(d); g++ {
			// A creator is older than what it creates.
			if p := r.Trace.Goroutines[g].Parent; p != trace.NoG {
				d[g] = min(d[p], 1<<16-2) + 1
			}
		}
		r.orders.depth = d
	})
	return int(r.orders.depth[g])
}

func (r *Run) created() []trace.GID {
	all := make([]trace.GID, r.Goroutines())
	for i := range all {
		all[i] = trace.MainG + trace.GID(i)
	}
	return all
}

// walkTree lists the goroutines in the order of a walk through the tree of
// creation that goes down first.
func (r *Run) walkTree() []trace.GID {
	n := len(r.Trace.Goroutines)
	// The size of each one's part of the tree tells where its next sibling stands.
	size := make([]int32, n)
	for g := n - 1; g >= 1; g-- {
		size[g]++
		size[r.Trace.Goroutines[g].Parent] += size[g]
	}
	all := make([]trace.GID, max(0, n-1))
	free := make([]int32, n) // where the next child of each goes
	for g := 1; g < n; g++ {
		p := r.Trace.Goroutines[g].Parent
		at := free[p]
		free[p] += size[g]
		free[g] = at + 1
		all[at] = trace.GID(g)
	}
	return all
}

func (r *Run) newOrder(all []trace.GID) *Order {
	n := len(r.Trace.Goroutines)
	o := &Order{All: all, rank: make([]int32, n), place: make([]int32, n), member: make([][]trace.GID, len(r.groups))}
	flat := make([]trace.GID, len(all))
	from := 0
	for i := range r.groups {
		o.member[i] = flat[from : from : from+r.groups[i].Size]
		from += r.groups[i].Size
	}
	for i, g := range all {
		k := r.GroupOf(g)
		if len(o.member[k]) == 0 {
			o.Groups = append(o.Groups, k)
		}
		o.rank[g], o.place[g] = int32(i), int32(len(o.member[k]))
		o.member[k] = append(o.member[k], g)
	}
	return o
}

// crowd is the transitions of the goroutines of one group, and of how many are
// in each state every crowdStride of them, so that the counts at any step are
// a search and a short walk away.
type crowd struct {
	steps []uint32
	moves []uint8 // the state that is left, and the one that is entered << 4
	marks [][trace.NumStates]int32
}

const crowdStride = 64

// CountsOf returns how many goroutines of a group are in each state at a step.
func (r *Run) CountsOf(group int, step trace.Step) Density {
	r.crowdOnce.Do(r.makeCrowds)
	c := &r.crowds[group]
	n, _ := slices.BinarySearchFunc(c.steps, step, func(s uint32, step trace.Step) int {
		if trace.Step(s) <= step {
			return -1
		}
		return 1
	})
	var d Density
	for s, k := range c.marks[n/crowdStride] {
		d[s] = int(k)
	}
	for _, m := range c.moves[n/crowdStride*crowdStride : n] {
		d[m&15]--
		d[m>>4]++
	}
	d[trace.None] = 0
	return d
}

// makeCrowds sorts the transitions of all goroutines by step and deals them
// out to the groups.
func (r *Run) makeCrowds() {
	type move struct {
		group uint32 // 1 + the group; 0: no transition
		edge  uint8
	}
	moves := make([]move, r.Steps()+1)
	counts := make([]int, len(r.groups))
	for g := trace.MainG; int(g) < len(r.Trace.Goroutines); g++ {
		from, k := trace.None, r.GroupOf(g)
		for _, c := range r.Changes(g) {
			moves[c.Step] = move{uint32(k) + 1, uint8(from) | uint8(c.State)<<4}
			from = c.State
		}
		counts[k] += len(r.Changes(g))
	}
	r.crowds = make([]crowd, len(r.groups))
	now := make([][trace.NumStates]int32, len(r.groups))
	for i := range r.crowds {
		c := &r.crowds[i]
		c.steps, c.moves = make([]uint32, 0, counts[i]), make([]uint8, 0, counts[i])
		c.marks = make([][trace.NumStates]int32, 1, counts[i]/crowdStride+1)
	}
	for step, m := range moves {
		if m.group == 0 {
			continue
		}
		c, n := &r.crowds[m.group-1], &now[m.group-1]
		c.steps, c.moves = append(c.steps, uint32(step)), append(c.moves, m.edge)
		n[m.edge&15]--
		n[m.edge>>4]++
		if len(c.steps)%crowdStride == 0 {
			c.marks = append(c.marks, *n)
		}
	}
}
