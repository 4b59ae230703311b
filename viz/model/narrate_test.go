package model

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// badly finds what no sentence may have: a placeholder that nothing fills, a
// key in place of a message, spaces that do not belong.
var badly = regexp.MustCompile(`[{}⟦⟧<>]|[a-z]+\.beginner|  | [.,:;]|[.,:;]{2}|^[ a-z]| $|[^.!…"?]$`)

func wellSaid(s string) bool {
	// Names and quotes of the program may begin and contain anything.
	return s != "" && !badly.MatchString(quoted.ReplaceAllString(names.ReplaceAllString(s, "X"), "Q"))
}

var (
	names  = regexp.MustCompile(`\b(results|jobs|c\.mu|board|wg|load|notEmpty|time\.After|pause|ticker|request\.Done\(\)|request|short|search|page|log|user|twin)\b|struct \{\}`)
	quoted = regexp.MustCompile(`"[^"]*"`)
)

func TestEveryEventIsToldInWords(t *testing.T) {
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		kinds := map[trace.Kind]bool{}
		for _, h := range w.happenings(t) {
			kinds[h.e.Kind] = true
			for level := range NumLevels {
				if got := plain(w.narrated(h, level)); !wellSaid(got) {
					t.Errorf("%s, %v: %q", h.name, level, got)
				}
			}
		}
		for k := trace.KCreate; k < trace.NumKinds; k++ {
			if !kinds[k] {
				t.Errorf("no event of kind %v is tried", k)
			}
		}
	}
}

// terms are what a beginner has never heard of.
var terms = regexp.MustCompile(`(?i)\bP\d|runnext|\bM\d|gopark|goready|\bpark|\bread(ies|ied)\b|semaphore|sudog|run queue|newproc|time slice|local queue|global queue|GOMAXPROCS|\bheap\b|\bsync\.`)

// Beginners get at most two short sentences, without the runtime's words.
func TestBeginnersAreSpared(t *testing.T) {
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		for _, h := range w.happenings(t) {
			ps := w.narrated(h, Beginner)
			got := plain(ps)
			if term := terms.FindString(got); term != "" {
				t.Errorf("%s: expected nothing of %q: %s", h.name, term, got)
			}
			said := quoted.ReplaceAllString(names.ReplaceAllString(got, "X"), "Q")
			if n := strings.Count(said, ". ") + 1; n > 2 {
				t.Errorf("%s: expected at most two sentences, found %d: %s", h.name, n, got)
			}
			if words := len(strings.Fields(said)); words > 36 {
				t.Errorf("%s: expected at most 36 words, found %d: %s", h.name, words, got)
			}
			if !ps[0].Strong {
				t.Errorf("%s: expected the beginning to be emphasised: %s", h.name, got)
			}
		}
	}
}

func TestEveryTraceIsToldInWords(t *testing.T) {
	for name, tr := range samples() {
		r := newRun(t, tr)
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			for level := range NumLevels {
				if got := plain(c.Narrate(level)); !wellSaid(got) {
					t.Errorf("%s step %d, %v: %q", name, step, level, got)
				}
				for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
					why := c.Why(g, level)
					if strings.ContainsAny(why, "{}⟦⟧") || strings.HasSuffix(why, ".") {
						t.Errorf("%s step %d, %v, %v: %q", name, step, level, g, why)
					}
				}
			}
		}
	}
}

func TestSentencesNameWhatTheySpeakOf(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	want := "G3 worker wakes G1 main at line 14: the value that it waited for has come through results. G1 main waits for its turn, first in line, ahead of G4 worker."
	for step := trace.Step(1); step <= r.Steps(); step++ {
		c.Seek(step)
		if ps := c.Narrate(Beginner); plain(ps) == want {
			if ps[0].G != 3 || !ps[0].Strong || ps[2].G != 1 || ps[4].Obj != 2 || ps[4].Text != "results" {
				t.Errorf("the goroutines and the object are not marked: %+v", ps)
			}
			return
		}
	}
	t.Errorf("no step says %q", want)
}

// marked is English with every message beginning with its key, so that what
// is said shows which messages it is made of.
func marked(t *testing.T) *Language {
	t.Helper()
	data, err := os.ReadFile("locale/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for key, text := range texts {
		if s, ok := text.(string); ok && key[0] != '@' {
			texts[key] = "⟦" + key + "⟧" + s
		}
	}
	if data, err = json.Marshal(texts); err != nil {
		t.Fatal(err)
	}
	l, err := ReadLanguage("en", data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var mark = regexp.MustCompile(`⟦([^⟧]*)⟧`)

// keysInFile are the keys of the messages in the order of the file.
func keysInFile(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("locale/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^\s*"([^"@][^"]*)":`).FindAllSubmatch(data, -1) {
		keys = append(keys, string(m[1]))
	}
	if len(keys) < 100 {
		t.Fatalf("expected hundreds of keys, found %d", len(keys))
	}
	return keys
}

func TestEveryMessageIsUsed(t *testing.T) {
	used := map[string]bool{}
	note := func(s string) {
		for _, m := range mark.FindAllStringSubmatch(s, -1) {
			used[m[1]] = true
		}
	}
	l := marked(t)
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		w.run.Language = l
		for _, h := range w.happenings(t) {
			for level := range NumLevels {
				note(plain(w.narrated(h, level)))
			}
		}
		c := NewCursor(w.run)
		for reason := trace.NoReason + 1; reason < trace.NumReasons; reason++ {
			for _, o := range w.waitedFor(reason) {
				c.To = w.blocked(t, reason, o)
				for level := range NumLevels {
					note(c.Why(2, level))
				}
			}
		}
		for k := range trace.NumObjKinds {
			note(l.Plain("kind." + kindKey(k)))
		}
		unnamed := &Run{Trace: &trace.Trace{Objects: make([]trace.Object, trace.NumObjKinds)}, Language: l}
		for k := range trace.NumObjKinds {
			unnamed.Trace.Objects[k].Kind = k
			note(unnamed.object(l, trace.ObjID(k)))
		}
		note(w.run.Name(trace.NoG))
		note(l.Count(1000) + l.Decimal(1.5, 1))
		for _, u := range units {
			note(duration(l, u.ns))
		}
	}
	two := newRun(t, sample.Pool())
	two.Language = l
	two.Trace.Files = append(two.Trace.Files, trace.File{Name: "pool.go"})
	note(two.at(l, 3))
	for name, tr := range samples() {
		r := newRun(t, tr)
		r.Language = l
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			for level := range NumLevels {
				note(plain(c.Narrate(level)))
				if name == "random" {
					continue
				}
				for _, th := range things(c) {
					e := c.Explain(th, level)
					note(plain(e.Title))
					for _, line := range e.Lines {
						note(plain(line))
					}
				}
				for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
					note(c.Why(g, level))
					for _, m := range c.Story(g, step, 3, level) {
						note(plain(m.Phrases))
					}
				}
			}
		}
	}
	for _, name := range []string{"waitgroup", "deadlock"} {
		r := newRun(t, samples()[name])
		r.Language = l
		for _, q := range askAll(NewCursor(r), Beginner) {
			note(plain(q.Text))
			for _, a := range q.Answers {
				note(plain(a))
			}
		}
		note(plain(r.told(r.Steps()+1, Beginner)))
	}
	ended := []*Run{slept(t, false)}
	for o := range trace.NumOutcomes {
		ended = append(ended, newRun(t, stuck(o)))
	}
	for _, r := range ended {
		r.Language = l
		c := NewCursor(r)
		for _, f := range r.Findings() {
			for level := range NumLevels {
				e := c.Explain(Thing{Kind: ThingFinding, Step: f.Step}, level)
				note(plain(e.Title))
				for _, line := range e.Lines {
					note(plain(line))
				}
			}
		}
	}
	for _, key := range keysInFile(t) {
		if !used[key] {
			t.Errorf("nothing says %s", key)
		}
		delete(used, key)
	}
	for key := range used {
		t.Errorf("%s is said, but not in the file", key)
	}
}

// TestGolden compares what is said with a file to be read: every sentence
// once, with the first event that it is said for, and what is told of a few
// programs step by step.
func TestGolden(t *testing.T) {
	var b strings.Builder
	b.WriteString("Every sentence once, for beginners and precisely.\n")
	first := map[string][NumLevels]string{}
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		for _, h := range w.happenings(t) {
			key, args := w.said(h)
			if _, ok := first[key]; !ok {
				var said [NumLevels]string
				for level := range NumLevels {
					said[level] = shown(w.run.tell(level, key, args))
				}
				first[key] = said
			}
		}
	}
	for _, key := range keysInFile(t) {
		key = strings.TrimSuffix(strings.TrimSuffix(key, ".beginner"), ".precise")
		if said, ok := first[key]; ok {
			fmt.Fprintf(&b, "\n%s\n\t%s\n\t%s\n", key, said[Beginner], said[Precise])
			delete(first, key)
		}
	}
	for _, name := range []string{"pool", "contexts", "locks", "late", "stuck"} {
		r := newRun(t, samples()[name])
		c := NewCursor(r)
		fmt.Fprintf(&b, "\n\nThe program %s, step by step.\n", name)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			fmt.Fprintf(&b, "\n%s %d\n\t%s\n\t%s\n", name, step, shown(c.Narrate(Beginner)), shown(c.Narrate(Precise)))
		}
	}
	golden(t, "testdata/narration.txt", b.String())
}

// golden compares a text with a file; -update rewrites the file.
func golden(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(data), "\n")
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Fatalf("%s:%d: expected %q, found %q (go test -update rewrites the file)", file, i+1, w, g)
		}
	}
}

func TestShortFunc(t *testing.T) {
	for name, want := range map[string]string{
		"main.worker":         "worker",
		"main.main.func1":     "func1",
		"main.main.func1.2":   "func1.2",
		"main.(*Pool).run":    "run",
		"main.(*Pool).run-fm": "run",
		"example.com/x/y.Do":  "Do",
		"main.Map[...]":       "Map",
		"worker":              "worker",
		"":                    "",
	} {
		if got := ShortFunc(name); got != want {
			t.Errorf("ShortFunc(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[trace.Time]string{
		0: "0 ms", 1: "1 ns", 20_000: "20 µs", 1_500_000: "1.5 ms", 100e6: "100 ms", 1500e6: "1.5 s", 60e9: "1 min", 7200e9: "2 h", -1e6: "−1 ms", 1_234_567: "1.235 ms",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
}
