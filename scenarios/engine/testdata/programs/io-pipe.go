package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

func upper(r io.Reader, w *io.PipeWriter) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		if sc.Text() == "bad" {
			w.CloseWithError(fmt.Errorf("line is bad"))
			return
		}
		fmt.Fprintln(w, strings.ToUpper(sc.Text()))
	}
	w.Close()
}

func main() {
	for _, text := range []string{"one\ntwo\nthree\n", "four\nbad\nfive\n"} {
		pr, pw := io.Pipe()
		go upper(strings.NewReader(text), pw)
		b, err := io.ReadAll(pr)
		fmt.Printf("%q %v\n", b, err)
	}
	pr, pw := io.Pipe()
	done := make(chan bool)
	go func() {
		n, err := pw.Write([]byte("nobody reads all of this"))
		fmt.Println("wrote", n, err)
		done <- true
	}()
	buf := make([]byte, 6)
	n, _ := pr.Read(buf)
	fmt.Printf("%q\n", buf[:n])
	pr.Close()
	<-done
}
