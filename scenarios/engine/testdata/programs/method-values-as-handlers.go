package main

import (
	"fmt"
	"sort"
	"sync"
)

type Mux struct{ routes map[string]Handler }

type Handler interface{ Serve(path string) string }
type HandlerFunc func(string) string

func (f HandlerFunc) Serve(p string) string { return f(p) }

type Middleware func(Handler) Handler

func (m *Mux) Handle(p string, h Handler, mw ...Middleware) {
	for i := len(mw) - 1; i >= 0; i-- {
		h = mw[i](h)
	}
	m.routes[p] = h
}

func (m *Mux) Serve(p string) string {
	if h, ok := m.routes[p]; ok {
		return h.Serve(p)
	}
	return "404 " + p
}

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) wrap(h Handler) Handler {
	return HandlerFunc(func(p string) string {
		c.mu.Lock()
		c.n[p]++
		c.mu.Unlock()
		return h.Serve(p)
	})
}

func tag(name string) Middleware {
	return func(h Handler) Handler {
		return HandlerFunc(func(p string) string { return "<" + name + ">" + h.Serve(p) + "</" + name + ">" })
	}
}

type page string

func (s page) Serve(p string) string { return string(s) + "@" + p }

func main() {
	m := &Mux{map[string]Handler{}}
	c := &counter{n: map[string]int{}}
	m.Handle("/", page("home"), c.wrap, tag("b"))
	m.Handle("/about", HandlerFunc(func(string) string { return "us" }), tag("i"), c.wrap, tag("u"))
	serve := m.Serve
	results := make(chan string)
	for _, p := range []string{"/", "/about", "/x", "/"} {
		go func() { results <- serve(p) }()
	}
	var all []string
	for range 4 {
		all = append(all, <-results)
	}
	sort.Strings(all)
	for _, r := range all {
		fmt.Println(r)
	}
	f := (*Mux).Serve
	g := page.Serve
	fmt.Println(f(m, "/nope"), g("direct", "/d"), c.n)
}
