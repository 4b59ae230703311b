package main

import (
	"fmt"
	"strings"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/player"
	"gopark/wasm/protocol"
)

// Bounds of what a view says.
const (
	maxRows    = 1000 // of the text table
	maxMarkers = 100
	maxStory   = 60 // transitions of the goroutine that is followed
)

func viewOf(v player.View) protocol.View {
	c := v.Cursor
	markers, all := c.Markers(maxMarkers, v.Selected)
	m := protocol.View{
		Type:      "view",
		Step:      int(v.Step),
		Playing:   v.Playing,
		Speed:     v.Speed,
		Selected:  int(v.Selected),
		Time:      c.Run().Duration(c.To.Time),
		Narration: phrases(c.Narrate(v.Level)),
		Markers:   make([]protocol.Marker, 0, len(markers)),
		Next:      []protocol.Phrase{},
		Cut:       !all,
		States:    []protocol.GState{},
		Ended:     c.To.Ended,
		Followed:  followedOf(v),
		Magnified: v.Zoom.Magnified,
		Timeline:  protocol.Timeline{Sort: int(v.Zoom.Sort), ByTime: v.Zoom.ByTime, Whole: v.Zoom.Whole, Summary: summaryOf(v)},
	}
	if v.Ahead != nil {
		m.Next = phrases(v.Ahead.Narrate(v.Level))
	}
	if v.Step > 0 {
		m.Kind = c.Event.Kind.String()
	}
	for _, k := range markers {
		m.Markers = append(m.Markers, protocol.Marker{G: int(k.G), File: k.File, Line: k.Line, State: k.State.String(), Acts: k.Acts})
	}
	if v.Table {
		for _, r := range c.Rows(maxRows, v.Level) {
			m.States = append(m.States, rowOf(r))
		}
	}
	for i, n := range c.To.Counts {
		m.Counts[i] = n
	}
	return m
}

// followedOf says what the selected goroutine is doing; nil if there is none,
// or not yet.
func followedOf(v player.View) *protocol.Followed {
	c, g := v.Cursor, v.Selected
	if g == trace.NoG {
		return nil
	}
	row := model.Row{G: g, Name: c.Run().Name(g)}
	if int(g) <= c.To.Goroutines() && c.To.G(g).State != trace.None {
		row.State, row.Why = c.To.G(g).State, c.Why(g, v.Level)
	}
	m := &protocol.Followed{Row: rowOf(row), Story: []protocol.Moment{}}
	for _, s := range c.Story(g, v.Step, maxStory, v.Level) {
		m.Story = append(m.Story, protocol.Moment{Step: int(s.Step), Phrases: phrases(s.Phrases), Now: s.Now})
	}
	wake := func(cause model.Cause, other trace.GID) *protocol.Wake {
		return &protocol.Wake{G: int(other), Name: c.Run().Name(other), Step: int(cause.Step), Created: cause.Created}
	}
	if cause, ok := c.WokenBy(g); ok {
		m.WokenBy = wake(cause, cause.From)
	}
	if cause, ok := c.Woke(g); ok {
		m.Woke = wake(cause, cause.To)
	}
	return m
}

// summaryOf says what happened in the selected range; nil if there is none.
func summaryOf(v player.View) *protocol.Summary {
	s := v.Summary
	if s == nil {
		return nil
	}
	run := v.Cursor.Run()
	m := &protocol.Summary{
		From: int(s.From), To: int(s.To) - 1, Time: run.Duration(s.Time), Transitions: int(s.Transitions),
		States: []protocol.Spent{}, Waits: []protocol.Spent{},
	}
	if s.G != trace.NoG {
		m.Name = run.Name(s.G)
	}
	for i := trace.Created; i < trace.NumStates; i++ {
		m.States = append(m.States, protocol.Spent{State: i.String(), Steps: int(s.States[i].Steps), Time: run.Duration(s.States[i].Time)})
	}
	for _, w := range s.Waits {
		m.Waits = append(m.Waits, protocol.Spent{State: trace.Blocked.String(), Why: w.Reason, Steps: int(w.Steps), Time: run.Duration(w.Time), Count: int(w.Count)})
	}
	return m
}

func rowOf(r model.Row) protocol.GState {
	return protocol.GState{G: int(r.G), Name: r.Name, State: r.State.String(), Why: r.Why}
}

func phrases(list []model.Phrase) []protocol.Phrase {
	out := make([]protocol.Phrase, 0, len(list))
	for _, p := range list {
		out = append(out, protocol.Phrase{Text: p.Text, Strong: p.Strong, G: int(p.G), Obj: int(p.Obj)})
	}
	return out
}

func explainedOf(e player.Explained) protocol.Explained {
	m := protocol.Explained{
		Type:  "explained",
		Shown: len(e.Text.Title) > 0,
		Key:   fmt.Sprint(e.Thing),
		X:     e.Rect.X,
		Y:     e.Rect.Y,
		W:     e.Rect.W,
		H:     e.Rect.H,
		ByKey: e.ByKey,
		Title: phrases(e.Text.Title),
		Lines: make([][]protocol.Phrase, 0, len(e.Text.Lines)),
	}
	if e.Thing.Kind == model.ThingG {
		m.G = int(e.Thing.G)
	}
	for _, line := range e.Text.Lines {
		m.Lines = append(m.Lines, phrases(line))
	}
	return m
}

func foundOf(f player.Found) protocol.Found {
	m := protocol.Found{Type: "found", Query: f.Query, Step: int(f.Step), Count: f.Count, First: make([]protocol.GState, 0, len(f.First))}
	for _, r := range f.First {
		m.First = append(m.First, rowOf(r))
	}
	return m
}

func textOf(list []model.Phrase) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Text)
	}
	return b.String()
}

func questionOf(id int, q model.Question) protocol.Question {
	m := protocol.Question{
		Type: "question", ID: id, Kind: q.Kind.String(), Step: int(q.Step), Text: phrases(q.Text),
		Answers: make([]protocol.Answer, 0, len(q.Answers)), Right: q.Right, RevealAt: int(q.RevealAt), Why: phrases(q.Why),
	}
	for _, a := range q.Answers {
		m.Answers = append(m.Answers, protocol.Answer{Phrases: phrases(a)})
	}
	return m
}

func proposedOf(id int, list []model.Question) protocol.Proposed {
	m := protocol.Proposed{Type: "proposed", ID: id, Steps: make([]protocol.AskAt, 0, len(list))}
	for _, q := range list {
		m.Steps = append(m.Steps, protocol.AskAt{Step: int(q.Step), Kind: q.Kind.String()})
	}
	return m
}
