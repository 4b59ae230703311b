package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
	"gopark/viz/model/locale"
)

// lesson is what one page shows.
type lesson struct {
	Name       string
	Title      string
	Part       string
	Summary    string
	Primitives []string
	Problem    string
	Level      string
	Template   string // "": that of a scenario
	Text       template.HTML
	Files      []sourceFile
	Posters    []poster // on the index
	Start      []poster // before the player is there
	Unscripted []poster // without scripts
	Storyboard string   // URL
	Data       pageData
	Prev       *lesson
	Next       *lesson
}

type sourceFile struct {
	Name string
	Code template.HTML
}

// pageData is what the page's script is told, as JSON in the page.
// site/src/data.ts is its other side.
type pageData struct {
	Name          string     `json:"name"`
	Title         string     `json:"title"`
	Tutorial      bool       `json:"tutorial"` // it belongs to the first part of the curriculum
	Files         []dataFile `json:"files"`
	Settings      settings   `json:"settings"`
	Steps         int        `json:"steps"`
	StartAt       int        `json:"startAt"`
	Marks         []mark     `json:"marks"` // in the order of the steps
	Trace         string     `json:"trace"` // URL, as all others relative to the page
	VersionSwitch bool       `json:"versionSwitch"`
	programs
}

// programs are the files that any player needs.
type programs struct {
	Player    string            `json:"player"`
	Engine    engineFiles       `json:"engine"`
	Narration map[string]string `json:"narration"` // URL of the narration's messages by language; English is in the program
}

type dataFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// mark is a step worth a stop; see catalog.Mark.
type mark struct {
	Name  string           `json:"name"`
	Step  int              `json:"step"`
	Label string           `json:"label"`
	Note  string           `json:"note"`
	Ask   catalog.Question `json:"ask"`
}

type settings struct {
	Procs  int    `json:"procs"`
	Policy string `json:"policy"`
	Seed   string `json:"seed"` // decimal: a uint64 does not fit a JavaScript number
	// Schedule is the page's own business: a recorded run needs none.
	Schedule string `json:"schedule"`
}

// engineFiles are the files of the interpreter. The sizes let the page show
// progress however the host serves the program.
type engineFiles struct {
	Worker      string `json:"worker"`
	Exec        string `json:"exec"`
	Wasm        string `json:"wasm"`
	WasmGz      string `json:"wasmGz"`
	WasmBytes   int    `json:"wasmBytes"`
	WasmGzBytes int    `json:"wasmGzBytes"`
}

func newLesson(s catalog.Scenario, t *trace.Trace) (*lesson, error) {
	marks := []mark{}
	for _, m := range s.MarkedSteps(t) {
		marks = append(marks, mark{m.Name, int(m.Step), m.Label, m.Note, m.Ask})
	}
	text, err := lessonText(s.Lesson, marks)
	if err != nil {
		return nil, fmt.Errorf("lesson text: %w", err)
	}
	l := &lesson{
		Name:    s.Name,
		Title:   s.Title,
		Part:    s.Part,
		Summary: s.Summary,
		Text:    text,

		Primitives: s.Primitives, Problem: s.Problem, Level: s.Level,
		Data: pageData{
			Name:     s.Name,
			Title:    s.Title,
			Tutorial: s.Part == catalog.Tutorial,
			Settings: settings{
				Procs:  s.Settings.Procs,
				Policy: s.Settings.Policy.String(),
				Seed:   strconv.FormatUint(s.Settings.Seed, 10),
			},
			Steps:         t.Len(),
			StartAt:       s.StartAt,
			Marks:         marks,
			VersionSwitch: s.Switch != nil,
		},
	}
	for _, f := range s.Files {
		l.Files = append(l.Files, sourceFile{Name: f.Name, Code: highlight(f.Text)})
		l.Data.Files = append(l.Data.Files, dataFile{Name: f.Name, Text: f.Text})
	}
	return l, nil
}

// page is what a template is given.
type page struct {
	language Language
	Name     string // "waitgroup", whatever the language
	Lesson   *lesson
	Lessons  []*lesson
	Assets   map[string]string // versioned URLs by plain file name
	Frames   map[string]string // versioned URL of the embedded player by language
	Speaker  string            // versioned URL of the speaker's page
	Data     template.JS
	Runs     *runs
	Course   *course

	Exercise  *exercise
	Exercises []*exercise
	// Embedding is there on its page alone.
	Embedding *embedding
}

// Scenarios counts the lessons that have a program to step through.
func (p page) Scenarios() int {
	n := 0
	for _, l := range p.Lessons {
		if l.Template == "" {
			n++
		}
	}
	return n
}

// writePages writes every page in every language.
func writePages(out *output, lessons []*lesson, play *lesson, c *course, r *runs) error {
	programs, err := programFiles(out)
	if err != nil {
		return err
	}
	played := append(slices.Clone(lessons), play)
	for _, l := range played {
		l.Data.programs = programs
	}
	embed, err := newEmbed(out, played, programs)
	if err != nil {
		return err
	}
	in := make([]*pagesIn, len(languages))
	frames := map[string]string{}
	for i, l := range languages {
		if in[i], err = newPagesIn(l, out, page{Lessons: lessons, Course: c, Runs: r, Frames: frames}); err != nil {
			return err
		}
		if frames[l.Name], err = in[i].writeFrames(out, embed); err != nil {
			return err
		}
	}
	for _, p := range in {
		if err := p.write(out, lessons, play); err != nil {
			return err
		}
		if err := addManifest(out, p.table); err != nil {
			return err
		}
	}
	return nil
}

// pagesIn are the pages in a language.
type pagesIn struct {
	table *table
	set   *template.Template
	page  page // what all of them are given
}

func newPagesIn(l Language, out *output, p page) (*pagesIn, error) {
	t, err := newTable(l)
	if err != nil {
		return nil, err
	}
	set, err := template.New("").Funcs(t.funcs()).Funcs(template.FuncMap{"slug": slug, "json": asJSON}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	p.language, p.Assets = l, map[string]string{}
	for _, name := range []string{"page.js", "embed.js", "embedding.js", "page.css", "index.js", "course.js", "gallery.js", "versus.js", "compare.js", "speaker.js", "speaker.css", "offline.js", "icon.svg", "icon-apple.png", "licences.txt", textsOf(l)} {
		if p.Assets[name], err = out.url("assets/" + name); err != nil {
			return nil, err
		}
	}
	if p.Assets["gopark.js"], err = out.url("gopark.js"); err != nil {
		return nil, err
	}
	return &pagesIn{t, set, p}, nil
}

// asJSON is for attributes that scripts read.
func asJSON(value any) (string, error) {
	data, err := json.Marshal(value)
	return string(data), err
}

// writeFrames writes the pages that scripts of other pages open, in a frame or
// a window, and talk to. They are opened by URLs that say what they contain, so
// that both sides are of one version. It returns that of the embedded player.
func (in *pagesIn) writeFrames(out *output, embed template.JS) (string, error) {
	if err := writePage(out, in.set, "speaker.html", "speaker.html", in.page); err != nil {
		return "", err
	}
	var err error
	if in.page.Speaker, err = out.url(in.page.language.File("speaker")); err != nil {
		return "", err
	}
	p := in.page
	p.Lesson, p.Data = embedLesson(), embed
	if err := writePage(out, in.set, "embed.html", "embed.html", p); err != nil {
		return "", err
	}
	return out.url(p.language.File("embed"))
}

func (in *pagesIn) write(out *output, lessons []*lesson, play *lesson) error {
	t, set, p := in.table, in.set, in.page
	var err error
	for i, l := range lessons {
		if i > 0 {
			l.Prev = lessons[i-1]
		}
		if i+1 < len(lessons) {
			l.Next = lessons[i+1]
		}
		if l.Template != "" {
			p.Lesson = l
			if p.Data, err = versusData(out); err != nil {
				return err
			}
			if err := writePage(out, set, l.Template, l.Name+".html", p); err != nil {
				return err
			}
			continue
		}
		p.Lesson = l
		if p.Data, err = dataOf(l); err != nil {
			return err
		}
		if err := writePage(out, set, "scenario.html", l.Name+".html", p); err != nil {
			return err
		}
	}
	if err := writePlayground(t, out, set, p, play); err != nil {
		return err
	}
	p.Lesson = nil
	if p.Data, err = compareData(out, lessons); err != nil {
		return err
	}
	if err := writePage(out, set, "compare.html", "compare.html", p); err != nil {
		return err
	}
	if err := writeExercises(out, set, p, play.Data.Engine); err != nil {
		return err
	}
	p.Data = ""
	if err := writePage(out, set, "what-runs.html", "what-runs.html", p); err != nil {
		return err
	}
	for _, name := range []string{"tutorial.html", "gallery.html"} {
		if err := writePage(out, set, name, name, p); err != nil {
			return err
		}
	}
	if p.Embedding, err = newEmbedding(); err != nil {
		return err
	}
	if err := writePage(out, set, "embedding.html", "embedding.html", p); err != nil {
		return err
	}
	return writePage(out, set, "index.html", "index.html", p)
}

// dataOf returns the data of a lesson for its page. json.Marshal escapes <, >
// and &, so that the text can end neither the script element nor anything else.
func dataOf(l *lesson) (template.JS, error) {
	data, err := json.Marshal(l.Data)
	return template.JS(data), err
}

func writePage(out *output, set *template.Template, name, file string, p page) error {
	var b bytes.Buffer
	p.Name = strings.TrimSuffix(file, ".html")
	if err := set.ExecuteTemplate(&b, name, p); err != nil {
		return err
	}
	return out.asset(p.language.File(p.Name), p.language.keptBy(b.Bytes()))
}

var linkToPage = regexp.MustCompile(`<[^<>]*\bhref="([a-z0-9-]+)\.html[^<>]*>`)

// keptBy makes the links of a page stay in the language, but for those that
// name one.
func (l Language) keptBy(html []byte) []byte {
	return linkToPage.ReplaceAllFunc(html, func(tag []byte) []byte {
		if bytes.Contains(tag, []byte("hreflang=")) {
			return tag
		}
		name := linkToPage.FindSubmatch(tag)[1]
		return bytes.Replace(tag, append(name, ".html"...), []byte(l.File(string(name))), 1)
	})
}

func programFiles(out *output) (p programs, err error) {
	e := &p.Engine
	urls := []struct {
		asset string
		url   *string
	}{
		{"assets/player.html", &p.Player},
		{"assets/engine.js", &e.Worker},
		{"assets/wasm_exec.js", &e.Exec},
		{"assets/engine.wasm", &e.Wasm},
		{"assets/engine.wasm.gz", &e.WasmGz},
	}
	for _, u := range urls {
		if *u.url, err = out.url(u.asset); err != nil {
			return p, err
		}
	}
	e.WasmBytes, e.WasmGzBytes = out.sizes["assets/engine.wasm"], out.sizes["assets/engine.wasm.gz"]
	tables, err := locale.Tables()
	if err != nil {
		return p, err
	}
	p.Narration = map[string]string{}
	for language := range tables {
		if p.Narration[language], err = out.url(narrationOf(language)); err != nil {
			return p, err
		}
	}
	return p, nil
}

// narrationOf is the file of the narration's messages in a language.
func narrationOf(language string) string { return "assets/narration." + language + ".json" }

// addNarration writes what the picture says in other languages than English.
func addNarration(out *output) error {
	tables, err := locale.Tables()
	if err != nil {
		return err
	}
	for language, table := range tables {
		if err := out.asset(narrationOf(language), table); err != nil {
			return err
		}
	}
	return nil
}
