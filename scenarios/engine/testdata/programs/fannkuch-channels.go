package main

import "fmt"

func flips(p []int) (n int) {
	q := append([]int(nil), p...)
	for q[0] != 0 {
		for i, j := 0, q[0]; i < j; i, j = i+1, j-1 {
			q[i], q[j] = q[j], q[i]
		}
		n++
	}
	return
}

func permute(p []int, k int, out chan<- []int) {
	if k == 1 {
		out <- append([]int(nil), p...)
		return
	}
	for i := range k {
		permute(p, k-1, out)
		j := 0
		if k%2 == 0 {
			j = i
		}
		p[j], p[k-1] = p[k-1], p[j]
	}
}

func main() {
	perms := make(chan []int, 8)
	results := make(chan [2]int)
	go func() {
		defer close(perms)
		permute([]int{0, 1, 2, 3, 4}, 5, perms)
	}()
	const workers = 3
	for range workers {
		go func() {
			best, count := 0, 0
			for p := range perms {
				best = max(best, flips(p))
				count++
			}
			results <- [2]int{best, count}
		}()
	}
	best, total := 0, 0
	for range workers {
		r := <-results
		best, total = max(best, r[0]), total+r[1]
	}
	fmt.Println("permutations", total, "most flips", best)
}
