package lower

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The interpreter's time goes by the number of statements and variables: each
// statement is a call through a func value, and a function allocates each of
// its variables when it is called. Lowering expressions one operator at a time
// leaves many temporaries that are set in one statement, read in the next, and
// never again. fuse makes one statement of the two where the interpreter is
// right on it: with basic types, without calls.

var (
	assignText  = regexp.MustCompile(`^(\w+) = (.+)$`)
	accountText = regexp.MustCompile(`^\*rt\.Left -= (\d+)$`)
	wordText    = regexp.MustCompile(`\w+`)

	plainName   = regexp.MustCompile(`^[A-Za-z_]\w*$`)
	simpleExpr  = regexp.MustCompile(`^(-|!|\^)?[\w.]+( [^ ]+ [\w.]+)?$`)                     // no call, pointer, index
	compareExpr = regexp.MustCompile(`^(\w+|\*rt\.Left|\*rt\.Room) (<|<=|>|>=|==|!=) (\w+)$`) // operands that cannot fail
	pureExpr    = regexp.MustCompile(`^(-|!|\^)?\w+( (\+|-|\*|&|\||\^|<|<=|>|>=|==|!=) \w+)?$`)
)

var basicTypes = []string{"bool", "string", "int", "int8", "int16", "int32", "int64",
	"uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "float32", "float64", "byte", "rune"}

// inverse are the comparisons that hold when another does not; those of order
// not for floats.
var inverse = map[string]string{"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}

// fuser fuses the statements of one function.
type fuser struct {
	code  []instr
	types map[string]string // of the local variables
	temps map[string]int    // the temporaries that may go away: where they are in a set. Nobody keeps a pointer to one: each is used again in other statements
	after [][]uint64        // for each statement, the temporaries that are read later
}

func (f *fn) fuse(code []instr) []instr {
	u := &fuser{code: code, types: map[string]string{}, temps: map[string]int{}}
	for _, v := range f.locals {
		u.types[v.name] = v.typ
		if slices.Contains(basicTypes, v.typ) && (v.name[0] == 't' || v.name[0] == 'c') && strings.Trim(v.name[1:], "0123456789") == "" {
			u.temps[v.name] = len(u.temps)
		}
	}
	u.dropLabels()
	for n := -1; n != len(u.code); {
		n = len(u.code)
		u.liveness()
		u.pairs()
	}
	u.accounts()
	f.dropLocals(u.code)
	return u.code
}

// dropLabels removes labels that nothing jumps to.
func (u *fuser) dropLabels() {
	used := map[int]bool{}
	for _, in := range u.code {
		if in.op == opGoto || in.op == opIf {
			used[in.label] = true
		}
	}
	u.code = slices.DeleteFunc(slices.Clone(u.code), func(in instr) bool { return in.op == opLabel && !used[in.label] })
}

// defines splits a statement that sets a temporary, and nothing else.
func (u *fuser) defines(in instr) (t, expr string, ok bool) {
	if in.op != opText {
		return "", "", false
	}
	m := assignText.FindStringSubmatch(in.text)
	if m == nil {
		return "", "", false
	}
	_, ok = u.temps[m[1]]
	return m[1], m[2], ok
}

// liveness computes after, by going backward until nothing changes.
func (u *fuser) liveness() {
	words := (len(u.temps) + 63) / 64
	at := map[int]int{}
	for i, in := range u.code {
		if in.op == opLabel {
			at[in.label] = i
		}
	}
	u.after = make([][]uint64, len(u.code))
	before := make([][]uint64, len(u.code))
	for i := range u.code {
		u.after[i], before[i] = make([]uint64, words), make([]uint64, words)
	}
	join := func(dst []uint64, i int) {
		if i < len(u.code) {
			for w := range dst {
				dst[w] |= before[i][w]
			}
		}
	}
	next := make([]uint64, words)
	for changed := true; changed; {
		changed = false
		for i := len(u.code) - 1; i >= 0; i-- {
			in := u.code[i]
			out := u.after[i]
			if in.op != opGoto && !(in.op == opText && strings.HasPrefix(in.text, "return ")) {
				join(out, i+1)
			}
			if in.op == opGoto || in.op == opIf {
				if to, ok := at[in.label]; ok {
					join(out, to)
				}
			}
			copy(next, out)
			reads := in.text
			if t, expr, ok := u.defines(in); ok {
				n := u.temps[t]
				next[n/64] &^= 1 << (n % 64)
				reads = expr
			}
			for _, w := range wordText.FindAllString(reads, -1) {
				if n, ok := u.temps[w]; ok {
					next[n/64] |= 1 << (n % 64)
				}
			}
			if !slices.Equal(next, before[i]) {
				copy(before[i], next)
				changed = true
			}
		}
	}
}

func (u *fuser) liveAfter(t string, i int) bool {
	n := u.temps[t]
	return u.after[i][n/64]&(1<<(n%64)) != 0
}

// pairs fuses neighbours.
func (u *fuser) pairs() {
	var out []instr
	for i := 0; i < len(u.code); i++ {
		in := u.code[i]
		t, expr, ok := u.defines(in)
		if ok && i+1 < len(u.code) && !u.liveAfter(t, i+1) {
			if fused, ok := u.pair(t, expr, u.code[i+1]); ok {
				out = append(out, fused)
				i++
				continue
			}
		}
		out = append(out, in)
	}
	u.code = out
}

// pair makes one statement of "t = expr" and the next one, which is the only
// one that reads t.
func (u *fuser) pair(t, expr string, next instr) (instr, bool) {
	switch next.op {
	case opText:
		m := assignText.FindStringSubmatch(next.text)
		switch {
		case m == nil:
		case m[2] == t && u.types[m[1]] == u.types[t] && simpleExpr.MatchString(expr):
			next.text = m[1] + " = " + expr
			return next, true
		case u.variable(expr) && simpleExpr.MatchString(m[2]) && m[2] != t:
			return u.replaced(next, m[1]+" = ", m[2], t, expr)
		}
	case opIf:
		switch {
		case strings.TrimPrefix(next.text, "!") != t:
			if u.variable(expr) && compareExpr.MatchString(next.text) {
				return u.replaced(next, "", next.text, t, expr)
			}
		case u.variable(expr):
			return u.replaced(next, "", next.text, t, expr)
		default:
			m := compareExpr.FindStringSubmatch(expr)
			if m == nil || m[3] == "nil" || !u.basic(m[1]) {
				break
			}
			if next.text[0] == '!' {
				if strings.HasPrefix(u.types[m[1]], "float") {
					break
				}
				m[2] = inverse[m[2]]
			}
			next.text = m[1] + " " + m[2] + " " + m[3]
			return next, true
		}
	}
	return instr{}, false
}

// replaced puts v in the place of t, which must occur.
func (u *fuser) replaced(in instr, prefix, text, t, v string) (instr, bool) {
	found := false
	text = wordText.ReplaceAllStringFunc(text, func(w string) string {
		if w == t {
			found = true
			return v
		}
		return w
	})
	in.text = prefix + text
	return in, found
}

// variable reports whether expr is a local variable of basic type.
func (u *fuser) variable(expr string) bool {
	return plainName.MatchString(expr) && slices.Contains(basicTypes, u.types[expr])
}

func (u *fuser) basic(operand string) bool {
	return operand[0] == '*' || u.variable(operand)
}

// accounts moves the accounting for statements together, where nothing that
// may fail or be seen stands between.
func (u *fuser) accounts() {
	var out []instr
	last := -1 // in out: an account that can move down to here
	for _, in := range u.code {
		m := accountText.FindStringSubmatch(in.text)
		switch {
		case in.op != opText:
			last = -1
		case m != nil:
			if last >= 0 {
				before := accountText.FindStringSubmatch(out[last].text)
				a, _ := strconv.Atoi(before[1])
				b, _ := strconv.Atoi(m[1])
				in.text = "*rt.Left -= " + strconv.Itoa(a+b)
				out = slices.Delete(out, last, last+1)
			}
			last = len(out)
		default:
			a := assignText.FindStringSubmatch(in.text)
			if a == nil || !u.variable(a[1]) || !pureExpr.MatchString(a[2]) {
				last = -1
			}
		}
		out = append(out, in)
	}
	u.code = out
}

// dropLocals forgets the variables that are not used any more.
func (f *fn) dropLocals(code []instr) {
	used := map[string]bool{}
	for _, in := range code {
		for _, w := range wordText.FindAllString(in.text, -1) {
			used[w] = true
		}
	}
	f.locals = slices.DeleteFunc(slices.Clone(f.locals), func(v local) bool { return !used[v.name] })
}
