package lower

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// What cannot be run faithfully is refused where it stands, by name, with what
// to do instead.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, decls, body string
		at                string // line:col in the text below
		message, hint     string
	}{
		{"os", "", `os.Getpid()`, "16:2", "os.Getpid: there is no operating system behind the program", "Available: "},
		{"file", "", `os.Stdout.Close()`, "16:2", "(*os.File).Close: there is no operating", "(*os.File).Write"},
		{"address", "", `p := &os.Args; _ = p`, "16:8", "the address of os.Args", "variable of your own"},
		{"recursive pointer", "type P *P", `var p P; _ = p`, "16:2", "the recursive type main.P", "Make it a struct"},
		{"caller", "", `runtime.Caller(0)`, "16:2", "runtime.Caller", ""},
		{"twice", "", "runtime.Caller(0)\n\truntime.ReadMemStats(nil)", "16:2", "runtime.Caller", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"runtime\"\n\t\"sync\"\n\t\"sync/atomic\"\n)\n\n" +
				"var _, _, _, _, _ = fmt.Print, os.Exit, runtime.GC, atomic.AddInt32, sync.NewCond\n\n" + c.decls + "\n\nfunc main() {\n\t" + c.body + "\n}\n"
			_, diags := Compile([]trace.File{{Name: "p.go", Text: source}})
			if len(diags) == 0 {
				t.Fatal("not refused")
			}
			d := diags[0]
			if d.Kind != KindUnsupported {
				t.Fatalf("%s: kind %q, want %q", d, d.Kind, KindUnsupported)
			}
			if want := "p.go:" + c.at + ": " + c.message; !strings.HasPrefix(d.String(), want) {
				t.Errorf("got %q, want %q…", d, want)
			}
			if !strings.Contains(d.Hint, c.hint) {
				t.Errorf("hint %q, want one with %q", d.Hint, c.hint)
			}
		})
	}
}

// The lowered form of small programs, to be read when lowering changes.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/lowered/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, diags := Compile([]trace.File{{Name: filepath.Base(file), Text: string(text)}})
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			golden := strings.TrimSuffix(file, ".go") + ".lowered"
			if *update {
				if err := os.WriteFile(golden, []byte(p.Source), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if p.Source != string(want) {
				t.Errorf("the lowered form is not that of %s; run with -update and read the difference\n%s", golden, p.Source)
			}
		})
	}
}
