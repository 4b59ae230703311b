package main

import (
	"fmt"
	"math"
	"time"
)

type reading struct {
	sensor string
	value  float64
	at     time.Time
}

func sensor(name string, period time.Duration, f func(t float64) float64, n int, out chan<- reading, done chan<- string) {
	start := time.Now()
	for range n {
		time.Sleep(period)
		now := time.Now()
		out <- reading{name, f(now.Sub(start).Seconds()), now}
	}
	done <- name
}

func main() {
	start := time.Now()
	readings, done := make(chan reading), make(chan string)
	go sensor("boiler", 500*time.Millisecond, func(t float64) float64 { return 60 + 30*math.Sin(t) }, 8, readings, done)
	go sensor("fridge", 700*time.Millisecond, func(t float64) float64 { return 2 + t*t/4 }, 6, readings, done)
	limits := map[string]float64{"boiler": 85, "fridge": 5}
	alarmed := map[string]bool{}
	for active := 2; active > 0; {
		select {
		case r := <-readings:
			hot := r.value > limits[r.sensor]
			if hot != alarmed[r.sensor] {
				alarmed[r.sensor] = hot
				word := map[bool]string{true: "ALARM", false: "ok"}[hot]
				fmt.Printf("%6v %s %.2f° %s\n", r.at.Sub(start), r.sensor, r.value, word)
			}
		case n := <-done:
			active--
			fmt.Println(n, "is off at", time.Since(start))
		}
	}
}
