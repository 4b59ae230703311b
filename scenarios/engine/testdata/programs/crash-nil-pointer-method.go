package main

import (
	"fmt"
	"time"
)

type session struct {
	user  *user
	start time.Time
}

type user struct{ name string }

func (u *user) greeting() string {
	if u == nil {
		return "hello, guest"
	}
	return "hello, " + u.name
}

func (s *session) describe() string {
	return s.user.greeting() + " since " + s.start.UTC().Format("15:04")
}

func main() {
	sessions := []*session{{&user{"ann"}, time.Now()}, {nil, time.Now()}, nil}
	for _, s := range sessions {
		time.Sleep(20 * time.Minute)
		fmt.Println(s.describe())
	}
}
