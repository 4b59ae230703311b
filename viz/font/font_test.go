package font

import (
	"strings"
	"testing"
)

func TestWidthGrowsWithSizeAndText(t *testing.T) {
	for f := range NumFaces {
		one, two := Width(f, 10, "worker"), Width(f, 20, "worker")
		if one <= 0 || two < one*1.999 || two > one*2.001 {
			t.Errorf("face %d: width at 10 is %v, at 20 is %v; want twice as much", f, one, two)
		}
	}
	if Width(Mono, 10, "iii") != Width(Mono, 10, "WWW") {
		t.Error("the mono face is not mono")
	}
}

func TestFitNeverExceedsWidth(t *testing.T) {
	for _, s := range []string{"", "x", "worker", "日本語のテキスト", strings.Repeat("long ", 20)} {
		for w := 0.0; w < 200; w += 3.7 {
			got := Fit(Regular, 14, s, w)
			if Width(Regular, 14, got) > w {
				t.Errorf("Fit(%q, %v) = %q is %v wide", s, w, got, Width(Regular, 14, got))
			}
		}
	}
}

func TestCoversTheCharactersOfTheInterface(t *testing.T) {
	for _, r := range "GP0·—…→←×│" + Ellipsis {
		if !Covers(Regular, r) {
			t.Errorf("the regular face lacks %q", r)
		}
	}
	if Covers(Regular, '語') {
		t.Error("the regular face claims to cover a character it cannot have")
	}
}
