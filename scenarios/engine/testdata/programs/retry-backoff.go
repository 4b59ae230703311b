package main

import (
	"errors"
	"fmt"
	"time"
)

type temporary struct{ attempt int }

func (t temporary) Error() string   { return fmt.Sprintf("attempt %d: try again", t.attempt) }
func (t temporary) Temporary() bool { return true }

func retry(n int, base time.Duration, f func(int) error) (err error) {
	delay := base
	for i := 1; i <= n; i++ {
		if err = f(i); err == nil {
			return nil
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("permanent: %w", err)
		}
		fmt.Println(err, "- waiting", delay)
		time.Sleep(delay)
		delay *= 2
	}
	return fmt.Errorf("after %d attempts: %w", n, err)
}

func main() {
	start := time.Now()
	err := retry(5, 100*time.Millisecond, func(i int) error {
		if i < 4 {
			return temporary{i}
		}
		return nil
	})
	fmt.Println(err, time.Since(start))
	err = retry(3, time.Second, func(i int) error { return temporary{i} })
	fmt.Println(err, time.Since(start))
	err = retry(3, time.Second, func(i int) error { return errors.New("no such host") })
	fmt.Println(err, errors.Unwrap(err))
}
