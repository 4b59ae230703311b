package player

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// Found is what a query finds at a step.
type Found struct {
	Query string
	Step  trace.Step
	Count int
	First []model.Row
}

// maxFound bounds the list of what a query finds.
const maxFound = 50

// finder is the query and what is known of its answer.
type finder struct {
	query string
	match *model.Match
	stale bool // the host does not know the answer
	at    trace.Step
}

// Find marks the goroutines that meet a query, and tells the host how many
// they are whenever the run is at rest; an empty query ends it.
func (p *Player) Find(query string) {
	if p.run == nil {
		p.finder.query = query
		return
	}
	p.find(query)
	p.touch()
}

func (p *Player) find(query string) {
	p.finder = finder{query: query, match: p.run.Find(query), stale: true}
}

// count tells the host what the query finds. While playing it waits: of many
// goroutines the count would cost more than the picture.
func (p *Player) count() {
	f := &p.finder
	if f.match == nil || p.pos.active() || (!f.stale && f.at == p.pos.goal) {
		return
	}
	f.stale, f.at = false, p.pos.goal
	p.told.Seek(f.at)
	n, first := f.match.Found(p.told.To, maxFound)
	found := Found{Query: f.query, Step: f.at, Count: n}
	for _, g := range first {
		found.First = append(found.First, model.Row{G: g, Name: p.run.Name(g), State: p.told.To.G(g).State, Why: p.told.Why(g, p.level)})
	}
	p.host.Found(found)
}
