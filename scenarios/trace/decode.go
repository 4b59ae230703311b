package trace

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// ErrNotTrace is returned by Decode for bytes that do not begin as a trace.
var ErrNotTrace = errors.New("not a Gopark trace")

// ErrTruncated is returned by Decode, wrapped, when bytes are missing.
var ErrTruncated = errors.New("the trace is cut short: fetch or copy it again")

// A VersionError is returned by Decode for a trace of another version.
type VersionError struct{ Found uint64 }

func (e *VersionError) Error() string {
	if e.Found > Version {
		return fmt.Sprintf("the trace has format version %d, newer than the %d this Gopark reads: update Gopark", e.Found, Version)
	}
	return fmt.Sprintf("the trace has format version %d; this Gopark reads %d: record it again", e.Found, Version)
}

// A CorruptError is returned by Decode for bytes that no recording has.
type CorruptError struct {
	Offset     int  // where, in bytes
	Compressed bool // Offset counts in the file; else in what is compressed in it
	Err        error
}

func (e *CorruptError) Error() string {
	of := "the contents"
	if e.Compressed {
		of = "the file"
	}
	return fmt.Sprintf("the trace is corrupt at byte %d of %s: %v", e.Offset, of, e.Err)
}

func (e *CorruptError) Unwrap() error { return e.Err }

// An Observer sees a trace while it is decoded: it is given the trace, whose
// tables are complete, and the number of events, and returns what is to be
// called with each event and the state after it, which both change later.
type Observer func(t *Trace, events int) (each func(*Event, *State))

// Decode reads what Encode wrote. It replays the events, so that a trace it
// returns is legal in every step and ready for StateAt; and it accepts only
// what Encode writes, to the byte, up to the choices of the compressor.
func Decode(data []byte) (*Trace, error) { return DecodeEach(data, nil) }

// DecodeEach is Decode for whoever would replay the events at once.
func DecodeEach(data []byte, o Observer) (*Trace, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: expected it to begin with %q, found %q", ErrNotTrace, magic, data[:min(len(data), len(magic))])
	}
	r := &reader{b: data, off: len(magic)}
	if v := r.uint(); r.err == nil && v != Version {
		return nil, &VersionError{v}
	}
	size := r.upTo(MaxBytes, "contents in bytes")
	if errors.Is(r.err, errEnds) {
		return nil, fmt.Errorf("%w (expected a version and a size)", ErrTruncated)
	}
	if r.err != nil {
		return nil, &CorruptError{r.off, true, r.err}
	}
	body, err := inflate(data, r.off, size)
	if err != nil {
		return nil, err
	}
	return decodeBody(body, o)
}

// inflate returns the size bytes compressed in data from off on.
func inflate(data []byte, off, size int) ([]byte, error) {
	in := bytes.NewReader(data[off:])
	fail := func(err error) ([]byte, error) {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%w (expected %d bytes of contents)", ErrTruncated, size)
		}
		return nil, &CorruptError{len(data) - in.Len(), true, err}
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return fail(err)
	}
	z.Multistream(false)
	// ReadFrom grows as the bytes arrive, whatever size was declared.
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(z, int64(size)+1)); err != nil {
		return fail(err)
	}
	if b.Len() != size {
		return fail(fmt.Errorf("expected %d bytes of contents, found %s", size, found(b.Len(), size)))
	}
	// The check sum is compared when the end is read.
	if _, err := z.Read(make([]byte, 1)); err != io.EOF {
		if err == nil {
			err = errors.New("expected the end of the contents")
		}
		return fail(err)
	}
	if in.Len() > 0 {
		return fail(fmt.Errorf("expected the end, found %d more bytes", in.Len()))
	}
	return b.Bytes(), nil
}

func found(n, limit int) string {
	if n > limit {
		return "more"
	}
	return fmt.Sprint(n)
}

// decodeBody reads the contents, recording them anew: what is legal and how
// it is written is known in one place only, the recording.
func decodeBody(body []byte, o Observer) (*Trace, error) {
	r := &reader{b: body}
	t := &Trace{}
	rec, err := t.read(r, o)
	if err == nil {
		err = r.err
	}
	if err != nil {
		return nil, &CorruptError{r.off, false, err}
	}
	t = rec.finish()
	again := t.appendBody(make([]byte, 0, len(body)))
	if !bytes.Equal(body, again) {
		return nil, firstDifference(body, again)
	}
	return t, nil
}

func firstDifference(body, again []byte) error {
	i := 0
	for i < len(body) && i < len(again) && body[i] == again[i] {
		i++
	}
	expected, found := "the end", "the end"
	if i < len(again) {
		expected = fmt.Sprintf("%#02x", again[i])
	}
	if i < len(body) {
		found = fmt.Sprintf("%#02x", body[i])
	}
	return &CorruptError{i, false, fmt.Errorf("expected %s, as these events are recorded, found %s", expected, found)}
}

// A nameReader is the inverse of names.
type nameReader struct {
	*reader
	names []string
}

func (r *nameReader) name() string {
	i := r.upTo(len(r.names), "a name")
	if i > 0 {
		return r.names[i-1]
	}
	s := r.string()
	r.names = append(r.names, s)
	return s
}

// read reads the tables into t, records the events, and returns the recording.
func (t *Trace) read(r *reader, o Observer) (*recording, error) {
	t.Settings.Procs = r.upTo(MaxProcs, "a number of Ps")
	t.Settings.Policy = Policy(r.upTo(int(numPolicies)-1, "a policy"))
	t.Settings.Seed = r.uint()
	t.Settings.TickNS = int64(r.uint())
	t.Schedule = r.string()
	t.Files = make([]File, r.count(MaxFiles, 2, "files"))
	for i := range t.Files {
		t.Files[i] = File{r.string(), r.string()}
	}
	n := &nameReader{reader: r}
	t.Sites = make([]Site, 1+r.count(MaxSites-1, 5, "sites"))
	var line int64
	for i := range t.Sites[1:] {
		s := &t.Sites[i+1]
		s.File = r.upTo(max(0, len(t.Files)-1), "a file")
		line += r.int()
		s.Line = int(line)
		s.Col = r.upTo(maxPos, "a column")
		s.Func, s.Operand = n.name(), n.name()
	}
	if r.err != nil {
		return nil, r.err
	}
	if err := t.checkHeader(); err != nil {
		return nil, err
	}
	if err := t.readGoroutines(n); err != nil {
		return nil, err
	}
	if err := t.readObjects(n); err != nil {
		return nil, err
	}
	texts := make([]string, r.count(MaxBytes, 1, "texts"))
	for i := range texts {
		texts[i] = r.string()
	}
	if r.err != nil {
		return nil, r.err
	}
	rec := newRecording(t)
	return rec, rec.readBlocks(r, texts, o)
}

func (t *Trace) readGoroutines(r *nameReader) error {
	count := r.count(MaxGoroutines, 4, "goroutines")
	t.Goroutines = make([]Goroutine, count+1)
	t.ends = make([]ending, count+1)
	var parent GID
	for i := range t.Goroutines[1:] {
		g := &t.Goroutines[i+1]
		g.Func = r.name()
		parent += GID(r.int())
		g.Parent = parent
		g.Site = SiteID(r.upTo(len(t.Sites)-1, "a site"))
		if r.err != nil {
			return r.err
		}
		if err := t.checkGoroutine(GID(i+1), g); err != nil {
			return err
		}
	}
	// The endings follow from the events; decodeBody compares them.
	for range count {
		if r.uint() != 0 {
			r.uint()
			r.uint()
		}
	}
	return r.err
}

func (t *Trace) readObjects(r *nameReader) error {
	t.Objects = make([]Object, 1+r.count(MaxObjects, 5, "objects"))
	for i := range t.Objects[1:] {
		o := &t.Objects[i+1]
		kind := r.byte()
		o.Kind = ObjKind(kind &^ ofContext)
		if kind&ofContext != 0 {
			o.Of = ObjID(r.upTo(i, "a context"))
		}
		o.Name, o.Type = r.name(), r.name()
		o.Cap = int(r.uint())
		o.Site = SiteID(r.upTo(len(t.Sites)-1, "a site"))
		if r.err != nil {
			return r.err
		}
		if err := t.checkObject(ObjID(i+1), o); err != nil {
			return err
		}
	}
	return r.err
}

func (rec *recording) readBlocks(r *reader, texts []string, o Observer) error {
	n := r.upTo(MaxEvents, "a number of events")
	each := func(*Event, *State) {}
	if o != nil && r.err == nil {
		each = o(rec.Trace, n)
	}
	var e Event
	for r.err == nil && rec.n < n {
		// What stands here is compared by decodeBody with what the
		// recording has.
		for range 5 {
			r.uint()
		}
		r.bytes(r.count(r.left(), 1, "bytes of a key frame"))
		size := r.count(r.left(), 1, "bytes of events")
		from := r.off
		events := &reader{b: r.bytes(size)}
		context := newContext(blockStart{
			rec.state.Time, rec.state.Work, GID(rec.state.Goroutines()), ObjID(rec.state.Objects()), len(rec.texts),
		})
		for i := 0; r.err == nil && i < blockLen && rec.n < n; i++ {
			context.readEvent(events, &e, texts)
			err := events.err
			if err == nil {
				err = rec.add(&e)
			}
			if err != nil {
				r.off = from + events.off
				return fmt.Errorf("event %d of %d: %w", rec.n, n, err)
			}
			each(&e, rec.state)
		}
	}
	if r.err == nil && r.left() > 0 {
		return fmt.Errorf("expected the end after %d events, found %d more bytes", n, r.left())
	}
	return r.err
}
