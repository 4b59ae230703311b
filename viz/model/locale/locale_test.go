package locale

import (
	"iter"
	"maps"
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

// more are placeholders that a message has although English does without.
var more = map[string]string{
	"obj.title.unnamed.beginner": "kind",
	"obj.title.unnamed.precise":  "kind",
}

// all returns every language there is.
func all(t *testing.T) []*Language {
	t.Helper()
	list := []*Language{English()}
	tables, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		l, err := Read(name, tables[name])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	if len(list) != len(rules) {
		t.Fatalf("expected a table for each of %d languages, found %d", len(rules), len(list))
	}
	return list
}

// A message may leave a placeholder out, but none of another language may be
// missing and none may name what English does not.
func TestEveryLanguageHasEveryMessage(t *testing.T) {
	english := English()
	for _, l := range all(t) {
		if len(l.messages) != len(english.messages) {
			t.Errorf("%s: expected %d messages, found %d", l.Name, len(english.messages), len(l.messages))
		}
		for _, key := range slices.Sorted(maps.Keys(l.messages)) {
			of := english.messages[key]
			if of == nil {
				t.Errorf("%s: found %s, which English does not have", l.Name, key)
				continue
			}
			known, used := map[string]bool{more[key]: true}, map[string]bool{}
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

// A form that no number has is a mistake of whoever wrote it.
func TestEveryFormIsOneOfTheLanguage(t *testing.T) {
	var check func(l *Language, key string, parts []part)
	check = func(l *Language, key string, parts []part) {
		for i := range parts {
			p := &parts[i]
			rule := l.cardinal
			if p.ordinal {
				rule = l.ordinal
			}
			for j := range p.forms {
				f := &p.forms[j]
				if !f.exact && f.of != other {
					found := false
					for n := range int64(200) {
						found = found || rule(n) == f.of
					}
					if !found {
						t.Errorf("%s: %s has the form %s, which no number has", l.Name, key, pluralNames[f.of])
					}
				}
				check(l, key, f.parts)
			}
		}
	}
	for _, l := range all(t) {
		for key, m := range l.messages {
			check(l, key, m.parts)
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
	for _, c := range []struct{ name, data, want string }{
		{"ru", `{`, "unexpected end"},
		{"ru", `{"a": 1}`, "expected a text"},
		{"ru", `{"@a": 1, "b": "{x"}`, "b: at byte"},
		{"ru", `{"@a": {}, "b": "fine"}`, "expected one for add.beginner"},
		{"tlh", string(english), "expected one of en, es, ru, zh"},
		{"ru", string(english), ""},
	} {
		_, err := Read(c.name, []byte(c.data))
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.name)) {
			t.Errorf("%s %.40s: expected an error about %q, found %v", c.name, c.data, c.want, err)
		}
	}
}
