package main

func main() {
	c := make(chan int, 1)
	select {
	case c <- 1:
	case v, ok := <-c:
		_, _ = v, ok
	default:
	}
}
