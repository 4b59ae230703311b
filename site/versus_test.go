package site

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestVersusIsTheLastLessonOfItsPart(t *testing.T) {
	versus := &lesson{Name: versusName, Part: versusPart}
	var got []string
	for _, l := range insertVersus([]*lesson{{Name: "a", Part: versusPart}, {Name: "b", Part: versusPart}, {Name: "c", Part: "Patterns"}}, versus) {
		got = append(got, l.Name)
	}
	if want := "a b " + versusName + " c"; strings.Join(got, " ") != want {
		t.Errorf("expected %s, found %s", want, got)
	}
}

func TestVersusIsAPageAmongTheLessons(t *testing.T) {
	read := renderSite(t, sampleScenario("one", versusPart), sampleScenario("two", "Patterns"))
	page := read(versusName + ".html")
	for _, want := range []string{`rel="prev" href="one.html"`, `rel="next" href="two.html"`, "func count("} {
		// What is highlighted has elements between its words.
		if !strings.Contains(page, want) && !strings.Contains(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""), want) {
			t.Errorf("expected %s in the page", want)
		}
	}
	_, rest, _ := strings.Cut(page, `<script type="application/json" id="data">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var data measureFiles
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if data.Bytes == 0 || data.GzBytes == 0 || !strings.HasPrefix(data.GzURL, "assets/measure.wasm.gz?v=") {
		t.Errorf("the data does not say where the program is and how large: %+v", data)
	}
	if one := read("one.html"); !strings.Contains(one, `rel="next" href="`+versusName+`.html"`) {
		t.Error("expected the lesson before it to lead to it")
	}
	if gallery := read("gallery.html"); !strings.Contains(gallery, `<a href="`+versusName+`.html">`) {
		t.Error("expected it in the gallery")
	}
	if runs := read("what-runs.html"); !strings.Contains(runs, "2 scenarios") {
		t.Error("expected it not to be counted as a scenario")
	}
}

func TestThePosterIsToScale(t *testing.T) {
	f, err := readFacts("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []string{"light", "dark"} {
		var svg struct {
			Rects []struct {
				Width string `xml:"width,attr"`
			} `xml:"rect"`
		}
		if err := xml.Unmarshal(f.poster(theme), &svg); err != nil {
			t.Fatal(err)
		}
		var sides []float64
		for _, r := range svg.Rects {
			w, err := strconv.ParseFloat(r.Width, 64)
			if err != nil {
				t.Fatal(err)
			}
			sides = append(sides, w)
		}
		// The background, and then what a thread reserves and touches, and a
		// goroutine.
		if len(sides) != 4 {
			t.Fatalf("expected 4 squares, found %v", sides)
		}
		want := f.reserved / f.goroutine
		if got := sides[1] * sides[1] / (sides[3] * sides[3]); got < 0.97*want || got > 1.03*want {
			t.Errorf("%s: expected areas as 1 to %.0f, found %s", theme, want, fmt.Sprint(sides))
		}
	}
}
