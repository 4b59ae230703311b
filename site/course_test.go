package site

import (
	"strings"
	"testing"

	"gopark/scenarios/catalog"
)

func TestTutorialHasPlayersWhereItSaysSo(t *testing.T) {
	out, err := newOutput(t.TempDir(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := out.asset("posters/one-waits-wide-dark.svg", []byte("<svg/>")); err != nil {
		t.Fatal(err)
	}
	one := &lesson{Name: "one", Title: "Title of one", Part: catalog.Tutorial, Text: "<p>Fish &amp;\n<em>chips</em></p>"}
	one.Data.Marks = []mark{{Name: "waits", Step: 3}}
	lessons := []*lesson{one}
	hero := inlinePlayer{Name: "one", Mark: "waits"}
	c, err := newCourse(out, lessons, hero, "## To *begin* with\n\nText.\n\n@player one waits\n\n> The point.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Tutorial) != 3 || !strings.Contains(string(c.Tutorial[2].Text), "<blockquote>") {
		t.Fatalf("expected text, a player and text, found %+v", c.Tutorial)
	}
	p := c.Tutorial[1].Player
	if p == nil || p.Title != one.Title || p.Poster != "posters/one-waits-wide" || len(p.Posters) != 1 {
		t.Errorf("the player is %+v", p)
	}
	if h := c.Contents(); len(h) != 1 || h[0].Text != "To <em>begin</em> with" || h[0].ID == "" {
		t.Errorf("the contents are %+v", h)
	}
	if !strings.HasPrefix(c.Index, "assets/texts.json?v=") {
		t.Errorf("the texts are at %q", c.Index)
	}
	for _, wrong := range []string{"@player two waits\n", "@player one sleeps\n"} {
		if _, err := newCourse(out, lessons, hero, wrong); err == nil {
			t.Errorf("expected an error for %q", wrong)
		}
	}
}

func TestEveryInlineMarkExists(t *testing.T) {
	for _, s := range catalog.All() {
		for _, name := range inlineMarks(s.Name) {
			found := false
			for _, m := range s.Marks {
				found = found || m.Name == name
			}
			if !found {
				t.Errorf("a player within a text begins at the mark %q of %s, which it does not have", name, s.Name)
			}
		}
	}
}
