package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

type Item struct {
	Name   string   `json:"name"`
	Price  float64  `json:"price"`
	Tags   []string `json:"tags,omitempty"`
	hidden int
}

type Answer struct {
	ID    int            `json:"id"`
	Item  *Item          `json:"item"`
	Extra map[string]any `json:"extra"`
	Err   string         `json:"error,omitempty"`
}

func main() {
	inputs := []string{
		`{"name":"tea","price":2.5,"tags":["hot","green"]}`,
		`{"name":"milk"`,
		`{"name":"bread","price":"free"}`,
		`{"name":"jam","price":3}`,
	}
	answers := make([]Answer, len(inputs))
	var wg sync.WaitGroup
	for i, in := range inputs {
		wg.Go(func() {
			answers[i].ID = i
			var it Item
			if err := json.Unmarshal([]byte(in), &it); err != nil {
				answers[i].Err = err.Error()
				return
			}
			answers[i].Item = &it
			answers[i].Extra = map[string]any{"n": len(it.Tags), "cheap": it.Price < 3}
		})
	}
	wg.Wait()
	for _, a := range answers {
		b, err := json.Marshal(a)
		fmt.Println(string(b), err)
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	enc.Encode(answers[0])
}
