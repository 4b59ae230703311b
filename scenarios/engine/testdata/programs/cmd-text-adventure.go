package main

import (
	"fmt"
	"strings"
	"time"
)

type room struct {
	name  string
	exits map[string]string
	items []string
}

type world struct {
	rooms map[string]*room
	at    *room
	bag   []string
}

func (w *world) do(cmd string) (reply string, over bool) {
	verb, arg, _ := strings.Cut(strings.ToLower(strings.TrimSpace(cmd)), " ")
	switch verb {
	case "go":
		to, ok := w.at.exits[arg]
		if !ok {
			return "no way " + arg, false
		}
		w.at = w.rooms[to]
		fallthrough
	case "look":
		return fmt.Sprintf("%s (%d exits) %v", w.at.name, len(w.at.exits), w.at.items), false
	case "take":
		for i, it := range w.at.items {
			if it == arg {
				w.at.items = append(w.at.items[:i:i], w.at.items[i+1:]...)
				w.bag = append(w.bag, it)
				return "taken: " + strings.Join(w.bag, ", "), w.at.name == "vault"
			}
		}
		return fmt.Sprintf("there is no %q", arg), false
	}
	return "what?", false
}

func main() {
	rooms := map[string]*room{
		"hall":  {"hall", map[string]string{"north": "vault"}, []string{"lamp"}},
		"vault": {"vault", map[string]string{"south": "hall"}, []string{"gold", "dust"}},
	}
	w := &world{rooms: rooms, at: rooms["hall"]}
	commands := make(chan string)
	go func() {
		for _, c := range []string{"look", "take LAMP", "go west", " go north", "dance", "take gold", "look"} {
			commands <- c
			time.Sleep(time.Second)
		}
	}()
	for c := range commands {
		reply, over := w.do(c)
		fmt.Printf("> %s\n%s\n", c, reply)
		if over {
			fmt.Println("you win")
			break
		}
	}
}
