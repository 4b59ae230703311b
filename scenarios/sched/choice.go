package sched

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"runtime"

	"gopark/scenarios/trace"
)

// A schedule is the choices of a run as text. The text is base64url, without
// padding, of a version byte and tokens. A token is a uvarint: 2·v is the
// choice v, 2·n+1 says that the choice before is repeated n more times.
const scheduleVersion = 1

// choices makes choices, from a schedule as long as it lasts and then from
// the seed, and writes down the schedule.
type choices struct {
	rng    *rand.PCG
	replay []byte // tokens not read yet
	again  uint64 // times that last is still to be repeated
	last   uint64
	made   int
	misfit string // set when a choice of the schedule was not possible

	out      []byte
	outLast  uint64
	outAgain uint64
}

func (c *choices) init(seed uint64, schedule string) error {
	c.rng = rand.NewPCG(seed, 0x9e3779b97f4a7c15)
	if schedule == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(schedule)
	if err != nil {
		return fmt.Errorf("schedule: expected base64url without padding: %v", err)
	}
	if len(b) == 0 || b[0] != scheduleVersion {
		return fmt.Errorf("schedule: expected version %d, found %v", scheduleVersion, b[:min(1, len(b))])
	}
	c.replay = b[1:]
	for rest := c.replay; len(rest) > 0; {
		v, n := binary.Uvarint(rest)
		if n <= 0 {
			return fmt.Errorf("schedule: broken or cut off at byte %d of %d", len(b)-len(rest), len(b))
		}
		if len(rest) == len(c.replay) && v&1 == 1 {
			return fmt.Errorf("schedule: begins with a repetition, expected a choice")
		}
		rest = rest[n:]
	}
	return nil
}

// replayed is the next choice of the schedule.
func (c *choices) replayed() (v uint64, ok bool) {
	for c.again == 0 {
		if len(c.replay) == 0 {
			return 0, false
		}
		t, n := binary.Uvarint(c.replay)
		c.replay = c.replay[n:]
		if t&1 == 0 {
			c.last = t >> 1
			return c.last, true
		}
		c.again = t >> 1
	}
	c.again--
	return c.last, true
}

// draw is a number in [0,n) from the seed.
func (c *choices) draw(n int) int {
	// The bias of a product's high word is below n/2⁶⁴. Unlike math/rand's
	// bounded numbers it is the same on hosts of all word sizes.
	hi, _ := bits.Mul64(c.rng.Uint64(), uint64(n))
	return int(hi)
}

// pick is a choice in [0,n), all equally likely. With n = 1 there is none.
func (c *choices) pick(n int) int {
	if n <= 1 {
		return 0
	}
	return c.record(n, func() int { return c.draw(n) })
}

// record takes the next choice from the schedule, else from draw.
func (c *choices) record(n int, draw func() int) int {
	v, ok := c.replayed()
	switch {
	case !ok:
		v = uint64(draw())
	case v >= uint64(n):
		if c.misfit == "" {
			c.misfit = fmt.Sprintf("schedule does not fit this program: choice %d is %d, only %d are possible here", c.made+1, v, n)
		}
		return 0
	}
	if c.made > 0 && v == c.outLast {
		c.outAgain++
	} else {
		c.out = c.flush(c.out)
		c.outAgain = 0
		c.out = binary.AppendUvarint(c.out, v<<1)
		c.outLast = v
	}
	c.made++
	return int(v)
}

func (c *choices) flush(b []byte) []byte {
	if c.outAgain == 0 {
		return b
	}
	return binary.AppendUvarint(b, c.outAgain<<1|1)
}

func (c *choices) text() string {
	if c.made == 0 {
		return ""
	}
	b := append([]byte{scheduleVersion}, c.out...)
	return base64.RawURLEncoding.EncodeToString(c.flush(b))
}

// Schedule is the choices made so far, as text; "" if there was none.
func (m *Machine) Schedule() string { return m.choices.text() }

// Choose is a choice in [0,n) that the program makes: the order of a map, a
// random number. n is at least 1.
func (m *Machine) Choose(n int) int {
	if m.over {
		runtime.Goexit()
	}
	v := m.choices.pick(n)
	m.mustFit(m.cur)
	return v
}

// Perm is a permutation of [0,n) that the program makes by choices.
func (m *Machine) Perm(n int) []int {
	perm := make([]int, n)
	for i := range perm {
		j := m.Choose(i + 1)
		perm[i] = perm[j]
		perm[j] = i
	}
	return perm
}

// checkChoices ends the run if the schedule did not fit. It reports whether
// the run goes on.
func (m *Machine) checkChoices(by trace.GID) bool {
	if m.choices.misfit != "" {
		m.finish(by, trace.OutcomeLimit, 0, m.choices.misfit)
	}
	return !m.over
}

// mustFit is checkChoices within g, which does not go on after the end.
func (m *Machine) mustFit(g *gor) {
	if !m.checkChoices(g.id) {
		runtime.Goexit()
	}
}

// chooseKeep is a choice in [0,n) of policy random. 0, the running goroutine
// goes on, is drawn in three of four cases: runs in which every operation is
// a switch are neither readable nor the ones that find most.
func (m *Machine) chooseKeep(g *gor, n int) int {
	c := &m.choices
	v := c.record(n, func() int {
		if c.draw(4) != 0 {
			return 0
		}
		return c.draw(n)
	})
	m.mustFit(g)
	return v
}

// quanta is the number of lengths, powers of two, that policy random chooses
// from for how many plain statements are executed until another goroutine may
// go on. Short ones are as likely as long ones: they split what a program
// wrongly takes for one step.
const quanta = 14

func (m *Machine) drawQuantum() int64 { return 1 << m.choices.pick(quanta) }

// limitQuantum makes the running goroutine's budget end with its quantum, now
// that somebody else could run.
func (m *Machine) limitQuantum() {
	if m.quantum <= 0 {
		m.quantum = m.drawQuantum()
	}
	m.cut(m.quantum)
}
