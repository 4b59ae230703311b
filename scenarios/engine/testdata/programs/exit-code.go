package main

import (
	"fmt"
	"os"
	"time"
)

func check(step int) error {
	if step == 3 {
		return fmt.Errorf("step %d failed", step)
	}
	return nil
}

func main() {
	defer fmt.Println("deferred functions do not run")
	go func() {
		for {
			time.Sleep(30 * time.Millisecond)
			fmt.Println("background work")
		}
	}()
	for step := 1; ; step++ {
		time.Sleep(50 * time.Millisecond)
		if err := check(step); err != nil {
			fmt.Fprintln(os.Stderr, "fatal:", err)
			os.Exit(3)
		}
		fmt.Println("step", step, "ok")
	}
}
