package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

type Level uint8

const (
	Debug Level = iota
	Info
	Error
)

func (l Level) String() string {
	if int(l) < len(levels) {
		return levels[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

var levels = [...]string{Debug: "DBG", Info: "INF", Error: "ERR"}

type record struct {
	at     time.Time
	level  Level
	msg    string
	fields map[string]any
}

type Logger struct {
	min     Level
	c       chan record
	dropped int
	wg      sync.WaitGroup
}

func New(min Level, size int) *Logger {
	l := &Logger{min: min, c: make(chan record, size)}
	l.wg.Go(func() {
		for r := range l.c {
			time.Sleep(3 * time.Millisecond) // a slow disk
			w := os.Stdout
			if r.level >= Error {
				w = os.Stderr
			}
			fmt.Fprintf(w, "%s %v %s %v\n", r.at.UTC().Format("05.000"), r.level, strings.TrimSpace(r.msg), r.fields)
		}
	})
	return l
}

func (l *Logger) Log(level Level, msg string, kv ...any) {
	if level < l.min {
		return
	}
	fields := map[string]any{}
	for i := 0; i+1 < len(kv); i += 2 {
		fields[fmt.Sprint(kv[i])] = kv[i+1]
	}
	select {
	case l.c <- record{time.Now(), level, msg, fields}:
	default:
		l.dropped++
	}
}

func (l *Logger) Close() { close(l.c); l.wg.Wait() }

func main() {
	l := New(Info, 3)
	for i := range 8 {
		l.Log(Level(i%4), fmt.Sprintf(" message %d ", i), "i", i, "even", i%2 == 0)
		time.Sleep(time.Millisecond)
	}
	l.Log(Level(9), "odd level")
	l.Close()
	fmt.Println("dropped", l.dropped)
}
