package main

import (
	"fmt"
	"sync"
	"time"
)

type Event interface{ Name() string }

type UserCreated struct{ ID int }
type OrderPlaced struct {
	User  int
	Total float64
}

func (UserCreated) Name() string { return "user.created" }
func (OrderPlaced) Name() string { return "order.placed" }

type Bus struct {
	mu       sync.Mutex
	handlers map[string][]func(Event)
	pending  sync.WaitGroup
}

func (b *Bus) On(name string, h func(Event)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.handlers == nil {
		b.handlers = make(map[string][]func(Event))
	}
	b.handlers[name] = append(b.handlers[name], h)
}

func (b *Bus) Emit(e Event) {
	b.mu.Lock()
	hs := append([]func(Event){}, b.handlers[e.Name()]...)
	b.mu.Unlock()
	for _, h := range hs {
		b.pending.Add(1)
		go func() {
			defer b.pending.Done()
			h(e)
		}()
	}
}

func main() {
	bus := new(Bus)
	bus.On("user.created", func(e Event) {
		time.Sleep(20 * time.Millisecond)
		fmt.Println("mail to user", e.(UserCreated).ID)
	})
	bus.On("user.created", func(e Event) {
		time.Sleep(10 * time.Millisecond)
		bus.Emit(OrderPlaced{e.(UserCreated).ID, 9.95})
	})
	bus.On("order.placed", func(e Event) {
		switch o := e.(type) {
		case OrderPlaced:
			fmt.Printf("bill user %d: %.2f\n", o.User, o.Total)
		default:
			fmt.Printf("unexpected %T\n", o)
		}
	})
	bus.Emit(UserCreated{1})
	bus.Emit(UserCreated{2})
	bus.pending.Wait()
	fmt.Printf("%v %+v %T\n", UserCreated{3}, OrderPlaced{3, 1.5}, Event(OrderPlaced{}))
}
