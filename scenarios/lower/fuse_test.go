package lower

import (
	"strings"
	"testing"
)

// Two statements become one only where nobody else reads what the first sets.
func TestFuse(t *testing.T) {
	for _, c := range []struct{ name, code, want string }{
		{"store", "t1 = a + b; a = t1", "a = a + b"},
		{"load, operate, store", "t1 = a; t2 = t1 + 1; a = t2", "a = a + 1"},
		{"read later", "t1 = a + b; a = t1; b = t1", "t1 = a + b; a = t1; b = t1"},
		{"read in a loop", "L1; b = t1; t1 = a + 1; a = t1; goto 1", "L1; b = t1; t1 = a + 1; a = t1; goto 1"},
		{"other type", "t1 = a + b; x = t1", "t1 = a + b; x = t1"},
		{"a call", "t1 = f(a); a = t1", "t1 = f(a); a = t1"},
		{"a pointer", "t1 = *p; f(&t1)", "t1 = *p; f(&t1)"},
		{"condition", "t9 = a < b; if t9 1; f(); L1", "if a < b 1; f(); L1"},
		{"inverse", "t9 = a < b; if !t9 1; f(); L1", "if a >= b 1; f(); L1"},
		{"NaN", "t9 = x < y; if !t9 1; f(); L1", "t9 = x < y; if !t9 1; f(); L1"},
		{"NaN is not equal", "t9 = x == y; if !t9 1; f(); L1", "t9 = x == y; if !t9 1; f(); L1"},
		{"nil", "t9 = p == nil; if t9 1; f(); L1", "t9 = p == nil; if t9 1; f(); L1"},
		{"condition read later", "t9 = a < b; if t9 1; f(); L1; c = t9", "t9 = a < b; if t9 1; f(); L1; c = t9"},
		{"accounts", "*rt.Left -= 1; a = a + 1; *rt.Left -= 2; f()", "a = a + 1; *rt.Left -= 3; f()"},
		{"accounts around a call", "*rt.Left -= 1; f(); *rt.Left -= 2", "*rt.Left -= 1; f(); *rt.Left -= 2"},
		{"accounts around what may fail", "*rt.Left -= 1; a = a / b; *rt.Left -= 2", "*rt.Left -= 1; a = a / b; *rt.Left -= 2"},
		{"accounts of two blocks", "*rt.Left -= 1; L1; *rt.Left -= 2; goto 1", "*rt.Left -= 1; L1; *rt.Left -= 2; goto 1"},
	} {
		f := &fn{locals: []local{{"a", "int"}, {"b", "int"}, {"c", "bool"}, {"t1", "int"}, {"t2", "int"}, {"t9", "bool"}, {"x", "float64"}, {"y", "float64"}, {"p", "*int"}}}
		if got := writeInstrs(f.fuse(readInstrs(c.code))); got != c.want {
			t.Errorf("%s: %q became\n%q, want\n%q", c.name, c.code, got, c.want)
		}
	}
}

func readInstrs(s string) []instr {
	var code []instr
	for _, line := range strings.Split(s, "; ") {
		label := int(line[len(line)-1] - '0')
		switch {
		case line[0] == 'L':
			code = append(code, instr{op: opLabel, label: label})
		case strings.HasPrefix(line, "goto "):
			code = append(code, instr{op: opGoto, label: label})
		case strings.HasPrefix(line, "if "):
			code = append(code, instr{op: opIf, label: label, text: line[3 : len(line)-2]})
		default:
			code = append(code, instr{op: opText, text: line})
		}
	}
	return code
}

func writeInstrs(code []instr) string {
	var lines []string
	for _, in := range code {
		label := string(rune('0' + in.label))
		switch in.op {
		case opLabel:
			lines = append(lines, "L"+label)
		case opGoto:
			lines = append(lines, "goto "+label)
		case opIf:
			lines = append(lines, "if "+in.text+" "+label)
		default:
			lines = append(lines, in.text)
		}
	}
	return strings.Join(lines, "; ")
}
