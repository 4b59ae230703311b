//go:build !js

package main

import "fmt"

func main() { fmt.Println("measure: build this program with GOOS=js GOARCH=wasm") }
