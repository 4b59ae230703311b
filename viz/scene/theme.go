package scene

import "gopark/scenarios/trace"

// Theme is the colours of a picture.
type Theme struct {
	Name   string
	Page   Color // behind everything
	Panel  Color // the places
	Line   Color // their borders
	Text   Color
	Muted  Color // secondary text
	Accent Color // what the current step acts on
	Path   Color // the way a token took
	States [trace.NumStates]StateLook
}

// Pattern is how the inside of a token is filled. Together with the border it
// tells the states apart without colour.
type Pattern uint8

const (
	PatternNone  Pattern = iota // the panel shows through
	PatternSolid                // filled with the state's colour
	PatternHatch                // striped
	PatternFaint                // the panel's colour, everything subdued
)

// StateLook is how a state looks.
type StateLook struct {
	Color   Color // border, title and, for solid ones, filling
	Ink     Color // text on a token
	Stripe  Color // of the hatch
	Pattern Pattern
	Line    float64 // width of the border
	Dashed  bool
}

func states(created, runnable, running, onRunning, blocked, stripe, done, text, muted Color) [trace.NumStates]StateLook {
	return [trace.NumStates]StateLook{
		trace.None:     {Color: muted, Ink: muted, Line: 1, Dashed: true},
		trace.Created:  {Color: created, Ink: text, Line: 2, Dashed: true},
		trace.Runnable: {Color: runnable, Ink: text, Line: 2},
		trace.Running:  {Color: running, Ink: onRunning, Pattern: PatternSolid, Line: 2},
		trace.Blocked:  {Color: blocked, Ink: text, Stripe: stripe, Pattern: PatternHatch, Line: 2},
		trace.Done:     {Color: done, Ink: muted, Pattern: PatternFaint, Line: 1.25},
	}
}

// Dark, Light and Contrast are the themes. The states' colours keep apart in
// lightness as well as in hue.
var (
	Dark = Theme{
		Name: "dark",
		Page: RGB(0x0f1419), Panel: RGB(0x161c24), Line: RGB(0x2a3440),
		Text: RGB(0xe6edf3), Muted: RGB(0x94a1ae), Accent: RGB(0xff7a45), Path: RGB(0xe6edf3),
		States: states(RGB(0xd98cc0), RGB(0xf0b429), RGB(0x2fbf8f), RGB(0x06120d),
			RGB(0x5ab0f2), RGB(0x29455e), RGB(0x7d8894), RGB(0xe6edf3), RGB(0x94a1ae)),
	}
	Light = Theme{
		Name: "light",
		Page: RGB(0xffffff), Panel: RGB(0xf6f8fa), Line: RGB(0xd0d7de),
		Text: RGB(0x1b2228), Muted: RGB(0x57606a), Accent: RGB(0xc2410c), Path: RGB(0x1b2228),
		States: states(RGB(0x9c3f7d), RGB(0x9a5f00), RGB(0x00805c), RGB(0xffffff),
			RGB(0x005f9e), RGB(0xb2cee0), RGB(0x6e7781), RGB(0x1b2228), RGB(0x57606a)),
	}
	Contrast = Theme{
		Name: "contrast",
		Page: RGB(0x000000), Panel: RGB(0x000000), Line: RGB(0xb8c0c8),
		Text: RGB(0xffffff), Muted: RGB(0xe0e4e8), Accent: RGB(0xff9a5c), Path: RGB(0xffffff),
		States: states(RGB(0xff9fdc), RGB(0xffd23f), RGB(0x3dffb5), RGB(0x000000),
			RGB(0x7cc8ff), RGB(0x1f4a6b), RGB(0xc0c8d0), RGB(0xffffff), RGB(0xe0e4e8)),
	}
)

// ThemeNamed returns the theme of that name, Dark for a name it does not know.
func ThemeNamed(name string) *Theme {
	switch name {
	case Light.Name:
		return &Light
	case Contrast.Name:
		return &Contrast
	}
	return &Dark
}
