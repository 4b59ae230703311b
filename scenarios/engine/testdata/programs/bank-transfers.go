package main

import (
	"errors"
	"fmt"
	"sync"
)

var ErrFunds = errors.New("insufficient funds")

type Account struct {
	ID      int
	mu      sync.Mutex
	balance int
}

type TransferError struct {
	From, To, Amount int
	Err              error
}

func (e *TransferError) Error() string {
	return fmt.Sprintf("transfer %d from %d to %d: %v", e.Amount, e.From, e.To, e.Err)
}

func (e *TransferError) Unwrap() error { return e.Err }

func Transfer(from, to *Account, amount int) error {
	if from == to {
		return nil
	}
	a, b := from, to
	if a.ID > b.ID {
		a, b = b, a
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if from.balance < amount {
		return &TransferError{from.ID, to.ID, amount, ErrFunds}
	}
	from.balance -= amount
	to.balance += amount
	return nil
}

func main() {
	accounts := []*Account{{ID: 0, balance: 100}, {ID: 1, balance: 50}, {ID: 2}}
	errs := make(chan error, 20)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- Transfer(accounts[i%3], accounts[(i*2+1)%3], 10*(i%5+1))
		}()
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		var te *TransferError
		switch {
		case errors.As(err, &te):
			fmt.Println(err, "| from account", te.From, errors.Is(err, ErrFunds))
		case err == nil:
			fmt.Println("ok")
		}
	}
	total := 0
	for _, a := range accounts {
		fmt.Printf("account %d: %d\n", a.ID, a.balance)
		total += a.balance
	}
	fmt.Println("total", total)
}
