package main

// Each iteration has a variable of its own, in a box, since the closure
// changes it; limit is captured by value.
func main() {
	limit := 3
	for i := 0; i < limit; i++ {
		defer func() { i += limit }()
	}
}
