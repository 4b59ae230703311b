// Package site makes the static site: one page per scenario and an index,
// with everything they need beside them, as a folder that any static host can
// serve from any path.
//
// # Vocabulary
//
// An asset is a file that pages refer to: a program, a script, a style sheet,
// a trace, a poster (the picture that stands where the player will be). Its versioned URL carries a hash of its content
// (assets/page.js?v=0a1b2c3d4e), so that it may be cached for ever by servers
// that know (ours) and is still right on servers that do not. The bundle is
// the TypeScript and the styles under src, as bundled by esbuild.
//
// The package does not know how a program is run or how a picture is drawn:
// the command hands both in as functions. What programs are refused for it
// reads in the tables of scenarios/lower.
package site

import (
	"embed"
	"io"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
)

//go:embed templates/*.html
var templateFiles embed.FS

// Options say what Build makes.
type Options struct {
	// Dir is the folder to fill. It is made when missing; files in it that an
	// earlier Build left and this one does not need are removed.
	Dir string
	// Record runs a program and returns its encoded trace.
	Record func(s catalog.Scenario, settings trace.Settings, files []trace.File) ([]byte, error)
	// Draw prepares the pictures of a trace. Nil: the pages have none.
	Draw func(encoded []byte) (Pictures, error)
	// Limits are those of a run, for the page about what runs.
	Limits []Limit
	// Packed leaves only the gzip form of each file that has one. Handler serves
	// that; plain hosts do not.
	Packed bool
	// Log is told what is being done, one line at a time. Nil: nobody is.
	Log io.Writer
}

// Pictures draws a trace as SVG.
type Pictures interface {
	// Poster draws a step as the player shows it.
	Poster(step int, l Look) []byte
	// Storyboard draws the steps that are marked and others that matter, simple
	// or not.
	Storyboard(title string, simple bool, marked ...int) []byte
}

// Look is how the player looks: its size in pixels, the name of its theme, and
// whether it is simple: without Ps.
type Look struct {
	Width, Height float64
	Theme         string
	Simple        bool
}
