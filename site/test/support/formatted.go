//go:build ignore

// Formatted prints what package locale makes of every message of the narration
// in every language: by language and key, a text for each number that the
// command line has. A placeholder that no plural is chosen by stands for its
// name in brackets.
package main

import (
	"encoding/json"
	"log"
	"os"
	"regexp"
	"strconv"
	"strings"

	"gopark/viz/model/locale"
)

var numbered = regexp.MustCompile(`\{\s*(\w+)\s*,`)

// filling writes a message, emphasis as <b>…</b>.
type filling struct {
	strings.Builder
	strong bool
	n      int64
	number map[string]bool
}

func (f *filling) Text(s string, strong bool) {
	if strong != f.strong {
		f.strong = strong
		f.WriteString(map[bool]string{true: "<b>", false: "</b>"}[strong])
	}
	f.WriteString(s)
}

func (f *filling) Arg(name string, strong bool) {
	if f.number[name] {
		f.Text(strconv.FormatInt(f.n, 10), strong)
	} else {
		f.Text("["+name+"]", strong)
	}
}

func (f *filling) Number(string) int64 { return f.n }

func main() {
	log.SetFlags(0)
	tables, err := locale.Tables()
	if err != nil {
		log.Fatal(err)
	}
	english, err := os.ReadFile("viz/model/locale/en.json")
	if err != nil {
		log.Fatal(err)
	}
	tables["en"] = english
	said := map[string]map[string][]string{}
	for name, table := range tables {
		l, err := locale.Read(name, table)
		if err != nil {
			log.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(table, &texts); err != nil {
			log.Fatal(err)
		}
		said[name] = map[string][]string{}
		for key, text := range texts {
			m := l.Message(key)
			if m == nil {
				continue
			}
			number := map[string]bool{}
			for _, found := range numbered.FindAllStringSubmatch(text.(string), -1) {
				number[found[1]] = true
			}
			for _, arg := range os.Args[1:] {
				n, err := strconv.ParseInt(arg, 10, 64)
				if err != nil {
					log.Fatal(err)
				}
				f := filling{n: n, number: number}
				l.Fill(m, &f)
				f.Text("", false)
				said[name][key] = append(said[name][key], f.String())
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		log.Fatal(err)
	}
}
