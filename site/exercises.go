package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"gopark/scenarios/catalog"
	"gopark/scenarios/exercises"
	"gopark/scenarios/trace"
)

// exercise is what the page of an exercise shows.
type exercise struct {
	Name    string
	Title   string
	Kind    string // "build", "debug", "rewrite"
	Level   string
	Summary string
	Task    template.HTML
	Hints   []hint
	Why     template.HTML
	Starter template.HTML
	Tests   template.HTML
	Answer  template.HTML
	Lessons []catalog.Scenario // that prepare for it
	Next    *exercise
	Data    exerciseData
}

// hint is the Nth of Of hints.
type hint struct {
	N, Of int
	Text  template.HTML
}

// exerciseData is what the script of the page is told.
// site/src/exercise/data.ts is its other side.
type exerciseData struct {
	Name    string      `json:"name"`
	Rewrite bool        `json:"rewrite"` // the starter is right, and compared with what becomes of it
	Like    string      `json:"like"`    // the scenario that is most like it
	Starter string      `json:"starter"`
	Tests   string      `json:"tests"`
	Without []string    `json:"without"`
	Runs    []settings  `json:"runs"`
	Engine  engineFiles `json:"engine"`
}

var exerciseKinds = map[exercises.Kind]string{exercises.Build: "build", exercises.Debug: "debug", exercises.Rewrite: "rewrite"}

// newExercises reads the exercises.
func newExercises() ([]*exercise, error) {
	scenarios := catalog.All()
	var all []*exercise
	for _, x := range exercises.All() {
		e := &exercise{
			Name: x.Name, Title: x.Title, Kind: exerciseKinds[x.Kind], Level: x.Level, Summary: x.Summary,
			Starter: highlight(x.Starter.Text), Tests: highlight(x.Tests.Text), Answer: highlight(x.Answer.Text),
			Data: exerciseData{
				Name: x.Name, Rewrite: x.Kind == exercises.Rewrite, Starter: x.Starter.Text, Tests: x.Tests.Text,
				Like: x.Lessons[0], Without: append([]string{}, x.Without...), Runs: settingsOf(x.Runs),
			},
		}
		for _, name := range x.Lessons {
			i := slices.IndexFunc(scenarios, func(s catalog.Scenario) bool { return s.Name == name })
			if i < 0 {
				return nil, fmt.Errorf("exercise %s: expected a scenario named %s, found none", x.Name, name)
			}
			e.Lessons = append(e.Lessons, scenarios[i])
		}
		texts := []*template.HTML{&e.Task, &e.Why}
		sources := [][]byte{x.Task, x.Why}
		e.Hints = make([]hint, len(x.Hints))
		for i := range x.Hints {
			e.Hints[i].N, e.Hints[i].Of = i+1, len(x.Hints)
			texts, sources = append(texts, &e.Hints[i].Text), append(sources, x.Hints[i])
		}
		for i, source := range sources {
			var err error
			if *texts[i], err = lessonText(source, nil); err != nil {
				return nil, fmt.Errorf("exercise %s: %w", x.Name, err)
			}
		}
		if n := len(all); n > 0 {
			all[n-1].Next = e
		}
		all = append(all, e)
	}
	return all, nil
}

func settingsOf(list []trace.Settings) []settings {
	out := make([]settings, len(list))
	for i, s := range list {
		out[i] = settings{Procs: s.Procs, Policy: s.Policy.String(), Seed: strconv.FormatUint(s.Seed, 10)}
	}
	return out
}

// writeExercises writes the page of each exercise and the list of them.
func writeExercises(out *output, set *template.Template, p page, engine engineFiles) error {
	var err error
	if p.Exercises, err = newExercises(); err != nil {
		return err
	}
	for _, name := range []string{"exercise.js", "exercises.js"} {
		if p.Assets[name], err = out.url("assets/" + name); err != nil {
			return err
		}
	}
	names := make([]string, len(p.Exercises))
	for i, x := range p.Exercises {
		names[i] = x.Name
		x.Data.Engine = engine
		if err := writeExercise(out, set, "exercise.html", "exercise-"+x.Name, x.Data, x, p); err != nil {
			return err
		}
	}
	return writeExercise(out, set, "exercises.html", "exercises", names, nil, p)
}

func writeExercise(out *output, set *template.Template, name, file string, data any, x *exercise, p page) error {
	encoded, err := json.Marshal(data)
	if err != nil {
		return err
	}
	p.Exercise, p.Data = x, template.JS(encoded)
	return writePage(out, set, name, file+".html", p)
}
