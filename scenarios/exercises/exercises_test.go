package exercises_test

import (
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/catalog"
	"gopark/scenarios/check"
	"gopark/scenarios/engine"
	"gopark/scenarios/exercises"
	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

func TestExercisesAreComplete(t *testing.T) {
	lessons := make(map[string]bool)
	for _, s := range catalog.All() {
		lessons[s.Name] = true
	}
	kinds := make(map[exercises.Kind]int)
	for _, x := range exercises.All() {
		kinds[x.Kind]++
		if x.Title == "" || x.Level == "" || x.Summary == "" || len(x.Why) == 0 {
			t.Errorf("%s: title, level, summary or why.md is missing", x.Name)
		}
		if n := len(strings.Fields(string(x.Task))); n < 80 || n > 200 {
			t.Errorf("%s: the task has %d words, want 80 to 200", x.Name, n)
		}
		if len(x.Hints) < 2 {
			t.Errorf("%s: %d hints, want at least 2", x.Name, len(x.Hints))
		}
		if len(x.Lessons) == 0 {
			t.Errorf("%s: no lesson prepares for it", x.Name)
		}
		for _, name := range x.Lessons {
			if !lessons[name] {
				t.Errorf("%s: there is no lesson %q", x.Name, name)
			}
		}
		for _, f := range []trace.File{x.Starter, x.Tests, x.Answer} {
			if text, err := format.Source([]byte(f.Text)); err != nil || string(text) != f.Text {
				t.Errorf("%s: %s is not formatted (%v)", x.Name, f.Name, err)
			}
		}
	}
	if kinds[exercises.Build] < 2 || kinds[exercises.Debug] < 4 || kinds[exercises.Rewrite] < 2 {
		t.Errorf("the kinds are %v, want at least 2 mini projects, 4 debug challenges and 2 refactorings", kinds)
	}
}

// judge runs a program with an exercise's tests in its schedules, until it has
// failed in so many of them, and returns the verdicts on those.
func judge(t *testing.T, x exercises.Exercise, program string, enough int) map[trace.Settings]check.Verdict {
	t.Helper()
	p, diags := engine.Compile([]trace.File{{Name: exercises.ProgramName, Text: program}, x.Tests})
	if len(diags) > 0 {
		t.Fatalf("refused:\n%s", lower.Format(diags))
	}
	failed := make(map[trace.Settings]check.Verdict)
	for _, set := range x.Runs {
		res, err := p.Run(engine.Options{Settings: set, Limits: engine.CheckLimits})
		if err != nil {
			t.Fatal(err)
		}
		if err := trace.Validate(res.Trace); err != nil {
			t.Errorf("%+v: %v", set, err)
		}
		if v := check.Judge(res.Trace, x.Without); !v.Passed {
			failed[set] = v
		}
		if len(failed) == enough {
			break
		}
	}
	return failed
}

func TestStarterFailsAndAnswerPasses(t *testing.T) {
	for _, x := range exercises.All() {
		t.Run(x.Name, func(t *testing.T) {
			if len(judge(t, x, x.Starter.Text, 1)) == 0 {
				t.Error("the starter passes in all schedules")
			}
			for set, v := range judge(t, x, x.Answer.Text, 1) {
				t.Errorf("the answer fails with %+v: %+v", set, v)
			}
		})
	}
}

// TestWrongAnswersAreCaught tries answers that come to mind and are wrong, in
// testdata/wrong/EXERCISE: each fails in more than one schedule, since the next
// reader writes it a little differently.
func TestWrongAnswersAreCaught(t *testing.T) {
	known := make(map[string]exercises.Exercise)
	for _, x := range exercises.All() {
		known[x.Name] = x
	}
	files, err := filepath.Glob("testdata/wrong/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no wrong answers: %v", err)
	}
	seen := make(map[string]bool)
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		seen[name] = true
		t.Run(name+"/"+filepath.Base(file), func(t *testing.T) {
			x, ok := known[name]
			if !ok {
				t.Fatalf("there is no exercise %s", name)
			}
			program, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			const enough = 2
			if n := len(judge(t, x, string(program), enough)); n < enough {
				t.Errorf("it fails in %d of %d schedules, want %d", n, len(x.Runs), enough)
			}
		})
	}
	for name := range known {
		if !seen[name] {
			t.Errorf("%s has no wrong answer", name)
		}
	}
}

// TestAnswersWithGo runs the model answers with the real go tool: they pass
// their tests, and go vet has nothing to say.
func TestAnswersWithGo(t *testing.T) {
	if testing.Short() {
		t.Skip("builds every answer")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", fmt.Sprintf("module answers\n\ngo %s\n", strings.TrimPrefix(lower.GoVersion, "go")))
	for _, x := range exercises.All() {
		write(filepath.Join(x.Name, x.Answer.Name), x.Answer.Text)
		write(filepath.Join(x.Name, x.Tests.Name), x.Tests.Text)
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}
