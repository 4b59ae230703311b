package main

import (
	"fmt"
	"strings"
)

type Command interface {
	Do(*Doc)
	Undo(*Doc)
}

type Doc struct {
	text strings.Builder
	log  []string
}

type Insert struct{ S string }

func (c Insert) Do(d *Doc) { d.text.WriteString(c.S) }
func (c Insert) Undo(d *Doc) {
	s := strings.TrimSuffix(d.text.String(), c.S)
	d.text.Reset()
	d.text.WriteString(s)
}

type Upper struct{ before *string }

func (c Upper) Do(d *Doc) {
	*c.before = d.text.String()
	d.text.Reset()
	d.text.WriteString(strings.ToUpper(*c.before))
}
func (c Upper) Undo(d *Doc) { d.text.Reset(); d.text.WriteString(*c.before) }

type History[C interface {
	Do(D)
	Undo(D)
}, D any] struct {
	doc        D
	done, redo []C
}

func (h *History[C, D]) Apply(c C) { c.Do(h.doc); h.done = append(h.done, c); h.redo = nil }
func (h *History[C, D]) Undo() bool {
	if len(h.done) == 0 {
		return false
	}
	c := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	c.Undo(h.doc)
	h.redo = append(h.redo, c)
	return true
}

func main() {
	d := new(Doc)
	h := &History[Command, *Doc]{doc: d}
	edits, done := make(chan any), make(chan struct{})
	go func() {
		defer close(done)
		for e := range edits {
			switch e := e.(type) {
			case Command:
				h.Apply(e)
			case int:
				for range e {
					fmt.Print(h.Undo(), " ")
				}
			}
			fmt.Printf("%q %d %d\n", d.text.String(), len(h.done), len(h.redo))
		}
	}()
	for _, e := range []any{Insert{"go"}, Insert{"pher"}, Upper{new(string)}, 2, Insert{" park"}, 5, 1} {
		edits <- e
	}
	close(edits)
	<-done
}
