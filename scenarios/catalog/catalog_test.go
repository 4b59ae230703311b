package catalog

import (
	"go/format"
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
	for _, s := range all {
		if s.Title == "" || s.Part == "" || s.Summary == "" || len(s.Lesson) < 300 {
			t.Errorf("%s: title, part, summary or lesson is missing", s.Name)
		}
		src := s.Files[0].Text
		if f, err := format.Source([]byte(src)); err != nil || string(f) != src {
			t.Errorf("%s: main.go is not formatted (%v)", s.Name, err)
		}
	}
}
