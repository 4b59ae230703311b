package trace

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"
)

// The words for the values of Arg, where it is a constant.
var (
	yieldWords = []string{"gosched", "preempt", "handoff"}
	endWords   = []string{"return", "goexit"}
	timerWords = []string{"set", "fire", "stop", "reset"}
	doWords    = []string{"done", "begin", "end"}
)

// WriteText writes the text twin of t: the format is in the package
// documentation.
func WriteText(w io.Writer, t *Trace) error {
	b := bufio.NewWriterSize(w, 1<<16)
	x := &textWriter{t: t}
	x.header()
	for i, e := range t.from(0) {
		x.event(i, e)
		b.Write(x.b) // a bufio.Writer remembers its error
		x.b = x.b[:0]
	}
	b.Write(x.b)
	return b.Flush()
}

type textWriter struct {
	t *Trace
	b []byte
}

func (x *textWriter) put(parts ...string) {
	for _, p := range parts {
		x.b = append(x.b, p...)
	}
}

func (x *textWriter) int(v int64)      { x.b = strconv.AppendInt(x.b, v, 10) }
func (x *textWriter) quote(s string)   { x.b = strconv.AppendQuote(x.b, s) }
func (x *textWriter) line()            { x.b = append(x.b, '\n') }
func (x *textWriter) time(t Time)      { x.put(time.Duration(t).String()) }
func (x *textWriter) num(v, width int) { x.b = appendPadded(x.b, v, width) }

func appendPadded(b []byte, v, width int) []byte {
	s := strconv.Itoa(v)
	for range width - len(s) {
		b = append(b, ' ')
	}
	return append(b, s...)
}

func (x *textWriter) header() {
	t, s := x.t, x.t.Settings
	x.put("gopark trace ", strconv.Itoa(Version))
	x.line()
	x.put("settings procs=", strconv.Itoa(s.Procs), " policy=", s.Policy.String(),
		" seed=", strconv.FormatUint(s.Seed, 10), " tick=", time.Duration(s.TickNS).String())
	x.line()
	if t.Schedule != "" {
		x.put("schedule ")
		x.quote(t.Schedule)
		x.line()
	}
	for _, f := range t.Files {
		x.put("file ")
		x.quote(f.Name)
		x.put(" ", strconv.Itoa(len(f.Text)), " bytes")
		x.line()
	}
	for i, g := range t.Goroutines[1:] {
		x.put("goroutine ", GID(i+1).String(), " ", g.Func)
		if g.Parent != NoG {
			x.put(" by=", g.Parent.String())
		}
		x.site(g.Site)
		x.line()
	}
	for i, o := range t.Objects[1:] {
		x.put("object ")
		x.obj(ObjID(i + 1))
		x.put(" ", o.Kind.String(), " ")
		x.quote(o.Type)
		if o.Kind == ObjChan {
			x.put(" cap=", strconv.Itoa(o.Cap))
		}
		if o.Of != NoObj {
			x.put(" of=")
			x.obj(o.Of)
		}
		x.site(o.Site)
		x.line()
	}
	x.put("events ", strconv.Itoa(t.n))
	x.line()
}

func (x *textWriter) site(id SiteID) {
	if id == NoSite {
		return
	}
	s := x.t.Sites[id]
	x.put(" at=", x.t.Files[s.File].Name, ":", strconv.Itoa(s.Line), ":", strconv.Itoa(s.Col))
}

func (x *textWriter) obj(id ObjID) {
	if id == NoObj {
		x.put("nil")
		return
	}
	x.put("#", strconv.FormatUint(uint64(id), 10))
	if name := x.t.Objects[id].Name; name != "" {
		x.put("(", name, ")")
	}
}

// event writes the line of event i.
func (x *textWriter) event(i int, e *Event) {
	x.num(i+1, 5)
	x.put(" ")
	x.time(e.Time)
	x.put(" ")
	x.int(int64(e.Work))
	kind := e.Kind.String()
	x.put(" ", kind, strings.Repeat(" ", max(1, 9-len(kind))), e.G.String())
	f := fields[e.Kind]
	if f&hasBy != 0 && e.By != NoG {
		x.put(" by=", e.By.String())
	}
	if f&hasP != 0 && e.P != NoP {
		x.put(" p=", e.P.String())
	}
	if f&hasQueue != 0 {
		x.put(" queue=", e.Queue.String())
	}
	if f&hasReason != 0 {
		x.put(" reason=")
		x.quote(e.Reason.String())
	}
	if e.Obj != NoObj {
		x.put(" obj=")
		x.obj(e.Obj)
	}
	x.args(e)
	if e.carriesText() && (e.Text != "" || e.Kind != KExit && e.Kind != KRecv) {
		x.put(" text=")
		x.quote(e.Text)
	}
	if len(e.Cases) > 0 {
		x.cases(e.Cases)
	}
	x.site(e.Site)
	x.line()
}

// args writes Arg and Aux under the names they have for the kind of e.
func (x *textWriter) args(e *Event) {
	num := func(name string, v int64) {
		x.put(" ", name, "=")
		x.int(v)
	}
	word := func(key string, words []string) { x.put(" ", key, "=", name(words, int(e.Arg), "")) }
	at := func(name string, t int64) {
		x.put(" ", name, "=")
		x.time(Time(t))
	}
	switch e.Kind {
	case KBlock:
		if e.Arg == 1 {
			x.put(" front")
		}
		if e.Reason == ReasonSleep {
			at("until", e.Aux)
		}
	case KYield:
		word("why", yieldWords)
	case KEnd:
		word("how", endWords)
	case KSteal:
		num("n", e.Arg)
		x.put(" from=", PID(e.Aux).String())
	case KRefill, KSpill:
		num("n", e.Arg)
	case KMake:
		switch {
		case e.Arg > 0:
			at("until", e.Arg)
		case e.Arg == MadeClosed:
			x.put(" closed")
		}
	case KRecv:
		if e.Arg == 0 {
			x.put(" closed")
		}
	case KSelect:
		if e.Arg < 0 {
			x.put(" chose=default")
		} else {
			num("chose", e.Arg)
		}
	case KAdd:
		num("delta", e.Arg)
		num("now", e.Aux)
	case KDo:
		word("once", doWords)
	case KSignal:
		if e.Arg == 1 {
			x.put(" all")
		}
	case KTimer:
		word("timer", timerWords)
		if e.Aux != 0 {
			at("until", e.Aux)
		}
	case KPrint:
		num("fd", e.Arg)
	case KExit:
		x.put(" outcome=", Outcome(e.Arg).String())
		num("status", e.Aux)
	}
}

func (x *textWriter) cases(cases []Case) {
	x.put(" cases=[")
	for i, c := range cases {
		if i > 0 {
			x.put(", ")
		}
		if c.Send {
			x.put("send ")
		} else {
			x.put("recv ")
		}
		x.obj(c.Obj)
		if c.Send {
			x.put(" ")
			x.quote(c.Text)
		}
		if c.Ready {
			x.put(" ready")
		}
	}
	x.put("]")
}
