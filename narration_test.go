package main

import (
	"strings"
	"testing"
	"unicode"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/model/locale"
)

// Every step of every scenario is told in every language that there is.
func TestNarrationOfEveryScenario(t *testing.T) {
	tables, err := locale.Tables()
	if err != nil {
		t.Fatal(err)
	}
	languages := []*model.Language{model.English()}
	for name, table := range tables {
		l, err := model.ReadLanguage(name, table)
		if err != nil {
			t.Fatal(err)
		}
		languages = append(languages, l)
	}
	for _, s := range catalog.All() {
		encoded, err := record(s, s.Settings, s.Files)
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		run, err := model.Load(encoded)
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		for _, l := range languages {
			run.Language = l
			c := model.NewCursor(run)
			for step := trace.Step(0); step <= run.Steps(); step++ {
				c.Seek(step)
				for level := range model.NumLevels {
					if why := badlyTold(l, c.Narrate(level)); why != "" {
						t.Errorf("%s, step %d, %s, %v: %s", s.Name, step, l.Name, level, why)
					}
				}
			}
		}
	}
}

// badlyTold says what is wrong with a sentence. What it quotes from the
// program may be anything.
func badlyTold(l *model.Language, sentence []model.Phrase) string {
	var said strings.Builder
	for _, p := range sentence {
		said.WriteString(p.Text)
	}
	text := said.String()
	ascii := !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
	switch {
	case text == "":
		return "nothing is said"
	case !sentence[0].Strong:
		return "the beginning is not emphasised: " + text
	case strings.Contains(text, "{n") || strings.Contains(text, ".beginner") || strings.Contains(text, ".precise"):
		return "a message is missing: " + text
	case ascii && (l.Name == "zh" || l.Name == "ru"):
		return "it is in another language: " + text
	}
	return ""
}
