package main

import (
	"fmt"
	"time"
)

type vote struct {
	term, from int
	reply      chan bool
}

type peer struct {
	id, term, votedIn int
	votes             chan vote
	heartbeat         chan int
}

func (p *peer) run(peers []*peer, timeout time.Duration, won chan<- string) {
	for {
		select {
		case v := <-p.votes:
			ok := v.term > p.votedIn
			if ok {
				p.votedIn, p.term = v.term, v.term
			}
			v.reply <- ok
		case leader := <-p.heartbeat:
			won <- fmt.Sprintf("peer %d follows %d in term %d", p.id, leader, p.term)
			return
		case <-time.After(timeout):
			p.term++
			p.votedIn = p.term
			count := 1
			for _, q := range peers {
				if q != p {
					v := vote{p.term, p.id, make(chan bool)}
					q.votes <- v
					if <-v.reply {
						count++
					}
				}
			}
			if count > len(peers)/2 {
				for _, q := range peers {
					if q != p {
						q.heartbeat <- p.id
					}
				}
				won <- fmt.Sprintf("peer %d leads with %d votes", p.id, count)
				return
			}
		}
	}
}

func main() {
	peers := make([]*peer, 5)
	for i := range peers {
		peers[i] = &peer{id: i, votes: make(chan vote), heartbeat: make(chan int)}
	}
	news := make(chan string)
	for i, p := range peers {
		go p.run(peers, time.Duration(150+(i*37)%100)*time.Millisecond, news)
	}
	for range peers {
		fmt.Println(<-news)
	}
}
