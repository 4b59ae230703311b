package site

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func textsIn(t *testing.T, l Language) map[string]string {
	t.Helper()
	texts, err := readTexts(l.Name)
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func keysOf(texts map[string]string) []string {
	keys := slices.Sorted(maps.Keys(texts))
	return slices.DeleteFunc(keys, func(key string) bool { return strings.HasPrefix(key, "@") })
}

// words finds text that hardly is the same in two languages, once placeholders are gone.
var (
	words       = regexp.MustCompile(`\pL{3}.*\s.*\pL{3}`)
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
)

func hasWords(message string) bool {
	for placeholder.MatchString(message) {
		message = placeholder.ReplaceAllString(message, "")
	}
	return words.MatchString(message)
}

func TestEveryLanguageHasEveryKey(t *testing.T) {
	files, err := fs.Glob(stringFiles, "strings/*.json")
	if err != nil || len(files) != len(languages) {
		t.Errorf("expected a table for each of %d languages, found %d", len(languages), len(files))
	}
	english := textsIn(t, languages[0])
	for _, l := range languages[1:] {
		texts := textsIn(t, l)
		for _, key := range keysOf(english) {
			switch text, ok := texts[key]; {
			case !ok:
				t.Errorf("strings/%s.json: expected %q: a translation of %q", l.Name, key, english[key])
			case text == english[key] && hasWords(text):
				t.Errorf("strings/%s.json: expected %q to be translated, found the English %q", l.Name, key, text)
			}
		}
		for _, key := range keysOf(texts) {
			if _, ok := english[key]; !ok {
				t.Errorf("strings/%s.json: found %q, which English does not have", l.Name, key)
			}
		}
		if texts["@glossary"] == "" {
			t.Errorf("strings/%s.json: expected a glossary", l.Name)
		}
	}
}

var keyInGo = regexp.MustCompile(`\bt\.(?:text|markdown)\("([^"]+)"`)

// A key that is used and not there does not get past the template (or tsc);
// this finds those that nobody uses any more.
func TestEveryKeyIsUsed(t *testing.T) {
	inScripts, err := keysIn(os.DirFS("src"), ".ts", keyInScript)
	if err != nil {
		t.Fatal(err)
	}
	inTemplates, err := keysIn(templateFiles, ".html", keyInTemplate)
	if err != nil {
		t.Fatal(err)
	}
	inPages, err := keysIn(os.DirFS("."), ".go", keyInGo)
	if err != nil {
		t.Fatal(err)
	}
	english := textsIn(t, languages[0])
	for _, key := range keysOf(english) {
		// Templates put some keys together: (print "gallery.level." .)
		group := key[:strings.LastIndex(key, ".")+1]
		if !inScripts[key] && !inTemplates[key] && !inTemplates[group] && !inPages[key] {
			t.Errorf("strings/en.json: expected %q to be used in a template, a script or a page", key)
		}
	}
	for key := range inTemplates {
		if _, ok := english[key]; !ok && !strings.HasSuffix(key, ".") {
			t.Errorf("templates: %q is not in strings/en.json", key)
		}
	}
}

func TestTextsAreFilledIn(t *testing.T) {
	in := func(name string) *table {
		l := languages[slices.IndexFunc(languages, func(l Language) bool { return l.Name == name })]
		table, err := newTable(l)
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(table.texts, map[string]string{
			"test.runs":   "{n, plural, one {# run of {what}} other {# runs of {what}}}",
			"test.linked": "**See** [{what}](a.html), `x`",
			"test.broken": "{n, plural}",
		})
		return table
	}
	english, spanish := in("en"), in("es")
	for _, c := range []struct {
		table *table
		n     int
		want  string
	}{{english, 1, "1 run of <b>"}, {english, 12345, "12,345 runs of <b>"}, {spanish, 12345, "12.345 runs of <b>"}} {
		if got, err := c.table.text("test.runs", "n", c.n, "what", "<b>"); err != nil || got != c.want {
			t.Errorf("%s: expected %q, found %q, %v", c.table.Name, c.want, got, err)
		}
	}
	const want = `<strong>See</strong> <a href="a.html">this</a>, <code>x</code>`
	if got, err := english.markdown("test.linked", "what", "this"); err != nil || string(got) != want {
		t.Errorf("expected %q, found %q, %v", want, got, err)
	}
	for _, bad := range [][]any{{"test.missing"}, {"@about"}, {"test.runs", "n", 1}, {"test.runs", "what", "x"}, {"test.broken"}} {
		if got, err := english.text(bad[0].(string), bad[1:]...); err == nil {
			t.Errorf("%v: expected an error, found %q", bad, got)
		}
	}
}

func TestPagesOfALanguageKeepToIt(t *testing.T) {
	read := renderSite(t, sampleScenario("one", "Part"), sampleScenario("two", "Part"))
	for _, page := range []string{"index", "one", versusName, "what-runs"} {
		for _, l := range languages {
			html := read(l.File(page))
			if !strings.Contains(html, `<html lang="`+l.Name+`"`) {
				t.Errorf("%s: expected its language", l.File(page))
			}
			links := 0
			for _, m := range regexp.MustCompile(`<[^<>]* href="([a-z-]+)(\.[a-z]+)?\.html[^<>]*>`).FindAllStringSubmatch(html, -1) {
				if strings.Contains(m[0], "hreflang") {
					links++
				} else if file := m[1] + m[2] + ".html"; file != l.File(m[1]) {
					t.Errorf("%s: expected a link to %s, found %s", l.File(page), l.File(m[1]), file)
				}
			}
			if links < 2*len(languages) {
				t.Errorf("%s: expected links to all languages in its head and its foot, found %d", l.File(page), links)
			}
			if title := `<h1 lang="en">`; page == "one" && strings.Contains(html, title) != (l.Name != "en") {
				t.Errorf("%s: expected English to be marked where it is not the page's", l.File(page))
			}
		}
	}
}
