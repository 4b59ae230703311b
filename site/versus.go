package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopark/scenarios/catalog"
)

// versusName is the page that compares goroutines with threads. It is a lesson
// of the tutorial without a program to step through: it has a template and a
// script of its own (src/versus).
const versusName = "goroutine-vs-thread"

// versusPart is the part of the curriculum whose last lesson it is.
const versusPart = catalog.Tutorial

// measureFiles are the files of the measuring program;
// site/src/versus/measure.ts is the other side.
type measureFiles struct {
	Worker  string `json:"worker"`
	Exec    string `json:"exec"`
	URL     string `json:"url"`
	Bytes   int    `json:"bytes"`
	GzURL   string `json:"gzUrl"`
	GzBytes int    `json:"gzBytes"`
}

// newVersus makes the lesson: its poster, and the text of the program that it
// runs, read from the repository at root.
func newVersus(out *output, root string) (*lesson, error) {
	l := &lesson{
		Name: versusName, Template: versusName + ".html", Part: versusPart,
		Primitives: []string{"goroutine"}, Problem: "schedule", Level: "beginner",
		Title:   "Goroutine or thread",
		Summary: "From one to a million, drawn to scale, and really started in your browser.",
	}
	program, err := os.ReadFile(filepath.Join(root, "wasm", "measure", "count.go"))
	if err != nil {
		return nil, err
	}
	l.Files = []sourceFile{{Name: "count.go", Code: highlight(string(program))}}
	facts, err := readFacts(root)
	if err != nil {
		return nil, err
	}
	for _, theme := range []string{"light", "dark"} {
		name := "posters/" + versusName + "-" + theme + ".svg"
		if err := out.asset(name, facts.poster(theme)); err != nil {
			return nil, err
		}
		u, err := out.url(name)
		if err != nil {
			return nil, err
		}
		l.Posters = append(l.Posters, poster{Theme: theme, URL: u})
	}
	return l, nil
}

// insertVersus puts the lesson at the end of its part.
func insertVersus(lessons []*lesson, versus *lesson) []*lesson {
	at := 0
	for i, l := range lessons {
		if l.Part == versus.Part {
			at = i + 1
		}
	}
	return slices.Insert(lessons, at, versus)
}

// versusData is what the page's script is told.
func versusData(out *output) (template.JS, error) {
	var f measureFiles
	var err error
	for _, u := range []struct {
		asset string
		url   *string
	}{
		{"assets/engine.js", &f.Worker},
		{"assets/wasm_exec.js", &f.Exec},
		{"assets/measure.wasm", &f.URL},
		{"assets/measure.wasm.gz", &f.GzURL},
	} {
		if *u.url, err = out.url(u.asset); err != nil {
			return "", err
		}
	}
	f.Bytes, f.GzBytes = out.sizes["assets/measure.wasm"], out.sizes["assets/measure.wasm.gz"]
	data, err := json.Marshal(f)
	return template.JS(data), err
}

// facts are what src/versus/facts.json says, of the first system in it.
type facts struct {
	goroutine, reserved, touched float64 // bytes of one
}

func readFacts(root string) (facts, error) {
	var j struct {
		Goroutine struct{ Descriptor float64 }
		Thread    struct{ StackTouched, KernelStack, PageTable float64 }
		Systems   []struct{ GoroutineStack, Reserve float64 }
	}
	text, err := os.ReadFile(filepath.Join(root, "site", "src", "versus", "facts.json"))
	if err != nil {
		return facts{}, err
	}
	if err := json.Unmarshal(text, &j); err != nil {
		return facts{}, fmt.Errorf("facts.json: %w", err)
	}
	if len(j.Systems) == 0 {
		return facts{}, fmt.Errorf("facts.json: expected systems, found none")
	}
	return facts{
		goroutine: j.Systems[0].GoroutineStack + j.Goroutine.Descriptor,
		reserved:  j.Systems[0].Reserve,
		touched:   j.Thread.StackTouched + j.Thread.KernelStack + j.Thread.PageTable,
	}, nil
}

// poster draws one goroutine beside one thread, to scale.
func (f facts) poster(theme string) []byte {
	colours := map[string][4]string{ // text, goroutines, threads, background: those of colours.css
		"light": {"#1b2228", "#00805c", "#c2410c", "#ffffff"},
		"dark":  {"#e6edf3", "#2fbf8f", "#ff7a45", "#0f1419"},
	}[theme]
	const base, side = 356, 300.0
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="system-ui,sans-serif" font-size="21" fill="%s">`, colours[0])
	fmt.Fprintf(&b, `<defs><pattern id="h" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 0H9" stroke="%s" stroke-width="3" opacity=".45"/></pattern></defs>`, colours[2])
	fmt.Fprintf(&b, `<rect width="640" height="400" fill="%s"/>`, colours[3])
	square := func(x float64, bytes float64, attributes string) float64 {
		s := side * math.Sqrt(bytes/f.reserved)
		fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" %s/>`, x, base-s, s, s, attributes)
		return s
	}
	square(290, f.reserved, fmt.Sprintf(`fill="url(#h)" stroke="%s" stroke-width="2.5"`, colours[2]))
	square(290, f.touched, fmt.Sprintf(`fill="%s"`, colours[2]))
	s := square(60, f.goroutine, fmt.Sprintf(`fill="%s"`, colours[1]))
	fmt.Fprintf(&b, `<text x="60" y="%.1f">one goroutine</text><text x="290" y="386">one thread</text></svg>`, base-s-14)
	return []byte(b.String())
}
