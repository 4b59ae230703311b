package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

type reading struct {
	Sensor string
	Value  float64
	At     time.Time
}

func main() {
	r, w := io.Pipe()
	go func() {
		enc := json.NewEncoder(w)
		for i := range 4 {
			time.Sleep(250 * time.Millisecond)
			if err := enc.Encode(reading{fmt.Sprint("s", i%2), float64(i) * 1.5, time.Now().UTC()}); err != nil {
				fmt.Println("encode:", err)
			}
		}
		w.Close()
	}()
	dec := json.NewDecoder(r)
	for {
		var x reading
		err := dec.Decode(&x)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(x.Sensor, x.Value, x.At.Format(time.StampMilli))
	}
}
