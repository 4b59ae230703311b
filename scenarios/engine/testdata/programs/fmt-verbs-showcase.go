package main

import (
	"fmt"
	"os"
	"time"
)

type temperature float64

func (t temperature) Format(s fmt.State, verb rune) {
	w, ok := s.Width()
	fmt.Fprintf(s, "<%c %d %t %.1f>", verb, w, ok, float64(t))
}

type secret string

func (secret) GoString() string { return "secret(***)" }
func (s secret) String() string { return string(s[:1]) + "…" }

type pair struct {
	A *int
	B any
	c map[string]bool
}

func main() {
	fmt.Printf("%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%U\n", 42, 42, 42, 42, 255, 255, 8, 5, 'G', 'ö')
	fmt.Printf("%8.3f|%-8.2f|%e|%g|%6.2f%%\n", 3.14159, 2.5, 123456.789, 1e21, 99.5)
	fmt.Printf("%s|%10s|%-10s|%q|%x|% x|%.2s\n", "go", "go", "go", "go\n", "go", "go", "gopher")
	fmt.Printf("%v|%+v|%#v|%T\n", pair{B: 1}, pair{B: "x"}, []string{"a"}, map[string][]int{})
	fmt.Printf("%v %5.1f %s %#v %v\n", temperature(36.6), temperature(1), secret("abc"), secret("abc"), []secret{"x", "y"})
	fmt.Printf("%t|%v|%p|%v\n", true, nil, nil, struct{}{})
	fmt.Printf("%d %s %!|%z %d\n", "text", 5, 1)
	fmt.Printf("%[2]d %[1]d %*d|%-*d|\n", 1, 2, 5, 3, 4, 7)
	fmt.Printf("%v %v %v\n", time.Second*90, []byte("hi"), [3]bool{true})
	fmt.Printf("%6v|%-6v|%06.2f|%x\n", []int{1, 22}, "é", -1.5, []byte{1, 171})
	done := make(chan string)
	go func() {
		n, err := fmt.Fprintln(os.Stderr, "to standard error", 1, 2, true, 'a', 1.0)
		done <- fmt.Sprint("wrote ", n, err, " ", "a", "b", 1, 2, "c")
	}()
	fmt.Println(<-done)
	var a, b int
	var s string
	n, err := fmt.Sscanf("7 of 9: borg", "%d of %d: %s", &a, &b, &s)
	fmt.Println(n, err, a, b, s)
}
