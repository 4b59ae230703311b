package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
)

// renderSite writes the pages of scenarios with empty assets.
func renderSite(t *testing.T, scenarios ...catalog.Scenario) (read func(name string) string) {
	t.Helper()
	out, err := newOutput(t.TempDir(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	// Brotli would take most of the time.
	defer func(all []compression) { compressions = all }(compressions)
	compressions = compressions[:1]
	assets := []string{"page.js", "embed.js", "embedding.js", "page.css", "index.js", "course.js", "gallery.js", "versus.js", "compare.js", "speaker.js", "speaker.css", "offline.js", "icon.svg", "icon-apple.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "licences.txt", "player.html", "engine.js", "wasm_exec.js", "engine.wasm", "measure.wasm"}
	for _, l := range languages {
		assets = append(assets, textsOf(l))
	}
	assets = append(assets, "exercise.js", "exercises.js")
	for _, name := range assets {
		if err := out.asset("assets/"+name, []byte("content of "+name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.asset("gopark.js", nil); err != nil {
		t.Fatal(err)
	}
	if err := addNarration(out); err != nil {
		t.Fatal(err)
	}
	var lessons []*lesson
	for _, s := range scenarios {
		r := trace.NewRecorder(s.Files, []trace.Site{{}}, s.Settings)
		r.Add(&trace.Event{Kind: trace.KExit, P: trace.NoP, Arg: int64(trace.OutcomeDeadlock), Aux: 2, Text: "fatal error"})
		l, err := newLesson(s, r.Finish(""))
		if err != nil {
			t.Fatal(err)
		}
		lessons = append(lessons, l)
	}
	versus, err := newVersus(out, "..")
	if err != nil {
		t.Fatal(err)
	}
	lessons = insertVersus(lessons, versus)
	r, err := newRuns("../scenarios/engine", []Limit{{"statements", "1", "2"}})
	if err != nil {
		t.Fatal(err)
	}
	play, err := newLesson(playground(), trace.NewRecorder(nil, []trace.Site{{}}, playground().Settings).Finish(""))
	if err != nil {
		t.Fatal(err)
	}
	c := &course{}
	c.group(lessons)
	if err := writePages(out, lessons, play, c, r); err != nil {
		t.Fatal(err)
	}
	return func(name string) string {
		text, err := os.ReadFile(filepath.Join(out.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

func sampleScenario(name, part string) catalog.Scenario {
	return catalog.Scenario{
		Name: name, Title: "Title of " + name, Part: part, Summary: "Summary of " + name + ".",
		Lesson:   []byte("## A heading\n\nMain must *wait*.\n"),
		Files:    []trace.File{{Name: "main.go", Text: "package main\n\n// </script><b>\nfunc main() {}\n"}},
		Settings: trace.Settings{Procs: 2, Seed: 1<<64 - 1},
	}
}

func TestPageIsReadableWithoutScripts(t *testing.T) {
	html := renderSite(t, sampleScenario("one", "Part"), sampleScenario("two", "Part"))("one.html")
	for _, want := range []string{
		"<h1>Title of one</h1>",
		"<h2>A heading</h2>", "<em>wait</em>",
		`<span class="line"><span class="tok-keyword">func</span> main() {}</span>`,
		"GOMAXPROCS 2 · seed 18446744073709551615",
		`href="two.html"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("expected %s in the page", want)
		}
	}
}

func TestPageDataCannotEndItsElement(t *testing.T) {
	// A program may contain anything, the end of a script element included.
	html := renderSite(t, sampleScenario("one", "Part"))("one.html")
	_, rest, found := strings.Cut(html, `<script type="application/json" id="data">`)
	text, _, closed := strings.Cut(rest, "</script>")
	if !found || !closed {
		t.Fatal("the page has no data element")
	}
	var data pageData
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if got, want := data.Files[0].Text, sampleScenario("one", "").Files[0].Text; got != want {
		t.Errorf("expected the program %q, found %q", want, got)
	}
	if data.Engine.WasmBytes == 0 || data.Engine.WasmGzBytes == 0 || !strings.HasPrefix(data.Engine.WasmGz, "assets/engine.wasm.gz?v=") {
		t.Errorf("the data does not say where the interpreter is and how large: %+v", data.Engine)
	}
}

func TestGalleryGroupsByPart(t *testing.T) {
	html := renderSite(t, sampleScenario("a", catalog.Tutorial), sampleScenario("b", catalog.Tutorial), sampleScenario("c", "Second"))("gallery.html")
	var got []string
	for _, m := range regexp.MustCompile(`<h2>(.*?)</h2>|data-name="(.*?)"`).FindAllStringSubmatch(html, -1) {
		got = append(got, m[1]+m[2])
	}
	// The tutorial, which has a page of its own, comes last.
	want := []string{"Second", "c", catalog.Tutorial, "a", "b", versusName}
	if !slices.Equal(got, want) {
		t.Errorf("expected %q, found %q", want, got)
	}
}

func TestEmbeddedPlayersAreToldTheirPrograms(t *testing.T) {
	// The playground is embedded as well, though it is no scenario of the catalog.
	read := renderSite(t, sampleScenario("one", "Part"))
	for _, name := range []string{"one", playName} {
		var data pageData
		if err := json.Unmarshal([]byte(read("scenarios/"+name+".json")), &data); err != nil {
			t.Fatal(err)
		}
		if data.Player == "" || data.Engine.WasmGz == "" || data.Title == "" {
			t.Errorf("%s: expected a title and where player and interpreter are, found %q, %q, %+v", name, data.Title, data.Player, data.Engine)
		}
	}
}

func TestPagesOpenOthersOfTheirVersion(t *testing.T) {
	read := renderSite(t, sampleScenario("one", "Part"))
	for page, others := range map[string][]string{
		"index.html":    {"gopark.js", "embed.html", "embed.ru.html"},
		"one.ru.html":   {"speaker.ru.html"},
		"embed.zh.html": {"speaker.zh.html"},
	} {
		for _, other := range others {
			if want := other + "?v=" + contentHash([]byte(read(other))); !strings.Contains(read(page), want) {
				t.Errorf("%s: expected the address %s, found none", page, want)
			}
		}
	}
}
