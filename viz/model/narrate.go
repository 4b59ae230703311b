package model

import (
	"slices"
	"strconv"
	"strings"

	"gopark/scenarios/trace"
)

// Phrase is a part of a sentence.
type Phrase struct {
	Text   string
	Strong bool
	G      trace.GID // the goroutine it names, or NoG
}

// maxQuote bounds how much of a value or of a printed text a sentence repeats,
// in characters.
const maxQuote = 60

// Narrate says in one plain sentence what the event that led to the cursor's
// step was, and why.
func (c *Cursor) Narrate() []Phrase {
	if c.To.Step == 0 {
		return c.run.phrases(sentences[sayStart], &words{})
	}
	which, w := c.run.choose(c.From, &c.Event, c.To)
	return c.run.phrases(sentences[which], w)
}

// words are what the braces in a sentence stand for.
type words struct {
	e       *trace.Event
	holder  trace.GID
	other   trace.GID
	n       int64
	cap     int64
	time    trace.Time
	value   string
	message string
	choice  string
}

// choose picks the sentence for e, which leads from one state to the next.
func (r *Run) choose(from *trace.State, e *trace.Event, to *trace.State) (sentence, *words) {
	w := &words{e: e, n: e.Arg, value: e.Text, message: e.Text}
	if e.Queue == trace.QNext && e.Kind != trace.KStart && e.P >= 0 && int(e.P) < len(from.Ps) {
		w.other = from.Ps[e.P].Next
	}
	var before, after trace.OView
	if e.Obj != trace.NoObj && int(e.Obj) <= to.Objects() {
		after = *to.O(e.Obj)
		if int(e.Obj) <= from.Objects() {
			before = *from.O(e.Obj)
		}
		w.cap = int64(r.Trace.Objects[e.Obj].Cap)
	}
	switch e.Kind {
	case trace.KCreate:
		return either(e.By == trace.NoG, sayCreateMain, sayCreate), w
	case trace.KReady:
		return either(e.By == trace.NoG, sayReadyMain, sayReady), w
	case trace.KStart:
		return [trace.NumQueues]sentence{sayRunNext, sayRunNext, sayRunLocal, sayRunGlobal}[e.Queue], w
	case trace.KBlock:
		return r.chooseBlock(e, &before, from, w), w
	case trace.KUnblock:
		return r.chooseWake(e, from, &before), w
	case trace.KYield:
		return [...]sentence{sayYieldGosched, sayYieldPreempt, sayYieldHandOff}[clamp(e.Arg, 3)], w
	case trace.KEnd:
		if e.Arg == trace.EndGoexit {
			return sayEndGoexit, w
		}
		return either(e.G == trace.MainG, sayEndMain, sayEndReturn), w
	case trace.KSteal:
		return saySteal, w
	case trace.KRefill:
		return sayRefill, w
	case trace.KSpill:
		return saySpill, w
	case trace.KMake:
		w.n = w.cap
		switch r.kindOf(e.Obj) {
		case trace.ObjChan:
			return either(w.cap == 0, sayMakeChan, sayMakeChanBuffered), w
		case trace.ObjTimer, trace.ObjTicker:
			return sayMakeTimer, w
		case trace.ObjContext:
			return r.chooseContext(e, w), w
		}
		return sayMakeOther, w
	case trace.KSend:
		w.n = int64(len(after.Buf))
		if e.G == trace.NoG {
			return either(e.By == trace.NoG, sayTimerSendBuffer, sayTimerSendTo), w
		}
		return either(e.By == trace.NoG, saySendBuffer, saySendTo), w
	case trace.KRecv:
		return r.chooseRecv(e, &before, w, len(after.Buf)), w
	case trace.KClose:
		return sayClose, w
	case trace.KSelect:
		if e.Arg < 0 || int(e.Arg) >= len(e.Cases) {
			return saySelectDefault, w
		}
		c := &e.Cases[e.Arg]
		w.choice = wordReceiveFrom + r.caseObject(c)
		if c.Send {
			w.choice = wordSendTo + r.caseObject(c)
		}
		return saySelectCase, w
	case trace.KLock:
		if _, late := slices.BinarySearch(r.lateLocks, to.Step); late && e.By == trace.NoG {
			return sayLockLate, w
		}
		return either(e.By == trace.NoG, sayLock, sayLockHanded), w
	case trace.KUnlock:
		w.n = int64(after.Waiters.Len())
		return either(w.n == 0, sayUnlock, sayUnlockWaiting), w
	case trace.KRLock:
		return sayRLock, w
	case trace.KRUnlock:
		return sayRUnlock, w
	case trace.KAdd:
		w.cap = e.Aux
		if e.Arg >= 0 {
			return sayAdd, w
		}
		return either(e.Aux == 0, sayAddZero, sayAddDone), w
	case trace.KDo:
		return [...]sentence{sayDoSkip, sayDoRun, sayDoOver}[clamp(e.Arg, 3)], w
	case trace.KSignal:
		return either(e.Arg == 0, saySignal, sayBroadcast), w
	case trace.KTimer:
		w.time = trace.Time(e.Aux) - e.Time
		return [...]sentence{sayTimerSet, sayTimerFire, sayTimerStop, sayTimerReset}[clamp(e.Arg, 4)], w
	case trace.KCancel:
		p := r.Trace.Objects[e.Obj].Of
		return either(p != trace.NoObj && from.O(p).Cancelled, sayCancelToo, sayCancel), w
	case trace.KPrint:
		return either(e.Arg == 2, sayPrintErr, sayPrint), w
	case trace.KPanic:
		return sayPanic, w
	case trace.KRecover:
		return sayRecover, w
	case trace.KExit:
		return r.chooseExit(e, from, w), w
	}
	return sayNothing, w
}

func (r *Run) chooseBlock(e *trace.Event, o *trace.OView, from *trace.State, w *words) sentence {
	w.holder = o.Holder
	held := o.Holder != trace.NoG
	switch e.Reason {
	case trace.ReasonChanReceive:
		switch k := r.kindOf(e.Obj); {
		case k == trace.ObjTimer || k == trace.ObjTicker:
			return sayBlockTimer
		case w.cap > 0:
			return sayBlockRecvBuffered
		}
		return sayBlockRecv
	case trace.ReasonChanSend:
		return either(w.cap > 0, sayBlockSendFull, sayBlockSend)
	case trace.ReasonChanReceiveNil:
		return sayBlockRecvNil
	case trace.ReasonChanSendNil:
		return sayBlockSendNil
	case trace.ReasonSelect:
		w.n = int64(len(e.Cases))
		return sayBlockSelect
	case trace.ReasonSelectNoCases:
		return sayBlockSelectEmpty
	case trace.ReasonSleep:
		w.time = trace.Time(e.Aux) - e.Time
		return sayBlockSleep
	case trace.ReasonMutexLock:
		return either(held, sayBlockMutexHeld, sayBlockMutex)
	case trace.ReasonRWMutexRLock:
		return either(held, sayBlockRLockHeld, sayBlockRLock)
	case trace.ReasonRWMutexLock:
		if held {
			return sayBlockWLockHeld
		}
		w.n = int64(len(o.Readers))
		return either(w.n > 0, sayBlockWLockRead, sayBlockWLock)
	case trace.ReasonWaitGroupWait:
		w.n = o.Counter
		return sayBlockWaitGroup
	case trace.ReasonCondWait:
		return sayBlockCond
	case trace.ReasonIO:
		return sayBlockIO
	case trace.ReasonBubbleRun:
		return sayBlockBubbleRun
	case trace.ReasonBubbleWait:
		return sayBlockBubbleWait
	}
	return either(e.Obj == trace.NoObj, sayBlockIO, sayBlockOther)
}

func (r *Run) chooseContext(e *trace.Event, w *words) sentence {
	o := &r.Trace.Objects[e.Obj]
	w.time = trace.Time(e.Arg) - e.Time
	switch {
	case e.Arg > 0:
		return either(o.Of == trace.NoObj, sayMakeDeadline, sayMakeDeadlineBelow)
	case o.Of == trace.NoObj:
		return sayMakeContext
	}
	return either(o.Type == "context.WithoutCancel", sayMakeContextFree, sayMakeContextBelow)
}

func (r *Run) chooseWake(e *trace.Event, from *trace.State, o *trace.OView) sentence {
	var reason trace.Reason
	if int(e.G) <= from.Goroutines() {
		reason = from.G(e.G).Reason
	}
	if e.By == trace.NoG {
		switch reason {
		case trace.ReasonSleep:
			return sayWakeSleep
		case trace.ReasonChanReceive:
			return sayWakeTimer
		case trace.ReasonSelect:
			return sayWakeSelectTimer
		}
		return sayWakeOther
	}
	switch reason {
	case trace.ReasonChanReceive:
		return either(o.Closed, sayWakeClosed, sayWakeRecv)
	case trace.ReasonChanSend:
		return either(o.Closed, sayWakeClosed, sayWakeSend)
	case trace.ReasonSelect:
		return sayWakeSelect
	case trace.ReasonMutexLock, trace.ReasonRWMutexLock, trace.ReasonRWMutexRLock:
		return sayWakeLock
	case trace.ReasonWaitGroupWait:
		return sayWakeWaitGroup
	case trace.ReasonCondWait:
		return sayWakeCond
	}
	return sayWakeOther
}

func (r *Run) chooseRecv(e *trace.Event, before *trace.OView, w *words, left int) sentence {
	w.n = int64(left)
	switch k := r.kindOf(e.Obj); {
	case e.Arg == 0:
		return sayRecvClosed
	case k == trace.ObjTimer || k == trace.ObjTicker:
		return sayRecvTimer
	case e.By == trace.NoG:
		return sayRecvBuffer
	}
	return either(len(before.Buf) > 0, sayRecvFromBuffered, sayRecvFrom)
}

func (r *Run) chooseExit(e *trace.Event, from *trace.State, w *words) sentence {
	switch trace.Outcome(e.Arg) {
	case trace.OutcomeExit:
		return sayExitExit
	case trace.OutcomePanic:
		return sayExitPanic
	case trace.OutcomeFatal:
		return sayExitFatal
	case trace.OutcomeDeadlock:
		return sayExitDeadlock
	case trace.OutcomeLimit:
		return sayExitLimit
	case trace.OutcomeStopped:
		return sayExitStopped
	}
	// Main itself may still be running when the program ends.
	for s := trace.Created; s < trace.Done; s++ {
		w.n += int64(from.Counts[s])
	}
	if int(trace.MainG) <= from.Goroutines() && from.G(trace.MainG).State != trace.Done {
		w.n--
	}
	return either(w.n > 0, sayExitReturnAlive, sayExitReturn)
}

func either(cond bool, yes, no sentence) sentence {
	if cond {
		return yes
	}
	return no
}

// clamp makes an index below n of a number that a valid trace keeps below n.
func clamp(v int64, n int) int {
	if v < 0 || v >= int64(n) {
		return 0
	}
	return int(v)
}

func (r *Run) kindOf(o trace.ObjID) trace.ObjKind {
	if o == trace.NoObj || int(o) >= len(r.Trace.Objects) {
		return trace.ObjNone
	}
	return r.Trace.Objects[o].Kind
}

func (r *Run) caseObject(c *trace.Case) string {
	if c.Obj == trace.NoObj {
		return wordNilChannel
	}
	return r.Object(c.Obj)
}

// phrases fills in a sentence of the table.
func (r *Run) phrases(text string, w *words) []Phrase {
	var out []Phrase
	strong := false
	say := func(s string, g trace.GID) {
		if s == "" {
			return
		}
		if n := len(out); n > 0 && g == trace.NoG && out[n-1].G == trace.NoG && out[n-1].Strong == strong {
			out[n-1].Text += s
			return
		}
		out = append(out, Phrase{Text: s, Strong: strong, G: g})
	}
	for text != "" {
		i := strings.IndexAny(text, "*{")
		if i < 0 {
			say(text, trace.NoG)
			break
		}
		say(text[:i], trace.NoG)
		if text[i] == '*' {
			strong = !strong
			text = text[i+1:]
			continue
		}
		end := i + strings.IndexByte(text[i:], '}')
		key := text[i+1 : end]
		text = text[end+1:]
		switch key {
		case "g":
			say(r.Name(w.e.G), w.e.G)
		case "by":
			say(r.Name(w.e.By), w.e.By)
		case "holder":
			say(r.Name(w.holder), w.holder)
		case "other":
			say(r.Name(w.other), w.other)
		case "queue":
			where := destinations[w.e.Queue]
			if w.other != trace.NoG {
				where = displaced
			}
			for _, p := range r.phrases(where, w) {
				say(p.Text, p.G)
			}
		default:
			say(r.word(key, w), trace.NoG)
		}
	}
	return tidy(out)
}

// tidy removes the double spaces and the spaces before punctuation that an
// empty part leaves behind.
func tidy(ps []Phrase) []Phrase {
	kept := ps[:0]
	prev := byte(' ')
	for _, p := range ps {
		var b strings.Builder
		for i := 0; i < len(p.Text); i++ {
			c := p.Text[i]
			if c == ' ' && prev == ' ' {
				continue
			}
			b.WriteByte(c)
			prev = c
		}
		p.Text = b.String()
		if p.Text != "" {
			kept = append(kept, p)
		}
	}
	for i := range kept {
		for _, mark := range []string{" .", " :", " ,"} {
			kept[i].Text = strings.ReplaceAll(kept[i].Text, mark+" ", mark[1:]+" ")
			if strings.HasSuffix(kept[i].Text, mark) {
				kept[i].Text = strings.TrimSuffix(kept[i].Text, mark) + mark[1:]
			}
		}
		if i+1 < len(kept) && strings.HasSuffix(kept[i].Text, " ") && strings.IndexByte(".:,", kept[i+1].Text[0]) >= 0 {
			kept[i].Text = strings.TrimRight(kept[i].Text, " ")
		}
	}
	if n := len(kept); n > 0 {
		kept[n-1].Text = strings.TrimRight(kept[n-1].Text, " ")
		if c := kept[0].Text[0]; kept[0].G == trace.NoG && strings.HasPrefix(kept[0].Text, wordThe) {
			kept[0].Text = string(c-'a'+'A') + kept[0].Text[1:]
		}
	}
	return kept
}

func (r *Run) word(key string, w *words) string {
	switch key {
	case "at":
		return r.Place(w.e.Site)
	case "obj":
		return r.Object(w.e.Obj)
	case "parent":
		return r.Object(r.Trace.Objects[w.e.Obj].Of)
	case "type":
		if w.e.Obj != trace.NoObj && int(w.e.Obj) < len(r.Trace.Objects) {
			if t := r.Trace.Objects[w.e.Obj].Type; t != "" {
				return t
			}
		}
		return KindNoun(r.kindOf(w.e.Obj))
	case "value":
		if w.value == "" {
			return wordAValue
		}
		return shorten(w.value, maxQuote)
	case "text":
		return strconv.Quote(shorten(strings.TrimRight(w.e.Text, "\n"), maxQuote))
	case "message":
		return shorten(strings.TrimSpace(w.message), 3*maxQuote)
	case "p":
		return w.e.P.String()
	case "from":
		return trace.PID(w.e.Aux).String()
	case "n":
		return Count(w.n)
	case "cap":
		return Count(w.cap)
	case "status":
		return Count(w.e.Aux)
	case "time":
		return Duration(w.time)
	case "case":
		return w.choice
	}
	if noun, ok := strings.CutPrefix(key, "num:"); ok {
		if w.n != 1 {
			noun += "s"
		}
		return Count(w.n) + " " + noun
	}
	return "{" + key + "}"
}

// Place says where in the source a site is: "at line 24", with the file's name
// when the program has several.
func (r *Run) Place(id trace.SiteID) string {
	if id == trace.NoSite || int(id) >= len(r.Trace.Sites) {
		return ""
	}
	s := &r.Trace.Sites[id]
	if s.Line <= 0 {
		return ""
	}
	if len(r.Trace.Files) > 1 && s.File >= 0 && s.File < len(r.Trace.Files) {
		return wordAt + r.Trace.Files[s.File].Name + ":" + strconv.Itoa(s.Line)
	}
	return wordAtLine + strconv.Itoa(s.Line)
}

// shorten cuts s after n characters.
func shorten(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at] + "…"
		}
		i++
	}
	return s
}
