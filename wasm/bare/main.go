//go:build !js

package main

import "fmt"

func main() { fmt.Println("bare: build this program with GOOS=js GOARCH=wasm") }
