package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
)

// comparison is what the script of the page with two players is told.
// site/src/compare/data.ts is its other side.
type comparison struct {
	Scenarios []choice `json:"scenarios"`
	Presets   []preset `json:"presets"`
}

// choice is a scenario that a player can show.
type choice struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Part     string   `json:"part"`
	Settings settings `json:"settings"`
	Versions bool     `json:"versions"` // loop variables matter
	Data     string   `json:"data"`     // URL of its pageData
}

// preset is two runs worth comparing.
type preset struct {
	Kind  string `json:"kind"` // "fix", "seeds", "procs", "versions"
	Left  side   `json:"left"`
	Right side   `json:"right"`
}

// side is one of them; what is left out is the scenario's own.
type side struct {
	Scenario string `json:"scenario"`
	Seed     string `json:"seed,omitempty"`
	Policy   string `json:"policy,omitempty"`
	Procs    int    `json:"procs,omitempty"`
	Go       string `json:"go,omitempty"` // "1.21" or "1.22"
}

var presets = []preset{
	{"fix", side{Scenario: "mutex-missing"}, side{Scenario: "mutex"}},
	{"fix", side{Scenario: "philosophers"}, side{Scenario: "philosophers-fixed"}},
	{"fix", side{Scenario: "loopvar-shared"}, side{Scenario: "loopvar-passed"}},
	{"seeds", side{Scenario: "worker-pool", Policy: "random", Seed: "1"}, side{Scenario: "worker-pool", Policy: "random", Seed: "2"}},
	{"seeds", side{Scenario: "select-timeout", Policy: "random", Seed: "1"}, side{Scenario: "select-timeout", Policy: "random", Seed: "2"}},
	{"procs", side{Scenario: "worker-pool"}, side{Scenario: "worker-pool", Procs: 4}},
	{"versions", side{Scenario: "loopvar-shared", Go: "1.21"}, side{Scenario: "loopvar-shared", Go: "1.22"}},
}

// compareData lists what can be compared: presets of scenarios that are there.
func compareData(out *output, lessons []*lesson) (template.JS, error) {
	c := comparison{Scenarios: []choice{}, Presets: []preset{}}
	for _, l := range lessons {
		if l.Template != "" {
			continue
		}
		url, err := out.url("scenarios/" + l.Name + ".json")
		if err != nil {
			return "", err
		}
		c.Scenarios = append(c.Scenarios, choice{l.Name, l.Title, l.Part, l.Data.Settings, l.Data.VersionSwitch, url})
	}
	there := func(s side) bool {
		return slices.ContainsFunc(c.Scenarios, func(k choice) bool { return k.Name == s.Scenario })
	}
	for _, p := range presets {
		if there(p.Left) && there(p.Right) {
			c.Presets = append(c.Presets, p)
		}
	}
	data, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("what can be compared: %w", err)
	}
	return template.JS(data), nil
}
