package main

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
)

type Number interface {
	~int | ~int64 | ~float64
}

type Celsius float64
type ID int64

func (i ID) String() string { return fmt.Sprintf("#%d", int64(i)) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v ...T) Set[T] {
	for _, x := range v {
		s[x] = struct{}{}
	}
	return s
}

type Pair[K cmp.Ordered, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) With(v V) Pair[K, V] { p.Val = v; return p }

type List[T any] struct {
	head *elem[T]
	n    int
}

type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Push(v T) *List[T] { l.head = &elem[T]{v, l.head}; l.n++; return l }
func (l *List[T]) Each(f func(int, T)) {
	for i, e := 0, l.head; e != nil; i, e = i+1, e.next {
		f(i, e.v)
	}
}

func Sum[T Number](vs ...T) (t T) {
	for _, v := range vs {
		t += v
	}
	return
}

func Join[T fmt.Stringer](sep string, vs ...T) string {
	var parts []string
	for _, v := range vs {
		parts = append(parts, v.String())
	}
	return strings.Join(parts, sep)
}

func Ptr[T any](v T) *T { return &v }

func Zero[T any]() (z T) { return }

func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) int { return len(m) }

type Tree[T interface{ Less(T) bool }] struct{ items []T }

func (t *Tree[T]) Insert(v T) {
	i := 0
	for i < len(t.items) && t.items[i].Less(v) {
		i++
	}
	t.items = append(t.items[:i], append([]T{v}, t.items[i:]...)...)
}

type age int

func (a age) Less(b age) bool { return a < b }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Celsius](20, 0.5), Sum[ID](1, 2))
	fmt.Println(Join("-", ID(1), ID(22)), *Ptr("x"), Zero[[2]int](), Zero[error]() == nil)
	fmt.Println(Keys(Set[string]{}.Add("a", "b", "a")), Pair[string, int]{"k", 1}.With(5))
	fmt.Printf("%T %T %v\n", Pair[ID, []string]{}, List[Set[int]]{}, cmp.Compare("a", "b"))
	l := new(List[Pair[int, string]])
	l.Push(Pair[int, string]{1, "one"}).Push(Pair[int, string]{2, "two"}).Each(func(i int, p Pair[int, string]) { fmt.Print(i, p, " ") })
	fmt.Println(l.n)
	var t Tree[age]
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, a := range []age{30, 4, 17} {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); t.Insert(a) })
	}
	wg.Wait()
	f := Sum[float64]
	fmt.Println(t.items, f(1, 2), max(age(3), 9), min("b", "a"))
}
