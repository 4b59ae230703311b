package lower

import (
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gopark/scenarios/trace"
)

// TestCompilerErrors holds what is said about broken programs to what the
// real compiler says, byte by byte.
func TestCompilerErrors(t *testing.T) {
	paths, err := filepath.Glob("testdata/errors/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no broken programs in testdata/errors (%v)", err)
	}
	programs := map[string]string{}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		topic := strings.TrimSuffix(filepath.Base(path), ".txtar")
		for _, f := range archive.Files {
			name := topic + "_" + strings.TrimSuffix(f.Name, ".go")
			if programs[name] != "" {
				t.Fatalf("%s: two programs are named %s", path, f.Name)
			}
			programs[name] = wholeProgram(string(f.Data))
		}
	}
	// Once as it is, and once with all errors instead of the first ten.
	for _, mode := range []struct {
		name  string
		flags string
		limit int
	}{{"ten", "", maxErrors}, {"all", "-e", math.MaxInt}} {
		real := compilerErrors(t, programs, mode.flags)
		for _, name := range slices.Sorted(maps.Keys(programs)) {
			t.Run(mode.name+"/"+name, func(t *testing.T) {
				want := real[name]
				if want == "" {
					t.Fatal("the compiler accepts the program")
				}
				if got := ourErrors(name, programs[name], mode.limit); got != want {
					t.Errorf("program:\n%s\nours:\n%s\nthe compiler's:\n%s", numbered(programs[name]), got, want)
				}
			})
		}
	}
}

func wholeProgram(text string) string {
	if strings.Contains(text, "package main\n") {
		return text
	}
	return "package main\n\n" + text
}

func numbered(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		fmt.Fprintf(&b, "%3d %s\n", i+1, line)
	}
	return b.String()
}

func ourErrors(name, text string, limit int) string {
	_, diags := check([]trace.File{{Name: name + "/a.go", Text: text}}, limit)
	_, body, _ := strings.Cut(Format(diags), "\n")
	return body
}

var packageHeader = regexp.MustCompile(`(?m)^# broken/(\w+)\n`)

// compilerErrors builds the programs with the real compiler, each as a package
// of its own, and returns what it prints about each.
func compilerErrors(t *testing.T, programs map[string]string, flags string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	write := func(path, text string) {
		t.Helper()
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module broken\n\ngo "+strings.TrimPrefix(GoVersion, "go")+"\n")
	for name, text := range programs {
		write(filepath.Join(name, "a.go"), text)
	}
	cmd := exec.Command("go", "build", "-gcflags="+flags, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	if _, ok := err.(*exec.ExitError); !ok {
		t.Fatal(err)
	}
	text := string(out)
	headers := packageHeader.FindAllStringSubmatchIndex(text, -1)
	if len(headers) == 0 || headers[0][0] != 0 {
		t.Fatalf("go build stopped before compiling:\n%.2000s", text)
	}
	found := map[string]string{}
	for i, h := range headers {
		end := len(text)
		if i+1 < len(headers) {
			end = headers[i+1][0]
		}
		found[text[h[2]:h[3]]] = strings.ReplaceAll(text[h[1]:end], dir+string(filepath.Separator), "")
	}
	return found
}
