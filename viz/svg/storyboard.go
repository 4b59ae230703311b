package svg

import (
	"fmt"
	"slices"
	"strings"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// words are those of a storyboard that come neither from the program nor from
// the narration.
var words = struct{ step string }{step: "Step %s of %s"}

// Board is how a storyboard looks.
type Board struct {
	Title    string
	Theme    *scene.Theme // nil: the light one, for print
	Columns  int          // 0: two
	Timeline bool         // below each stage
	Simple   bool         // the Ps and their queues are folded away
}

// The measures of a storyboard in units, which are the CSS pixels of its
// pictures. A page of two columns and three rows is as wide and no higher than
// what both A4 and Letter have inside of margins of 10 mm; its sentences print
// at 9 points, its smallest text at 7.
const (
	pageWidth   = 190.0 // of the document, in mm
	columnWidth = 680.0
	columnGap   = 20.0
	rowGap      = 28.0
	titleHeight = 50.0
	titleSize   = 28.0
	stageHeight = 440.0
	timeHeight  = 160.0
	textScale   = 1.3
	captionSize = 22.0
	captionLine = 28.0
)

// Storyboard draws steps of a run as frames in a grid, each with its number and
// its sentence below.
func Storyboard(run *model.Run, steps []trace.Step, b Board) []byte {
	if b.Theme == nil {
		b.Theme = &scene.Light
	}
	columns := b.Columns
	if columns <= 0 {
		columns = 2
	}
	v := scene.View{Width: columnWidth, Height: stageHeight, Theme: b.Theme, Scale: textScale, Simple: b.Simple, NoTimeline: true}
	if b.Timeline {
		v.Height, v.NoTimeline = stageHeight+timeHeight, false
	}
	if columns == 1 {
		v.Width = 2*columnWidth + columnGap
	}
	c, s := model.NewCursor(run), scene.New(run, v)
	frames := make([]frame, len(steps))
	var all []scene.Shape
	for i, step := range steps {
		c.Seek(step)
		draw(&frames[i].picture, s, c, 1)
		frames[i].caption = caption(c, run.Steps(), v.Width, b.Theme)
		all = append(all, frames[i].picture.Shapes...)
	}
	// Each row is as high as the longest of its sentences.
	y := titleHeight
	for row := 0; row < len(frames); row += columns {
		lines := 0
		for i := row; i < min(row+columns, len(frames)); i++ {
			frames[i].at = scene.Point{X: float64(i-row) * (v.Width + columnGap), Y: y}
			lines = max(lines, len(frames[i].caption))
		}
		y += v.Height + float64(lines)*captionLine + rowGap
	}
	page := scene.Rect{W: float64(columns)*(v.Width+columnGap) - columnGap, H: y - rowGap + captionLine/2}

	w := newWriter(page, fmt.Sprintf("width=\"%smm\" height=\"%smm\"", num(pageWidth), num(page.H*pageWidth/page.W)))
	w.patterns(all)
	w.shape(&scene.Shape{Op: scene.OpBox, Rect: page, Fill: b.Theme.Page})
	title := line(b.Title, font.Bold, titleSize, b.Theme.Text)
	title.Rect.Y = titleHeight / 2
	w.shape(&title)
	for i := range frames {
		f := &frames[i]
		fmt.Fprintf(&w.buf, "<svg x=%q y=%q width=%q height=%q viewBox=%q>\n", num(f.at.X), num(f.at.Y), num(v.Width), num(v.Height), box(scene.Rect{W: v.Width, H: v.Height}))
		for k := range f.picture.Shapes {
			w.shape(&f.picture.Shapes[k])
		}
		w.buf.WriteString("</svg>\n")
		for k := range f.caption {
			l := &f.caption[k]
			l.Rect.X, l.Rect.Y = f.at.X, f.at.Y+v.Height+float64(k+1)*captionLine
			w.shape(l)
		}
	}
	return w.end()
}

// frame is one step of a storyboard.
type frame struct {
	at      scene.Point
	picture scene.Picture
	caption []scene.Shape // lines
}

// caption returns the lines below a frame: which step it is and what happens.
func caption(c *model.Cursor, steps trace.Step, width float64, th *scene.Theme) []scene.Shape {
	head := fmt.Sprintf(words.step, model.Count(int64(c.Step())), model.Count(int64(steps)))
	lines := []scene.Shape{line(head, font.Bold, captionSize, th.Text)}
	for _, text := range wrap(sentence(c), font.Regular, captionSize, width) {
		lines = append(lines, line(text, font.Regular, captionSize, th.Text))
	}
	return lines
}

func line(text string, face font.Face, size float64, color scene.Color) scene.Shape {
	return scene.Shape{Op: scene.OpText, Text: text, Face: face, Size: size, Fill: color, Rect: scene.Rect{W: font.Width(face, size, text), H: size}}
}

// wrap divides a text into lines of at most a width; a word that is wider has a
// line of its own and is cut.
func wrap(text string, face font.Face, size, width float64) []string {
	var lines []string
	now := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(now + " " + word)
		if now != "" && font.Width(face, size, longer) > width {
			lines = append(lines, now)
			longer = word
		}
		now = font.Fit(face, size, longer, width)
	}
	if now != "" {
		lines = append(lines, now)
	}
	return lines
}

// MostKeySteps is how many steps KeySteps chooses at most: a page of them.
const MostKeySteps = 6

// KeySteps chooses the steps that a storyboard of a run shows unless somebody
// says which, in order. They are those that are marked; the last one; the
// first at which each of these happens: a goroutine is created, blocks, wakes
// another, hands a value or a lock to another, is preempted or stolen, has its
// context cancelled, panics; and, as long as there is room, the step in the
// middle of the longest part of which nothing is shown.
func KeySteps(run *model.Run, marked ...trace.Step) []trace.Step {
	last := run.Steps()
	var out []trace.Step
	add := func(step trace.Step) {
		if step >= 0 && step <= last && len(out) < MostKeySteps && !slices.Contains(out, step) {
			out = append(out, step)
		}
	}
	for _, step := range marked {
		add(step)
	}
	add(last)
	for _, step := range firsts(run) {
		add(step)
	}
	for len(out) < MostKeySteps {
		slices.Sort(out)
		from, longest := trace.Step(0), trace.Step(0)
		before := trace.Step(0)
		for _, step := range out {
			if step-before > longest {
				from, longest = before, step-before
			}
			before = step
		}
		if longest < 2 {
			break
		}
		add(from + longest/2)
	}
	slices.Sort(out)
	return out
}

// turning says what the first of something is in a storyboard; see KeySteps.
var turning = []func(e *trace.Event) bool{
	func(e *trace.Event) bool { return e.Kind == trace.KReady && e.By != trace.NoG },
	func(e *trace.Event) bool { return e.Kind == trace.KBlock },
	func(e *trace.Event) bool { return e.Kind == trace.KUnblock && e.By != trace.NoG },
	func(e *trace.Event) bool {
		return e.By != trace.NoG && (e.Kind == trace.KSend || e.Kind == trace.KRecv || e.Kind == trace.KLock)
	},
	func(e *trace.Event) bool {
		return e.Kind == trace.KSteal || e.Kind == trace.KYield && e.Arg == trace.YieldPreempt
	},
	func(e *trace.Event) bool { return e.Kind == trace.KCancel || e.Kind == trace.KPanic },
}

// firsts returns the first step of each kind of turning, in their order.
func firsts(run *model.Run) []trace.Step {
	found := make([]trace.Step, len(turning))
	left := len(found)
	for i, e := range run.Trace.Events() {
		for k, is := range turning {
			if found[k] == 0 && is(&e) {
				found[k] = trace.Step(i + 1)
				left--
			}
		}
		if left == 0 {
			break
		}
	}
	return slices.DeleteFunc(found, func(s trace.Step) bool { return s == 0 })
}
