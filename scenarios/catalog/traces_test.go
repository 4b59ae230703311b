package catalog_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/catalog"
	"gopark/scenarios/engine"
	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// run records a scenario.
func run(t testing.TB, s catalog.Scenario, settings trace.Settings) *trace.Trace {
	t.Helper()
	tr, err := record(s, settings)
	if err != nil {
		t.Fatalf("%s, %+v: %v", s.Name, settings, err)
	}
	return tr
}

// compiled are the programs, each compiled once: by far the most of the work.
var compiled = map[string]*engine.Program{}

func record(s catalog.Scenario, settings trace.Settings) (*trace.Trace, error) {
	p := compiled[s.Name]
	if p == nil {
		var diags []lower.Diagnostic
		if p, diags = engine.Compile(s.Files); len(diags) > 0 {
			return nil, fmt.Errorf("%s", diags[0])
		}
		compiled[s.Name] = p
	}
	res, err := p.Run(engine.Options{Settings: settings})
	if err != nil {
		return nil, err
	}
	return res.Trace, nil
}

func text(t testing.TB, tr *trace.Trace) string {
	t.Helper()
	var b bytes.Buffer
	if err := trace.WriteText(&b, tr); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGoldens compares the text twin of each scenario's trace, with the
// scenario's own settings, with testdata/NAME.txt.
func TestGoldens(t *testing.T) {
	known := map[string]bool{}
	for _, s := range catalog.All() {
		golden := filepath.Join("testdata", s.Name+".txt")
		known[golden] = true
		got := text(t, run(t, s, s.Settings))
		if *update {
			if err := os.MkdirAll("testdata", 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Errorf("%v; go test -update writes it", err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s: the trace has changed; %s\nIf that is right, go test -update rewrites the golden files.", golden, firstDifference(got, string(want)))
		}
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files in testdata (%v)", err)
	}
	for _, f := range files {
		if !known[f] {
			t.Errorf("%s belongs to no scenario", f)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		line := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return "(the end)"
		}
		if line(g) != line(w) {
			return fmt.Sprintf("line %d is\n\t%s\nwant\n\t%s", i+1, line(g), line(w))
		}
	}
	return "they are equal"
}

// settings are what the scenarios are tried with.
func settings() []trace.Settings {
	var all []trace.Settings
	for _, procs := range []int{1, 2, 4} {
		for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
			for seed := range uint64(2) {
				all = append(all, trace.Settings{Procs: procs, Policy: policy, Seed: seed})
			}
		}
	}
	return all
}

// TestTracesAreValid passes every trace through the validator, and through its
// encoded form.
func TestTracesAreValid(t *testing.T) {
	for _, s := range catalog.All() {
		for i, set := range settings() {
			tr := run(t, s, set)
			if i == 0 {
				delete(compiled, s.Name) // compiled again, it does the same
			}
			if err := trace.Validate(tr); err != nil {
				t.Errorf("%s, %+v: %v", s.Name, set, err)
				continue
			}
			encoded := tr.Encode()
			decoded, err := trace.Decode(encoded)
			if err != nil {
				t.Errorf("%s, %+v: %v", s.Name, set, err)
				continue
			}
			if !bytes.Equal(decoded.Encode(), encoded) || text(t, decoded) != text(t, tr) {
				t.Errorf("%s, %+v: decoding changes the trace", s.Name, set)
			}
			if again := run(t, s, set); !bytes.Equal(again.Encode(), encoded) {
				t.Errorf("%s, %+v: a second run gives another trace; %s", s.Name, set, firstDifference(text(t, again), text(t, tr)))
			}
		}
	}
}

// digestsWanted is set in the environment of the WebAssembly build of this
// test, which then prints the digests of all traces; or the text twin of the
// one whose label is its value.
const digestsWanted = "GOPARK_DIGESTS"

const everyTrace = "all"

func TestMain(m *testing.M) {
	switch wanted := os.Getenv(digestsWanted); wanted {
	case "":
		os.Exit(m.Run())
	case everyTrace:
		err := eachTrace(func(label string, tr *trace.Trace) { fmt.Println(label, digest(tr)) })
		exitWith(err)
	default:
		err := eachTrace(func(label string, tr *trace.Trace) {
			if label == wanted {
				trace.WriteText(os.Stdout, tr)
			}
		})
		exitWith(err)
	}
}

func exitWith(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func eachTrace(f func(label string, tr *trace.Trace)) error {
	for _, s := range catalog.All() {
		for _, set := range settings() {
			tr, err := record(s, set)
			if err != nil {
				return fmt.Errorf("%s, %+v: %w", s.Name, set, err)
			}
			f(fmt.Sprintf("%s/procs=%d/policy=%s/seed=%d", s.Name, set.Procs, set.Policy, set.Seed), tr)
		}
	}
	return nil
}

func digest(tr *trace.Trace) string {
	b := tr.Encode()
	return fmt.Sprintf("%d %x", len(b), sha256.Sum256(b))
}
