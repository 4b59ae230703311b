package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

var (
	ErrUnknown = errors.New("unknown product")
	ErrStock   = errors.New("out of stock")
)

type StockError struct {
	Product    string
	Want, Have int
}

func (e StockError) Error() string {
	return fmt.Sprintf("%s: want %d, have %d", e.Product, e.Want, e.Have)
}
func (e StockError) Is(target error) bool { return target == ErrStock }

type Inventory struct {
	mu    sync.RWMutex
	stock map[string]int
}

func (inv *Inventory) Order(items map[string]int) error {
	inv.mu.Lock()
	defer inv.mu.Unlock()
	names := make([]string, 0, len(items))
	for n := range items {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		have, ok := inv.stock[n]
		if !ok {
			return fmt.Errorf("order: %w: %s", ErrUnknown, n)
		}
		if have < items[n] {
			return fmt.Errorf("order: %w", StockError{n, items[n], have})
		}
	}
	for n, c := range items {
		inv.stock[n] -= c
	}
	return nil
}

func main() {
	inv := &Inventory{stock: map[string]int{"pen": 10, "ink": 3}}
	orders := []map[string]int{{"pen": 4}, {"pen": 4, "ink": 1}, {"pen": 4}, {"ink": 2, "quill": 1}, {"ink": 3}, {}}
	errs := make([]error, len(orders))
	var wg sync.WaitGroup
	for i, o := range orders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = inv.Order(o)
		}()
	}
	wg.Wait()
	for i, err := range errs {
		var se StockError
		fmt.Println(i, err, errors.Is(err, ErrStock), errors.As(err, &se), se.Want-se.Have)
	}
	fmt.Println(inv.stock)
}
