package site

import (
	"embed"
	"encoding/json"
	"html/template"
	"path"
	"strings"
)

// The examples of the page about embedding, each shown and live, and the table
// of the attributes, which tests compare with the scripts.
//
//go:embed examples/*.html src/embed/attributes.json
var embeddingFiles embed.FS

// exampleSite stands in the examples for the address of the player's site.
const exampleSite = "https://your.site/gopark/"

// example is a piece of a page that embeds a player.
type example struct {
	Name string
	Code string        // as authors write it
	Live template.HTML // the same, in this page
}

// attribute is a row of the table of attributes.
type attribute struct {
	Name    string        `json:"name"`
	Values  []string      `json:"values"` // all, or examples
	Range   bool          `json:"range"`  // from the first to the last
	Default string        `json:"default"`
	Meaning template.HTML `json:"meaning"`
}

// embedding is what the page about embedding is made from.
type embedding struct {
	Attributes []attribute
	Examples   map[string]example
}

func newEmbedding() (*embedding, error) {
	e := &embedding{Examples: map[string]example{}}
	table, err := embeddingFiles.ReadFile("src/embed/attributes.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(table, &e.Attributes); err != nil {
		return nil, err
	}
	files, err := embeddingFiles.ReadDir("examples")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		code, err := embeddingFiles.ReadFile("examples/" + f.Name())
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(f.Name(), path.Ext(f.Name()))
		e.Examples[name] = example{Name: name, Code: string(code), Live: template.HTML(strings.ReplaceAll(string(code), exampleSite, ""))}
	}
	return e, nil
}
