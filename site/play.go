package site

import (
	_ "embed"
	"html/template"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
)

// playName is the page for the reader's own programs: a scenario without a
// lesson, in no part of the curriculum.
const playName = "play"

//go:embed playground/main.go
var playProgram string

// playground is what that page begins with.
func playground() catalog.Scenario {
	return catalog.Scenario{
		Name:     playName,
		Title:    "main.go", // of an embedded player; the page has its own
		Files:    []trace.File{{Name: "main.go", Text: playProgram}},
		Settings: trace.Settings{Procs: 1, Seed: 1},
	}
}

// writePlayground writes the page in the language of a table.
func writePlayground(t *table, out *output, set *template.Template, p page, play *lesson) error {
	l := *play
	title, err := t.text("play.title")
	if err != nil {
		return err
	}
	l.Title, l.Data.Title, l.Data.VersionSwitch = title, title, true
	if l.Text, err = t.markdown("play.text"); err != nil {
		return err
	}
	p.Lesson = &l
	if p.Data, err = dataOf(&l); err != nil {
		return err
	}
	return writePage(out, set, "play.html", playName+".html", p)
}
