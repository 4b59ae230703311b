package trace

import (
	"bytes"
	"compress/gzip"
)

// magic begins every trace file.
const magic = "\x93gopark\n"

// Encode returns the trace as a file (see the package documentation). The
// same trace gives the same bytes.
func (t *Trace) Encode() []byte {
	body := t.appendBody(nil)
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(appendUint(appendUint(nil, Version), uint64(len(body))))
	// Writing to a Buffer does not fail, and the level is a valid one.
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write(body)
	z.Close()
	return b.Bytes()
}

// ofContext is set in the kind of an object that belongs to a context.
const ofContext = 1 << 7

// names interns the strings of the tables: 0 and the string for a new one,
// the number + 1 of one written before.
type names map[string]int

func (n names) append(b []byte, s string) []byte {
	if i, ok := n[s]; ok {
		return appendUint(b, uint64(i)+1)
	}
	n[s] = len(n)
	return appendString(append(b, 0), s)
}

// appendBody writes everything that is compressed.
func (t *Trace) appendBody(b []byte) []byte {
	s := t.Settings
	b = appendUint(b, uint64(s.Procs))
	b = appendUint(b, uint64(s.Policy))
	b = appendUint(b, s.Seed)
	b = appendUint(b, uint64(s.TickNS))
	b = appendString(b, t.Schedule)

	b = appendUint(b, uint64(len(t.Files)))
	for _, f := range t.Files {
		b = appendString(b, f.Name)
		b = appendString(b, f.Text)
	}

	n := names{}
	b = appendUint(b, uint64(len(t.Sites)-1))
	var last Site
	for _, s := range t.Sites[1:] {
		b = appendUint(b, uint64(s.File))
		b = appendInt(b, int64(s.Line-last.Line))
		b = appendUint(b, uint64(s.Col))
		b = n.append(b, s.Func)
		b = n.append(b, s.Operand)
		last = s
	}
	b = t.appendGoroutines(b, n)
	b = appendUint(b, uint64(len(t.Objects)-1))
	for _, o := range t.Objects[1:] {
		if o.Of == NoObj {
			b = append(b, byte(o.Kind))
		} else {
			b = appendUint(append(b, byte(o.Kind)|ofContext), uint64(o.Of))
		}
		b = n.append(b, o.Name)
		b = n.append(b, o.Type)
		b = appendUint(b, uint64(o.Cap))
		b = appendUint(b, uint64(o.Site))
	}
	b = appendUint(b, uint64(len(t.texts)))
	for _, s := range t.texts {
		b = appendString(b, s)
	}
	return t.appendBlocks(b)
}

func (t *Trace) appendGoroutines(b []byte, n names) []byte {
	b = appendUint(b, uint64(len(t.Goroutines)-1))
	var last Goroutine
	for _, g := range t.Goroutines[1:] {
		b = n.append(b, g.Func)
		b = appendInt(b, diff(g.Parent, last.Parent))
		b = appendUint(b, uint64(g.Site))
		last = g
	}
	var lastEnd ending
	for i := range t.ends[1:] {
		e := t.ends[i+1]
		if e.since == 0 {
			b = append(b, 0)
			continue
		}
		b = appendUint(b, 1+zigzag(int64(e.since-lastEnd.since)))
		b = appendUint(b, uint64(e.site))
		b = appendInt(b, diff(e.waker, lastEnd.waker))
		lastEnd = e
	}
	return b
}

func (t *Trace) appendBlocks(b []byte) []byte {
	b = appendUint(b, uint64(t.n))
	for i := range t.blocks {
		k := &t.blocks[i]
		b = appendUint(b, uint64(k.time))
		b = appendUint(b, uint64(k.work))
		b = appendUint(b, uint64(k.created))
		b = appendUint(b, uint64(k.made))
		b = appendUint(b, uint64(k.texts))
		b = appendUint(b, uint64(len(k.frame)))
		b = append(b, k.frame...)
		b = appendUint(b, uint64(len(k.events)))
		b = append(b, k.events...)
	}
	return b
}
