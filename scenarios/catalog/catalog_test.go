package catalog

import (
	"go/format"
	"slices"
	"testing"
)

func TestScenariosAreComplete(t *testing.T) {
	all := All()
	if len(all) < 7 {
		t.Fatalf("%d scenarios, want at least the tutorial's 7", len(all))
	}
	if all[0].Part != Tutorial {
		t.Errorf("the first part is %q, want %q", all[0].Part, Tutorial)
	}
	used := map[string]bool{}
	for _, s := range all {
		if s.Title == "" || s.Part == "" || s.Summary == "" || len(s.Lesson) < 300 {
			t.Errorf("%s: title, part, summary or lesson is missing", s.Name)
		}
		for _, p := range s.Primitives {
			if !slices.Contains(Primitives, p) {
				t.Errorf("%s: %q is not among the primitives", s.Name, p)
			}
			used[p] = true
		}
		if len(s.Primitives) == 0 || !slices.Contains(Problems, s.Problem) || !slices.Contains(Levels, s.Level) {
			t.Errorf("%s: the tags are %v, %q, %q", s.Name, s.Primitives, s.Problem, s.Level)
		}
		used[s.Problem], used[s.Level] = true, true
		src := s.Files[0].Text
		if f, err := format.Source([]byte(src)); err != nil || string(f) != src {
			t.Errorf("%s: main.go is not formatted (%v)", s.Name, err)
		}
	}
	for _, tag := range slices.Concat(Primitives, Problems, Levels) {
		if !used[tag] {
			t.Errorf("no scenario has the tag %q", tag)
		}
	}
}
