// Package protocol defines, once, the messages between the page, the player
// (the canvas program in its iframe), the engine (the interpreter program in
// its Web Worker) and the program that measures goroutines (in one, too). site/src/protocol.ts is generated from this file by
// go generate; make check fails when it is out of date.
//
// Every message is a JavaScript object with a "type" field. Binary values
// (traces) are Uint8Array and travel beside the object, transferred, never as
// JSON.
package protocol

//go:generate go run gen.go

// The page tells the player.
type (
	// Load shows the trace in "data" (Uint8Array, as encoded by package
	// trace) at Step.
	Load struct {
		Type string `json:"type"` // "load"
		Step int    `json:"step"`
	}
	// Command is one of the user's actions that the page passes on.
	Command struct {
		Type string  `json:"type"` // "command"
		Name string  `json:"name"` // "play" "pause" "toggle" "restart" "forward" "back" "seek" "speed" "select" "sameForward" "sameBack" "lineForward" "lineBack" "simple" "level" "table" "explain" "explainObject" "stopExplaining" "hold" "sort" "byTime" "clearRange" "stageZoom" "zoomIn" "zoomOut" "panLeft" "panRight" "rowsHigher" "rowsLower" "rowsUp" "rowsDown" "zoomAll" "sortRows" "axis" "range" "parts" "divergence" "hideFuture" "asking" "ahead"
		Arg  float64 `json:"arg"`  // seek, divergence (0 = none): the step; speed: 1 = normal; select, explainObject: which, 0 = none; simple (no Ps), table (is open), hold (the explanation), byTime, hideFuture (in the timeline), asking (digits and Esc are the page's), ahead (the next sentence is told, too): 1 = yes; level: 0 = beginner, 1 = precise; sort: 0 = created, 1 = tree, 2 = lifetime; stageZoom: a factor, 0 = show all; parts: 0 = stage and timeline, 1 = stage, 2 = timeline
	}
	// Find marks the goroutines that meet a query; an empty one ends it.
	Find struct {
		Type  string `json:"type"` // "find"
		Query string `json:"query"`
	}
	// Stops sets the steps at which playing ends.
	Stops struct {
		Type  string `json:"type"` // "stops"
		Steps []int  `json:"steps"`
	}
	// Language has everything told in another language than English, which the
	// player starts with. A text with a mistake, or without all messages, is
	// refused, and what is told stays as it is.
	Language struct {
		Type string `json:"type"` // "language"
		Name string `json:"name"` // such as "zh"
		Text string `json:"text"` // the file of its messages, see viz/model/locale
	}
	// Look sets how the picture is drawn. The player starts with none.
	Look struct {
		Type      string  `json:"type"`      // "look"
		Theme     string  `json:"theme"`     // "light" "dark" "contrast"
		Reduced   bool    `json:"reduced"`   // prefers-reduced-motion
		Scale     float64 `json:"scale"`     // text scale, 1 = embedded, larger in presenter mode
		Spotlight bool    `json:"spotlight"` // presenter mode: what the step is not about is dimmed
	}
	// Ask wants a question about what comes after Step.
	Ask struct {
		Type string `json:"type"` // "ask"
		ID   int    `json:"id"`
		Kind string `json:"kind"` // "next" "blocks" "prints"
		Step int    `json:"step"`
	}
	// Propose wants steps at which the run is worth asking about.
	Propose struct {
		Type string `json:"type"` // "propose"
		ID   int    `json:"id"`
		Most int    `json:"most"`
	}
	// Compare wants the first difference from the trace in "data" (Uint8Array).
	Compare struct {
		Type string `json:"type"` // "compare"
		ID   int    `json:"id"`
	}
)

// The player tells the page.
type (
	// Ready: the program has started and accepts messages.
	Ready struct {
		Type string `json:"type"` // "ready"
	}
	// Loaded answers Load.
	Loaded struct {
		Type       string    `json:"type"` // "loaded"
		Steps      int       `json:"steps"`
		Goroutines int       `json:"goroutines"`
		Procs      int       `json:"procs"`
		Policy     string    `json:"policy"`
		Seed       string    `json:"seed"` // decimal; a uint64 does not fit a number
		Schedule   string    `json:"schedule"`
		Outputs    []Output  `json:"outputs"`  // everything printed in the run
		Findings   []Finding `json:"findings"` // in order of steps; the last is how the run ended
		Outcome    string    `json:"outcome"`  // "return" "exit" "panic" "fatal" "deadlock" "limit" "stopped"
		ExitStatus int       `json:"exitStatus"`
		Message    string    `json:"message"` // of the outcome, one line
		Files      []string  `json:"files"`   // names, in order
		Texts      []string  `json:"texts"`   // contents, in order
	}
	// Finding is something that the run shows for certain.
	Finding struct {
		Step int    `json:"step"`
		Kind string `json:"kind"` // "exit" "panic" "fatal" "deadlock" "limit" "leak" "held" "sleep"
		G    int    `json:"g"`    // 0 = none
		Text string `json:"text"`
	}
	// Output is one write of the program, visible from Step on.
	Output struct {
		Step int    `json:"step"`
		G    int    `json:"g"` // 0: the runtime
		FD   int    `json:"fd"`
		Text string `json:"text"`
	}
	// View is sent whenever the step or what is playing changes.
	View struct {
		Type      string    `json:"type"` // "view"
		Step      int       `json:"step"`
		Playing   bool      `json:"playing"`
		Speed     float64   `json:"speed"`
		Selected  int       `json:"selected"`
		Time      string    `json:"time"`      // virtual time as words: "100 ms"
		Kind      string    `json:"kind"`      // kind of the event that led here; "" at step 0
		Narration []Phrase  `json:"narration"` // one plain sentence (or two), in parts
		Next      []Phrase  `json:"next"`      // while somebody asks for it (ahead), that of the next step; none after the last
		Markers   []Marker  `json:"markers"`   // who acts, who is followed, the others
		Cut       bool      `json:"cut"`       // there are more markers than these
		States    []GState  `json:"states"`    // the text table, while it is open: every goroutine, at most 1000
		Counts    [6]int    `json:"counts"`    // by trace.GState
		Ended     bool      `json:"ended"`
		Followed  *Followed `json:"followed"`  // the selected goroutine
		Magnified bool      `json:"magnified"` // only a part of the stage is shown
		Timeline  Timeline  `json:"timeline"`
	}
	// Phrase is a part of a sentence.
	Phrase struct {
		Text   string `json:"text"`
		Strong bool   `json:"strong"`
		G      int    `json:"g"`   // the goroutine it names, 0 = none
		Obj    int    `json:"obj"` // the object it names, 0 = none
	}
	// Followed is the goroutine that is followed: its state and its own
	// transitions around the step.
	Followed struct {
		Row     GState   `json:"row"`
		Story   []Moment `json:"story"`
		WokenBy *Wake    `json:"wokenBy"` // the last time up to the step
		Woke    *Wake    `json:"woke"`
	}
	// Timeline is how the timeline is looked at.
	Timeline struct {
		Sort    int      `json:"sort"` // see Command
		ByTime  bool     `json:"byTime"`
		Whole   bool     `json:"whole"`   // the window shows the whole run
		Summary *Summary `json:"summary"` // of the selected range
	}
	// Summary says what happened in a part of the run.
	Summary struct {
		From        int     `json:"from"` // the steps from From to To, both included
		To          int     `json:"to"`
		Name        string  `json:"name"` // of the goroutine that it is about; "": all
		Time        string  `json:"time"` // virtual, as words
		Transitions int     `json:"transitions"`
		States      []Spent `json:"states"`
		Waits       []Spent `json:"waits"` // the blocked time by reason, the longest first
	}
	// Spent is how long goroutines were in a state, or waited for a reason, all
	// added up.
	Spent struct {
		State string `json:"state"`
		Why   string `json:"why"` // the reason; "" for a state as a whole
		Steps int    `json:"steps"`
		Time  string `json:"time"`  // virtual, as words
		Count int    `json:"count"` // how many waits
	}
	// Moment is one transition of a goroutine.
	Moment struct {
		Step    int      `json:"step"`
		Phrases []Phrase `json:"phrases"`
		Now     bool     `json:"now"` // it is what the goroutine is in at the step
	}
	// Wake says that a goroutine was woken or created, by or of which other,
	// in which step.
	Wake struct {
		G       int    `json:"g"`
		Name    string `json:"name"`
		Step    int    `json:"step"`
		Created bool   `json:"created"`
	}
	// Marker puts goroutine G at a line of the code.
	Marker struct {
		G     int    `json:"g"`
		File  int    `json:"file"`
		Line  int    `json:"line"`
		State string `json:"state"`
		Acts  bool   `json:"acts"` // this goroutine caused the current step
	}
	// GState is one row of the text table.
	GState struct {
		G     int    `json:"g"`
		Name  string `json:"name"`
		State string `json:"state"`
		Why   string `json:"why"` // "chan receive on results", "on P0", ""
	}
	// Explained is what a thing in the picture says of itself, again whenever
	// that changes.
	Explained struct {
		Type  string     `json:"type"`  // "explained"
		Shown bool       `json:"shown"` // false: nothing is explained any more
		Key   string     `json:"key"`   // tells things apart
		X     float64    `json:"x"`     // where the thing is, in CSS pixels of the frame
		Y     float64    `json:"y"`
		W     float64    `json:"w"`
		H     float64    `json:"h"`
		G     int        `json:"g"`     // the goroutine that it is, 0 = it is none
		ByKey bool       `json:"byKey"` // it was chosen with the keyboard
		Title []Phrase   `json:"title"`
		Lines [][]Phrase `json:"lines"`
	}
	// Found answers Find, at every step at which the run rests.
	Found struct {
		Type  string   `json:"type"` // "found"
		Query string   `json:"query"`
		Step  int      `json:"step"`
		Count int      `json:"count"`
		First []GState `json:"first"` // at most 50
	}
	// Question answers Ask. Without Answers there is nothing to choose from at
	// that step.
	Question struct {
		Type     string   `json:"type"` // "question"
		ID       int      `json:"id"`
		Kind     string   `json:"kind"` // "next" "blocks" "prints"
		Step     int      `json:"step"`
		Text     []Phrase `json:"text"`
		Answers  []Answer `json:"answers"`
		Right    int      `json:"right"`    // index in answers
		RevealAt int      `json:"revealAt"` // the step at which the answer is seen
		Why      []Phrase `json:"why"`      // the sentence of that step
	}
	// Answer is one to choose from.
	Answer struct {
		Phrases []Phrase `json:"phrases"`
	}
	// Proposed answers Propose.
	Proposed struct {
		Type  string  `json:"type"` // "proposed"
		ID    int     `json:"id"`
		Steps []AskAt `json:"steps"`
	}
	// AskAt is a question that can be asked at a step.
	AskAt struct {
		Step int    `json:"step"`
		Kind string `json:"kind"` // "next" "blocks" "prints"
	}
	// Compared answers Compare.
	Compared struct {
		Type  string   `json:"type"` // "compared"
		ID    int      `json:"id"`
		Step  int      `json:"step"`  // the first at which the runs differ, 0: at none
		Here  []Phrase `json:"here"`  // its sentence in this run
		There []Phrase `json:"there"` // and in the other
	}
	// Key is a key press the canvas got and does not handle; the page does.
	Key struct {
		Type  string `json:"type"` // "key"
		Key   string `json:"key"`
		Shift bool   `json:"shift"`
	}
	// Failed: the player cannot go on (no WebGL, corrupt trace, ...).
	Failed struct {
		Type    string `json:"type"` // "failed"
		Message string `json:"message"`
		Fatal   bool   `json:"fatal"` // false: it still accepts messages
	}
)

// The page tells the engine.
type (
	// Run compiles and runs a program. A run is stopped by ending the worker.
	Run struct {
		Type     string   `json:"type"` // "run"
		ID       int      `json:"id"`
		Names    []string `json:"names"` // file names
		Texts    []string `json:"texts"` // their contents, which may be archives of several files
		Stdin    string   `json:"stdin"` // standard input, unless the texts have a file of that name
		Procs    int      `json:"procs"`
		Policy   string   `json:"policy"`
		Seed     string   `json:"seed"`     // decimal
		Schedule string   `json:"schedule"` // "" = none
	}
	// Check compiles a program with its tests and runs it once for each of
	// Runs; each run is answered by a Checked, and all of them by a CheckDone.
	Check struct {
		Type    string    `json:"type"` // "check"
		ID      int       `json:"id"`
		Names   []string  `json:"names"`   // file names
		Texts   []string  `json:"texts"`   // their contents
		Without []string  `json:"without"` // kinds of objects that the program may not use
		Runs    []Setting `json:"runs"`
	}
	// Setting is what, besides the program, determines a run.
	Setting struct {
		Procs  int    `json:"procs"`
		Policy string `json:"policy"`
		Seed   string `json:"seed"` // decimal
	}
)

// The engine tells the page.
type (
	// EngineReady: the interpreter is warm.
	EngineReady struct {
		Type string `json:"type"` // "ready"
	}
	// Result answers Run; the trace is in "data" (Uint8Array) when there is one.
	Result struct {
		Type        string       `json:"type"` // "result"
		ID          int          `json:"id"`
		Diagnostics []Diagnostic `json:"diagnostics"` // not empty: there is no trace
		Outcome     string       `json:"outcome"`     // as trace.Outcome: "return" "exit" "panic" "fatal" "deadlock" "limit"
		ExitStatus  int          `json:"exitStatus"`
		Message     string       `json:"message"` // of the outcome, one line
		HasTrace    bool         `json:"hasTrace"`
	}
	// Checked is the verdict on one run. A Run with the same settings makes
	// the same trace, up to the smaller limits of a Check.
	Checked struct {
		Type       string       `json:"type"` // "checked"
		ID         int          `json:"id"`
		Run        int          `json:"run"`     // index in Check.Runs
		Outcome    string       `json:"outcome"` // as in Result
		ExitStatus int          `json:"exitStatus"`
		Message    string       `json:"message"`
		Passed     bool         `json:"passed"`
		Failed     []FailedTest `json:"failed"`
		Left       []Left       `json:"left"`
		Barred     []Barred     `json:"barred"`
		Step       int          `json:"step"` // where the first failure shows
		Steps      int          `json:"steps"`
		Goroutines int          `json:"goroutines"`
		Switches   int          `json:"switches"` // how often a goroutine began to run
		TimeNs     float64      `json:"timeNs"`   // virtual
		Objects    []Objects    `json:"objects"`  // those of the program itself
	}
	// CheckDone answers Check.
	CheckDone struct {
		Type        string       `json:"type"` // "checkDone"
		ID          int          `json:"id"`
		Diagnostics []Diagnostic `json:"diagnostics"` // not empty: nothing was run
	}
	// FailedTest is a test that failed or was not over when the program ended.
	FailedTest struct {
		Name   string `json:"name"`
		Output string `json:"output"` // what it said; empty if it was not over
	}
	// Left is a goroutine that was blocked when the program ended.
	Left struct {
		G    int    `json:"g"`
		Func string `json:"func"`
		Why  string `json:"why"` // in the runtime's words
		On   string `json:"on"`  // what it waits for, as the source names it; may be empty
		File string `json:"file"`
		Line int    `json:"line"`
	}
	// Barred is an object of a kind that the program may not use.
	Barred struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
		File string `json:"file"`
		Line int    `json:"line"`
	}
	// Objects is how many objects of a kind there are.
	Objects struct {
		Kind  string `json:"kind"`
		Count int    `json:"count"`
	}
	// Diagnostic says what is wrong with the program and where.
	Diagnostic struct {
		File    string `json:"file"`
		Line    int    `json:"line"` // from 1
		Col     int    `json:"col"`  // from 1, in bytes
		Len     int    `json:"len"`  // 0: unknown
		Message string `json:"message"`
		Hint    string `json:"hint"` // what to do instead; may be empty
		Kind    string `json:"kind"` // "load" "syntax" "type" "link" "unsupported"
	}
)

// The page tells the measuring program.
type (
	// Count starts so many goroutines, measures them and lets them finish.
	Count struct {
		Type       string `json:"type"` // "count"
		Goroutines int    `json:"goroutines"`
	}
)

// The measuring program tells the page.
type (
	// MeasureReady: the program has started and accepts messages.
	MeasureReady struct {
		Type string `json:"type"` // "ready"
	}
	// Counting: so many are started by now.
	Counting struct {
		Type    string `json:"type"` // "counting"
		Started int    `json:"started"`
	}
	// Counted answers Count.
	Counted struct {
		Type       string  `json:"type"` // "counted"
		Goroutines int     `json:"goroutines"`
		StackBytes float64 `json:"stackBytes"` // of all of them
		HeapBytes  float64 `json:"heapBytes"`  // what else they take, of all of them
		SysBytes   float64 `json:"sysBytes"`   // what the program has from the browser
		StartNs    float64 `json:"startNs"`    // until all had run and were blocked
		SwitchNs   float64 `json:"switchNs"`   // one switch
		EndNs      float64 `json:"endNs"`      // until all were woken and had returned
	}
)
