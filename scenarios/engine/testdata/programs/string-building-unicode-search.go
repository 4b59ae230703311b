package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type match struct {
	line, col int
	text      string
}

func search(line int, text, needle string, out chan<- match) {
	for at := 0; ; {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			return
		}
		at += i
		out <- match{line, utf8.RuneCountInString(text[:at]) + 1, text[at:min(at+8, len(text))]}
		at += len(needle)
	}
}

func main() {
	poem := "Die Vögel zwitschern früh,\nder Frühling fährt im Übermut\n日本語 früh まで früh"
	lines := strings.Split(poem, "\n")
	outs := make([]chan match, len(lines))
	for i, l := range lines {
		outs[i] = make(chan match, 4)
		go func() {
			defer close(outs[i])
			search(i+1, l, "früh", outs[i])
		}()
	}
	for _, o := range outs {
		for m := range o {
			fmt.Printf("%d:%d %q\n", m.line, m.col, m.text)
		}
	}
	s := "a\u0301é\x80z"
	for i, r := range s {
		fmt.Printf("%d %U %d; ", i, r, utf8.RuneLen(r))
	}
	fmt.Println(len(s), []rune(s)[0], []byte(s)[1], string(rune(0x1F600)), utf8.ValidString(s))
	fmt.Println(strings.ToTitle("ǆ"), strings.Title("go park"), strings.Repeat("=-", 3), strings.Fields("  a  b "), strings.Compare("a", "b"))
	before, after, ok := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, ok, strings.ContainsAny("gopher", "xyzh"), strings.TrimRight("xxyyx", "x"), strings.SplitAfter("a,b", ","))
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%*d|", i+2, i)
		b.WriteRune('ß')
	}
	fmt.Println(b.String(), b.Len(), strings.Count("cheese", "e"), strings.Count("abc", ""))
	fmt.Printf("%q %+q %x % X %s\n", s, "ü", "ü", "ü", strings.Map(func(r rune) rune {
		if r > 127 {
			return -1
		}
		return r + 1
	}, "aüb"))
}
