package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) { return s.r.Read(p[:min(len(p), 3)]) }

func main() {
	r := bufio.NewReaderSize(slow{strings.NewReader("first line\nsecond: 42 3.5\nlast")}, 16)
	l, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", l, err)
	b, _ := r.Peek(6)
	fmt.Printf("%s %d\n", b, r.Buffered())
	var name string
	var n int
	var f float64
	k, err := fmt.Fscanf(r, "%s %d %g\n", &name, &n, &f)
	fmt.Println(k, err, name, n, f)
	c, size, _ := r.ReadRune()
	r.UnreadRune()
	rest, err := r.ReadString('\n')
	fmt.Printf("%c %d %q %v %t\n", c, size, rest, err, errors.Is(err, io.EOF))
	sc := bufio.NewScanner(strings.NewReader("the cat  sat\non it"))
	sc.Split(bufio.ScanWords)
	words := make(chan string)
	go func() {
		defer close(words)
		for sc.Scan() {
			words <- sc.Text()
		}
	}()
	for w := range words {
		fmt.Print(w, ".")
	}
	fmt.Println(sc.Err())
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	fmt.Fprintf(w, "%d bytes are buffered", 21)
	fmt.Println(out.Len(), w.Buffered(), w.Available() > 4000)
	w.Flush()
	fmt.Println(out.String(), out.Len())
	forgotten := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(forgotten, "never seen: nobody calls Flush")
	tee := io.TeeReader(strings.NewReader("copied"), &out)
	data, err := io.ReadAll(tee)
	fmt.Println(string(data), err, out.String()[21:])
	_, err = io.ReadFull(strings.NewReader("abc"), make([]byte, 5))
	fmt.Println(err, errors.Is(err, io.ErrUnexpectedEOF))
}
