package site

import (
	"bytes"
	"image/color"
	"image/png"
	"testing"
)

func TestIcons(t *testing.T) {
	for _, i := range icons {
		data, err := i.png()
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		at := func(x, y float64) color.NRGBA {
			return color.NRGBAModel.Convert(img.At(int(x*float64(i.side)), int(y*float64(i.side)))).(color.NRGBA)
		}
		if size := img.Bounds().Size(); size.X != i.side || size.Y != i.side {
			t.Errorf("%s is %v, want a square of %d", i.name, size, i.side)
		}
		// The first bar is filled, the second is an outline; only what the
		// system cuts to its shape has corners.
		if got := at(0.4, 0.35); got != iconBars[0].colour {
			t.Errorf("%s: the first bar is %v", i.name, got)
		}
		if got := at(0.6, 0.67); got != iconGround.colour {
			t.Errorf("%s: the middle of the second bar is %v", i.name, got)
		}
		alpha := at(0, 0).A
		if cut := alpha == 0; cut != (i.margin == 0) {
			t.Errorf("%s: its corner has opacity %d", i.name, alpha)
		}
	}
}
