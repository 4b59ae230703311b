package model

import (
	"fmt"
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// QuestionKind is what a reader is asked to predict.
type QuestionKind uint8

const (
	AskNext   QuestionKind = iota // who runs next?
	AskBlocks                     // does the goroutine block at what it comes to?
	AskPrints                     // what is printed next?
	NumQuestionKinds
)

var questionNames = [NumQuestionKinds]string{"next", "blocks", "prints"}

func (k QuestionKind) String() string {
	if k < NumQuestionKinds {
		return questionNames[k]
	}
	return fmt.Sprintf("question(%d)", uint8(k))
}

// ParseQuestion returns the kind of that name.
func ParseQuestion(name string) (QuestionKind, bool) {
	i := slices.Index(questionNames[:], name)
	return QuestionKind(max(i, 0)), i >= 0
}

// Question is one about what happens after a step, with its answer.
type Question struct {
	Kind     QuestionKind
	Step     trace.Step // at which it is asked
	Text     []Phrase
	Answers  [][]Phrase
	Right    int        // index in Answers
	RevealAt trace.Step // where the answer is seen
	Why      []Phrase   // the sentence of that step
}

// maxAnswers bounds the answers that are offered.
const maxAnswers = 5

// Ask asks about what comes after the cursor's step; ok is false where there is
// no choice.
func (c *Cursor) Ask(kind QuestionKind, level Level) (q Question, ok bool) {
	switch kind {
	case AskNext:
		q, ok = c.askNext(level)
	case AskBlocks:
		q, ok = c.askBlocks(level)
	case AskPrints:
		q, ok = c.askPrints(level)
	}
	if !ok || q.Right < 0 || len(q.Answers) < 2 || q.RevealAt <= c.Step() {
		return Question{}, false
	}
	q.Kind, q.Step = kind, c.Step()
	reveal := NewCursor(c.run)
	reveal.Seek(q.RevealAt)
	q.Why = reveal.Narrate(level)
	return q, true
}

// askNext offers those that could run: whoever is in line; where the one that
// will run is not yet, those that wait, too; and nobody, where no goroutine is
// in line or runs.
func (c *Cursor) askNext(level Level) (q Question, ok bool) {
	r := c.run
	q.Text, q.RevealAt = r.tell(level, "question.next", nil), r.Steps()
	right := trace.NoG
	for i := int(c.Step()); i < r.Trace.Len(); i++ {
		if e := r.Trace.Event(i); e.Kind == trace.KStart {
			right, q.RevealAt = e.G, trace.Step(i+1)
			break
		}
	}
	could := c.inState(trace.Created, trace.Runnable)
	if !slices.Contains(could, right) {
		could = c.inState(trace.Created, trace.Runnable, trace.Blocked)
	}
	nobody := c.To.Counts[trace.Created]+c.To.Counts[trace.Runnable]+c.To.Counts[trace.Running] == 0
	if right == trace.NoG && !nobody {
		return q, false
	}
	most := maxAnswers
	if nobody {
		most--
	}
	q.Right = -1
	for _, g := range window(could, slices.Index(could, right), most, int(c.Step())) {
		if g == right {
			q.Right = len(q.Answers)
		}
		q.Answers = append(q.Answers, []Phrase{{Text: r.Name(g), G: g}})
	}
	if nobody {
		if right == trace.NoG {
			q.Right = len(q.Answers)
		}
		q.Answers = append(q.Answers, r.tell(level, "answer.nobody", nil))
	}
	return q, true
}

// inState returns the goroutines in some states, in order.
func (c *Cursor) inState(states ...trace.GState) []trace.GID {
	var out []trace.GID
	for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
		if slices.Contains(states, c.To.G(g).State) {
			out = append(out, g)
		}
	}
	return out
}

// window returns at most so many of a list that goes round, next to each other
// and among them the one at an index, of which the place does not tell that it
// is the one.
func window[T any](list []T, index, most, salt int) []T {
	if len(list) <= most {
		return list
	}
	out := make([]T, most)
	for i := range out {
		out[i] = list[(index-salt%most+i+len(list))%len(list)]
	}
	return out
}

// askBlocks asks about the operation that a running goroutine comes to first.
func (c *Cursor) askBlocks(level Level) (q Question, ok bool) {
	r := c.run
	for i := int(c.Step()); i < r.Trace.Len(); i++ {
		e := r.Trace.Event(i)
		g := e.Actor()
		if g == trace.NoG || int(g) > c.To.Goroutines() || c.To.G(g).State != trace.Running || e.Kind == trace.KMake {
			continue
		}
		q.RevealAt = trace.Step(i + 1)
		switch {
		case r.endsWith(&e, q.RevealAt):
			q.Right, q.RevealAt = 2, r.Steps()
		case e.Kind == trace.KBlock:
			q.Right = 0
		case c.Event.Actor() == g && (e.Kind == trace.KUnblock && c.Event.Site == e.Site || c.Event.Kind == trace.KSelect):
			return q, false // the second part of what it is doing
		case meets(&e):
			q.Right = 1
		default:
			return q, false
		}
		at := e.Site
		if e.Kind == trace.KEnd {
			at = trace.NoSite // the last statement's, which is done
		}
		q.Text = r.tell(level, "question.blocks", []arg{gArg("g", g), siteArg("at", at)})
		for _, key := range []string{"answer.blocks", "answer.goes", "answer.ends"} {
			q.Answers = append(q.Answers, r.tell(level, key, nil))
		}
		return q, true
	}
	return q, false
}

// endsWith reports whether the program ends because of the event that leads to
// a step.
func (r *Run) endsWith(e *trace.Event, step trace.Step) bool {
	switch e.Kind {
	case trace.KExit:
		return true
	case trace.KEnd:
		return e.G == trace.MainG && e.Arg == trace.EndReturn
	case trace.KPanic:
		return slices.ContainsFunc(r.Findings(), func(f Finding) bool { return f.Kind == FindingPanic && f.Step == step })
	}
	return false
}

// meets reports whether e is an operation at which goroutines meet, or the
// first part of one, so that somebody who learns may think that it blocks.
func meets(e *trace.Event) bool {
	switch e.Kind {
	case trace.KClose, trace.KUnlock, trace.KRUnlock, trace.KAdd, trace.KDo, trace.KSignal, trace.KCancel, trace.KUnblock:
		return true
	}
	return mayBlock(e)
}

// mayBlock reports whether e is an operation that blocks, or one that could
// have.
func mayBlock(e *trace.Event) bool {
	switch e.Kind {
	case trace.KBlock, trace.KSend, trace.KRecv, trace.KSelect, trace.KLock, trace.KRLock:
		return true
	}
	return false
}

// askPrints offers what the program prints at other times, next before the
// rest, and that nothing more is printed.
func (c *Cursor) askPrints(level Level) (q Question, ok bool) {
	r := c.run
	q.Text, q.RevealAt = r.tell(level, "question.prints", nil), r.Steps()
	next := r.outputsUntil(c.Step())
	var texts []string
	add := func(o *Output) {
		if t := line(o.Text); t != "" && len(texts) < maxAnswers-1 && !slices.Contains(texts, t) {
			texts = append(texts, t)
		}
	}
	right := ""
	if next < len(r.Outputs) {
		right, q.RevealAt = line(r.Outputs[next].Text), r.Outputs[next].Step
		if right == "" {
			return q, false
		}
		add(&r.Outputs[next])
	}
	for i := next + 1; i < len(r.Outputs) && len(texts) < maxAnswers-1; i++ {
		add(&r.Outputs[i])
	}
	for i := next - 1; i >= 0 && len(texts) < maxAnswers-1; i-- {
		add(&r.Outputs[i])
	}
	slices.Sort(texts)
	for _, t := range texts {
		q.Answers = append(q.Answers, []Phrase{{Text: t}})
	}
	q.Right = len(texts)
	if right != "" {
		q.Right = slices.Index(texts, right)
	}
	q.Answers = append(q.Answers, r.tell(level, "answer.nothing", nil))
	return q, true
}

// outputsUntil returns how many outputs there are up to a step.
func (r *Run) outputsUntil(step trace.Step) int {
	n, _ := slices.BinarySearchFunc(r.Outputs, step+1, func(o Output, step trace.Step) int { return int(o.Step - step) })
	return n
}

// line is a printed text as an answer: its first line that says something.
func line(text string) string {
	text = strings.TrimSpace(text)
	first, _, more := strings.Cut(text, "\n")
	if more {
		first += " …"
	}
	return shorten(first, maxQuote)
}
