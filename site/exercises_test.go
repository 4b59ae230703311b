package site

import (
	"strings"
	"testing"
)

func TestExerciseIsReadableWithoutScripts(t *testing.T) {
	page := renderSite(t, sampleScenario("one", "Part"))("exercise-ticket-office.html")
	for _, part := range []string{"Three clerks sell", `>func</span> (h *Hall) Sell()`, "Hint 1 of 3", "check_test.go", "mutex.html"} {
		if !strings.Contains(page, part) {
			t.Errorf("expected %q in the page", part)
		}
	}
}
