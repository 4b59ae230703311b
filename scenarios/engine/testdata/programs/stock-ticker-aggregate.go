package main

import (
	"fmt"
	"strings"
	"time"
)

type quote struct {
	symbol string
	price  float64
	at     time.Duration
}

func exchange(symbol string, price float64, every time.Duration, start time.Time, out chan<- quote) {
	for i := 0; ; i++ {
		time.Sleep(every)
		price += float64((i*7)%5) - 1.9
		out <- quote{symbol, price, time.Since(start)}
	}
}

func main() {
	start := time.Now()
	quotes := make(chan quote)
	go exchange("GO", 100, 70*time.Millisecond, start, quotes)
	go exchange("PARK", 50, 110*time.Millisecond, start, quotes)
	type summary struct {
		low, high, last float64
		n               int
	}
	table := map[string]*summary{}
	tick := time.NewTicker(333 * time.Millisecond)
	defer tick.Stop()
	for rounds := 0; rounds < 3; {
		select {
		case q := <-quotes:
			s, ok := table[q.symbol]
			if !ok {
				s = &summary{low: q.price, high: q.price}
				table[q.symbol] = s
			}
			s.low, s.high, s.last = min(s.low, q.price), max(s.high, q.price), q.price
			s.n++
		case <-tick.C:
			rounds++
			fmt.Println(strings.Repeat("-", 10), time.Since(start))
			for _, sym := range []string{"GO", "PARK"} {
				s := table[sym]
				fmt.Printf("%-5s n=%d low=%.1f high=%.1f last=%.1f\n", sym, s.n, s.low, s.high, s.last)
			}
		}
	}
}
