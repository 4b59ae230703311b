package main

import (
	"errors"
	"fmt"
	"sync"
)

var err = errors.New("package level")

func work(n int) (res int, err error) {
	defer func() {
		if err != nil {
			res = -1
		}
	}()
	if n > 1 {
		res, err := n*2, error(nil)
		if n == 3 {
			err = errors.New("inner, lost")
		}
		_, _ = res, err
	}
	if n == 2 {
		return 5, fmt.Errorf("two is bad")
	}
	return n, err
}

func main() {
	var wg sync.WaitGroup
	out := make([]string, 4)
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r, err := work(i)
			out[i] = fmt.Sprint(r, " ", err)
		}()
	}
	wg.Wait()
	fmt.Println(out, err)
	x := 1
	{
		x := x + 1
		x++
		if x := x * 10; x > 20 {
			fmt.Println("inner x", x)
		}
		fmt.Println("block x", x)
	}
	fmt.Println("outer x", x)
	true := false
	fmt.Println(true, !true)
	type int string
	var s int = "int is a string here"
	fmt.Println(s)
	switch len := len(s); {
	case len > 5:
		fmt.Println("long", len)
	}
}
