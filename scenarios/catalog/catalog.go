// Package catalog holds the scenarios: example programs with their lessons.
//
// A scenario is a folder with main.go (an ordinary program that compiles with
// go build), lesson.md (its lesson text) and scenario.json (title, place in
// the curriculum, settings, tags, marks). A paragraph of the lesson that begins
// with a line "@name" is tied to the mark of that name. Adding a scenario is
// adding a folder.
package catalog

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

//go:embed */main.go */lesson.md */scenario.json
var folders embed.FS

// TutorialText is the tutorial as one text, Markdown. A line
// "@player waitgroup waits" is the player of a scenario, at a mark.
//
//go:embed tutorial.md
var TutorialText string

// Tutorial is the first part of the curriculum.
const Tutorial = "The goroutine tutorial"

// Scenario is one example program with its lesson text.
type Scenario struct {
	Name     string // the folder's: "waitgroup"
	Title    string
	Part     string // of the curriculum: Tutorial, ...
	Summary  string // one sentence
	Lesson   []byte // Markdown
	Files    []trace.File
	Settings trace.Settings
	Switch   *GoVersionSwitch // nil: the program means the same in every version
	StartAt  int              // the step shown first
	Marks    []Mark           // steps worth a stop

	// What a reader looks for it by.
	Primitives []string // of Primitives
	Problem    string   // of Problems
	Level      string   // of Levels
}

// GoVersionSwitch says that the program's outcome depends on the language
// version of loop variables; the page offers both.
type GoVersionSwitch struct {
	Old string // "go1.21": the version before the change
	New string // "go1.22"
}

// manifest is scenario.json.
type manifest struct {
	Order    int    `json:"order"`
	Title    string `json:"title"`
	Part     string `json:"part"`
	Summary  string `json:"summary"`
	Procs    int    `json:"procs"`
	Policy   string `json:"policy"`
	Seed     uint64 `json:"seed"`
	StartAt  int    `json:"startAt"`
	Versions bool   `json:"versions"` // offer both versions of loop variables

	Primitives []string `json:"primitives"`
	Problem    string   `json:"problem"`
	Level      string   `json:"level"`
	Marks      []Mark   `json:"marks"`
}

// All returns the scenarios in the order of the curriculum.
func All() []Scenario {
	all, err := load(folders)
	if err != nil {
		panic("catalog: " + err.Error()) // the folders are compiled in; a test loads them
	}
	return all
}

func load(fsys fs.FS) ([]Scenario, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	type ordered struct {
		order int
		Scenario
	}
	var list []ordered
	for _, e := range entries {
		s, order, err := read(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("scenario %s: %w", e.Name(), err)
		}
		list = append(list, ordered{order, s})
	}
	slices.SortFunc(list, func(a, b ordered) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Name, b.Name))
	})
	all := make([]Scenario, len(list))
	for i, o := range list {
		all[i] = o.Scenario
	}
	return all, nil
}

func read(fsys fs.FS, name string) (Scenario, int, error) {
	var s Scenario
	var m manifest
	data, err := fs.ReadFile(fsys, path.Join(name, "scenario.json"))
	if err != nil {
		return s, 0, err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return s, 0, fmt.Errorf("scenario.json: %w", err)
	}
	program, err := fs.ReadFile(fsys, path.Join(name, "main.go"))
	if err != nil {
		return s, 0, err
	}
	lesson, err := fs.ReadFile(fsys, path.Join(name, "lesson.md"))
	if err != nil {
		return s, 0, err
	}
	policy, ok := trace.ParsePolicy(cmp.Or(m.Policy, trace.PolicyGo.String()))
	if !ok {
		return s, 0, fmt.Errorf("scenario.json: policy is %q, want go or random", m.Policy)
	}
	s = Scenario{
		Name: name, Title: m.Title, Part: m.Part, Summary: m.Summary, Lesson: lesson,
		Files:    []trace.File{{Name: "main.go", Text: string(program)}},
		Settings: trace.Settings{Procs: max(m.Procs, 1), Policy: policy, Seed: m.Seed},
		StartAt:  m.StartAt,
		Marks:    m.Marks, Primitives: m.Primitives, Problem: m.Problem, Level: m.Level,
	}
	if m.Versions {
		s.Switch = &GoVersionSwitch{Old: "go1.21", New: "go1.22"}
	}
	return s, m.Order, nil
}
