package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopark/scenarios/lower"
	"gopark/scenarios/lower/stdlib"
)

// runs is what the page what-runs.html tells: all of it comes from the tables
// that programs are compiled and checked by.
type runs struct {
	GoVersion  string
	Packages   int
	ByHow      []together // packages, by how they run
	Missing    []together // packages, by what to do instead
	Functions  []together // functions and the like, by what to do instead
	OS         []string
	Constructs []lower.Refusal
	Limits     []Limit
	Checks     checks
}

// together are names of which the same is to be said.
type together struct {
	Names []string
	Text  string
}

func gather(list []together, name, text string) []together {
	i := slices.IndexFunc(list, func(t together) bool { return t.Text == text })
	if i < 0 {
		i = len(list)
		list = append(list, together{Text: text})
	}
	list[i].Names = append(list[i].Names, name)
	return list
}

// Limit is a limit of a run: what of, and how much of it in the browser and in
// the command.
type Limit struct{ Name, Browser, Command string }

// checks count what is compared with the real go tool.
type checks struct {
	Probes, Programs, Tests        int
	RefusedProbes, RefusedPrograms []lower.Refusal
}

// newRuns reads the tables; engine is the folder of package engine, whose tests
// are counted.
func newRuns(engine string, limits []Limit) (*runs, error) {
	r := &runs{
		GoVersion: "Go " + strings.TrimPrefix(lower.GoVersion, "go"),
		Packages:  len(stdlib.Packages()), OS: lower.OSAvailable(), Constructs: lower.Constructs(),
		Limits: limits,
	}
	for _, e := range stdlib.Entries() {
		r.ByHow = gather(r.ByHow, e.Path, howItRuns(e))
	}
	slices.SortStableFunc(r.ByHow, func(a, b together) int { return len(b.Names) - len(a.Names) })
	for _, f := range lower.Missing() {
		r.Missing = gather(r.Missing, f.What, f.Hint)
	}
	for _, f := range lower.Unavailable() {
		r.Functions = gather(r.Functions, strings.ReplaceAll(f.What, "testing.common", "testing.T"), f.Hint)
	}
	return r, r.Checks.count(filepath.Join(engine, "testdata"))
}

// howItRuns says in words what a line of packages.txt says.
func howItRuns(e *stdlib.Entry) string {
	how := ""
	switch {
	case e.Own:
		how = "Gopark’s own, compiled in, since it has to know the program’s types"
	case e.Overlay && e.Source:
		how = "run from source as the program is, with parts replaced"
	case e.Overlay:
		how = "Gopark’s own, run as the program is, on its scheduler"
	case e.Source:
		how = "run from source as the program is"
	default:
		how = "compiled into Gopark"
	}
	if e.Native && e.Interpreted() {
		how += "; in part compiled into it"
	}
	if e.Module != "" {
		how += ", of " + e.Module
	}
	return how
}

// count counts the probes and programs in a folder of test data.
func (c *checks) count(dir string) error {
	files := func(pattern string) []string {
		names, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is right
		return names
	}
	for _, name := range files("probes/*.txt") {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			head, ok := strings.CutPrefix(line, "=== ")
			words := strings.Fields(head)
			if !ok || len(words) == 0 {
				continue
			}
			c.Probes++
			if i := slices.Index(words, "refused"); i > 0 {
				why := strings.Join(words[i+1:], " ")
				c.RefusedProbes = append(c.RefusedProbes, lower.Refusal{What: strings.TrimSuffix(filepath.Base(name), ".txt") + "/" + words[0], Hint: why})
			}
		}
	}
	c.Programs = len(files("programs/*.go"))
	c.Tests = len(files("tests/*.txtar"))
	refused, err := os.ReadFile(filepath.Join(dir, "programs", "refused.txt"))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(refused)) {
		if name, why, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			c.RefusedPrograms = append(c.RefusedPrograms, lower.Refusal{What: name, Hint: why})
		}
	}
	if c.Probes == 0 || c.Programs == 0 || c.Tests == 0 {
		return fmt.Errorf("no tests to count in %s", dir)
	}
	return nil
}
