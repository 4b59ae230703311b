package main

import (
	"fmt"
	"time"
)

func main() {
	now := time.Now().UTC()
	fmt.Println(now.Format(time.RFC1123), now.Weekday(), now.YearDay())
	time.Sleep(13*time.Hour + 15*time.Minute)
	later := time.Now().UTC()
	fmt.Println(later.Format("2006-01-02 15:04:05.000"))
	d := later.Sub(now)
	fmt.Println(d, d.Hours(), d.Round(time.Hour), d.Truncate(12*time.Hour))
	fmt.Println(later.After(now), now.Equal(later), later.Unix()-now.Unix())
	birthday := time.Date(2009, time.November, 12, 12, 0, 0, 0, time.UTC)
	fmt.Println("until the birthday:", time.Until(birthday))
	y, w := later.ISOWeek()
	fmt.Println(y, w, later.AddDate(0, 1, 0).Month())
	t, err := time.Parse(time.DateOnly, "2010-02-30")
	fmt.Println(t.IsZero(), err)
	p, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(p, err, p.Seconds())
}
