package site

import (
	"encoding/json"
	"fmt"
)

// manifest is what the browser reads when the site is installed
// (https://www.w3.org/TR/appmanifest). All addresses in it are relative to it,
// so that it is right under any path.
type manifest struct {
	Name             string         `json:"name"`
	Description      string         `json:"description"`
	Lang             string         `json:"lang"`
	StartURL         string         `json:"start_url"`
	Scope            string         `json:"scope"`
	Display          string         `json:"display"`
	ThemeColour      string         `json:"theme_color"`
	BackgroundColour string         `json:"background_color"`
	Icons            []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// addManifest writes the manifest of a language, after the icons.
func addManifest(out *output, t *table) error {
	c := iconGround.colour
	ground := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	tagline, err := t.text("frame.tagline")
	if err != nil {
		return err
	}
	m := manifest{
		Name: "Gopark", Description: tagline, Lang: t.Name,
		StartURL: t.File("index"), Scope: "./", Display: "standalone",
		ThemeColour: ground, BackgroundColour: ground,
	}
	for _, i := range icons {
		if i.purpose == "" {
			continue
		}
		src, err := out.url("assets/" + i.name)
		if err != nil {
			return err
		}
		m.Icons = append(m.Icons, manifestIcon{src, fmt.Sprintf("%dx%[1]d", i.side), "image/png", i.purpose})
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return out.asset("manifest."+t.Name+".webmanifest", append(data, '\n'))
}
