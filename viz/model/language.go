package model

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopark/scenarios/trace"
	"gopark/viz/model/locale"
)

// Level is whom a text is for.
type Level uint8

const (
	Beginner Level = iota // has never seen a scheduler
	Precise               // knows the Go runtime's words
	NumLevels
)

var levelNames = [NumLevels]string{"beginner", "precise"}

func (l Level) String() string {
	if l < NumLevels {
		return levelNames[l]
	}
	return levelNames[Beginner]
}

// Language is one in which texts can be had.
type Language = locale.Language

// English returns the language that every text exists in.
func English() *Language { return locale.English() }

// ReadLanguage takes a language from the file of its texts.
func ReadLanguage(name string, file []byte) (*Language, error) { return locale.Read(name, file) }

// Phrase is a part of a sentence.
type Phrase struct {
	Text   string
	Strong bool
	G      trace.GID   // the goroutine it names, or NoG
	Obj    trace.ObjID // the object it names, or NoObj
}

// arg is what a placeholder of a message stands for.
type arg struct {
	name    string
	kind    argKind
	n       int64  // a number, a time, the number of what is named
	text    string // a text, or the key of another message
	phrases []Phrase
}

type argKind uint8

const (
	argText  argKind = iota
	argWords         // words of the language, not of the program
	argNumber
	argTime
	argG
	argObj
	argP
	argSite
	argMessage // another message with the same placeholders
	argPhrases
)

func textArg(name, s string) arg { return arg{name: name, kind: argText, text: s} }
func number[N int | int64 | trace.Step](name string, n N) arg {
	return arg{name: name, kind: argNumber, n: int64(n)}
}
func timeArg(name string, t trace.Time) arg   { return arg{name: name, kind: argTime, n: int64(t)} }
func gArg(name string, g trace.GID) arg       { return arg{name: name, kind: argG, n: int64(g)} }
func objArg(name string, o trace.ObjID) arg   { return arg{name: name, kind: argObj, n: int64(o)} }
func pArg(name string, p trace.PID) arg       { return arg{name: name, kind: argP, n: int64(p)} }
func siteArg(name string, s trace.SiteID) arg { return arg{name: name, kind: argSite, n: int64(s)} }
func message(name, key string) arg            { return arg{name: name, kind: argMessage, text: key} }
func phrasesArg(name string, ps []Phrase) arg { return arg{name: name, kind: argPhrases, phrases: ps} }

// tell fills in a message for readers of a level. No key is no text; one that
// does not exist says itself.
func (r *Run) tell(level Level, key string, args []arg) []Phrase {
	return r.tellIn(r.Language, level, key, args)
}

func (r *Run) tellIn(l *Language, level Level, key string, args []arg) []Phrase {
	t := teller{run: r, language: l, level: level, args: args}
	t.message(key)
	return t.out
}

// teller builds the phrases of a message.
type teller struct {
	run      *Run
	language *Language
	level    Level
	args     []arg
	strong   bool // the message stands in an emphasised place of another
	out      []Phrase
}

func (t *teller) message(key string) {
	if key == "" {
		return
	}
	l := t.language
	m := l.Message(key + "." + t.level.String())
	if m == nil {
		m = l.Message(key)
	}
	if m == nil {
		t.Text(key, false)
		return
	}
	l.Fill(m, t)
}

func (t *teller) arg(name string) *arg {
	for i := range t.args {
		if t.args[i].name == name {
			return &t.args[i]
		}
	}
	return nil
}

// Text is part of locale.Filler.
func (t *teller) Text(s string, strong bool) { t.add(Phrase{Text: s, Strong: strong || t.strong}) }

func (t *teller) add(p Phrase) {
	if p.Text == "" {
		return
	}
	if n := len(t.out); n > 0 && p.G == trace.NoG && p.Obj == trace.NoObj {
		if last := &t.out[n-1]; last.G == trace.NoG && last.Obj == trace.NoObj && last.Strong == p.Strong {
			last.Text += p.Text
			return
		}
	}
	t.out = append(t.out, p)
}

// Number is part of locale.Filler.
func (t *teller) Number(name string) int64 {
	if a := t.arg(name); a != nil {
		return a.n
	}
	return 0
}

// Arg is part of locale.Filler.
func (t *teller) Arg(name string, strong bool) {
	a := t.arg(name)
	if a == nil {
		t.Text("{"+name+"}", strong)
		return
	}
	r, l, p := t.run, t.language, Phrase{Strong: strong || t.strong}
	switch a.kind {
	case argText:
		p.Text = a.text
	case argWords:
		p.Text = t.begins(a.text)
	case argNumber:
		p.Text = l.Count(a.n)
	case argTime:
		p.Text = duration(l, trace.Time(a.n))
	case argG:
		p.G = trace.GID(a.n)
		p.Text = r.Name(p.G)
		if p.G == trace.NoG {
			p.Text = t.begins(p.Text)
		}
	case argObj:
		p.Obj = trace.ObjID(a.n)
		p.Text = r.object(l, p.Obj)
		if p.Obj == trace.NoObj || r.Trace.Objects[p.Obj].Name == "" || r.isTimerOf(p.Obj) {
			p.Text = t.begins(p.Text)
		}
	case argP:
		p.Text = trace.PID(a.n).String()
	case argSite:
		p.Text = r.at(l, trace.SiteID(a.n))
	case argMessage:
		outer := t.strong
		t.strong = p.Strong
		t.message(a.text)
		t.strong = outer
		return
	case argPhrases:
		for _, q := range a.phrases {
			q.Strong = p.Strong
			t.add(q)
		}
		return
	}
	t.add(p)
}

// begins writes words, not a name, with a capital if they begin the text.
func (t *teller) begins(words string) string {
	if len(t.out) > 0 {
		return words
	}
	first, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[n:]
}

// Place says in the picture where in the source a site is: "at line 24", with
// the file's name when the program has several; nothing where it is not known.
func (r *Run) Place(id trace.SiteID) string { return strings.TrimSpace(r.at(English(), id)) }

// at is Place with the space that separates it from what is before it.
func (r *Run) at(l *Language, id trace.SiteID) string {
	if id == trace.NoSite || int(id) >= len(r.Trace.Sites) {
		return ""
	}
	s := &r.Trace.Sites[id]
	if s.Line <= 0 {
		return ""
	}
	line := textArg("line", strconv.Itoa(s.Line))
	if len(r.Trace.Files) > 1 && s.File >= 0 && s.File < len(r.Trace.Files) {
		return plain(r.tellIn(l, Beginner, "at.file", []arg{line, textArg("file", r.Trace.Files[s.File].Name)}))
	}
	return plain(r.tellIn(l, Beginner, "at.line", []arg{line}))
}

// plain is the text of phrases.
func plain(ps []Phrase) string {
	if len(ps) == 1 {
		return ps[0].Text
	}
	var b strings.Builder
	for i := range ps {
		b.WriteString(ps[i].Text)
	}
	return b.String()
}
