package main

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"
)

func main() {
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.String("at", a.Value.Time().UTC().Format("05.000"))
		}
		return a
	}})
	log := slog.New(h)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			l := log.With("worker", i)
			time.Sleep(time.Duration(i) * 5 * time.Millisecond)
			l.Info("started", slog.Group("job", "id", i*10, "cost", time.Duration(i)*time.Second))
			l.Log(context.Background(), slog.LevelWarn, "slow down", "load", 0.5*float64(i))
		})
	}
	wg.Wait()
	log.Debug("all done", "ok", true)
}
