package main

import (
	"fmt"
	"sync"
	"time"
)

type Light struct {
	mu    sync.Mutex
	green int
}

func (l *Light) cross(car, road int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.green != road {
		fmt.Printf("light for road %d turns green\n", road)
		l.green = road
	}
	fmt.Printf("car %d passes on road %d\n", car, road)
	time.Sleep(2 * time.Second)
}

func main() {
	l := &Light{green: 1}
	arrivals := []struct{ car, road, at int }{{1, 1, 10}, {3, 2, 11}, {5, 1, 12}, {2, 2, 13}, {4, 1, 20}}
	var wg sync.WaitGroup
	for _, a := range arrivals {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(a.at) * time.Second)
			l.cross(a.car, a.road)
		}()
	}
	wg.Wait()
}
