package lower

import "go/token"

// node is what the recogniser remembers of an expression or type: as much as
// the grammar needs to decide what may follow, and where it stands.
type node struct {
	kind       nodeKind
	op         token.Token // of unary and binary
	x, y       *node       // operands
	list       []*node     // of listNode and of calls the arguments
	dots       bool        // a call with ...
	recvOnly   bool        // of chanNode: <-chan
	sendOnly   bool        // of chanNode: chan<-
	start, end int         // extent in the source
}

type nodeKind int

const (
	badNode nodeKind = iota
	nameNode
	literalNode
	selectorNode
	indexNode
	sliceNode
	assertNode
	guardNode // x.(type)
	callNode
	compositeNode
	funcNode     // a function literal
	literalType  // a type that may stand before a composite literal: array, slice, map, struct
	otherType    // function and interface types
	indirectType // *T where only a type can stand
	chanNode
	parenNode
	unaryNode
	binaryNode
	listNode
	dotsNode // ...T
)

func (r *recogniser) node(kind nodeKind, start int) *node {
	return &node{kind: kind, start: start, end: r.prev}
}

func (r *recogniser) bad() *node { return &node{start: r.tok.offset, end: r.tok.offset} }

func unparen(n *node) *node {
	for n.kind == parenNode {
		n = n.x
	}
	return n
}

// isValue reports whether n cannot be a type.
func isValue(n *node) bool {
	switch n.kind {
	case literalNode, compositeNode, funcNode, sliceNode, assertNode, guardNode, callNode, binaryNode:
		return true
	case unaryNode:
		return n.op != token.MUL
	case parenNode:
		return isValue(n.x)
	case indexNode:
		return isValue(n.x) || isValue(n.y)
	}
	return false
}

// isTypeElement reports whether n can only be an element of a constraint.
func isTypeElement(n *node) bool {
	switch n.kind {
	case literalType, otherType, chanNode, indirectType:
		return true
	case unaryNode:
		return n.op == token.TILDE || isTypeElement(n.x)
	case binaryNode:
		return isTypeElement(n.x) || isTypeElement(n.y)
	case parenNode:
		return isTypeElement(n.x)
	}
	return false
}

func (r *recogniser) expr() *node { return r.binary(nil, token.LowestPrec) }

func (r *recogniser) exprList() *node {
	x := r.expr()
	if !r.at(token.COMMA) {
		return x
	}
	l := &node{kind: listNode, start: x.start, list: []*node{x}}
	for r.accept(token.COMMA) {
		l.list = append(l.list, r.expr())
	}
	l.end = r.prev
	return l
}

func (r *recogniser) binary(x *node, above int) *node {
	if x == nil {
		x = r.unary()
	}
	for r.tok.kind.Precedence() > above {
		op := r.tok.kind
		r.next()
		y := r.binary(nil, op.Precedence())
		x = &node{kind: binaryNode, op: op, x: x, y: y, start: x.start, end: r.prev}
	}
	return x
}

func (r *recogniser) unary() *node {
	r.enter()
	defer r.leave()
	start := r.tok.offset
	switch op := r.tok.kind; op {
	case token.MUL, token.ADD, token.SUB, token.NOT, token.XOR, token.TILDE, token.AND:
		r.next()
		x := r.unary()
		return &node{kind: unaryNode, op: op, x: x, start: start, end: r.prev}
	case token.ARROW:
		r.next()
		x := r.unary()
		if x.kind == chanNode {
			r.receiveOnly(x)
			x.start = start
			return x
		}
		return &node{kind: unaryNode, op: op, x: x, start: start, end: r.prev}
	}
	return r.primary(nil, true)
}

// receiveOnly gives the arrow before a channel type to that type:
// <-(chan<- T) is (<-chan (<-T)).
func (r *recogniser) receiveOnly(t *node) {
	for {
		if t.kind != chanNode {
			r.complain("unexpected " + r.text(t) + ", expected chan")
			return
		}
		if t.recvOnly {
			r.complain("unexpected <-, expected chan")
			return
		}
		again := t.sendOnly
		t.recvOnly, t.sendOnly = true, false
		if !again {
			return
		}
		t = t.x
	}
}

func (r *recogniser) operand(keepParens bool) *node {
	start := r.tok.offset
	switch r.tok.kind {
	case token.IDENT:
		r.next()
		return r.node(nameNode, start)
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		r.next()
		return r.node(literalNode, start)
	case token.LPAREN:
		r.next()
		r.exprDepth++
		x := r.expr()
		r.exprDepth--
		r.expect(token.RPAREN)
		if keepParens || r.at(token.LBRACE) {
			x = &node{kind: parenNode, x: x, start: start, end: r.prev}
		}
		return x
	case token.FUNC:
		r.next()
		r.signature("function type")
		if !r.at(token.LBRACE) {
			return r.node(otherType, start)
		}
		r.exprDepth++
		r.body()
		r.exprDepth--
		return r.node(funcNode, start)
	case token.LBRACK, token.CHAN, token.MAP, token.STRUCT, token.INTERFACE:
		return r.typ()
	}
	x := r.bad()
	r.complain("expected expression")
	r.skipTo(token.RPAREN, token.RBRACK, token.RBRACE)
	return x
}

// primary reads an operand (or goes on after x) and what is applied to it.
func (r *recogniser) primary(x *node, keepParens bool) *node {
	if x == nil {
		x = r.operand(keepParens)
	}
	for {
		switch r.tok.kind {
		case token.PERIOD:
			x = r.dot(x)
		case token.LBRACK:
			x = r.index(x)
		case token.LPAREN:
			r.next()
			call := &node{kind: callNode, x: x, start: x.start}
			r.exprDepth++
			r.list("argument list", token.COMMA, token.RPAREN, func() bool {
				call.list = append(call.list, r.expr())
				call.dots = r.accept(token.ELLIPSIS)
				return call.dots
			})
			r.exprDepth--
			call.end = r.prev
			x = call
		case token.LBRACE:
			t := unparen(x)
			if !r.beginsComposite(t) {
				return x
			}
			if t != x {
				r.complain("cannot parenthesize type in composite literal")
			}
			r.composite()
			x = r.node(compositeNode, x.start)
		default:
			return x
		}
	}
}

// beginsComposite reports whether a { after t opens a composite literal.
func (r *recogniser) beginsComposite(t *node) bool {
	switch t.kind {
	case nameNode, selectorNode:
		return r.exprDepth >= 0
	case indexNode:
		return r.exprDepth >= 0 && !isValue(t)
	case literalType:
		return true
	}
	return false
}

func (r *recogniser) dot(x *node) *node {
	r.next()
	switch r.tok.kind {
	case token.IDENT:
		r.next()
		return r.node(selectorNode, x.start)
	case token.LPAREN:
		r.next()
		kind := assertNode
		if r.accept(token.TYPE) {
			kind = guardNode
		} else {
			r.typ()
		}
		r.expect(token.RPAREN)
		return r.node(kind, x.start)
	}
	r.complain("expected name or (")
	r.skipTo(token.SEMICOLON, token.RPAREN)
	return x
}

// index reads an index, the type arguments of an instance, or a slice.
func (r *recogniser) index(x *node) *node {
	r.next()
	i := r.bad()
	if !r.at(token.COLON) {
		comma := false
		if r.at(token.RBRACK) {
			r.complain("expected operand")
		} else {
			i, comma = r.typeList(false)
		}
		if comma || r.at(token.RBRACK) {
			r.expect(token.RBRACK)
			return &node{kind: indexNode, x: x, y: i, start: x.start, end: r.prev}
		}
	}
	if !r.accept(token.COLON) {
		r.complain("expected comma, : or ]")
		r.skipTo(token.COMMA, token.COLON, token.RBRACK)
	}
	r.exprDepth++
	middle := !r.at(token.COLON, token.RBRACK)
	if middle {
		r.expr()
	}
	if r.at(token.COLON) {
		if !middle {
			r.faultAt(r.tok.offset, "middle index required in 3-index slice")
		}
		r.next()
		if r.at(token.RBRACK) {
			r.faultAt(r.tok.offset, "final index required in 3-index slice")
		} else {
			r.expr()
		}
	}
	r.exprDepth--
	r.expect(token.RBRACK)
	return r.node(sliceNode, x.start)
}

// composite reads the braces of a composite literal.
func (r *recogniser) composite() {
	r.enter()
	defer r.leave()
	r.exprDepth++
	r.expect(token.LBRACE)
	r.list("composite literal", token.COMMA, token.RBRACE, func() bool {
		r.element()
		if r.accept(token.COLON) {
			r.element()
		}
		return false
	})
	r.exprDepth--
}

func (r *recogniser) element() {
	if r.at(token.LBRACE) {
		r.composite()
		return
	}
	r.expr()
}

// typeList reads types, or an expression and types. It reports whether there
// was a comma.
func (r *recogniser) typeList(onlyTypes bool) (first *node, comma bool) {
	r.exprDepth++
	defer func() { r.exprDepth-- }()
	if onlyTypes {
		first = r.typ()
	} else {
		first = r.expr()
	}
	for r.accept(token.COMMA) {
		comma = true
		if r.typeOrNil() == nil {
			break
		}
	}
	return first, comma
}
