package lower

import "go/token"

// statement is what the recogniser remembers of a simple statement.
type statement struct {
	kind  statementKind
	x     *node // the expression, or the left side
	right *node // the right side, if any
	op    token.Token
	at    int // the operator, or the beginning of an expression
}

type statementKind int

const (
	expression statementKind = iota
	assignment               // with :=, =, op=, ++ or --
	send
	rangeClause
)

// block reads a block. Where its brace may be missing, context names what it
// belongs to.
func (r *recogniser) block(context string) {
	if !r.accept(token.LBRACE) {
		r.complain("expected { after " + context)
		r.skipTo(token.IDENT, token.RBRACE)
		if r.accept(token.RBRACE) {
			return
		}
	}
	r.statements()
	r.expect(token.RBRACE)
}

func (r *recogniser) statements() {
	for !r.at(token.EOF, token.RBRACE, token.CASE, token.DEFAULT) && r.statement() {
		if r.accept(token.SEMICOLON) || r.at(token.RBRACE) {
			continue
		}
		r.complain("at end of statement")
		r.skipTo(token.SEMICOLON, token.RBRACE, token.CASE, token.DEFAULT)
		r.accept(token.SEMICOLON)
	}
}

// statement reads a statement if there is one, which may be empty.
func (r *recogniser) statement() bool {
	r.enter()
	defer r.leave()
	switch r.tok.kind {
	case token.IDENT:
		x := r.exprList()
		if x.kind == nameNode && r.at(token.COLON) {
			return r.labelled()
		}
		r.simple(x, token.ILLEGAL)
	case token.VAR, token.CONST, token.TYPE:
		r.declaration()
	case token.LBRACE:
		r.block("")
	case token.ADD, token.SUB, token.MUL, token.AND, token.XOR, token.NOT, token.ARROW,
		token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING, token.FUNC, token.LPAREN,
		token.LBRACK, token.STRUCT, token.MAP, token.CHAN, token.INTERFACE:
		r.simple(nil, token.ILLEGAL)
	case token.FOR:
		r.header(token.FOR)
		r.block("for clause")
	case token.SWITCH:
		r.header(token.SWITCH)
		r.clauses("switch")
	case token.SELECT:
		r.next()
		r.clauses("select")
	case token.IF:
		r.ifStatement()
	case token.FALLTHROUGH:
		r.next()
	case token.BREAK, token.CONTINUE:
		r.next()
		r.accept(token.IDENT)
	case token.GO, token.DEFER:
		r.call()
	case token.GOTO:
		r.next()
		r.name()
	case token.RETURN:
		r.next()
		if !r.at(token.SEMICOLON, token.RBRACE) {
			r.exprList()
		}
	case token.SEMICOLON:
	default:
		return false
	}
	return true
}

func (r *recogniser) labelled() bool {
	colon := r.tok.offset
	r.next()
	if r.at(token.RBRACE) || r.statement() {
		return true
	}
	r.complainAt(colon, "missing statement after label")
	return false
}

func (r *recogniser) call() {
	keyword, at := r.tok.kind.String(), r.tok.offset
	r.next()
	x := r.primary(nil, r.at(token.LPAREN))
	if unparen(x) != x {
		r.faultAt(x.start, "expression in "+keyword+" must not be parenthesized")
	}
	if x := unparen(x); x.kind != callNode && x.kind != badNode {
		msg := "expression in " + keyword + " must be function call"
		r.later = append(r.later, repair{fault{x.start, msg}, at, at + len(keyword)})
	}
}

// simple reads a simple statement; its first expressions may have been read
// already. The keyword is that of the header it stands in, or ILLEGAL.
func (r *recogniser) simple(x *node, keyword token.Token) *statement {
	if keyword == token.FOR && r.at(token.RANGE) {
		return r.rangeOver(nil)
	}
	if x == nil {
		x = r.exprList()
	}
	s := &statement{x: x, op: r.tok.kind, at: r.tok.offset}
	switch op := r.tok.kind; {
	case op == token.ASSIGN, op == token.DEFINE:
		r.next()
		if keyword == token.FOR && r.at(token.RANGE) {
			return r.rangeOver(x)
		}
		s.kind, s.right = assignment, r.exprList()
		if keyword == token.SWITCH && op == token.DEFINE && s.right.kind == guardNode && x.kind == nameNode {
			s.kind = expression
		}
	case x.kind == listNode:
		r.complain("expected := or = or comma")
		r.skipTo(token.SEMICOLON, token.RBRACE)
	case token.ADD_ASSIGN <= op && op <= token.AND_NOT_ASSIGN:
		r.next()
		s.kind, s.right = assignment, r.expr()
	case op == token.INC, op == token.DEC:
		r.next()
		s.kind = assignment
	case op == token.ARROW:
		r.next()
		s.kind, s.right = send, r.expr()
	default:
		s.at = x.start
	}
	return s
}

func (r *recogniser) rangeOver(x *node) *statement {
	s := &statement{kind: rangeClause, x: x, at: r.tok.offset}
	r.next()
	s.right = r.expr()
	if x != nil && x.kind == listNode && len(x.list) > 2 {
		msg := "range clause permits at most two iteration variables"
		r.later = append(r.later, repair{fault{x.list[2].start, msg}, x.list[1].end, x.end})
	}
	return s
}

// header reads what stands between the keyword of an if, for or switch and
// its brace.
func (r *recogniser) header(keyword token.Token) {
	r.next()
	if r.at(token.LBRACE) {
		if keyword == token.IF {
			r.complain("missing condition in if statement")
		}
		return
	}
	depth := r.exprDepth
	r.exprDepth = -1
	defer func() { r.exprDepth = depth }()

	var first *statement
	if !r.at(token.SEMICOLON) {
		if r.accept(token.VAR) {
			r.complain("var declaration not allowed in " + keyword.String() + " initializer")
		}
		first = r.simple(nil, keyword)
		if first.kind == rangeClause {
			return
		}
	}
	if r.at(token.LBRACE) {
		r.condition(first)
		return
	}
	semicolon := lexeme{kind: token.ILLEGAL}
	if r.at(token.SEMICOLON) {
		semicolon = r.tok
		r.next()
	} else {
		r.expect(token.LBRACE)
		if !r.at(token.LBRACE) {
			r.skipTo(token.LBRACE, token.RBRACE)
		}
	}
	var cond *statement
	if keyword == token.FOR {
		cond = r.forClauses()
	} else if !r.at(token.LBRACE) {
		cond = r.simple(nil, keyword)
	}
	if cond == nil && keyword == token.IF && semicolon.kind == token.SEMICOLON {
		if semicolon.text == "semicolon" {
			r.complainAt(semicolon.offset, "missing condition in if statement")
		} else {
			r.complainAt(semicolon.offset, "unexpected "+semicolon.text+", expected { after if clause")
		}
	}
	r.condition(cond)
}

// forClauses reads the condition and the post statement of a for.
func (r *recogniser) forClauses() (cond *statement) {
	if !r.at(token.SEMICOLON) {
		if r.at(token.LBRACE) {
			r.complain("expected for loop condition")
			return nil
		}
		cond = r.simple(nil, token.ILLEGAL)
	}
	r.expect(token.SEMICOLON)
	if !r.at(token.LBRACE) {
		if post := r.simple(nil, token.ILLEGAL); post.kind == assignment && post.op == token.DEFINE {
			r.complainAt(post.at, "cannot declare in post statement of for loop")
		}
	}
	return cond
}

// condition complains of a statement where a condition must stand.
func (r *recogniser) condition(s *statement) {
	if s == nil || s.kind == expression {
		return
	}
	// Without spaces around it, as in x++.
	text := r.text(s.x) + s.op.String()
	switch {
	case s.op == token.ASSIGN:
		text = "assignment " + r.operandText(s.x) + " = " + r.operandText(s.right)
	case s.right != nil:
		text = r.text(s.x) + " " + s.op.String() + " " + r.text(s.right)
	}
	r.complainAt(s.at, "cannot use "+text+" as value")
}

// operandText puts parentheses around an operation, so that the = beside it
// is seen.
func (r *recogniser) operandText(n *node) string {
	if n.kind == binaryNode {
		return "(" + r.text(n) + ")"
	}
	return r.text(n)
}

func (r *recogniser) ifStatement() {
	r.header(token.IF)
	r.block("if clause")
	if !r.accept(token.ELSE) {
		return
	}
	switch r.tok.kind {
	case token.IF:
		r.enter()
		defer r.leave()
		if r.at(token.IF) {
			r.ifStatement()
		}
	case token.LBRACE:
		r.block("")
	default:
		r.complain("else must be followed by if or statement block")
		r.skipTo(token.IDENT, token.RBRACE)
	}
}

// clauses reads the body of a switch or select.
func (r *recogniser) clauses(what string) {
	if !r.accept(token.LBRACE) {
		r.complain("missing { after " + what + " clause")
		r.skipTo(token.CASE, token.DEFAULT, token.RBRACE)
	}
	for !r.at(token.EOF, token.RBRACE) {
		switch r.tok.kind {
		case token.CASE:
			r.next()
			if what == "select" {
				r.simple(nil, token.ILLEGAL)
			} else {
				r.exprList()
			}
		case token.DEFAULT:
			r.next()
		default:
			r.complain("expected case or default or }")
			r.skipTo(token.COLON, token.CASE, token.DEFAULT, token.RBRACE)
		}
		r.expect(token.COLON)
		r.statements()
	}
	r.expect(token.RBRACE)
}
