package main

import (
	"fmt"
	"strings"
	"time"
)

type Expr any

type (
	Num   float64
	Var   string
	BinOp struct {
		Op   byte
		L, R Expr
	}
	Call struct {
		Fn   string
		Args []Expr
	}
)

func eval(e Expr, env map[Var]float64) (float64, error) {
	switch e := e.(type) {
	case nil:
		return 0, fmt.Errorf("missing expression")
	case Num:
		return float64(e), nil
	case int, int8:
		return 0, fmt.Errorf("plain %T %v", e, e)
	case Var:
		if v, ok := env[e]; ok {
			return v, nil
		}
		return 0, fmt.Errorf("unknown variable %q", string(e))
	case *BinOp:
		lc := make(chan float64, 1)
		errc := make(chan error, 1)
		go func() {
			l, err := eval(e.L, env)
			lc <- l
			errc <- err
		}()
		r, err := eval(e.R, env)
		l := <-lc
		if lerr := <-errc; lerr != nil {
			return 0, lerr
		}
		if err != nil {
			return 0, err
		}
		return map[byte]float64{'+': l + r, '-': l - r, '*': l * r, '/': l / r}[e.Op], nil
	case Call:
		max := 0.0
		for i, a := range e.Args {
			v, err := eval(a, env)
			if err != nil {
				return 0, fmt.Errorf("%s, argument %d: %w", e.Fn, i, err)
			}
			if i == 0 || v > max {
				max = v
			}
		}
		return max, nil
	case interface{ Seconds() float64 }:
		return e.Seconds(), nil
	case func(float64) float64, error:
		return 0, fmt.Errorf("cannot use %T", e)
	}
	name := fmt.Sprintf("%T", e)
	return 0, fmt.Errorf("%s is no expression", name[strings.Index(name, ".")+1:])
}

func main() {
	env := map[Var]float64{"x": 3, "y": 4}
	for _, e := range []Expr{
		Num(1.5), Var("x"), Var("z"), nil, 7, int8(3), "text",
		&BinOp{'+', &BinOp{'*', Var("x"), Var("x")}, &BinOp{'*', Var("y"), Var("y")}},
		BinOp{'+', nil, nil},
		&BinOp{'/', Num(1), Num(0)},
		Call{"max", []Expr{Var("x"), &BinOp{'-', Var("y"), Num(10)}, Num(5)}},
		Call{"max", []Expr{Num(1), Var("q")}},
		90 * time.Second, fmt.Errorf("an error"),
	} {
		fmt.Println(eval(e, env))
	}
}
