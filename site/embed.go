package site

import (
	"encoding/json"
	"html/template"
)

// embedData is what the script of the embedded player is told. Its scenario is
// named by the address, so the data of all of them are files beside it.
// site/src/embed/data.ts is its other side.
type embedData struct {
	programs
	Scenarios map[string]string `json:"scenarios"` // URL of the pageData by name
}

// addScenarioData writes the pageData of a lesson as a file of its own.
func addScenarioData(out *output, l *lesson) (url string, err error) {
	data, err := json.Marshal(l.Data)
	if err != nil {
		return "", err
	}
	name := "scenarios/" + l.Name + ".json"
	if err := out.asset(name, data); err != nil {
		return "", err
	}
	return out.url(name)
}

// newEmbed writes the data of the lessons and returns that of the page of the
// embedded player.
func newEmbed(out *output, lessons []*lesson, p programs) (template.JS, error) {
	d := embedData{programs: p, Scenarios: map[string]string{}}
	for _, l := range lessons {
		if l.Template != "" {
			continue
		}
		var err error
		if d.Scenarios[l.Name], err = addScenarioData(out, l); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	return template.JS(data), nil
}

// embedLesson stands for whatever lesson an embedded player will show.
func embedLesson() *lesson {
	l := &lesson{Name: "embed", Files: []sourceFile{{Name: "main.go"}}}
	l.Data.VersionSwitch = true // the script takes it away where it means nothing
	return l
}
