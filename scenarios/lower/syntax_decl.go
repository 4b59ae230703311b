package lower

import "go/token"

func (r *recogniser) file() {
	if !r.accept(token.PACKAGE) {
		r.complain("package statement must be first")
		return
	}
	r.name()
	r.expect(token.SEMICOLON)
	if len(r.faults) > 0 {
		return
	}
	top := []token.Token{token.IMPORT, token.CONST, token.TYPE, token.VAR, token.FUNC}
	before := token.IMPORT
	noBody := false // the last declaration is a function without a body
	for !r.at(token.EOF) {
		if r.at(token.IMPORT) && before != token.IMPORT {
			r.complain("imports must appear before other declarations")
		}
		before = r.tok.kind
		switch r.tok.kind {
		case token.IMPORT:
			r.next()
			r.group(r.importSpec)
			noBody = false
		case token.CONST, token.TYPE, token.VAR:
			r.declaration()
			noBody = false
		case token.FUNC:
			r.next()
			noBody = !r.function()
		default:
			if r.at(token.LBRACE) && noBody {
				r.complain("unexpected semicolon or newline before {")
			} else {
				r.complain("non-declaration statement outside function body")
			}
			r.skipTo(top...)
			continue
		}
		if !r.at(token.EOF) && !r.accept(token.SEMICOLON) {
			r.complain("after top level declaration")
			r.skipTo(top...)
		}
	}
}

// declaration reads const, type or var and what follows.
func (r *recogniser) declaration() {
	kind := r.tok.kind
	r.next()
	r.group(map[token.Token]func(){token.CONST: r.constSpec, token.TYPE: r.typeSpec, token.VAR: r.varSpec}[kind])
}

func (r *recogniser) group(spec func()) {
	if !r.accept(token.LPAREN) {
		spec()
		return
	}
	r.list("grouped declaration", token.SEMICOLON, token.RPAREN, func() bool {
		spec()
		return false
	})
}

func (r *recogniser) atLiteral() bool {
	return r.at(token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING)
}

func (r *recogniser) optionalLiteral() {
	if r.atLiteral() {
		r.next()
	}
}

func (r *recogniser) importSpec() {
	if r.at(token.IDENT, token.PERIOD) {
		r.next()
	}
	switch {
	case r.at(token.STRING):
		r.next()
	case r.atLiteral():
		offset := r.tok.offset
		r.next()
		r.complainAt(offset, "import path must be a string")
	default:
		r.complain("missing import path")
		r.skipTo(token.SEMICOLON, token.RPAREN)
	}
}

func (r *recogniser) names() {
	r.name()
	for r.accept(token.COMMA) {
		r.name()
	}
}

// assign accepts = and, with a complaint, :=.
func (r *recogniser) assign() bool {
	if r.at(token.DEFINE) {
		r.complain("expected =")
		r.next()
		return true
	}
	return r.accept(token.ASSIGN)
}

func (r *recogniser) constSpec() {
	r.names()
	if r.at(token.EOF, token.SEMICOLON, token.RPAREN) {
		return
	}
	r.typeOrNil()
	if r.assign() {
		r.exprList()
	}
}

func (r *recogniser) varSpec() {
	r.names()
	if r.assign() {
		r.exprList()
		return
	}
	r.typ()
	if r.assign() {
		r.exprList()
	}
}

func (r *recogniser) typeSpec() {
	r.name()
	var t *node
	if start := r.tok.offset; r.accept(token.LBRACK) {
		t = r.parametersOrArray(start)
	} else {
		r.assign()
		t = r.typeOrNil()
	}
	if t == nil {
		r.complain("in type declaration")
		r.skipTo(token.SEMICOLON, token.RPAREN)
	}
}

// parametersOrArray reads what follows the bracket after the name of a
// declared type: type parameters and a type, or the rest of an array or slice
// type. Which it is shows only after an expression has been read.
func (r *recogniser) parametersOrArray(start int) *node {
	switch {
	case r.accept(token.RBRACK):
		r.typ()
		return r.node(literalType, start)
	case !r.at(token.IDENT):
		return r.array(start, nil)
	}
	at := r.tok.offset
	r.next()
	x := r.node(nameNode, at)
	if !r.at(token.LBRACK) {
		r.exprDepth++
		x = r.binary(r.primary(x, false), token.LowestPrec)
		r.exprDepth--
	}
	name, constraint := splitParameter(x, r.at(token.COMMA))
	if name == nil || constraint == nil && r.at(token.RBRACK) {
		return r.array(start, x)
	}
	r.parameters(&parameter{name: name, typ: constraint}, token.RBRACK, true, false)
	r.assign()
	return r.typeOrNil()
}

// splitParameter reads an expression such as P *E or P (E) as the name of a
// type parameter and its constraint, if the constraint can only be one or if
// force is set. A single name has no constraint yet.
func splitParameter(x *node, force bool) (name, constraint *node) {
	switch {
	case x.kind == nameNode:
		return x, nil
	case x.kind == binaryNode && x.op == token.MUL:
		if x.x.kind == nameNode && (force || isTypeElement(x.y)) {
			return x.x, &node{kind: unaryNode, op: token.MUL, x: x.y, start: x.y.start, end: x.end}
		}
	case x.kind == binaryNode && x.op == token.OR:
		if name, left := splitParameter(x.x, force || isTypeElement(x.y)); name != nil && left != nil {
			return name, &node{kind: binaryNode, op: token.OR, x: left, y: x.y, start: left.start, end: x.end}
		}
	case x.kind == callNode && x.x.kind == nameNode:
		if len(x.list) == 1 && !x.dots && (force || isTypeElement(x.list[0])) {
			return x.x, unparen(x.list[0])
		}
	}
	return nil, nil
}

// function reads a function or method after the keyword and reports whether
// it has a body.
func (r *recogniser) function() (body bool) {
	context, want := "", "expected name or ("
	if r.accept(token.LPAREN) {
		context, want = "method", "expected name"
		switch n := r.parameters(nil, token.RPAREN, false, false); {
		case n == 0:
			r.faultAt(r.tok.offset, "method has no receiver")
		case n > 1:
			r.faultAt(r.tok.offset, "method has multiple receivers")
		}
	}
	if r.accept(token.IDENT) {
		r.signature(context)
	} else {
		r.complain(want)
		r.skipTo(token.LBRACE, token.SEMICOLON)
	}
	if !r.at(token.LBRACE) {
		return false
	}
	r.body()
	return true
}

func (r *recogniser) body() {
	r.funcDepth++
	r.block("")
	r.funcDepth--
}

// signature reads parameters and results. With a context, type parameters are
// not allowed.
func (r *recogniser) signature(context string) {
	if start := r.tok.offset; r.accept(token.LBRACK) {
		if context != "" {
			r.complainAt(start, context+" must have no type parameters")
		}
		if r.at(token.RBRACK) {
			r.complain("empty type parameter list")
			r.next()
		} else {
			r.parameters(nil, token.RBRACK, true, false)
		}
	}
	r.expect(token.LPAREN)
	r.parameters(nil, token.RPAREN, false, true)
	if r.accept(token.LPAREN) {
		r.parameters(nil, token.RPAREN, false, false)
		return
	}
	r.typeOrNil()
}

// parameter is one entry of a list of parameters; a single name may turn out
// to be a type.
type parameter struct{ name, typ *node }

// parameters reads a list up to its closing token and returns how many there
// are. first, if any, has been read already.
func (r *recogniser) parameters(first *parameter, end token.Token, needNames, dotsAllowed bool) int {
	if first != nil && first.typ != nil && r.accept(end) {
		return 1
	}
	var list []*parameter
	named, typed := 0, 0
	endAt := r.list("parameter list", token.COMMA, end, func() bool {
		p := first
		first = nil
		if p == nil || p.typ == nil {
			p = r.parameter(p, end)
		}
		if p == nil {
			return false
		}
		if p.typ != nil {
			typed++
			if p.name != nil {
				named++
			}
		}
		list = append(list, p)
		return false
	})
	if named > 0 && named != len(list) || needNames && named != len(list) {
		r.incomplete(list, named == typed, needNames, endAt)
	}
	for i, p := range list {
		if p.typ == nil || p.typ.kind != dotsNode || dotsAllowed && i == len(list)-1 {
			continue
		}
		msg := "invalid use of ..."
		if dotsAllowed {
			msg = "can only use ... with final parameter"
		}
		r.faultAt(p.typ.start, msg)
		break
	}
	return len(list)
}

// incomplete reports a list in which not every parameter has a name and, from
// the right, a type.
func (r *recogniser) incomplete(list []*parameter, typesMissing, needNames bool, endAt int) {
	at := -1
	haveType := false
	for i := len(list) - 1; i >= 0; i-- {
		switch p := list[i]; {
		case p.typ != nil:
			haveType = true
			if p.name == nil {
				at = p.typ.start
			}
		case !haveType:
			at = p.name.start
		}
	}
	if at < 0 {
		return
	}
	what := "parameter"
	if needNames {
		what = "type parameter"
	}
	switch {
	case typesMissing && needNames:
		r.complainAt(endAt, "missing type constraint")
	case typesMissing:
		r.complainAt(endAt, "missing parameter type")
	case needNames && len(list) == 1:
		r.complainAt(at, "missing type parameter name or invalid array length")
	default:
		r.complainAt(at, "missing "+what+" name")
	}
}

// parameter reads [ name ] [ "..." ] type; begun has a name already.
func (r *recogniser) parameter(begun *parameter, end token.Token) *parameter {
	constraints := end == token.RBRACK
	union := func(t *node) *node {
		if constraints && t != nil && r.at(token.OR) {
			r.unionRest()
			return &node{kind: binaryNode, op: token.OR, start: t.start, end: r.prev, x: t, y: t}
		}
		return t
	}
	p := begun
	if p == nil {
		p = &parameter{}
		if constraints && r.at(token.TILDE) {
			return &parameter{typ: r.union()}
		}
	}
	if p.name == nil && r.at(token.IDENT) {
		at := r.tok.offset
		r.next()
		p.name = r.node(nameNode, at)
	}
	if name := p.name; name != nil {
		switch {
		case r.at(token.LBRACK):
			t, isArray := r.arrayOrArguments(name)
			if !isArray {
				p.name = nil
			}
			p.typ = union(t)
			return p
		case r.at(token.PERIOD):
			return &parameter{typ: union(r.qualified(name))}
		case constraints && r.at(token.OR):
			return &parameter{typ: union(name)}
		}
	}
	if at := r.tok.offset; r.accept(token.ELLIPSIS) {
		if r.typeOrNil() == nil {
			p.typ = r.bad()
			r.complain("... is missing type")
			return p
		}
		p.typ = r.node(dotsNode, at)
		return p
	}
	if constraints && r.at(token.TILDE) {
		p.typ = r.union()
		return p
	}
	p.typ = union(r.typeOrNil())
	if p.name != nil || p.typ != nil {
		return p
	}
	r.complain("expected " + word(end))
	r.skipTo(token.COMMA, end)
	return nil
}
