package lower

import (
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []trace.File
	}{
		{"empty", "", []trace.File{{Name: "main.go"}}},
		{"one file", "package main", []trace.File{{Name: "main.go", Text: "package main"}}},
		{"not quite names", "a --\n-- b\n--c--\n--  --\n- d -\n -- e --\n", []trace.File{{Name: "main.go", Text: "a --\n-- b\n--c--\n--  --\n- d -\n -- e --\n"}}},
		{"above the first name", "package main\n-- b.go --\npackage main\n",
			[]trace.File{{Name: "prog.go", Text: "package main\n"}, {Name: "b.go", Text: "package main\n"}}},
		{"a comment above the first name", "\n// What it shows.\n/* And\nhow. */\n-- b.go --\npackage main\n",
			[]trace.File{{Name: "b.go", Text: "package main\n"}}},
		{"more than a comment above the first name", "What it shows.\n-- b.go --\n",
			[]trace.File{{Name: "prog.go", Text: "What it shows.\n"}, {Name: "b.go"}}},
		{"folders, a module, standard input", "-- go.mod --\nmodule m\n-- sub/sub.go --\npackage sub\n-- stdin --\n1 2\n3",
			[]trace.File{{Name: "go.mod", Text: "module m\n"}, {Name: "sub/sub.go", Text: "package sub\n"}, {Name: "stdin", Text: "1 2\n3\n"}}},
		{"spaces and returns", "--   a.go   --\r\npackage main\r\n-- b.go --\r\n",
			[]trace.File{{Name: "a.go", Text: "package main\r\n"}, {Name: "b.go"}}},
	} {
		if got := Files("main.go", c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestFilesLines holds the comment of Files to what it says of lines.
func TestFilesLines(t *testing.T) {
	text := "package main\n\n-- a.go --\none\ntwo\n-- sub/b.go --\n-- c.go --\nthree\n"
	lines := strings.Split(text, "\n")
	for _, f := range Files("main.go", text) {
		h := slices.Index(lines, "-- "+f.Name+" --") // -1: above the first name
		for n, line := range strings.Split(strings.TrimSuffix(f.Text, "\n"), "\n") {
			if f.Text != "" && lines[h+1+n] != line {
				t.Errorf("%s: line %d is %q, in the text %q", f.Name, n+1, line, lines[h+1+n])
			}
		}
	}
}

func TestFileNameErrors(t *testing.T) {
	var files []trace.File
	for _, name := range []string{"a.go", "sub/a.go", "stdin", "a.go", "../b.go", "/c.go", "./d.go", `e\e.go`, "c:f.go", "g//g.go"} {
		files = append(files, trace.File{Name: name})
	}
	want := []string{
		"a.go:1:1: duplicate file name",
		"../b.go:1:1: invalid file name",
		"/c.go:1:1: invalid file name",
		"./d.go:1:1: invalid file name",
		`e\e.go:1:1: invalid file name`,
		"c:f.go:1:1: invalid file name",
		"g//g.go:1:1: invalid file name",
	}
	var got []string
	for _, d := range FileNameErrors(files) {
		got = append(got, d.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
