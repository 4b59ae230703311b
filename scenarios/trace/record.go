package trace

import (
	"bytes"
	"fmt"
	"slices"
)

// The limits of the format. A Recorder panics and Decode fails beyond them;
// whoever records stops the run long before.
const (
	MaxProcs      = 1 << 10
	MaxGoroutines = 1 << 22
	MaxObjects    = 1 << 21
	MaxSites      = 1 << 20
	MaxFiles      = 1 << 12
	MaxEvents     = 1 << 27
	MaxCases      = 1 << 16 // of a select, as in Go (runtime/select.go)
	MaxBytes      = 1 << 29 // of the file before compression
	MaxEffort     = 1 << 36 // readers and cases passed over: bounds the time of replaying
)

// blockLen is the number of events in every block but the last.
const blockLen = 1024

// A block is a run of events that can be read by itself.
type block struct {
	blockStart
	events []byte
	frame  []byte // the key frame at its start, if the file has it
}

// recording is a Trace that grows. It replays what it is given, so that a
// trace holds legal events only, and so that key frames can be made.
type recording struct {
	*Trace
	state   *State
	numbers map[string]int // of Trace.texts
	context context
	open    block // its events are in buf
	buf     []byte
	size    int // bytes of files, events and texts so far

	// Since the last key frame, and how large that was.
	frameLen, bytesSince, eventsSince int
	bytesWritten                      int // since the last key frame of the file
}

func newRecording(t *Trace) *recording {
	size := 0
	for _, f := range t.Files {
		size += len(f.Name) + len(f.Text)
	}
	return &recording{
		size:    size,
		Trace:   t,
		state:   NewState(t.Settings.Procs),
		numbers: map[string]int{},
		context: newContext(blockStart{}),
	}
}

func (r *recording) text(s string) int {
	n, ok := r.numbers[s]
	if !ok {
		n = len(r.texts)
		r.numbers[s] = n
		r.texts = append(r.texts, s)
		r.size += len(s)
	}
	return n
}

// add appends e, or says why it may not happen. After an error the recording
// is of no use.
func (r *recording) add(e *Event) error {
	if err := r.Trace.known(e); err != nil {
		return fmt.Errorf("step %d: %v %v: %w", r.n, e.Kind, e.G, err)
	}
	if r.n >= MaxEvents || r.size > MaxBytes/2 {
		return fmt.Errorf("step %d: expected at most %d events and %d bytes, found %d and %d", r.n, MaxEvents, MaxBytes/2, r.n, r.size)
	}
	if r.state.effort > MaxEffort {
		return fmt.Errorf("step %d: expected at most %d readers and cases to be passed over, found %d", r.n, MaxEffort, r.state.effort)
	}
	if r.n%blockLen == 0 {
		r.openBlock()
	}
	if err := r.state.Apply(e); err != nil {
		return err
	}
	r.buf = r.context.appendEvent(r.buf, e, r)
	r.n++
	if e.Kind == KEnd {
		r.ends[e.G] = r.state.G(e.G).ending()
	}
	if r.n%blockLen == 0 {
		r.closeBlock()
	}
	return nil
}

// known checks that what e names is in the tables.
func (t *Trace) known(e *Event) error {
	switch {
	case int(e.G) >= len(t.Goroutines):
		return fmt.Errorf("expected one of %d goroutines, found %v", len(t.Goroutines)-1, e.G)
	case int(e.By) >= len(t.Goroutines):
		return fmt.Errorf("expected By to be one of %d goroutines, found %v", len(t.Goroutines)-1, e.By)
	case int(e.Site) >= len(t.Sites):
		return fmt.Errorf("expected one of %d sites, found %d", len(t.Sites), e.Site)
	case int(e.Obj) >= len(t.Objects):
		return fmt.Errorf("expected one of %d objects, found %d", len(t.Objects)-1, e.Obj)
	}
	return nil // State.Apply looks at the cases, whose objects must be made
}

// frameRatio is how many bytes of events lie between two key frames of a
// file, in sizes of the latter.
const frameRatio = 8

// openBlock starts a block. A key frame is made if enough has happened since
// the last one: as many bytes of events as a frame takes, and an eighth as many
// events as there are goroutines and objects, so that the making takes no more
// than a fixed time per event. The file has it if there are many more bytes of
// events since the last one that it has.
func (r *recording) openBlock() {
	s := r.state
	b := blockStart{s.Time, s.Work, GID(s.Goroutines()), ObjID(s.Objects()), len(r.texts)}
	r.open = block{blockStart: b}
	r.context = newContext(b)
	if r.n > 0 && r.bytesSince >= r.frameLen && r.eventsSince >= (s.gs.n+s.objs.n)/8 {
		frame := appendFrame(r.buf, s, r)
		r.buf = frame[:0]
		r.frameLen, r.bytesSince, r.eventsSince = len(frame), 0, 0
		if r.bytesWritten >= frameRatio*len(frame) {
			r.open.frame = bytes.Clone(frame)
			r.bytesWritten = 0
		}
	}
	r.snapshots.note(s)
}

func (r *recording) closeBlock() {
	r.open.events = bytes.Clone(r.buf)
	r.blocks = append(r.blocks, r.open)
	r.size += len(r.buf)
	r.bytesSince += len(r.buf)
	r.bytesWritten += len(r.buf)
	r.eventsSince += blockLen
	r.buf = r.buf[:0]
}

func (r *recording) finish() *Trace {
	if r.n%blockLen != 0 {
		r.closeBlock()
	}
	return r.Trace
}

// Recorder collects one run. It encodes as it goes, so that a million
// goroutines and ten million events fit in memory. It panics when it is given
// what may not happen (see State.Apply): that is a bug of the caller.
type Recorder struct{ r *recording }

// NewRecorder starts the recording of a run of files. sites[0] is the empty
// site that NoSite names.
func NewRecorder(files []File, sites []Site, s Settings) *Recorder {
	t := &Trace{
		Files: files, Sites: sites, Settings: s,
		Goroutines: make([]Goroutine, 1), Objects: make([]Object, 1), ends: make([]ending, 1),
	}
	if err := t.checkHeader(); err != nil {
		panic("trace: " + err.Error())
	}
	return &Recorder{newRecording(t)}
}

// Site returns the site that id names.
func (r *Recorder) Site(id SiteID) Site { return r.r.Sites[id] }

// Name returns what the object that id names is called.
func (r *Recorder) Name(id ObjID) string { return r.r.Objects[id].Name }

// Goroutine registers the next goroutine; its KCreate must follow before that
// of any later one.
func (r *Recorder) Goroutine(g Goroutine) GID {
	t := r.r.Trace
	id := GID(len(t.Goroutines))
	if err := t.checkGoroutine(id, &g); err != nil {
		panic("trace: " + err.Error())
	}
	t.Goroutines = append(t.Goroutines, g)
	t.ends = append(t.ends, ending{})
	return id
}

// Object registers the next object; its KMake must follow before that of any
// later one.
func (r *Recorder) Object(o Object) ObjID {
	t := r.r.Trace
	id := ObjID(len(t.Objects))
	if err := t.checkObject(id, &o); err != nil {
		panic("trace: " + err.Error())
	}
	t.Objects = append(t.Objects, o)
	return id
}

// Add appends e, which it does not keep. Where e.P means nothing for e.Kind,
// it is recorded as NoP.
func (r *Recorder) Add(e *Event) {
	added := *e
	added.Cases = slices.Clone(e.Cases)
	if err := r.r.add(&added); err != nil {
		panic("trace: " + err.Error())
	}
}

// Len returns the number of events so far.
func (r *Recorder) Len() int { return r.r.n }

// Finish ends the recording and returns it. The Recorder is of no use after.
func (r *Recorder) Finish(schedule string) *Trace {
	t := r.r.finish()
	t.Schedule = schedule
	return t
}
