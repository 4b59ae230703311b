package model

import (
	"strconv"
	"strings"

	"gopark/scenarios/trace"
)

// Match is a question about goroutines: which of them meet every word of a
// query. It holds for every step of the run it was made for.
type Match struct {
	run   *Run
	terms []term
}

// term is one condition. A goroutine meets it if it meets any part of it.
type term struct {
	g       trace.GID // it is this goroutine; NoG: no particular one
	states  [trace.NumStates]bool
	reasons [trace.NumReasons]bool // it is blocked for this reason
	objects []bool                 // by ObjID: it waits for this object
	groups  []bool                 // by index in Run.Groups
}

const (
	// minPrefix is the length from which on the beginning of a state's name
	// stands for the state.
	minPrefix = 3
	// maxPhrase is the most words that the name of a reason has.
	maxPhrase = 4
)

// Find reads a query: words, of which a goroutine must meet all. A word is a
// goroutine (G3), a state (blocked), a reason to wait, which may be several
// words (chan send), or the name of an object (results) or of a function
// (worker); of reasons and names a part is enough. States may be called in
// the run's language as well. Find returns nil for a query without words.
func (r *Run) Find(query string) *Match {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return nil
	}
	m := &Match{run: r}
	for len(words) > 0 {
		n := r.phraseLength(words)
		m.terms = append(m.terms, r.termOf(strings.Join(words[:n], " ")))
		words = words[n:]
	}
	return m
}

// phraseLength returns how many of the first words together are part of the
// name of a reason or of a state, at least 1.
func (r *Run) phraseLength(words []string) int {
	for n := min(len(words), maxPhrase); n > 1; n-- {
		phrase := strings.Join(words[:n], " ")
		if states, _ := r.statesWith(phrase); states != ([trace.NumStates]bool{}) || reasonsWith(phrase) != ([trace.NumReasons]bool{}) {
			return n
		}
	}
	return 1
}

// statesWith returns the states whose names, Go's own or those of the run's
// language, begin with a text; exact: it names one.
func (r *Run) statesWith(text string) (states [trace.NumStates]bool, exact bool) {
	for s := trace.Created; s <= trace.Done; s++ {
		for _, name := range []string{s.String(), strings.ToLower(r.Language.Plain("state." + s.String()))} {
			if name == text {
				states = [trace.NumStates]bool{}
				states[s] = true
				return states, true
			}
			states[s] = states[s] || len(text) >= minPrefix && strings.HasPrefix(name, text)
		}
	}
	return states, false
}

// reasonsWith returns the reasons that have a text in their names.
func reasonsWith(text string) (reasons [trace.NumReasons]bool) {
	for i := trace.NoReason + 1; i < trace.NumReasons; i++ {
		reasons[i] = strings.Contains(strings.ToLower(i.String()), text)
	}
	return reasons
}

func (r *Run) termOf(word string) term {
	var t term
	if n, err := strconv.Atoi(strings.TrimPrefix(word, "g")); err == nil && n > 0 {
		t.g = trace.GID(min(n, len(r.Trace.Goroutines)))
		return t
	}
	var exact bool
	if t.states, exact = r.statesWith(word); exact {
		return t
	}
	t.reasons = reasonsWith(word)
	t.objects = make([]bool, len(r.Trace.Objects))
	for o := 1; o < len(t.objects); o++ {
		t.objects[o] = strings.Contains(strings.ToLower(r.Object(trace.ObjID(o))), word)
	}
	t.groups = make([]bool, len(r.groups))
	if strings.Contains(word, ".") {
		// The name with its package, which groups do not have.
		for g := trace.MainG; int(g) < len(r.Trace.Goroutines); g++ {
			if i := r.groupOf[g]; !t.groups[i] {
				t.groups[i] = strings.Contains(strings.ToLower(r.Trace.Goroutines[g].Func), word)
			}
		}
		return t
	}
	for i := range r.groups {
		t.groups[i] = strings.Contains(strings.ToLower(r.groups[i].Func), word)
	}
	return t
}

// Matches reports whether g, which exists in s, meets the query.
func (m *Match) Matches(s *trace.State, g trace.GID) bool {
	v := s.G(g)
	if v.State == trace.None {
		return false
	}
	for i := range m.terms {
		if !m.terms[i].met(s, v, g, m.run.groupOf[g]) {
			return false
		}
	}
	return true
}

func (t *term) met(s *trace.State, v *trace.GView, g trace.GID, group int32) bool {
	switch {
	case t.g != trace.NoG:
		return g == t.g
	case t.states[v.State], t.groups != nil && t.groups[group]:
		return true
	case v.State != trace.Blocked:
		return false
	case t.reasons[v.Reason], t.objects != nil && t.objects[v.Obj]:
		return true
	case v.Reason != trace.ReasonSelect || t.objects == nil:
		return false
	}
	for _, c := range s.Cases(g) {
		if t.objects[c.Obj] {
			return true
		}
	}
	return false
}

// Found returns how many goroutines of s meet the query, and the first of
// them in order of ID, at most limit.
func (m *Match) Found(s *trace.State, limit int) (n int, first []trace.GID) {
	for g := trace.MainG; int(g) <= s.Goroutines(); g++ {
		if m.Matches(s, g) {
			if n < limit {
				first = append(first, g)
			}
			n++
		}
	}
	return n, first
}
