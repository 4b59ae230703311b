package main

import (
	"fmt"
	"sync"
)

// An Account has a number and a balance.
type Account struct {
	ID      int
	mu      sync.Mutex
	balance int // guarded by mu
}

// NewAccount opens an account.
func NewAccount(id, balance int) *Account { return &Account{ID: id, balance: balance} }

// Transfer moves an amount from one account to another, if there is enough.
func Transfer(from, to *Account, amount int) bool {
	if from.balance < amount {
		return false
	}
	from.balance -= amount
	to.balance += amount
	return true
}

// Total returns the balance of two accounts together. No money is ever between
// them.
func Total(a, b *Account) int {
	return a.balance + b.balance
}

func main() {
	ann, ben := NewAccount(1, 100), NewAccount(2, 100)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		Transfer(ann, ben, 30)
	}()
	go func() {
		defer wg.Done()
		Transfer(ben, ann, 10)
	}()
	wg.Wait()
	fmt.Println("together:", Total(ann, ben))
}
