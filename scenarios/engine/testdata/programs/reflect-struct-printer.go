package main

import (
	"fmt"
	"reflect"
	"strings"
)

type config struct {
	Name  string `key:"name"`
	Ports []int  `key:"ports"`
	Inner struct {
		On bool `key:"on"`
	} `key:"inner"`
	secret string
}

func dump(v reflect.Value, depth int, out chan<- string) {
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		pad := strings.Repeat("  ", depth)
		if f.Type.Kind() == reflect.Struct {
			out <- pad + f.Tag.Get("key") + ":"
			dump(v.Field(i), depth+1, out)
			continue
		}
		out <- fmt.Sprintf("%s%s = %v (%s)", pad, f.Tag.Get("key"), v.Field(i).Interface(), f.Type)
	}
}

func main() {
	c := config{Name: "db", Ports: []int{1, 2}, secret: "x"}
	c.Inner.On = true
	lines := make(chan string)
	go func() {
		defer close(lines)
		dump(reflect.ValueOf(c), 0, lines)
	}()
	for l := range lines {
		fmt.Println(l)
	}
	fmt.Println(reflect.DeepEqual(c.Ports, []int{1, 2}), reflect.TypeOf(lines), len(c.secret))
}
