package main

import (
	"fmt"
	"strings"
	"unicode"
)

type token struct {
	kind string
	text string
}

type lexer struct {
	input string
	pos   int
	out   chan token
}

func (l *lexer) take(f func(rune) bool) string {
	start := l.pos
	for l.pos < len(l.input) && f(rune(l.input[l.pos])) {
		l.pos++
	}
	return l.input[start:l.pos]
}

func (l *lexer) run() {
	defer close(l.out)
	for l.pos < len(l.input) {
		switch r := rune(l.input[l.pos]); {
		case unicode.IsSpace(r):
			l.take(unicode.IsSpace)
		case unicode.IsDigit(r):
			l.out <- token{"number", l.take(unicode.IsDigit)}
		case unicode.IsLetter(r):
			l.out <- token{"name", l.take(unicode.IsLetter)}
		case strings.ContainsRune("+-*/()=", r):
			l.pos++
			l.out <- token{"op", string(r)}
		default:
			l.out <- token{"error", fmt.Sprintf("unexpected %q at %d", r, l.pos)}
			return
		}
	}
}

func lex(s string) <-chan token {
	l := &lexer{input: s, out: make(chan token)}
	go l.run()
	return l.out
}

func main() {
	for _, src := range []string{"x = 12*(y+3)", "1 + $2"} {
		for t := range lex(src) {
			fmt.Printf("%-6s %s\n", t.kind, t.text)
		}
	}
}
