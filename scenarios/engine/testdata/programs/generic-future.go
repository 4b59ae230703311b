package main

import (
	"fmt"
	"time"
)

type Future[T any] struct {
	done  chan struct{}
	value T
	err   error
}

func Async[T any](f func() (T, error)) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go func() {
		defer close(fu.done)
		fu.value, fu.err = f()
	}()
	return fu
}

func (f *Future[T]) Await() (T, error) {
	<-f.done
	return f.value, f.err
}

func Then[A, B any](f *Future[A], g func(A) (B, error)) *Future[B] {
	return Async(func() (B, error) {
		a, err := f.Await()
		if err != nil {
			var zero B
			return zero, err
		}
		return g(a)
	})
}

func main() {
	start := time.Now()
	price := Async(func() (float64, error) {
		time.Sleep(300 * time.Millisecond)
		return 19.99, nil
	})
	stock := Async(func() (int, error) {
		time.Sleep(200 * time.Millisecond)
		return 0, fmt.Errorf("warehouse is closed")
	})
	label := Then(price, func(p float64) (string, error) {
		time.Sleep(100 * time.Millisecond)
		return fmt.Sprintf("only %.2f!", p), nil
	})
	s, err := label.Await()
	fmt.Printf("%q %v %v\n", s, err, time.Since(start))
	n, err := Then(stock, func(n int) (bool, error) { return n > 0, nil }).Await()
	fmt.Println(n, err, time.Since(start))
	fmt.Printf("%T %T\n", price, stock.value)
}
