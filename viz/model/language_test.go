package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model/locale"
)

// others returns the languages besides English.
func others(t *testing.T) []*Language {
	t.Helper()
	tables, err := locale.Tables()
	if err != nil {
		t.Fatal(err)
	}
	var list []*Language
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		l, err := ReadLanguage(name, tables[name])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	return list
}

// scripts are what a sentence of a language that is not written in Latin
// letters must have.
var scripts = map[string]*unicode.RangeTable{"ru": unicode.Cyrillic, "zh": unicode.Han}

// poorly finds what is wrong with a sentence of a language: a placeholder that
// nothing fills, an end that is none, spaces that do not belong, English.
func poorly(l *Language, s string) string {
	said := quoted.ReplaceAllString(names.ReplaceAllString(s, "X"), "Q")
	script := scripts[l.Name]
	switch {
	case s == "":
		return "nothing is said"
	case strings.ContainsAny(said, "{}<>") || strings.Contains(said, ".beginner"):
		return "a placeholder is left"
	case strings.Contains(said, "  ") || strings.Contains(said, " .") || strings.Contains(said, " ,") || strings.TrimSpace(said) != said:
		return "a space does not belong"
	case !strings.ContainsRune(".!?…。", []rune(said)[len([]rune(said))-1]):
		return "it has no end"
	case script != nil && !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(script, r) }):
		return "it is in another language"
	}
	return ""
}

func TestEveryEventIsToldInEveryLanguage(t *testing.T) {
	for _, l := range others(t) {
		for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
			w := newWorld(t, policy)
			w.run.Language = l
			for _, h := range w.happenings(t) {
				for level := range NumLevels {
					ps := w.narrated(h, level)
					if got := plain(ps); poorly(l, got) != "" || !ps[0].Strong {
						t.Errorf("%s, %s, %v: %s: %q", l.Name, h.name, level, poorly(l, got), got)
					}
				}
			}
		}
		for name, tr := range samples() {
			if name == "random" {
				continue
			}
			r := newRun(t, tr)
			r.Language = l
			c := NewCursor(r)
			for step := trace.Step(0); step <= r.Steps(); step++ {
				c.Seek(step)
				for level := range NumLevels {
					if got := plain(c.Narrate(level)); poorly(l, got) != "" {
						t.Errorf("%s, %s step %d, %v: %s: %q", l.Name, name, step, level, poorly(l, got), got)
					}
					for _, th := range things(c) {
						for _, line := range c.Explain(th, level).Lines {
							if got := plain(line); poorly(l, got) != "" {
								t.Errorf("%s, %s step %d, %v, %v: %s: %q", l.Name, name, step, level, th, poorly(l, got), got)
							}
						}
					}
				}
			}
		}
	}
}

// Beginners are spared the runtime's terms in every language; terms has those
// that are not translated.
func TestBeginnersAreSparedInEveryLanguage(t *testing.T) {
	for _, l := range others(t) {
		w := newWorld(t, trace.PolicyGo)
		w.run.Language = l
		for _, h := range w.happenings(t) {
			if got := plain(w.narrated(h, Beginner)); terms.MatchString(got) {
				t.Errorf("%s, %s: expected nothing of %q: %s", l.Name, h.name, terms.FindString(got), got)
			}
		}
	}
}

// The words in the picture are English in every language.
func TestThePictureKeepsGosWords(t *testing.T) {
	english, other := newRun(t, sample.Pool()), newRun(t, sample.Pool())
	for _, l := range others(t) {
		other.Language = l
		for site := range english.Trace.Sites {
			if a, b := english.Place(trace.SiteID(site)), other.Place(trace.SiteID(site)); a != b {
				t.Errorf("%s: expected the place %q, found %q", l.Name, a, b)
			}
		}
		for o := range english.Trace.Objects {
			if a, b := english.Object(trace.ObjID(o)), other.Object(trace.ObjID(o)); a != b {
				t.Errorf("%s: expected the object %q, found %q", l.Name, a, b)
			}
		}
	}
}

// A state is found by its name in Go's words and in the reader's.
func TestFindInEveryLanguage(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	c.Seek(33)
	for _, l := range others(t) {
		r.Language = l
		for s := trace.Created; s <= trace.Done; s++ {
			want, _ := r.Find(s.String()).Found(c.To, 0)
			if got, _ := r.Find(l.Plain("state."+s.String())).Found(c.To, 0); got != want {
				t.Errorf("%s: expected %q to find %d goroutines, found %d", l.Name, l.Plain("state."+s.String()), want, got)
			}
		}
	}
}

// TestGoldenOfLanguages compares what is said of a program, step by step, with
// a file to be read for each language.
func TestGoldenOfLanguages(t *testing.T) {
	for _, l := range others(t) {
		var b strings.Builder
		for _, name := range []string{"pool", "locks"} {
			r := newRun(t, samples()[name])
			r.Language = l
			c := NewCursor(r)
			for step := trace.Step(0); step <= r.Steps(); step++ {
				c.Seek(step)
				fmt.Fprintf(&b, "%s %d\n\t%s\n\t%s\n", name, step, shown(c.Narrate(Beginner)), shown(c.Narrate(Precise)))
			}
			c.Seek(r.Steps() / 2)
			fmt.Fprintf(&b, "\nThe things at step %d.\n", c.Step())
			for _, th := range things(c) {
				for level := range NumLevels {
					e := c.Explain(th, level)
					fmt.Fprintf(&b, "\n%s\n", shown(e.Title))
					for _, line := range e.Lines {
						fmt.Fprintf(&b, "\t%s\n", shown(line))
					}
				}
			}
			b.WriteString("\n")
		}
		golden(t, "testdata/narration."+l.Name+".txt", b.String())
	}
}
