package main

import (
	"fmt"
	"sync"
)

type Bank interface {
	Deposit(amount int)
	Balance() int
}

type mutexBank struct {
	mu      sync.Mutex
	balance int
}

func (b *mutexBank) Deposit(n int) { b.mu.Lock(); b.balance += n; b.mu.Unlock() }
func (b *mutexBank) Balance() int  { b.mu.Lock(); defer b.mu.Unlock(); return b.balance }

type monitorBank struct {
	deposits chan int
	balances chan int
}

func newMonitorBank() *monitorBank {
	b := &monitorBank{make(chan int), make(chan int)}
	go func() {
		balance := 0
		for {
			select {
			case n := <-b.deposits:
				balance += n
			case b.balances <- balance:
			}
		}
	}()
	return b
}

func (b *monitorBank) Deposit(n int) { b.deposits <- n }
func (b *monitorBank) Balance() int  { return <-b.balances }

func main() {
	for _, b := range []Bank{new(mutexBank), newMonitorBank()} {
		var wg sync.WaitGroup
		for i := 1; i <= 10; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				b.Deposit(i * 10)
			}()
		}
		wg.Wait()
		fmt.Printf("%T %d\n", b, b.Balance())
	}
}
