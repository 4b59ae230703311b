package main

import (
	"sync"
	"testing"
)

// together runs functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
	}
	wg.Wait()
}

func TestBothWays(t *testing.T) {
	a, b := NewAccount(1, 100), NewAccount(2, 100)
	together(
		func() { Transfer(a, b, 30); Transfer(a, b, 30) },
		func() { Transfer(b, a, 10); Transfer(b, a, 10) },
	)
	if a.balance != 60 || b.balance != 140 {
		t.Errorf("the accounts have %d and %d, want 60 and 140", a.balance, b.balance)
	}
}

func TestInACircle(t *testing.T) {
	a, b, c := NewAccount(1, 50), NewAccount(2, 50), NewAccount(3, 50)
	together(
		func() { Transfer(a, b, 10) },
		func() { Transfer(b, c, 10) },
		func() { Transfer(c, a, 10) },
	)
	if a.balance != 50 || b.balance != 50 || c.balance != 50 {
		t.Errorf("the accounts have %d, %d and %d, want 50 each", a.balance, b.balance, c.balance)
	}
}

func TestNoMoneyBetween(t *testing.T) {
	a, b := NewAccount(1, 100), NewAccount(2, 0)
	total := 0
	together(
		func() { Transfer(a, b, 60) },
		func() { total = Total(b, a) },
	)
	if total != 100 {
		t.Errorf("somebody saw a total of %d, want 100", total)
	}
}

func TestManyLook(t *testing.T) {
	for range 30 {
		a, b := NewAccount(1, 100), NewAccount(2, 0)
		var seen [3]int
		together(
			func() { Transfer(a, b, 60) },
			func() { Transfer(a, b, 20) },
			func() { seen[0] = Total(a, b) },
			func() { seen[1] = Total(a, b) },
			func() { seen[2] = Total(a, b) },
		)
		if seen != [3]int{100, 100, 100} {
			t.Fatalf("somebody saw a total that is not 100: %v", seen)
		}
		if a.balance != 20 || b.balance != 80 {
			t.Fatalf("the accounts have %d and %d, want 20 and 80", a.balance, b.balance)
		}
	}
}

func TestNotEnough(t *testing.T) {
	a, b := NewAccount(1, 10), NewAccount(2, 0)
	if Transfer(a, b, 20) || a.balance != 10 || b.balance != 0 {
		t.Errorf("20 of 10 were transferred: %d and %d are left", a.balance, b.balance)
	}
}
