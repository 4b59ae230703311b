package locale

import (
	"fmt"
	"strings"
)

// Message is a text with placeholders, ready to be filled in. See the package
// comment for how one is written.
type Message struct {
	parts []part
}

// part is one of: a text, the beginning or the end of an emphasis, a
// placeholder, a choice among messages by a number.
type part struct {
	kind    partKind
	text    string // the text, or the name of the placeholder
	ordinal bool   // chosen by the rules for 1st, 2nd, 3rd
	forms   []form
}

type partKind uint8

const (
	partText partKind = iota
	partStrong
	partWeak
	partArg
	partPlural
)

// form is what is said for a number: for exactly that one, or for all of a
// plural form.
type form struct {
	exact bool
	n     int64
	of    plural
	parts []part
}

// Filler receives a message piece by piece and knows its placeholders.
type Filler interface {
	// Text is a literal piece.
	Text(s string, strong bool)
	// Arg is the place of a placeholder.
	Arg(name string, strong bool)
	// Number is what a plural is chosen by.
	Number(name string) int64
}

// Fill gives the message to f, with the plurals of l.
func (l *Language) Fill(m *Message, f Filler) { l.fill(m.parts, f, false) }

func (l *Language) fill(parts []part, f Filler, strong bool) {
	for i := range parts {
		switch p := &parts[i]; p.kind {
		case partText:
			f.Text(p.text, strong)
		case partStrong:
			strong = true
		case partWeak:
			strong = false
		case partArg:
			f.Arg(p.text, strong)
		case partPlural:
			l.fill(l.choose(p, f.Number(p.text)), f, strong)
		}
	}
}

// choose returns what p says for n.
func (l *Language) choose(p *part, n int64) []part {
	rule := l.cardinal
	if p.ordinal {
		rule = l.ordinal
	}
	of, chosen := rule(max(n, -n)), -1
	for i := range p.forms {
		switch f := &p.forms[i]; {
		case f.exact && f.n == n:
			return f.parts
		case f.exact:
		case f.of == of || f.of == other && chosen < 0:
			chosen = i
		}
	}
	return p.forms[chosen].parts
}

// parser reads one message.
type parser struct {
	src string
	at  int
}

func parse(src string) (*Message, error) {
	p := parser{src: src}
	parts, err := p.message("")
	if err != nil {
		return nil, fmt.Errorf("at byte %d of %q: %w", p.at, src, err)
	}
	return &Message{parts: parts}, nil
}

// message reads up to the end or, inside a choice by the number of that name,
// to its closing brace.
func (p *parser) message(number string) ([]part, error) {
	var parts []part
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			parts = append(parts, part{kind: partText, text: text.String()})
			text.Reset()
		}
	}
	strong := false
	for p.at < len(p.src) {
		rest := p.src[p.at:]
		switch c := rest[0]; {
		case c == '\'' && p.quoted(&text, number != ""):
		case strings.HasPrefix(rest, "<b>") && !strong, strings.HasPrefix(rest, "</b>") && strong:
			flush()
			strong = !strong
			kind := partWeak
			if strong {
				kind = partStrong
			}
			parts = append(parts, part{kind: kind})
			p.at += strings.IndexByte(rest, '>') + 1
		case c == '<':
			return nil, fmt.Errorf("expected <b>…</b>, found %.4q", rest)
		case c == '{':
			flush()
			arg, err := p.argument()
			if err != nil {
				return nil, err
			}
			parts = append(parts, arg)
		case c == '}':
			if number == "" {
				return nil, fmt.Errorf("expected no closing brace")
			}
			if strong {
				return nil, fmt.Errorf("expected </b> before the closing brace")
			}
			flush()
			p.at++
			return parts, nil
		case c == '#' && number != "":
			flush()
			parts = append(parts, part{kind: partArg, text: number})
			p.at++
		default:
			text.WriteByte(c)
			p.at++
		}
	}
	switch {
	case number != "":
		return nil, fmt.Errorf("expected a closing brace, found the end")
	case strong:
		return nil, fmt.Errorf("expected </b>, found the end")
	}
	flush()
	return parts, nil
}

// quoted reads what an apostrophe begins: two are one, and before a brace, a
// tag or a number sign it quotes up to the next. Any other apostrophe is
// itself.
func (p *parser) quoted(text *strings.Builder, number bool) bool {
	rest := p.src[p.at+1:]
	switch {
	case strings.HasPrefix(rest, "'"):
		text.WriteByte('\'')
		p.at += 2
		return true
	case rest == "" || !strings.ContainsRune("{}<", rune(rest[0])) && !(number && rest[0] == '#'):
		return false
	}
	end := strings.IndexByte(rest, '\'')
	if end < 0 {
		return false
	}
	text.WriteString(rest[:end])
	p.at += end + 2
	return true
}

// argument reads {name} or {name, plural, …}.
func (p *parser) argument() (part, error) {
	p.at++
	name := p.word()
	if name == "" {
		return part{}, fmt.Errorf("expected the name of a placeholder")
	}
	switch p.next() {
	case '}':
		return part{kind: partArg, text: name}, nil
	case ',':
	default:
		return part{}, fmt.Errorf("expected } or a comma after %q", name)
	}
	out := part{kind: partPlural, text: name}
	switch how := p.word(); how {
	case "plural":
	case "selectordinal":
		out.ordinal = true
	default:
		return part{}, fmt.Errorf("expected plural or selectordinal, found %q", how)
	}
	if p.next() != ',' {
		return part{}, fmt.Errorf("expected a comma and the forms of %q", name)
	}
	others := 0
	for {
		selector := p.word()
		if selector == "" {
			break
		}
		f, err := formNamed(selector)
		if err != nil {
			return part{}, err
		}
		if p.next() != '{' {
			return part{}, fmt.Errorf("expected { after %q", selector)
		}
		if f.parts, err = p.message(name); err != nil {
			return part{}, err
		}
		if !f.exact && f.of == other {
			others++
		}
		out.forms = append(out.forms, f)
	}
	if p.next() != '}' || others != 1 {
		return part{}, fmt.Errorf("expected the forms of %q, one of them other, and }", name)
	}
	return out, nil
}

func formNamed(s string) (form, error) {
	if exact, ok := strings.CutPrefix(s, "="); ok {
		f := form{exact: true}
		if _, err := fmt.Sscanf(exact, "%d", &f.n); err != nil {
			return f, fmt.Errorf("expected a number after =, found %q", exact)
		}
		return f, nil
	}
	for of, name := range pluralNames {
		if s == name {
			return form{of: plural(of)}, nil
		}
	}
	return form{}, fmt.Errorf("expected =0, zero, one, two, few, many or other, found %q", s)
}

// word reads a name or a selector, with the spaces around it.
func (p *parser) word() string {
	p.spaces()
	from := p.at
	for p.at < len(p.src) && !strings.ContainsRune(" \n\t,{}", rune(p.src[p.at])) {
		p.at++
	}
	w := p.src[from:p.at]
	p.spaces()
	return w
}

func (p *parser) spaces() {
	for p.at < len(p.src) && strings.ContainsRune(" \n\t", rune(p.src[p.at])) {
		p.at++
	}
}

// next reads one character, 0 at the end.
func (p *parser) next() byte {
	if p.at >= len(p.src) {
		return 0
	}
	p.at++
	return p.src[p.at-1]
}
