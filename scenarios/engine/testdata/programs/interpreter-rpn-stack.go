package main

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

type stack []float64

func (s *stack) push(v float64) { *s = append(*s, v) }
func (s *stack) pop() float64 {
	old := *s
	if len(old) == 0 {
		panic(fmt.Errorf("stack underflow"))
	}
	v := old[len(old)-1]
	*s = old[:len(old)-1]
	return v
}

var ops = map[string]func(a, b float64) float64{
	"+": func(a, b float64) float64 { return a + b },
	"-": func(a, b float64) float64 { return a - b },
	"*": func(a, b float64) float64 { return a * b },
	"/": func(a, b float64) float64 { return a / b },
}

func eval(src string) (v float64, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = fmt.Errorf("%q: %w", src, e)
		}
	}()
	var s stack
	for tok := range strings.FieldsSeq(src) {
		if op, ok := ops[tok]; ok {
			b, a := s.pop(), s.pop()
			s.push(op(a, b))
			continue
		}
		n, err := strconv.ParseFloat(tok, 64)
		if err != nil {
			return 0, err
		}
		s.push(n)
	}
	if len(s) != 1 {
		return 0, fmt.Errorf("%q leaves %v", src, []float64(s))
	}
	return s.pop(), nil
}

func main() {
	sources := []string{"3 4 + 2 *", "1 0 /", "1 +", "1 2", "5 x *", "2 3 4 * -"}
	results := make([]string, len(sources))
	var wg sync.WaitGroup
	for i, src := range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, err := eval(src)
			results[i] = fmt.Sprint(v, " ", err)
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(results, "\n"))
}
