package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"gopark/scenarios/trace"
)

// An object is called as the source names it, but an element of a slice, an
// array or a map after its index: forks[2], for forks[i].Lock().

// tellIndexes has the program say, before what it does at a site, what the
// indexes in the operand x are.
func (f *fn) tellIndexes(site string, x ast.Expr) {
	id, err := strconv.Atoi(site)
	if x == nil || err != nil {
		return
	}
	in := &Indexes{Parts: []string{""}}
	var values []string
	if f.splitIndexes(x, in, &values); len(values) == 0 || len(values) > 2 {
		return
	}
	f.l.indexes[trace.SiteID(id)] = in
	for i, v := range values {
		if in.Keys[i] {
			f.emit("*rt.Key%d = string(%s)", i, v)
		} else {
			f.emit("*rt.Index%d = int(%s)", i, v)
		}
	}
}

// callLock names the lock at p after the element e that it is the address of,
// whatever the variables are called that will hold the pointer.
func (f *fn) callLock(e *ast.UnaryExpr, p string) {
	n, ok := types.Unalias(f.typeOf(e.X)).(*types.Named)
	if !ok || f.u.library {
		return
	}
	switch specialName(n) {
	case special["sync.Mutex"], special["sync.RWMutex"]:
		if name := text(e.X); strings.Contains(name, "[") {
			site := f.site(e, name)
			f.tellIndexes(site, e.X)
			f.emit("rt.CallLock(%s, %s)", site, p)
		}
	}
}

// splitIndexes divides the text of x, as text gives it, at the indexes whose
// values are at hand.
func (f *fn) splitIndexes(x ast.Expr, in *Indexes, values *[]string) {
	say := func(s string) { in.Parts[len(in.Parts)-1] += s }
	switch x := ast.Unparen(x).(type) {
	case *ast.SelectorExpr:
		if text(x.X) != "" {
			f.splitIndexes(x.X, in, values)
			say(".")
		}
		say(x.Sel.Name)
	case *ast.StarExpr:
		f.splitIndexes(x.X, in, values)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			f.splitIndexes(x.X, in, values)
		}
	case *ast.IndexExpr:
		f.splitIndexes(x.X, in, values)
		say("[")
		if v := f.indexValue(x); v != "" {
			b := f.typeOf(x.Index).Underlying().(*types.Basic)
			*values = append(*values, v)
			in.Keys = append(in.Keys, b.Info()&types.IsString != 0)
			in.Parts = append(in.Parts, "")
		} else {
			say(types.ExprString(x.Index))
		}
		say("]")
	default:
		say(text(x))
	}
}

// indexValue gives an operand that holds the index of x, "" if there is none.
func (f *fn) indexValue(x *ast.IndexExpr) string {
	if _, literal := ast.Unparen(x.Index).(*ast.BasicLit); literal {
		return ""
	}
	b, ok := f.typeOf(x.Index).Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		return ""
	}
	if op := f.indexOps[x]; op != "" {
		return op
	}
	if id, ok := ast.Unparen(x.Index).(*ast.Ident); ok {
		return f.exprAs(id, f.indexType(id))
	}
	return ""
}
