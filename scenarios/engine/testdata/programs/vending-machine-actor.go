package main

import "fmt"

type msg any

type (
	coin   int
	choose string
	refund struct{}
	report struct{ reply chan string }
)

func machine(inbox <-chan msg, out chan<- string) {
	credit, sales := 0, 0
	prices := map[string]int{"cola": 150, "water": 100}
	for m := range inbox {
		switch m := m.(type) {
		case coin:
			credit += int(m)
			out <- fmt.Sprintf("credit %d", credit)
		case choose:
			switch price, ok := prices[string(m)]; {
			case !ok:
				out <- "no " + string(m) + " here"
			case credit < price:
				out <- fmt.Sprintf("%d more, please", price-credit)
			default:
				credit -= price
				sales += price
				out <- "here is your " + string(m)
			}
		case refund:
			out <- fmt.Sprintf("%d back", credit)
			credit = 0
		case report:
			m.reply <- fmt.Sprintf("sold for %d", sales)
		default:
			out <- fmt.Sprintf("cannot handle %T %v", m, m)
		}
	}
	close(out)
}

func main() {
	inbox, out := make(chan msg), make(chan string)
	go machine(inbox, out)
	go func() {
		defer close(inbox)
		for _, m := range []msg{coin(100), choose("cola"), coin(100), choose("cola"), choose("tea"), refund{}, 3.5} {
			inbox <- m
		}
		r := report{make(chan string)}
		inbox <- r
		fmt.Println("report:", <-r.reply)
	}()
	for s := range out {
		fmt.Println(s)
	}
}
