package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		texts := map[string]string{
			"a": "Go go go",
			"b": "stop go",
			"c": "",
			"d": "go stop wait",
		}
		total := Count([]string{"a", "b", "c", "d"}, func(name string) string { return texts[name] })
		for word, want := range map[string]int{"go": 5, "stop": 2, "wait": 1} {
			if total[word] != want {
				t.Errorf("%q occurs %d times, want %d", word, total[word], want)
			}
		}
		if len(total) != 3 {
			t.Errorf("%d different words, want 3: %v", len(total), total)
		}
	})
}

func TestSameWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		text := "one two three four five six seven eight nine ten"
		total := Count([]string{"a", "b", "c", "d", "e", "f"}, func(string) string { return text })
		for _, word := range strings.Fields(text) {
			if total[word] != 6 {
				t.Errorf("%q occurs %d times, want 6", word, total[word])
			}
		}
	})
}

func TestAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		took := map[string]time.Duration{"slow": 30 * time.Millisecond, "b": 10 * time.Millisecond, "c": 20 * time.Millisecond}
		start := time.Now()
		total := Count([]string{"slow", "b", "c"}, func(name string) string {
			time.Sleep(took[name])
			return "word"
		})
		if total["word"] != 3 {
			t.Errorf("%d words, want 3", total["word"])
		}
		if d := time.Since(start); d != 30*time.Millisecond {
			t.Errorf("documents of 30, 10 and 20 ms take %v, want 30ms", d)
		}
	})
}

func TestNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if total := Count(nil, nil); len(total) != 0 {
			t.Errorf("no documents: %v, want no words", total)
		}
	})
}
