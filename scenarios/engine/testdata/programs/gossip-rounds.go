package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

type node struct {
	id    int
	mu    sync.Mutex
	knows map[string]bool
	peers []*node
}

func (n *node) hear(rumours []string) (fresh int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, r := range rumours {
		if !n.knows[r] {
			n.knows[r] = true
			fresh++
		}
	}
	return
}

func (n *node) tell() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []string
	for r := range n.knows {
		all = append(all, r)
	}
	return all
}

func main() {
	nodes := make([]*node, 6)
	for i := range nodes {
		nodes[i] = &node{id: i, knows: map[string]bool{}}
	}
	for i, n := range nodes {
		n.peers = []*node{nodes[(i+1)%6], nodes[(i+4)%6]}
	}
	nodes[0].knows["cake"] = true
	nodes[3].knows["rain"] = true
	for round := 1; ; round++ {
		var wg sync.WaitGroup
		for _, n := range nodes {
			wg.Go(func() {
				time.Sleep(time.Duration(n.id+1) * time.Millisecond)
				for _, p := range n.peers {
					p.hear(n.tell())
				}
			})
		}
		wg.Wait()
		var b strings.Builder
		full := 0
		for _, n := range nodes {
			k := len(n.tell())
			fmt.Fprintf(&b, "%d ", k)
			if k == 2 {
				full++
			}
		}
		fmt.Println("round", round, b.String())
		if full == len(nodes) {
			break
		}
	}
}
