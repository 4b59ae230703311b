package engine

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

// TestGoTest runs programs of tests and compares with go test, without and
// with -v, and with the flags that lines of an archive's comment have.
func TestGoTest(t *testing.T) {
	archives, err := filepath.Glob("testdata/tests/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		var files []trace.File
		command := []string{"test"}
		for _, f := range a.Files {
			files = append(files, trace.File{Name: f.Name, Text: string(f.Data)})
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
			command = append(command, f.Name)
		}
		if files[0].Name == "go.mod" {
			command = []string{"test", "."}
		}
		flags := []string{"", "-v"}
		for line := range strings.Lines(string(a.Comment)) {
			if strings.HasPrefix(line, "-") {
				flags = append(flags, strings.TrimSpace(line))
			}
		}
		for _, flag := range flags {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+flag, func(t *testing.T) {
				cmd := exec.Command("go", command...)
				with := files
				if flag != "" {
					words := strings.Fields(flag)
					cmd.Args = slices.Concat([]string{"go", "test"}, words, command[1:])
					with = append(with, trace.File{Name: lower.ArgsName, Text: strings.Join(words, "\n")})
				}
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOFLAGS=-vet=off", "GOWORK=off")
				out, err := cmd.CombinedOutput()
				var exit *exec.ExitError
				if err != nil && !errors.As(err, &exit) {
					t.Fatal(err)
				}
				want := testOutput(string(out))
				p, diags := Compile(with)
				if len(diags) > 0 {
					t.Fatalf("refused: %s", lower.Format(diags))
				}
				got := runOurs(t, p)
				if text := testOutput(got.stdout + got.stderr); text != want {
					t.Errorf("got\n%s\nwant\n%s", text, want)
				}
				if (got.status != 0) != (err != nil) {
					t.Errorf("exit status %d; go test: %v", got.status, err)
				}
			})
		}
	}
}

var took = regexp.MustCompile(`\(?(\d+\.\d+s|cached)\)?$|\[recovered, repanicked\]`)

// testOutput is what go test prints, without times and without the stack of
// a panic and what the go command says after it.
func testOutput(s string) string {
	s, _, _ = strings.Cut(s, "\n\ngoroutine ")
	s = strings.ReplaceAll(s, "exit status 1\n", "")
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i, l := range lines {
		lines[i] = took.ReplaceAllString(l, "")
		if strings.HasPrefix(l, "[signal ") {
			lines[i] = "[signal]"
		}
	}
	return strings.Join(lines, "\n")
}
