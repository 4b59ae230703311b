package main

import (
	"fmt"
	"math/big"
)

func product(lo, hi int64) *big.Int {
	if hi-lo < 4 {
		p := big.NewInt(lo)
		for i := lo + 1; i <= hi; i++ {
			p.Mul(p, big.NewInt(i))
		}
		return p
	}
	mid := (lo + hi) / 2
	left := make(chan *big.Int)
	go func() { left <- product(lo, mid) }()
	right := product(mid+1, hi)
	return right.Mul(right, <-left)
}

func main() {
	for _, n := range []int64{5, 20, 30} {
		f := product(1, n)
		fmt.Printf("%d! = %v (%d bits)\n", n, f, f.BitLen())
	}
	a, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	q, r := new(big.Int).DivMod(a, big.NewInt(97), new(big.Int))
	fmt.Println(q, r, a.Cmp(q), a.ProbablyPrime(0))
}
