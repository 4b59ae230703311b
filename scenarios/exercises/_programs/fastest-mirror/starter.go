package main

import (
	"errors"
	"fmt"
	"time"
)

// ErrTooSlow says that no mirror has answered in time.
var ErrTooSlow = errors.New("all mirrors are too slow")

// Fastest asks all mirrors at once and returns the first answer. When there is
// none within the limit, it returns ErrTooSlow.
func Fastest(mirrors []func() string, limit time.Duration) (string, error) {
	answers := make(chan string)
	for _, ask := range mirrors {
		go func() {
			answers <- ask()
		}()
	}
	select {
	case answer := <-answers:
		return answer, nil
	case <-time.After(limit):
		return "", ErrTooSlow
	}
}

func mirror(name string, takes time.Duration) func() string {
	return func() string {
		time.Sleep(takes)
		return name
	}
}

func main() {
	mirrors := []func() string{
		mirror("Lagos", 30*time.Millisecond),
		mirror("Osaka", 10*time.Millisecond),
		mirror("Perth", 20*time.Millisecond),
	}
	fmt.Println(Fastest(mirrors, 50*time.Millisecond))
	fmt.Println(Fastest(mirrors, 5*time.Millisecond))
	time.Sleep(time.Second) // by now all mirrors have answered
}
