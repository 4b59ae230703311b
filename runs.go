package main

// What the command and the site say about the programs that can be run.

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"gopark/scenarios/engine"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
	"gopark/site"
)

// limitNames are the fields of sched.Limits in words.
var limitNames = map[string]string{
	"Work":       "statements executed",
	"Goroutines": "goroutines alive at once",
	"Output":     "output",
	"Time":       "virtual time",
	"Events":     "events recorded",
}

// limits are those of a run, for the site.
func limits() []site.Limit {
	var list []site.Limit
	for i := range reflect.TypeFor[sched.Limits]().NumField() {
		f := reflect.TypeFor[sched.Limits]().Field(i)
		show := func(l sched.Limits) string { return limitText(f.Name, reflect.ValueOf(l).Field(i)) }
		list = append(list, site.Limit{Name: limitNames[f.Name], Browser: show(engine.BrowserLimits), Command: show(engine.DefaultLimits)})
	}
	return list
}

// packageList is a list of packages in lines of at most 80 characters.
func packageList(paths []string) string {
	var b strings.Builder
	width := 0
	for i, p := range paths {
		if i > 0 {
			p = " " + p
		}
		if width += len(p); i == 0 || width > 78 {
			p = "  " + strings.TrimPrefix(p, " ")
			width = len(p)
			if i > 0 {
				p = "\n" + p
			}
		}
		b.WriteString(p)
	}
	return b.String() + "\n"
}

func limitText(name string, v reflect.Value) string {
	switch {
	case v.IsZero():
		return "no limit"
	case v.Type() == reflect.TypeFor[trace.Time]():
		return fmt.Sprintf("%.0f years", time.Duration(v.Int()).Hours()/24/365)
	case name == "Output":
		return fmt.Sprintf("%d MiB", v.Int()>>20)
	}
	s := strconv.FormatInt(v.Int(), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}
