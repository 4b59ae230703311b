package main

import (
	"fmt"
	"sort"
	"sync"
)

type person struct {
	name string
	age  int
	city string
}

type by func(a, b *person) int

type sorter struct {
	people []person
	keys   []by
}

func (s sorter) Len() int      { return len(s.people) }
func (s sorter) Swap(i, j int) { s.people[i], s.people[j] = s.people[j], s.people[i] }
func (s sorter) Less(i, j int) bool {
	for _, k := range s.keys {
		if c := k(&s.people[i], &s.people[j]); c != 0 {
			return c < 0
		}
	}
	return false
}

func age(a, b *person) int { return a.age - b.age }
func city(a, b *person) int {
	switch {
	case a.city < b.city:
		return -1
	case a.city > b.city:
		return 1
	}
	return 0
}
func reverse(k by) by { return func(a, b *person) int { return k(b, a) } }

func main() {
	people := []person{{"ann", 30, "Rome"}, {"bob", 25, "Oslo"}, {"cid", 30, "Oslo"}, {"dan", 25, "Rome"}, {"eve", 41, "Oslo"}}
	orders := [][]by{{age}, {city, age}, {reverse(age), city}}
	results := make([][]person, len(orders))
	var wg sync.WaitGroup
	for i, o := range orders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = append([]person(nil), people...)
			sort.Stable(sorter{results[i], o})
		}()
	}
	wg.Wait()
	for _, r := range results {
		for _, p := range r {
			fmt.Printf("%s(%d,%s) ", p.name, p.age, p.city)
		}
		fmt.Println()
	}
	i := sort.Search(len(results[0]), func(i int) bool { return results[0][i].age >= 30 })
	fmt.Println(i, sort.IsSorted(sorter{people, orders[0]}), sort.SearchInts([]int{1, 3, 5}, 4))
}
