package main

import "fmt"

func counter(start, step int) (next func() int, reset func()) {
	n := start
	return func() int { defer func() { n += step }(); return n }, func() { n = start }
}

func compose[T any](fs ...func(T) T) func(T) T {
	return func(v T) T {
		for i := len(fs) - 1; i >= 0; i-- {
			v = fs[i](v)
		}
		return v
	}
}

func memo[K comparable, V any](f func(func(K) V, K) V) func(K) V {
	cache := map[K]V{}
	var self func(K) V
	self = func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(self, k)
		cache[k] = v
		return v
	}
	return self
}

func accumulate(f func(int, int) int) func(...int) int {
	acc := 0
	return func(vs ...int) int {
		for _, v := range vs {
			acc = f(acc, v)
		}
		return acc
	}
}

func main() {
	next, reset := counter(10, 5)
	fmt.Println(next(), next(), next())
	reset()
	fmt.Println(next())
	double := func(n int) int { return 2 * n }
	fmt.Println(compose(double, func(n int) int { return n + 1 })(5), compose[string]()("same"))
	fib := memo(func(self func(int) int, n int) int {
		if n < 2 {
			return n
		}
		return self(n-1) + self(n-2)
	})
	fmt.Println(fib(50), fib(80))
	sum := accumulate(func(a, b int) int { return a + b })
	fmt.Println(sum(1, 2, 3), sum(), sum([]int{10, 20}...))
	var fs [3]func() int
	for i := 0; i < 3; i++ {
		fs[i] = func() int { i++; return i }
	}
	for i := range fs {
		fmt.Print(fs[i](), fs[i](), " ")
	}
	ch := make(chan func(int) int, 2)
	ch <- double
	ch <- func(n int) int { return (<-ch)(n) * 100 }
	first := <-ch
	fmt.Println(first(3), len(ch))
}
