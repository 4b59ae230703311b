// Package locale holds every text that the picture's words are made of: one
// file per language, and the format its messages are written in.
//
// # Messages
//
// A file is JSON, an Application Resource Bundle: keys and messages, and keys
// that begin with @ and are for people. A message is written in ICU
// MessageFormat, of which this is understood:
//
//	{name}                                        a placeholder
//	{n, plural, one {# case} other {# cases}}     a choice by a number and the plural rules
//	                                              of the language (CLDR); # is the number,
//	                                              =0 {…} is for exactly that number
//	{n, selectordinal, one {#st} other {#th}}     the same by the rules for 1st, 2nd, 3rd
//	<b>…</b>                                      what is emphasised
//	''  '{'                                       an apostrophe, a brace
//
// The plural rules are written out for the languages that there are, since
// golang.org/x/text/feature/plural would be 3 % of the player; the tests compare
// them with it.
//
// This package must not know what the messages are about.
package locale

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed en.json
var english []byte

// Language is the messages of one language and how it writes numbers.
type Language struct {
	Name string // "en"

	pluralRules
	messages map[string]*Message

	group, point string // between thousands, before decimals
}

// English returns the language that every message exists in. It is the only
// one that every program has; the tables of the others are read.
var English = sync.OnceValue(func() *Language {
	l := &Language{Name: "en", pluralRules: rules["en"]}
	// The tests read every file, so an error is a bug of ours.
	if err := l.read(english); err != nil {
		panic("locale: en: " + err.Error())
	}
	return l
})

// Parse takes messages of a language from a file.
func Parse(name string, file []byte) (*Language, error) {
	r, ok := rules[name]
	if !ok {
		return nil, fmt.Errorf("the language %q: expected one of %s", name, strings.Join(slices.Sorted(maps.Keys(rules)), ", "))
	}
	l := &Language{Name: name, pluralRules: r}
	if err := l.read(file); err != nil {
		return nil, fmt.Errorf("the messages of the language %q: %w", name, err)
	}
	return l, nil
}

// Read takes the messages of a language from its file in this folder. A file
// that lacks one is refused.
func Read(name string, file []byte) (*Language, error) {
	l, err := Parse(name, file)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(English().messages)) {
		if l.messages[key] == nil {
			return nil, fmt.Errorf("the messages of the language %q: expected one for %s", name, key)
		}
	}
	return l, nil
}

func (l *Language) read(data []byte) error {
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	l.messages = make(map[string]*Message, len(texts))
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if strings.HasPrefix(key, "@") {
			continue
		}
		s, ok := texts[key].(string)
		if !ok {
			return fmt.Errorf("%s: expected a text, found %T", key, texts[key])
		}
		m, err := parse(s)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		l.messages[key] = m
	}
	l.group, l.point = l.Plain("number.group"), l.Plain("number.point")
	return nil
}

// Message returns the message of that key, nil if there is none.
func (l *Language) Message(key string) *Message { return l.messages[key] }

// Plain returns a message that has no placeholders, the key itself if there
// is none.
func (l *Language) Plain(key string) string {
	m := l.messages[key]
	if m == nil {
		return key
	}
	var b strings.Builder
	for i := range m.parts {
		b.WriteString(m.parts[i].text)
	}
	return b.String()
}

// Count writes a number with separators between the thousands.
func (l *Language) Count(n int64) string {
	if n < 0 {
		return "−" + l.Count(-n)
	}
	s := strconv.FormatInt(n, 10)
	if len(s) <= 3 {
		return s
	}
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Decimal writes a number with the digits after the point that it needs, at
// most so many.
func (l *Language) Decimal(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", l.point, 1)
}
