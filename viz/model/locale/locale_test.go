package locale

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	xplural "golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// show is a Filler that writes what it gets, with asterisks for emphasis.
type show struct {
	strings.Builder
	strong  bool
	numbers map[string]int64
}

func (s *show) Text(text string, strong bool) {
	if strong != s.strong {
		s.WriteByte('*')
		s.strong = strong
	}
	s.WriteString(text)
}

func (s *show) Arg(name string, strong bool) { s.Text("["+name+"]", strong) }
func (s *show) Number(name string) int64     { return s.numbers[name] }

func TestMessages(t *testing.T) {
	for _, c := range []struct {
		language, message string
		n                 int64
		want              string
	}{
		{"en", "plain", 0, "plain"},
		{"en", "<b>{g} blocks</b>{at}: it's", 0, "*[g] blocks*[at]: it's"},
		{"en", "{ g }''s '{'x'}' '<b>'", 0, "[g]'s {x} <b>"},
		{"en", "{n, plural, one {# case} other {# cases}}", 1, "[n] case"},
		{"en", "{n, plural, one {# case} other {# cases}}", 2, "[n] cases"},
		{"en", "{n, plural, one {# case} other {# cases}}", 0, "[n] cases"},
		{"en", "{n,plural,=0{none}=1{a single one}one{one}other{'#' #}}", 0, "none"},
		{"en", "{n,plural,=0{none}=1{a single one}one{one}other{'#' #}}", 1, "a single one"},
		{"en", "{n,plural,=0{none}=1{a single one}one{one}other{'#' #}}", 7, "# [n]"},
		{"en", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", 21, "[n]st"},
		{"en", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", 112, "[n]th"},
		{"en", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", 1_000_003, "[n]rd"},
		{"en", "<b>{n, plural, one {{g} and {m, plural, one {one} other {#}}} other {}}</b>", 1, "*[g] and [m]"},
		{"ru", "{n, plural, one {#a} few {#b} many {#c} other {#d}}", 1, "[n]a"},
		{"ru", "{n, plural, one {#a} few {#b} many {#c} other {#d}}", 22, "[n]b"},
		{"ru", "{n, plural, one {#a} few {#b} many {#c} other {#d}}", 11, "[n]c"},
		{"ru", "{n, plural, one {#a} few {#b} many {#c} other {#d}}", 51_697_000_001, "[n]a"},
		{"zh", "{n, plural, other {#个}}", 1, "[n]个"},
	} {
		m, err := parse(c.message)
		if err != nil {
			t.Errorf("%s: %v", c.message, err)
			continue
		}
		l := &Language{Name: c.language, pluralRules: rules[c.language]}
		s := show{numbers: map[string]int64{"n": c.n}}
		l.Fill(m, &s)
		if got := s.String(); got != c.want {
			t.Errorf("%s in %s with %d: expected %q, found %q", c.message, c.language, c.n, c.want, got)
		}
	}
}

func TestBadMessages(t *testing.T) {
	for message, want := range map[string]string{
		"{":                                     "the name of a placeholder",
		"{g":                                    "} or a comma",
		"{g, plural}":                           "a comma and the forms",
		"{g, select, a {x} other {y}}":          "plural or selectordinal",
		"{g, plural, one {x}}":                  "one of them other",
		"{g, plural, one {x} other {y}":         "one of them other",
		"{g, plural, several {x} other {y}}":    "zero, one, two, few, many or other",
		"{g, plural, =x {x} other {y}}":         "a number after =",
		"{g, plural, one x other {y}}":          "{ after",
		"{g, plural, one {x other {y}}":         "one of them other",
		"{g, plural, other {x":                  "closing brace, found the end",
		"{g, plural, one {<b>x} other {</b>y}}": "</b> before the closing brace",
		"}":                                     "no closing brace",
		"<b>x":                                  "</b>, found the end",
		"x</b>":                                 "<b>…</b>",
		"<i>x</i>":                              "<b>…</b>",
	} {
		if _, err := parse(message); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: expected an error about %q, found %v", message, want, err)
		}
	}
}

// The rules are CLDR's, as the library has them.
func TestPluralRules(t *testing.T) {
	forms := map[xplural.Form]plural{xplural.Other: other, xplural.Zero: zero, xplural.One: one, xplural.Two: two, xplural.Few: few, xplural.Many: many}
	for name, r := range rules {
		tag := language.MustParse(name)
		for _, n := range append(slices.Collect(upTo(20_000)), 100_001, 1_000_011, 51_697_022) {
			i := int(n % 10_000_000) // to the library large numbers are alike after the last seven digits
			if got, want := r.cardinal(n), forms[xplural.Cardinal.MatchPlural(tag, i, 0, 0, 0, 0)]; got != want {
				t.Fatalf("%s: %d things: expected %s, found %s", name, n, pluralNames[want], pluralNames[got])
			}
			if got, want := r.ordinal(n), forms[xplural.Ordinal.MatchPlural(tag, i, 0, 0, 0, 0)]; got != want {
				t.Fatalf("%s: place %d: expected %s, found %s", name, n, pluralNames[want], pluralNames[got])
			}
		}
	}
	for _, l := range languages {
		if _, ok := rules[l.Name]; !ok || l.cardinal == nil || l.ordinal == nil {
			t.Errorf("%s: expected plural rules", l.Name)
		}
	}
}

func upTo(n int64) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// names collects the placeholders of a message.
func names(parts []part, into map[string]bool) {
	for i := range parts {
		switch p := &parts[i]; p.kind {
		case partArg:
			into[p.text] = true
		case partPlural:
			into[p.text] = true
			for j := range p.forms {
				names(p.forms[j].parts, into)
			}
		}
	}
}

// A message may leave a placeholder out, but none of another language may be
// missing and none may name what English does not.
func TestEveryLanguageHasEveryMessage(t *testing.T) {
	inFolder, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(inFolder) != len(languages) {
		t.Errorf("expected a language for each of %d files, found %d", len(inFolder), len(languages))
	}
	for _, f := range inFolder {
		if name := strings.TrimSuffix(f.Name(), path.Ext(f.Name())); Named(name).Name != name {
			t.Errorf("%s: expected its language to be listed", f.Name())
		}
	}
	english := English()
	for _, l := range languages {
		l.load()
		if len(l.messages) == 0 {
			t.Errorf("%s: found no messages", l.Name)
		}
		for _, key := range slices.Sorted(maps.Keys(english.messages)) {
			if l.messages[key] == nil {
				t.Errorf("%s: expected a message %s", l.Name, key)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(l.messages)) {
			of := english.messages[key]
			if of == nil {
				t.Errorf("%s: found %s, which English does not have", l.Name, key)
				continue
			}
			known, used := map[string]bool{}, map[string]bool{}
			names(of.parts, known)
			names(l.messages[key].parts, used)
			for name := range used {
				if !known[name] {
					t.Errorf("%s: %s names {%s}, which English does not", l.Name, key, name)
				}
			}
		}
	}
}

func TestLanguagesByName(t *testing.T) {
	for name, want := range map[string]string{"en": "en", "EN": "en", "en-GB": "en", "": "en", "tlh": "en"} {
		if got := Named(name).Name; got != want {
			t.Errorf("Named(%q): expected %s, found %s", name, want, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	l := English()
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -5: "−5"} {
		if got := l.Count(n); got != want {
			t.Errorf("Count(%d): expected %q, found %q", n, want, got)
		}
	}
	for digits, want := range map[int]string{0: "1", 1: "1.2", 3: "1.235"} {
		if got := l.Decimal(1.2346, digits); got != want {
			t.Errorf("Decimal(1.2346, %d): expected %q, found %q", digits, want, got)
		}
	}
}

func TestFilesAreRefused(t *testing.T) {
	for data, want := range map[string]string{
		`{`:                       "unexpected end",
		`{"a": 1}`:                "expected a text",
		`{"@a": 1, "b": "{x"}`:    "b: at byte",
		`{"@a": {}, "b": "fine"}`: "",
	} {
		_, err := English().With([]byte(data))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: expected an error about %q, found %v", data, want, err)
		}
	}
}
