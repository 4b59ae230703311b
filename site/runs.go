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
	Packages   []runsPackage
	Missing    []lower.Refusal // packages
	Functions  []lower.Refusal
	OS         []string
	Constructs []lower.Refusal
	Limits     []Limit
	Checks     checks
}

type runsPackage struct{ Path, How string }

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
		Missing:   lower.Missing(), Functions: lower.Unavailable(), OS: lower.OSAvailable(), Constructs: lower.Constructs(),
		Limits: limits,
	}
	for _, e := range stdlib.Entries() {
		r.Packages = append(r.Packages, runsPackage{e.Path, howItRuns(e)})
	}
	for _, list := range []*[]lower.Refusal{&r.Missing, &r.Functions} {
		for i, f := range *list {
			(*list)[i].What = strings.ReplaceAll(f.What, "testing.common", "testing.T")
		}
	}
	return r, r.Checks.count(filepath.Join(engine, "testdata"))
}

// howItRuns says in words what a line of packages.txt says.
func howItRuns(e *stdlib.Entry) string {
	how := ""
	switch {
	case e.Own:
		how = "Gopark’s own, compiled in: it knows the program’s types"
	case e.Overlay && e.Source:
		how = "its source is run as the program is, in parts replaced"
	case e.Overlay:
		how = "Gopark’s own, run as the program is"
	case e.Source:
		how = "its source is run as the program is"
	default:
		how = "compiled in"
	}
	if e.Native && e.Interpreted() {
		how += "; some of it compiled in"
	}
	if e.Module != "" {
		how += " (" + e.Module + ")"
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
