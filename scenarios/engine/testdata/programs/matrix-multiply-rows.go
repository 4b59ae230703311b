package main

import (
	"fmt"
	"sync"
)

type Matrix [][]float64

func NewMatrix(rows, cols int, f func(i, j int) float64) Matrix {
	m := make(Matrix, rows)
	for i := range m {
		m[i] = make([]float64, cols)
		for j := range m[i] {
			m[i][j] = f(i, j)
		}
	}
	return m
}

func (a Matrix) Mul(b Matrix) Matrix {
	c := NewMatrix(len(a), len(b[0]), func(i, j int) float64 { return 0 })
	var wg sync.WaitGroup
	for i := range a {
		wg.Add(1)
		go func(row []float64) {
			defer wg.Done()
			for j := range row {
				for k := range b {
					row[j] += a[i][k] * b[k][j]
				}
			}
		}(c[i])
	}
	wg.Wait()
	return c
}

func main() {
	a := NewMatrix(4, 3, func(i, j int) float64 { return float64(i + j) })
	b := NewMatrix(3, 5, func(i, j int) float64 { return float64(i*j) / 2 })
	for _, row := range a.Mul(b) {
		for _, v := range row {
			fmt.Printf("%6.1f", v)
		}
		fmt.Println()
	}
}
