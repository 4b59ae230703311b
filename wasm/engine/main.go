//go:build !js

package main

import "fmt"

func main() { fmt.Println("engine: build this program with GOOS=js GOARCH=wasm") }
