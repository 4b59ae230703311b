package main

import (
	"fmt"
	"strings"
	"sync"
)

type Perm uint8

const (
	Read Perm = 1 << iota
	Write
	Exec
	_
	Admin
	All = Read | Write | Exec | Admin
)

var names = []struct {
	p Perm
	s string
}{{Read, "r"}, {Write, "w"}, {Exec, "x"}, {Admin, "a"}}

func (p Perm) String() string {
	var parts []string
	for _, n := range names {
		if p&n.p != 0 {
			parts = append(parts, n.s)
		}
	}
	return "{" + strings.Join(parts, "|") + "}"
}

const (
	KB = 1 << (10 * (iota + 1))
	MB
	Big = 1 << 62
)

type set struct {
	mu sync.Mutex
	p  map[string]Perm
}

func (s *set) grant(u string, p Perm) { s.mu.Lock(); defer s.mu.Unlock(); s.p[u] |= p }
func (s *set) revoke(u string, p Perm) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.p[u] &^= p
}

func main() {
	s := &set{p: map[string]Perm{}}
	var wg sync.WaitGroup
	for i, u := range []string{"ann", "bob", "ann", "cid"} {
		wg.Go(func() {
			s.grant(u, 1<<i)
			if i == 3 {
				s.grant(u, All)
				s.revoke(u, Write|Exec)
			}
		})
	}
	wg.Wait()
	fmt.Println(s.p, All, Perm(0), KB, MB, Big, uint8(All))
	fmt.Printf("%v %d %s %08b %x\n", All, Admin, Read|Exec, Write|Admin, Perm(255))
	var x uint8 = 250
	x += 10
	var y int8 = -128
	fmt.Println(x, -y, y/-1, ^x, 7&^5, -7/2, -7%3, -7>>1)
}
