package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

type suit int

func (s suit) String() string { return string("♠♥♦♣"[3*s : 3*s+3]) }

type card struct {
	s suit
	n int
}

func main() {
	r := rand.New(rand.NewPCG(1, 2))
	var deck []card
	for s := range suit(4) {
		for n := 2; n <= 5; n++ {
			deck = append(deck, card{s, n})
		}
	}
	r.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	hands := make([][]card, 4)
	var wg sync.WaitGroup
	for p := range hands {
		wg.Go(func() { hands[p] = deck[p*4 : p*4+4] })
	}
	wg.Wait()
	for p, h := range hands {
		fmt.Println("player", p, h)
	}
	fmt.Println(r.IntN(100), r.Perm(5), r.Float64() < 1, r.Uint32(), r.NormFloat64() != 0)
	c := rand.New(rand.NewChaCha8([32]byte{1, 2, 3}))
	fmt.Println(c.IntN(1000), c.IntN(1000), c.Uint64())
	z := rand.NewZipf(r, 1.5, 2, 10)
	fmt.Println(z.Uint64() <= 10, rand.N(10) < 10)
}
