package main

import (
	"log"
	"time"
)

type job struct{ name string }

func (j job) run() error {
	time.Sleep(1500 * time.Millisecond)
	if j.name == "deploy" {
		return errNoPermission
	}
	log.Printf("%s: ok", j.name)
	return nil
}

type constError string

func (e constError) Error() string { return string(e) }

const errNoPermission constError = "permission denied"

func main() {
	log.SetFlags(log.Ltime | log.Lmsgprefix | log.LUTC)
	log.SetPrefix("ci: ")
	for _, j := range []job{{"build"}, {"test"}, {"deploy"}, {"announce"}} {
		if err := j.run(); err != nil {
			log.Fatalf("%s: %v", j.name, err)
		}
	}
}
