package site

import (
	"testing"

	"gopark/scenarios/catalog"
)

func TestPresetsAreScenarios(t *testing.T) {
	versions := map[string]bool{}
	for _, s := range catalog.All() {
		versions[s.Name] = s.Switch != nil
	}
	for _, p := range presets {
		for _, s := range []side{p.Left, p.Right} {
			if v, ok := versions[s.Scenario]; !ok || s.Go != "" && !v {
				t.Errorf("%+v: expected a scenario, and one that offers versions where one is named", s)
			}
		}
		if p.Left == p.Right {
			t.Errorf("%+v compares a run with itself", p.Left)
		}
	}
}
