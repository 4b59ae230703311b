package lower

import "go/token"

func (r *recogniser) typ() *node {
	if t := r.typeOrNil(); t != nil {
		return t
	}
	t := r.bad()
	r.complain("expected type")
	r.skipTo(token.COMMA, token.COLON, token.SEMICOLON, token.RPAREN, token.RBRACK, token.RBRACE)
	return t
}

// typeOrNil reads a type if there is one.
func (r *recogniser) typeOrNil() *node {
	r.enter()
	defer r.leave()
	start := r.tok.offset
	switch r.tok.kind {
	case token.MUL:
		r.next()
		r.typ()
		return r.node(indirectType, start)
	case token.ARROW:
		r.next()
		r.expect(token.CHAN)
		elem := r.channelElement()
		return &node{kind: chanNode, recvOnly: true, x: elem, start: start, end: r.prev}
	case token.FUNC:
		r.next()
		start = r.tok.offset // where the compiler says that a function type is
		r.signature("function type")
		return r.node(otherType, start)
	case token.LBRACK:
		r.next()
		if r.accept(token.RBRACK) {
			r.typ()
			return r.node(literalType, start)
		}
		return r.array(start, nil)
	case token.CHAN:
		r.next()
		send := r.accept(token.ARROW)
		elem := r.channelElement()
		return &node{kind: chanNode, sendOnly: send, x: elem, start: start, end: r.prev}
	case token.MAP:
		r.next()
		r.expect(token.LBRACK)
		r.typ()
		r.expect(token.RBRACK)
		r.typ()
		return r.node(literalType, start)
	case token.STRUCT:
		r.next()
		r.expect(token.LBRACE)
		r.list("struct type", token.SEMICOLON, token.RBRACE, func() bool {
			r.field()
			return false
		})
		return r.node(literalType, start)
	case token.INTERFACE:
		r.next()
		r.expect(token.LBRACE)
		r.list("interface type", token.SEMICOLON, token.RBRACE, func() bool {
			r.interfaceElement()
			return false
		})
		return r.node(otherType, start)
	case token.IDENT:
		return r.qualified(nil)
	case token.LPAREN:
		r.next()
		t := r.typ()
		r.expect(token.RPAREN)
		return t
	}
	return nil
}

// array reads the rest of an array type after its bracket and, if length is
// not nil, its length.
func (r *recogniser) array(start int, length *node) *node {
	if length == nil && !r.accept(token.ELLIPSIS) {
		r.exprDepth++
		r.expr()
		r.exprDepth--
	}
	if r.at(token.COMMA) {
		r.complain("unexpected comma; expected ]")
		r.next()
	}
	r.expect(token.RBRACK)
	r.typ()
	return r.node(literalType, start)
}

func (r *recogniser) channelElement() *node {
	if t := r.typeOrNil(); t != nil {
		return t
	}
	r.complain("missing channel element type")
	return r.bad()
}

// qualified reads a type name, of another package perhaps, with its type
// arguments. The first name may have been read already.
func (r *recogniser) qualified(name *node) *node {
	start := r.tok.offset
	kind := nameNode
	switch {
	case name != nil:
		start = name.start
	case r.at(token.IDENT):
		r.next()
	default:
		r.complain("expected name")
		r.skipTo(token.PERIOD, token.SEMICOLON, token.RBRACE)
	}
	if r.accept(token.PERIOD) {
		r.name()
		kind = selectorNode
	}
	if r.accept(token.LBRACK) {
		if r.at(token.RBRACK) {
			r.complain("expected type argument list")
		} else {
			r.typeList(true)
		}
		r.expect(token.RBRACK)
		return &node{kind: indexNode, x: r.node(nameNode, start), y: r.node(nameNode, start), start: start, end: r.prev}
	}
	return r.node(kind, start)
}

// arrayOrArguments reads what follows the name before a bracket: an array or
// slice type, or the type arguments of the name.
func (r *recogniser) arrayOrArguments(name *node) (t *node, isArray bool) {
	start := r.tok.offset
	r.expect(token.LBRACK)
	if r.accept(token.RBRACK) {
		r.typ()
		return r.node(literalType, start), true
	}
	_, comma := r.typeList(false)
	r.expect(token.RBRACK)
	if !comma && r.typeOrNil() != nil {
		return r.node(literalType, start), true
	}
	return r.node(indexNode, name.start), false
}

func (r *recogniser) field() {
	switch r.tok.kind {
	case token.IDENT:
		at := r.tok.offset
		r.next()
		name := r.node(nameNode, at)
		if r.at(token.PERIOD, token.SEMICOLON, token.RBRACE) || r.atLiteral() {
			r.qualified(name)
			break
		}
		single := true
		for r.accept(token.COMMA) {
			single = false
			r.name()
		}
		if single && r.at(token.LBRACK) {
			r.arrayOrArguments(name)
		} else {
			r.typ()
		}
	case token.MUL, token.LPAREN:
		star := r.accept(token.MUL)
		if r.at(token.LPAREN) {
			r.complain("cannot parenthesize embedded type")
			r.next()
			if !star {
				r.accept(token.MUL)
			}
			r.qualified(nil)
			r.accept(token.RPAREN)
		} else {
			r.qualified(nil)
		}
	default:
		r.complain("expected field name or embedded type")
		r.skipTo(token.SEMICOLON, token.RBRACE)
		return
	}
	r.optionalLiteral()
}

// interfaceElement reads a method or an embedded element.
func (r *recogniser) interfaceElement() {
	if !r.at(token.IDENT) {
		r.union()
		return
	}
	at := r.tok.offset
	r.next()
	const context = "interface method"
	switch {
	case r.at(token.LPAREN):
		r.signature(context)
		return
	case r.at(token.LBRACK) && r.genericMethod(context):
		return
	case !r.at(token.LBRACK):
		r.qualified(r.node(nameNode, at))
	}
	r.unionRest()
}

// genericMethod reads the brackets after a name in an interface: type
// arguments of an embedded type, or the type parameters that a method must
// not have. It reports whether it was a method.
func (r *recogniser) genericMethod(context string) bool {
	start := r.tok.offset
	r.next()
	if at := r.tok.offset; r.accept(token.RBRACK) {
		if r.at(token.LPAREN) {
			r.faultAt(at, "empty type parameter list")
			r.signature(context)
			return true
		}
		r.faultAt(at, "empty type argument list")
		return false
	}
	r.parameters(nil, token.RBRACK, false, false)
	if !r.at(token.LPAREN) {
		return false
	}
	r.signature(context)
	r.faultAt(start, "interface method must have no type parameters")
	return true
}

// union reads terms separated by |.
func (r *recogniser) union() *node {
	t := r.term()
	if r.at(token.OR) {
		r.unionRest()
		t = &node{kind: binaryNode, op: token.OR, x: t, y: t, start: t.start, end: r.prev}
	}
	return t
}

func (r *recogniser) unionRest() {
	for r.accept(token.OR) {
		r.term()
	}
}

func (r *recogniser) term() *node {
	start := r.tok.offset
	if r.accept(token.TILDE) {
		t := r.typ()
		return &node{kind: unaryNode, op: token.TILDE, x: t, start: start, end: r.prev}
	}
	if t := r.typeOrNil(); t != nil {
		return t
	}
	t := r.bad()
	r.complain("expected ~ term or type")
	r.skipTo(token.OR, token.TILDE, token.SEMICOLON, token.RPAREN, token.RBRACK, token.RBRACE)
	return t
}
