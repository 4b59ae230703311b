package site

import (
	"fmt"
	"slices"
)

// posterSizes are the sizes of the player in the windows that most have, each
// with the media query of the windows that it is for: the first that matches
// is taken. So the player takes its poster's place without a jump.
var posterSizes = []struct {
	name, media   string
	width, height float64
}{
	{"phone", "(max-width: 620px)", 370, 524},   // 390×844
	{"tablet", "(max-width: 859px)", 795, 660},  // 820×1180
	{"column", "(min-width: 1500px)", 948, 853}, // 1920×1080
	{"tall", "(min-height: 840px)", 915, 678},   // 1440×900
	{"wide", "", 813, 500},                      // 1280×720
}

// poster is a picture in one theme; the sources are for other windows than the
// usual one.
type poster struct {
	Theme, URL string
	Sources    []source
}

type source struct{ Media, URL string }

// addPictures writes the posters and the storyboard of a lesson. Before the
// player is there its page shows where the player will begin, and without
// scripts, as the index does, the middle of the run, which shows what it is
// about.
func addPictures(out *output, l *lesson, p Pictures, steps int) error {
	// As site/src/looking.ts decides it.
	simple := l.Data.Tutorial || l.Data.Settings.Procs == 1
	at := func(step int) func(Look) []byte {
		return func(look Look) []byte {
			look.Simple = simple
			return p.Poster(step, look)
		}
	}
	middle := l.Data.StartAt
	if middle == 0 {
		middle = steps / 2
	}
	for _, theme := range []string{"light", "dark", "contrast"} {
		start, err := addPoster(out, l.Name+"-start", theme, at(l.Data.StartAt), "phone", "tablet", "column", "tall")
		if err != nil {
			return err
		}
		l.Start = append(l.Start, start)
	}
	for _, theme := range []string{"light", "dark"} {
		card, err := addPoster(out, l.Name, theme, at(middle), "phone")
		if err != nil {
			return err
		}
		l.Unscripted = append(l.Unscripted, card)
		card.Sources = nil
		l.Posters = append(l.Posters, card)
	}
	var marked []int
	for _, m := range l.Data.Marks {
		marked = append(marked, m.Step)
		if !slices.Contains(inlineMarks(l.Name), m.Name) {
			continue
		}
		for _, theme := range []string{"light", "dark", "contrast"} {
			if _, err := addPoster(out, l.Name+"-"+m.Name, theme, at(m.Step)); err != nil {
				return err
			}
		}
	}
	var err error
	l.Storyboard, err = addSVG(out, "storyboards/"+l.Name, p.Storyboard(l.Title, simple, marked...))
	return err
}

// addPoster writes a poster in the usual size and in others.
func addPoster(out *output, name, theme string, draw func(Look) []byte, others ...string) (poster, error) {
	p := poster{Theme: theme}
	for _, size := range posterSizes {
		usual := size.media == ""
		if !usual && !slices.Contains(others, size.name) {
			continue
		}
		u, err := addSVG(out, fmt.Sprintf("posters/%s-%s-%s", name, size.name, theme), draw(Look{Width: size.width, Height: size.height, Theme: theme}))
		if err != nil {
			return p, err
		}
		if usual {
			p.URL = u
		} else {
			p.Sources = append(p.Sources, source{size.media, u})
		}
	}
	return p, nil
}

func addSVG(out *output, name string, svg []byte) (string, error) {
	if err := out.asset(name+".svg", svg); err != nil {
		return "", err
	}
	return out.url(name + ".svg")
}
