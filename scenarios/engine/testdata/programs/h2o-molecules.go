package main

import (
	"fmt"
	"strings"
	"sync"
)

// H2O lets two hydrogens and one oxygen through at a time.
type H2O struct {
	h, o chan struct{}
	mu   sync.Mutex
	out  []string
	n    int
}

func NewH2O() *H2O {
	w := &H2O{h: make(chan struct{}, 2), o: make(chan struct{}, 1)}
	w.h <- struct{}{}
	w.h <- struct{}{}
	w.o <- struct{}{}
	return w
}

func (w *H2O) bond(atom string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out = append(w.out, atom)
	w.n++
	if w.n == 3 {
		w.n = 0
		w.h <- struct{}{}
		w.h <- struct{}{}
		w.o <- struct{}{}
	}
}

func (w *H2O) Hydrogen() { <-w.h; w.bond("H") }
func (w *H2O) Oxygen()   { <-w.o; w.bond("O") }

func main() {
	w := NewH2O()
	var wg sync.WaitGroup
	for _, atom := range "HHHHOHOOHHHO" {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if atom == 'H' {
				w.Hydrogen()
			} else {
				w.Oxygen()
			}
		}()
	}
	wg.Wait()
	all := strings.Join(w.out, "")
	fmt.Println(all)
	for i := 0; i < len(all); i += 3 {
		m := all[i : i+3]
		fmt.Println(m, strings.Count(m, "H"), strings.Count(m, "O"))
	}
}
