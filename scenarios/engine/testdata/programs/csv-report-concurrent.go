package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
)

const data = `id;dept;salary
1;dev;5000
2;ops;4200
3;dev;5600
4;hr;x
5;ops;3900`

type row struct {
	dept   string
	salary float64
}

func parse(line string) (row, error) {
	f := strings.Split(line, ";")
	s, err := strconv.ParseFloat(f[2], 64)
	if err != nil {
		return row{}, fmt.Errorf("line %s: %w", f[0], err)
	}
	return row{f[1], s}, nil
}

func main() {
	sc := bufio.NewScanner(strings.NewReader(data))
	sc.Scan()
	head := strings.Split(sc.Text(), ";")
	var mu sync.Mutex
	sum, count := map[string]float64{}, map[string]int{}
	var wg sync.WaitGroup
	for sc.Scan() {
		line := sc.Text()
		wg.Go(func() {
			r, err := parse(line)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			sum[r.dept] += r.salary
			count[r.dept]++
		})
	}
	wg.Wait()
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	fmt.Fprintf(w, "%q\n", head)
	for _, d := range []string{"dev", "hr", "ops"} {
		fmt.Fprintf(w, "%-4s n=%d avg=%.1f\n", d, count[d], sum[d]/float64(max(count[d], 1)))
	}
}
