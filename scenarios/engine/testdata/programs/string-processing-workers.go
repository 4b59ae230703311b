package main

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

var transforms = []struct {
	name string
	f    func(string) string
}{
	{"title", func(s string) string {
		up := true
		return strings.Map(func(r rune) rune {
			defer func() { up = r == ' ' }()
			if up {
				return unicode.ToUpper(r)
			}
			return r
		}, s)
	}},
	{"reverse", func(s string) string {
		r := []rune(s)
		for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
			r[i], r[j] = r[j], r[i]
		}
		return string(r)
	}},
	{"replace", strings.NewReplacer("ö", "oe", "ß", "ss", "l", "1").Replace},
	{"caesar", func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return 'a' + (r-'a'+3)%26
			}
			return r
		}, s)
	}},
	{"trim", func(s string) string { return strings.TrimFunc(s, func(r rune) bool { return r < 'k' }) }},
	{"fields", func(s string) string { return fmt.Sprintf("%q", strings.SplitN(s, " ", 2)) }},
}

func main() {
	const text = "hello größe wörld"
	out := make([]string, len(transforms))
	var wg sync.WaitGroup
	for i, t := range transforms {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = t.f(text)
		}()
	}
	wg.Wait()
	for i, t := range transforms {
		fmt.Printf("%-8s|%-20s|%d bytes, %d runes\n", t.name, out[i], len(out[i]), utf8.RuneCountInString(out[i]))
	}
	fmt.Println(strings.EqualFold("GRÖSSE", "größe"), strings.Index(text, "ö"), strings.LastIndexByte(text, 'l'))
	for i, r := range "aé\xff" {
		fmt.Print(i, ":", string(r), utf8.ValidRune(r), " ")
	}
	fmt.Println()
}
