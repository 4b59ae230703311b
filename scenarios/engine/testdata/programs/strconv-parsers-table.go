package main

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
)

type outcome struct {
	in  string
	out string
}

func main() {
	inputs := []string{"42", "-7", "0x1f", "1e3", "abc", "99999999999999999999", "3.14", "true", "T", "", "'x'", `"q\n"`, "0b101", "1_000"}
	results := make([]outcome, len(inputs))
	var wg sync.WaitGroup
	for i, in := range inputs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n, err := strconv.Atoi(in)
			var ne *strconv.NumError
			if errors.As(err, &ne) {
				switch {
				case errors.Is(err, strconv.ErrRange):
					results[i] = outcome{in, "out of range"}
					return
				case errors.Is(err, strconv.ErrSyntax):
					if f, err := strconv.ParseFloat(in, 64); err == nil {
						results[i] = outcome{in, "float " + strconv.FormatFloat(f, 'g', -1, 64)}
					} else if b, err := strconv.ParseBool(in); err == nil {
						results[i] = outcome{in, "bool " + strconv.FormatBool(b)}
					} else if u, err := strconv.Unquote(in); err == nil {
						results[i] = outcome{in, "quoted " + strconv.Quote(u)}
					} else if x, err := strconv.ParseInt(in, 0, 16); err == nil {
						results[i] = outcome{in, "int16 " + strconv.FormatInt(x, 2)}
					} else {
						results[i] = outcome{in, fmt.Sprintf("%s(%q): %v", ne.Func, ne.Num, ne.Err)}
					}
					return
				}
			}
			results[i] = outcome{in, "int " + strconv.Itoa(n*2)}
		}()
	}
	wg.Wait()
	for _, r := range results {
		fmt.Printf("%-22q %s\n", r.in, r.out)
	}
	_, err := strconv.ParseInt("300", 10, 8)
	fmt.Println(err, strconv.AppendInt([]byte("n="), -5, 10), strconv.QuoteToASCII("ü"))
}
