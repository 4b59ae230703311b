package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"gopark/scenarios/catalog"
)

// course is what the pages that lead to the lessons show: the home page, the
// tutorial and the gallery.
type course struct {
	Hero       inlinePlayer
	Tutorial   []passage
	Parts      []part
	Primitives []string
	Problems   []string
	Levels     []string
	Index      string // URL of the texts that the gallery searches
}

// A passage of the tutorial is text or a player.
type passage struct {
	Text   template.HTML
	Player *inlinePlayer
}

// inlinePlayer is a player within a text. It begins at a mark; its posters
// show that moment.
type inlinePlayer struct {
	Name, Mark, Title string
	Poster            string   // path without "-light.svg"
	Posters           []poster // without scripts
}

// part is a part of the curriculum in the gallery.
type part struct {
	Name    string
	Lessons []*lesson
}

// heroPlayer is on the home page.
var heroPlayer = inlinePlayer{Name: "waitgroup", Mark: "waits"}

// playerLine is a line of the tutorial that is a player.
var playerLine = regexp.MustCompile(`(?m)^@player (\S+) (\S+)\n`)

// newCourse tells a tutorial with the players of the lessons.
func newCourse(out *output, lessons []*lesson, hero inlinePlayer, source string) (*course, error) {
	c := &course{Hero: hero, Primitives: catalog.Primitives, Problems: catalog.Problems, Levels: catalog.Levels}
	if err := c.Hero.prepare(out, lessons); err != nil {
		return nil, err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	text := func(source string) error {
		var b bytes.Buffer
		if err := markdown.Convert([]byte(source), &b); err != nil {
			return err
		}
		c.Tutorial = append(c.Tutorial, passage{Text: template.HTML(b.String())})
		return nil
	}
	last := 0
	for _, m := range playerLine.FindAllStringSubmatchIndex(source, -1) {
		if err := text(source[last:m[0]]); err != nil {
			return nil, err
		}
		p := &inlinePlayer{Name: source[m[2]:m[3]], Mark: source[m[4]:m[5]]}
		if err := p.prepare(out, lessons); err != nil {
			return nil, fmt.Errorf("tutorial.md: %w", err)
		}
		c.Tutorial = append(c.Tutorial, passage{Player: p})
		last = m[1]
	}
	if err := text(source[last:]); err != nil {
		return nil, err
	}
	c.group(lessons)
	var err error
	c.Index, err = addIndex(out, lessons)
	return c, err
}

// Contents are the headings of the tutorial.
func (c *course) Contents() []heading {
	var all []heading
	for _, p := range c.Tutorial {
		for _, m := range headingTag.FindAllStringSubmatch(string(p.Text), -1) {
			all = append(all, heading{ID: m[1], Text: template.HTML(m[2])})
		}
	}
	return all
}

type heading struct {
	ID   string
	Text template.HTML
}

var headingTag = regexp.MustCompile(`<h2 id="([^"]*)">(.*?)</h2>`)

// group puts the patterns and what goes wrong before the tutorial, which has a
// page of its own.
func (c *course) group(lessons []*lesson) {
	for _, l := range lessons {
		i := slices.IndexFunc(c.Parts, func(p part) bool { return p.Name == l.Part })
		if i < 0 {
			i = len(c.Parts)
			c.Parts = append(c.Parts, part{Name: l.Part})
		}
		c.Parts[i].Lessons = append(c.Parts[i].Lessons, l)
	}
	slices.SortStableFunc(c.Parts, func(a, b part) int {
		last := func(p part) int {
			if p.Name == catalog.Tutorial {
				return 1
			}
			return 0
		}
		return last(a) - last(b)
	})
}

// prepare finds the lesson and its mark.
func (p *inlinePlayer) prepare(out *output, lessons []*lesson) error {
	i := slices.IndexFunc(lessons, func(l *lesson) bool { return l.Name == p.Name })
	if i < 0 {
		return fmt.Errorf("expected a scenario named %q, found none", p.Name)
	}
	l := lessons[i]
	if !slices.ContainsFunc(l.Data.Marks, func(m mark) bool { return m.Name == p.Mark }) {
		return fmt.Errorf("scenario %s: expected a mark %q, found none", p.Name, p.Mark)
	}
	p.Title, p.Poster = l.Title, "posters/"+p.posterName()+"-wide"
	for _, theme := range []string{"light", "dark"} {
		if u, err := out.url(p.Poster + "-" + theme + ".svg"); err == nil { // a site without pictures has none
			p.Posters = append(p.Posters, poster{Theme: theme, URL: u})
		}
	}
	return nil
}

func (p *inlinePlayer) posterName() string { return p.Name + "-" + p.Mark }

// inlineMarks returns the marks at which players within texts begin.
func inlineMarks(scenario string) []string {
	var marks []string
	if scenario == heroPlayer.Name {
		marks = append(marks, heroPlayer.Mark)
	}
	for _, m := range playerLine.FindAllStringSubmatch(catalog.TutorialText, -1) {
		if m[1] == scenario && !slices.Contains(marks, m[2]) {
			marks = append(marks, m[2])
		}
	}
	return marks
}

// slug makes a name of words: "start and wait" is start-and-wait.
func slug(words string) string { return strings.ReplaceAll(words, " ", "-") }

var tag = regexp.MustCompile(`<[^>]*>`)

// addIndex writes the texts of the lessons, which the gallery fetches when
// somebody searches.
func addIndex(out *output, lessons []*lesson) (url string, err error) {
	texts := map[string]string{}
	for _, l := range lessons {
		texts[l.Name] = strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(string(l.Text), " "))), " ")
	}
	data, err := json.Marshal(texts) // sorted by key
	if err != nil {
		return "", err
	}
	if err := out.asset("assets/texts.json", data); err != nil {
		return "", err
	}
	return out.url("assets/texts.json")
}
