package main

import (
	"os"
	"strings"
	"text/template"
	"time"
)

type task struct {
	Name string
	Took time.Duration
	Tags []string
}

const report = `{{define "row"}}{{printf "%-8s" .Name}} {{.Took}}{{range $i, $t := .Tags}}{{if $i}},{{else}} [{{end}}{{$t | upper}}{{else}} -{{end}}{{if .Tags}}]{{end}}
{{end}}Report of {{len .}} tasks
{{range .}}{{template "row" .}}{{end}}`

func main() {
	t := template.Must(template.New("report").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(report))
	done := make(chan task)
	for i, n := range []string{"wash", "rinse", "dry"} {
		go func() {
			begin := time.Now()
			time.Sleep(time.Duration(30-10*i) * time.Millisecond)
			done <- task{n, time.Since(begin), strings.Fields([]string{"wet cold", "wet", ""}[i])}
		}()
	}
	var all []task
	for range 3 {
		all = append(all, <-done)
	}
	if err := t.Execute(os.Stdout, all); err != nil {
		os.Exit(1)
	}
}
