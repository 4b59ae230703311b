// Package exercises holds the exercises: programs for the reader to build, to
// repair or to rewrite, with the tests that theirs must pass.
//
// An exercise is a folder of _programs with exercise.json (title, kind, hints,
// the schedules to try), task.md (what is to be done), starter.go (what the
// reader starts from), check_test.go (the tests), answer.go (a model answer)
// and why.md (what is good about it). Adding an exercise is adding a folder.
package exercises

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

//go:embed _programs/*/*
var folders embed.FS

// The names of the files that the reader sees.
const (
	ProgramName = "main.go"
	TestsName   = "check_test.go"
)

// Kind is what the reader is asked to do.
type Kind string

const (
	Build   Kind = "mini project"    // build a small program
	Debug   Kind = "debug challenge" // find and repair a mistake
	Rewrite Kind = "refactoring"     // write a program that is right in another way
)

// Exercise is one exercise.
type Exercise struct {
	Name    string // the folder's: "link-checker"
	Title   string
	Kind    Kind
	Level   string // "medium", "hard"
	Summary string // one sentence
	Lessons []string
	Task    []byte   // Markdown, as all texts
	Hints   [][]byte // in the order in which they are given
	Starter trace.File
	Tests   trace.File
	Answer  trace.File
	Why     []byte // of the answer
	Without []string
	Runs    []trace.Settings
}

// manifest is exercise.json.
type manifest struct {
	Order   int      `json:"order"`
	Title   string   `json:"title"`
	Kind    Kind     `json:"kind"`
	Level   string   `json:"level"`
	Summary string   `json:"summary"`
	Lessons []string `json:"lessons"` // names of scenarios that prepare for it
	Hints   []string `json:"hints"`
	Without []string `json:"without"` // kinds of objects that the program may not use
	Runs    []runs   `json:"runs"`
}

// runs are as many runs as there are seeds, from 1, for each number of Ps.
type runs struct {
	Procs  []int  `json:"procs"`
	Policy string `json:"policy"`
	Seeds  uint64 `json:"seeds"`
}

// All returns the exercises in their order.
func All() []Exercise {
	all, err := load(folders)
	if err != nil {
		panic("exercises: " + err.Error()) // the folders are compiled in; a test loads them
	}
	return all
}

func load(fsys fs.FS) ([]Exercise, error) {
	entries, err := fs.ReadDir(fsys, "_programs")
	if err != nil {
		return nil, err
	}
	order := make(map[string]int)
	var all []Exercise
	for _, e := range entries {
		x, n, err := read(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		order[x.Name] = n
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b Exercise) int {
		return cmp.Or(cmp.Compare(order[a.Name], order[b.Name]), strings.Compare(a.Name, b.Name))
	})
	return all, nil
}

func read(fsys fs.FS, name string) (Exercise, int, error) {
	x := Exercise{Name: name}
	contents := make(map[string][]byte)
	for _, file := range []string{"exercise.json", "task.md", "why.md", "starter.go", "answer.go", TestsName} {
		text, err := fs.ReadFile(fsys, path.Join("_programs", name, file))
		if err != nil {
			return x, 0, err
		}
		contents[file] = text
	}
	x.Task, x.Why = contents["task.md"], contents["why.md"]
	x.Starter = trace.File{Name: ProgramName, Text: string(contents["starter.go"])}
	x.Answer = trace.File{Name: ProgramName, Text: string(contents["answer.go"])}
	x.Tests = trace.File{Name: TestsName, Text: string(contents[TestsName])}

	var m manifest
	dec := json.NewDecoder(bytes.NewReader(contents["exercise.json"]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return x, 0, fmt.Errorf("exercise.json: %w", err)
	}
	x.Title, x.Kind, x.Level, x.Summary, x.Lessons, x.Without = m.Title, m.Kind, m.Level, m.Summary, m.Lessons, m.Without
	if !slices.Contains([]Kind{Build, Debug, Rewrite}, m.Kind) {
		return x, 0, fmt.Errorf("exercise.json: kind is %q, want %q, %q or %q", m.Kind, Build, Debug, Rewrite)
	}
	for _, h := range m.Hints {
		x.Hints = append(x.Hints, []byte(h))
	}
	var err error
	if x.Runs, err = expand(m.Runs); err != nil {
		return x, 0, fmt.Errorf("exercise.json: %w", err)
	}
	return x, m.Order, nil
}

func expand(list []runs) ([]trace.Settings, error) {
	var all []trace.Settings
	for _, r := range list {
		policy, ok := trace.ParsePolicy(r.Policy)
		if !ok {
			return nil, fmt.Errorf("policy is %q, want go or random", r.Policy)
		}
		for _, procs := range r.Procs {
			for seed := range r.Seeds {
				all = append(all, trace.Settings{Procs: procs, Policy: policy, Seed: seed + 1})
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there are no runs")
	}
	return all, nil
}
