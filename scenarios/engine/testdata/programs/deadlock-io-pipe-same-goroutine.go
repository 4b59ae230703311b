package main

import (
	"bytes"
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	var buf bytes.Buffer
	fmt.Fprint(&buf, "a pipe has no buffer")
	fmt.Println("writing", buf.Len(), "bytes")
	w.Write(buf.Bytes()) // nobody reads yet
	io.Copy(&buf, r)
}
