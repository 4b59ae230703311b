package main

import "fmt"

func solve(n, row int, cols, up, down int) int {
	if row == n {
		return 1
	}
	count := 0
	for c := range n {
		b := 1 << c
		u, d := 1<<(row+c), 1<<(row-c+n)
		if cols&b == 0 && up&u == 0 && down&d == 0 {
			count += solve(n, row+1, cols|b, up|u, down|d)
		}
	}
	return count
}

func queens(n int) int {
	results := make(chan int)
	for c := range n {
		go func() {
			results <- solve(n, 1, 1<<c, 1<<c, 1<<(n-c))
		}()
	}
	total := 0
	for range n {
		total += <-results
	}
	return total
}

func main() {
	for n := 1; n <= 6; n++ {
		fmt.Println(n, queens(n))
	}
}
