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
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed *.json
var files embed.FS

// languages are those that have a file, English first.
var languages = []*Language{
	{Name: "en", pluralRules: rules["en"]},
}

// Language is the messages of one language and how it writes numbers.
type Language struct {
	Name string // "en"

	pluralRules
	messages map[string]*Message
	once     sync.Once

	group, point string // between thousands, before decimals
}

// English returns the language that every message exists in.
func English() *Language { return languages[0].load() }

// Named returns the language of that name, "en" or "pt-BR", or the one for
// its first part, or English.
func Named(name string) *Language {
	for _, want := range []string{name, strings.SplitN(name, "-", 2)[0]} {
		for _, l := range languages {
			if strings.EqualFold(l.Name, want) {
				return l.load()
			}
		}
	}
	return English()
}

// load reads the language's file, once. The tests read every file, so an error
// is a bug of ours.
func (l *Language) load() *Language {
	l.once.Do(func() {
		data, err := files.ReadFile(l.Name + ".json")
		if err == nil {
			err = l.read(data)
		}
		if err != nil {
			panic("locale: " + l.Name + ": " + err.Error())
		}
	})
	return l
}

// With returns l with the messages of another file.
func (l *Language) With(data []byte) (*Language, error) {
	with := &Language{Name: l.Name, pluralRules: l.pluralRules}
	return with, with.read(data)
}

func (l *Language) read(data []byte) error {
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	l.messages = make(map[string]*Message, len(texts))
	for key, text := range texts {
		if strings.HasPrefix(key, "@") {
			continue
		}
		s, ok := text.(string)
		if !ok {
			return fmt.Errorf("%s: expected a text, found %T", key, text)
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
