package trace

import (
	"bufio"
	"io"
	"strconv"
	"unicode/utf8"
)

// WriteJSON writes t for other tools, event by event: the schema is in the
// package documentation.
func WriteJSON(w io.Writer, t *Trace) error {
	b := bufio.NewWriterSize(w, 1<<16)
	x := &jsonWriter{}
	x.header(t)
	for i, e := range t.from(0) {
		if i > 0 {
			x.b = append(x.b, ',')
		}
		x.b = append(x.b, '\n')
		x.event(e)
		b.Write(x.b) // a bufio.Writer remembers its error
		x.b = x.b[:0]
	}
	x.b = append(x.b, "\n]}\n"...)
	b.Write(x.b)
	return b.Flush()
}

// A jsonWriter writes JSON by hand: encoding/json would weigh on the player,
// which never writes any.
type jsonWriter struct{ b []byte }

func (x *jsonWriter) raw(s string) { x.b = append(x.b, s...) }

// key starts the next member of an object.
func (x *jsonWriter) key(k string) {
	if x.b[len(x.b)-1] != '{' {
		x.b = append(x.b, ',')
	}
	x.b = append(x.b, '"')
	x.b = append(x.b, k...)
	x.b = append(x.b, '"', ':')
}

func (x *jsonWriter) int(k string, v int64) {
	x.key(k)
	x.b = strconv.AppendInt(x.b, v, 10)
}

// some writes a member that is left out when zero.
func (x *jsonWriter) some(k string, v int64) {
	if v != 0 {
		x.int(k, v)
	}
}

func (x *jsonWriter) yes(k string, v bool) {
	if v {
		x.key(k)
		x.raw("true")
	}
}

func (x *jsonWriter) string(k, s string) {
	x.key(k)
	x.b = appendJSONString(x.b, s)
}

func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s { // bytes that are not UTF-8 become U+FFFD
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\t':
			b = append(b, '\\', 't')
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// list writes an array with one element per line.
func (x *jsonWriter) list(k string, from, n int, element func(i int)) {
	x.key(k)
	x.raw("[")
	for i := from; i < n; i++ {
		if i > from {
			x.raw(",")
		}
		x.raw("\n")
		x.raw("{")
		element(i)
		x.raw("}")
	}
	x.raw("]")
}

func (x *jsonWriter) header(t *Trace) {
	s := t.Settings
	x.raw("{")
	x.string("format", "gopark trace")
	x.int("version", Version)
	x.int("procs", int64(s.Procs))
	x.string("policy", s.Policy.String())
	x.string("seed", strconv.FormatUint(s.Seed, 10))
	x.int("tick", s.TickNS)
	x.string("schedule", t.Schedule)
	x.list("files", 0, len(t.Files), func(i int) {
		x.string("name", t.Files[i].Name)
		x.string("text", t.Files[i].Text)
	})
	x.list("sites", 1, len(t.Sites), func(i int) {
		s := &t.Sites[i]
		x.int("site", int64(i))
		x.int("file", int64(s.File))
		x.int("line", int64(s.Line))
		x.int("col", int64(s.Col))
		x.string("func", s.Func)
		x.string("operand", s.Operand)
	})
	x.list("goroutines", 1, len(t.Goroutines), func(i int) {
		g := &t.Goroutines[i]
		x.int("g", int64(i))
		x.string("func", g.Func)
		x.some("parent", int64(g.Parent))
		x.some("site", int64(g.Site))
	})
	x.list("objects", 1, len(t.Objects), func(i int) {
		o := &t.Objects[i]
		x.int("obj", int64(i))
		x.string("kind", o.Kind.String())
		x.string("name", o.Name)
		x.string("type", o.Type)
		x.some("cap", int64(o.Cap))
		x.some("of", int64(o.Of))
		x.some("site", int64(o.Site))
	})
	x.key("events")
	x.raw("[")
}

func (x *jsonWriter) event(e *Event) {
	f := fields[e.Kind]
	x.raw("{")
	x.string("kind", e.Kind.String())
	x.int("time", int64(e.Time))
	x.int("work", int64(e.Work))
	x.some("g", int64(e.G))
	x.some("by", int64(e.By))
	if f&hasP != 0 && e.P != NoP {
		x.int("p", int64(e.P))
	}
	if f&hasQueue != 0 {
		x.string("queue", e.Queue.String())
	}
	if f&hasReason != 0 {
		x.string("reason", e.Reason.String())
	}
	x.some("obj", int64(e.Obj))
	x.some("site", int64(e.Site))
	if f&hasArg != 0 {
		x.int("arg", e.Arg)
	}
	if e.carriesAux() {
		x.int("aux", e.Aux)
	}
	if e.carriesText() {
		x.string("text", e.Text)
	}
	if len(e.Cases) > 0 {
		x.key("cases")
		x.raw("[")
		for i, c := range e.Cases {
			if i > 0 {
				x.raw(",")
			}
			x.raw("{")
			x.int("obj", int64(c.Obj))
			x.yes("send", c.Send)
			x.yes("ready", c.Ready)
			if c.Send {
				x.string("text", c.Text)
			}
			x.raw("}")
		}
		x.raw("]")
	}
	x.raw("}")
}
