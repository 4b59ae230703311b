package engine

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gopark/scenarios/trace"
)

// Contexts are objects, whoever makes them, and so is their end.
func TestContexts(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"tree", `
	ctx, cancel := context.WithCancel(context.Background())
	user := context.WithValue(ctx, key{}, 1)
	var child, stop = context.WithTimeout(user, time.Second)
	defer stop()
	free := context.WithoutCancel(child)
	s := server{}
	s.ctx, s.cancel = context.WithCancelCause(free)
	cancel()
	<-child.Done()
	s.cancel(errors.New("shut down"))
	fmt.Println(child.Err(), context.Cause(s.ctx))`, `
1 ctx context.WithCancel of 0 until 0s
2 user context.WithValue of 1 until 0s
3 child context.WithTimeout of 2 until 1s
4 child time.Timer of 3 until 1s
5 free context.WithoutCancel of 3 until 0s
6 s.ctx context.WithCancelCause of 5 until 0s
cancel 1: context canceled
cancel 2: context canceled
cancel 3: context canceled
7 child.Done() chan struct {} of 3 until 0s
cancel 6: shut down`},
		{"deadlines", `
	late, cancel := context.WithDeadlineCause(context.TODO(), time.Now().Add(-time.Second), failure{3})
	defer cancel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	inner, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	after := context.WithValue(late, key{}, 1)
	fmt.Println(late.Err(), after.Err())
	<-inner.Done()`, `
1 late context.WithDeadlineCause of 0 until 0s
cancel 1: {3}
2 ctx context.WithTimeout of 0 until 1ms
3 ctx time.Timer of 2 until 1ms
4 inner context.WithTimeout of 2 until 0s
5 after context.WithValue of 1 until 0s
cancel 5: {3}
6 inner.Done() chan struct {} of 4 until 0s
cancel 2: context deadline exceeded
cancel 4: context deadline exceeded`},
		{"wrapped", `
	base, cancel := context.WithCancel(context.Background())
	mine := &mine{base}
	ctx, _ := context.WithCancel(mine)
	plain, stop := wrapped(ctx)
	_, group := errgroup.WithContext(plain)
	use(context.WithValue(group, key{}, 1))
	defer stop()
	cancel()`, `
1 base context.WithCancel of 0 until 0s
2 ctx context.WithCancel of 1 until 0s
3  context.WithCancel of 2 until 0s
4 group context.WithCancelCause of 3 until 0s
5  context.WithValue of 4 until 0s
cancel 1: context canceled
cancel 2: context canceled
cancel 3: context canceled
cancel 4: context canceled
cancel 5: context canceled`},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := `package main

import ("context"; "errors"; "fmt"; "time"; "golang.org/x/sync/errgroup")

type key struct{}

type server struct { ctx context.Context; cancel context.CancelCauseFunc }

type mine struct { context.Context }

func (m *mine) Value(k any) any { fmt.Print("."); return m.Context.Value(k) }

type failure struct{ n int }

func (f failure) Error() string { panic("nobody asked") }

func wrapped(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }

func use(context.Context) {}

var _ = errors.New
var _ errgroup.Group
var _ time.Duration

func main() {` + c.body + `
}
`
			p, diags := Compile([]trace.File{{Name: "main.go", Text: src}})
			if diags != nil {
				t.Fatal(diags)
			}
			res, err := p.Run(Options{Settings: trace.Settings{Procs: 1}})
			if err != nil || res.Outcome.Kind != trace.OutcomeReturn {
				t.Fatal(err, res.Outcome)
			}
			if err := trace.Validate(res.Trace); err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, e := range res.Trace.Events() {
				switch e.Kind {
				case trace.KMake:
					o := res.Trace.Objects[e.Obj]
					fmt.Fprintf(&b, "\n%d %s %s of %d until %v", e.Obj, o.Name, o.Type, o.Of, time.Duration(max(e.Arg, 0)))
				case trace.KCancel:
					fmt.Fprintf(&b, "\ncancel %d: %s", e.Obj, e.Text)
				}
			}
			if got := b.String(); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}
