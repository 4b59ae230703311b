package model

import (
	"strconv"
	"strings"
	"time"

	"gopark/scenarios/trace"
)

// Duration says a span of virtual time in the largest unit that fits: "100 ms",
// "1.5 s", "20 µs".
func Duration(d trace.Time) string {
	if d < 0 {
		return "−" + Duration(-d)
	}
	units := []struct {
		ns   trace.Time
		name string
	}{
		{trace.Time(time.Hour), "h"},
		{trace.Time(time.Minute), "min"},
		{trace.Time(time.Second), "s"},
		{trace.Time(time.Millisecond), "ms"},
		{trace.Time(time.Microsecond), "µs"},
		{1, "ns"},
	}
	for _, u := range units {
		if d >= u.ns {
			return strconv.FormatFloat(float64(d)/float64(u.ns), 'f', decimals(d, u.ns), 64) + " " + u.name
		}
	}
	return "0 ms"
}

// decimals returns how many digits after the point, at most three, say d in
// units of ns without loss where possible.
func decimals(d, ns trace.Time) int {
	n, rest := 0, d%ns
	for rest != 0 && n < 3 {
		rest = rest * 10 % ns
		n++
	}
	return n
}

// Count writes a number with separators between the thousands.
func Count(n int64) string {
	if n < 0 {
		return "−" + Count(-n)
	}
	s := strconv.FormatInt(n, 10)
	if len(s) <= 3 {
		return s
	}
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
