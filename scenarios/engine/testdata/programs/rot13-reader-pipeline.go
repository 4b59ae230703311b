package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type countingWriter struct {
	io.Writer
	n int
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.n += n
	return n, err
}

func main() {
	lines := []string{"Lbh penpxrq gur pbqr!\n", "Uryyb, tbcure.\n"}
	parts := make([]io.Reader, len(lines))
	for i, l := range lines {
		parts[i] = rot13{strings.NewReader(l)}
	}
	w := &countingWriter{Writer: os.Stdout}
	n, err := io.Copy(w, io.MultiReader(parts...))
	fmt.Println(n, err, w.n)
	io.Copy(os.Stdout, io.LimitReader(rot13{rot13{strings.NewReader("twice is nothing, more is cut off")}}, 16))
	fmt.Println()
	var sb strings.Builder
	fmt.Fprintf(io.MultiWriter(&sb, os.Stdout), "%s-%03d\n", "both", 7)
	fmt.Printf("%q\n", sb.String())
}
