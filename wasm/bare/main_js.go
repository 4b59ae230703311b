// Command bare is a bare Ebitengine program that draws one line of text with
// text/v2 and three fonts: the yardstick that make bench measures the player
// against. It is not part of the site.
package main

import (
	"bytes"
	"log"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
)

type game struct {
	faces []*text.GoTextFace
	drawn bool
}

func (g *game) Update() error              { return nil }
func (g *game) Layout(w, h int) (int, int) { return w, h }
func (g *game) Draw(screen *ebiten.Image) {
	for i, face := range g.faces {
		op := &text.DrawOptions{}
		op.GeoM.Translate(20, float64(20+40*i))
		text.Draw(screen, "G1 main blocks at line 24", face, op)
	}
	if !g.drawn {
		g.drawn = true
		js.Global().Get("performance").Call("mark", "gopark:first-frame")
	}
}

func main() {
	g := &game{}
	for _, ttf := range [][]byte{goregular.TTF, gobold.TTF, gomono.TTF} {
		src, err := text.NewGoTextFaceSource(bytes.NewReader(ttf))
		if err != nil {
			log.Fatal(err)
		}
		g.faces = append(g.faces, &text.GoTextFace{Source: src, Size: 24})
	}
	if err := ebiten.RunGame(g); err != nil {
		log.Fatal(err)
	}
}
