package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// The compiler checks labels and branches while it parses, before it looks at
// any type; go/types does it late and in other words.

// branches checks the labels and branches of one function body. Functions
// inside it are checked on their own.
type branches struct {
	base   *token.File
	report func(token.Pos, string)
	labels map[string]*label
	order  []*label
	found  []branch
}

// branchScope is a block, as labels and branches see it.
type branchScope struct {
	parent             *branchScope
	start              token.Pos
	label              *ast.LabeledStmt // of the statement that the block belongs to
	breaks             ast.Stmt         // what break leaves: a loop, switch or select
	loop               bool             // continue has a target
	clause, lastClause bool             // of a switch or select
	declared           []declaredAt
}

// declaredAt is a variable declared in a block.
type declaredAt struct {
	pos  token.Pos
	name string
}

type label struct {
	scope *branchScope
	stmt  *ast.LabeledStmt
	used  bool
}

// branch is a branch statement and where it stands.
type branch struct {
	stmt  *ast.BranchStmt
	scope *branchScope
	last  bool // in its list
}

func checkBranches(body *ast.BlockStmt, base *token.File, report func(token.Pos, string)) {
	b := &branches{base: base, report: report, labels: map[string]*label{}}
	b.list(&branchScope{start: body.Lbrace}, body.List)
	for _, br := range b.found {
		if br.stmt.Label == nil {
			b.plain(br)
		} else if br.stmt.Tok == token.GOTO {
			b.jump(br)
		} else {
			b.leave(br)
		}
	}
	for _, l := range b.order {
		if !l.used {
			b.report(l.stmt.Label.Pos(), fmt.Sprintf("label %s defined and not used", l.stmt.Label.Name))
		}
	}
}

func (b *branches) place(p token.Pos) string {
	at := b.base.Position(p)
	return fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column)
}

func (b *branches) list(s *branchScope, stmts []ast.Stmt) {
	for len(stmts) > 0 {
		if _, empty := stmts[len(stmts)-1].(*ast.EmptyStmt); !empty {
			break
		}
		stmts = stmts[:len(stmts)-1]
	}
	for i, stmt := range stmts {
		b.stmt(s, stmt, nil, i == len(stmts)-1)
	}
}

// stmt collects the labels and branches of a statement of s, which may have a
// label.
func (b *branches) stmt(s *branchScope, stmt ast.Stmt, labelled *ast.LabeledStmt, last bool) {
	// inner is a block inside the statement; its branches have the targets of
	// s, or the statement itself.
	inner := func(start token.Pos, breaks ast.Stmt, loop bool) *branchScope {
		if breaks == nil {
			breaks = s.breaks
		}
		return &branchScope{parent: s, start: start, label: labelled, breaks: breaks, loop: loop || s.loop}
	}
	clauses := func(owner ast.Stmt, list []ast.Stmt) {
		for i, c := range list {
			in := inner(c.Pos(), owner, false)
			in.clause, in.lastClause = true, i == len(list)-1
			switch c := c.(type) {
			case *ast.CaseClause:
				b.list(in, c.Body)
			case *ast.CommClause:
				b.list(in, c.Body)
			}
		}
	}
	switch stmt := stmt.(type) {
	case *ast.DeclStmt:
		if d := stmt.Decl.(*ast.GenDecl); d.Tok == token.VAR && len(d.Specs) > 0 {
			name := d.Specs[0].(*ast.ValueSpec).Names[0]
			s.declared = append(s.declared, declaredAt{name.Pos(), name.Name})
		}
	case *ast.AssignStmt:
		if stmt.Tok == token.DEFINE {
			var names []string
			for _, x := range stmt.Lhs {
				names = append(names, types.ExprString(x))
			}
			s.declared = append(s.declared, declaredAt{stmt.TokPos, strings.Join(names, ", ")})
		}
	case *ast.LabeledStmt:
		if stmt.Label.Name != "_" {
			b.declare(s, stmt)
		}
		b.stmt(s, stmt.Stmt, stmt, last)
	case *ast.BranchStmt:
		b.found = append(b.found, branch{stmt, s, last})
	case *ast.BlockStmt:
		b.list(inner(stmt.Lbrace, nil, false), stmt.List)
	case *ast.IfStmt:
		b.list(inner(stmt.Body.Lbrace, nil, false), stmt.Body.List)
		if stmt.Else != nil {
			b.list(inner(stmt.Else.Pos(), nil, false), []ast.Stmt{stmt.Else})
		}
	case *ast.ForStmt:
		b.list(inner(stmt.Body.Lbrace, stmt, true), stmt.Body.List)
	case *ast.RangeStmt:
		b.list(inner(stmt.Body.Lbrace, stmt, true), stmt.Body.List)
	case *ast.SwitchStmt:
		clauses(stmt, stmt.Body.List)
	case *ast.TypeSwitchStmt:
		clauses(stmt, stmt.Body.List)
	case *ast.SelectStmt:
		clauses(stmt, stmt.Body.List)
	}
}

func (b *branches) declare(s *branchScope, stmt *ast.LabeledStmt) {
	name := stmt.Label.Name
	if other := b.labels[name]; other != nil {
		b.report(stmt.Label.Pos(), fmt.Sprintf("label %s already defined at %s", name, b.place(other.stmt.Label.Pos())))
		return
	}
	l := &label{scope: s, stmt: stmt}
	b.labels[name] = l
	b.order = append(b.order, l)
}

// plain checks a branch without a label.
func (b *branches) plain(br branch) {
	var msg string
	switch br.stmt.Tok {
	case token.BREAK:
		if br.scope.breaks == nil {
			msg = "break is not in a loop, switch, or select"
		}
	case token.CONTINUE:
		if !br.scope.loop {
			msg = "continue is not in a loop"
		}
	case token.FALLTHROUGH:
		msg = fallthroughFault(br)
	}
	if msg != "" {
		b.report(br.stmt.Pos(), msg)
	}
}

func fallthroughFault(br branch) string {
	switch br.scope.breaks.(type) {
	case *ast.TypeSwitchStmt:
		return "cannot fallthrough in type switch"
	case *ast.SwitchStmt:
		if br.scope.clause && br.last {
			if br.scope.lastClause {
				return "cannot fallthrough final case in switch"
			}
			return ""
		}
	}
	return "fallthrough statement out of place"
}

// leave checks a break or continue with a label.
func (b *branches) leave(br branch) {
	name, at, what := br.stmt.Label.Name, br.stmt.Label.Pos(), br.stmt.Tok.String()
	l := b.labels[name]
	if l == nil || l.stmt.Pos() > br.stmt.Pos() {
		b.report(at, fmt.Sprintf("%s label not defined: %s", what, name))
		return
	}
	l.used = true
	ok := false
	switch l.stmt.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		ok = true
	case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		ok = br.stmt.Tok == token.BREAK
	}
	if !ok || !encloses(br.scope, func(s *branchScope) bool { return s.label == l.stmt }) {
		b.report(at, fmt.Sprintf("invalid %s label %s", what, name))
	}
}

// jump checks a goto.
func (b *branches) jump(br branch) {
	name, at := br.stmt.Label.Name, br.stmt.Label.Pos()
	l := b.labels[name]
	if l == nil {
		b.report(at, fmt.Sprintf("label %s not defined", name))
		return
	}
	l.used = true
	if !encloses(br.scope, func(s *branchScope) bool { return s == l.scope }) {
		b.report(at, fmt.Sprintf("goto %s jumps into block starting at %s", name, b.place(l.scope.start)))
		return
	}
	var over declaredAt // the last variable declared before the label
	for _, d := range l.scope.declared {
		if d.pos < l.stmt.Pos() {
			over = d
		}
	}
	if br.stmt.Pos() < over.pos {
		b.report(at, fmt.Sprintf("goto %s jumps over declaration of %s at %s", name, over.name, b.place(over.pos)))
	}
}

func encloses(s *branchScope, is func(*branchScope) bool) bool {
	for ; s != nil; s = s.parent {
		if is(s) {
			return true
		}
	}
	return false
}
