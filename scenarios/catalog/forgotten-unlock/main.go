package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errTooMuch = errors.New("too much")

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(amount int) error {
	a.mu.Lock()
	if amount > a.balance {
		return errTooMuch // a.mu stays locked
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func main() {
	a := &account{balance: 100}
	var wg sync.WaitGroup
	for i, amount := range []int{60, 70, 30, 10} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * time.Millisecond)
			fmt.Println("withdraw", amount)
			fmt.Println("withdrew", amount, "error:", a.withdraw(amount))
		}()
	}
	wg.Wait()
	fmt.Println("balance:", a.balance)
}
