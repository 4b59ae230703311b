package lower

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// The compiler has a parser of its own, whose messages differ from go/parser's
// in text and place, and which cannot be imported. The recogniser follows
// Go's grammar token by token and builds nothing that outlives a statement:
// its only product is what the compiler would say. The tree that is run
// always comes from go/parser.
//
// Which tokens are skipped after an error decides what is reported next, so
// the sets given to skipTo are the compiler's (cmd/compile/internal/syntax).
type recogniser struct {
	scan   lexer
	tok    lexeme
	prev   int // end of the token before tok
	faults []fault
	later  []repair
	// misplaced are directives between declarations, which the compiler finds
	// after all else.
	misplaced []int

	funcDepth int // nesting of function bodies
	// exprDepth is ≥ 0 where T{ begins a composite literal, and negative in
	// the header of a statement, where { begins its block.
	exprDepth int
	nesting   int
}

// fault is an error at an offset of the file.
type fault struct {
	offset int
	msg    string
}

// syntax reports whether the fault keeps the compiler from going on.
func (f fault) syntax() bool { return strings.HasPrefix(f.msg, "syntax error") }

// repair is an error that the compiler reports when it checks types, but for
// which go/parser builds no tree; it does once the part of the source between
// the offsets is blank.
type repair struct {
	fault
	from, to int
}

const misplacedDirective = "misplaced compiler directive"

// maxNesting bounds recursion; deeper programs are left to go/parser.
const maxNesting = 10_000

// recognise reads a file. The faults it finds are in the compiler's order.
func recognise(src string) *recogniser {
	r := &recogniser{}
	r.scan = lexer{src: src, report: func(offset int, msg string) { r.faultAt(offset, msg) }}
	r.scan.directive = func(offset int) {
		if r.funcDepth > 0 {
			r.faultAt(offset, misplacedDirective)
		} else {
			r.misplaced = append(r.misplaced, offset)
		}
	}
	r.next()
	r.file()
	return r
}

// repaired is the source that go/parser can read.
func (r *recogniser) repaired() string {
	text := []byte(r.scan.src)
	for _, p := range r.later {
		for i := p.from; i < p.to; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	return string(text)
}

func (r *recogniser) next() {
	r.prev = r.scan.offset
	r.tok = r.scan.next()
}

// enter counts nesting; leaving is the caller's: defer r.leave().
func (r *recogniser) enter() {
	r.nesting++
	if r.nesting > maxNesting {
		r.scan.offset = len(r.scan.src)
		r.tok = lexeme{kind: token.EOF, offset: len(r.scan.src)}
	}
}

func (r *recogniser) leave() { r.nesting-- }

func (r *recogniser) at(kinds ...token.Token) bool { return slices.Contains(kinds, r.tok.kind) }

func (r *recogniser) accept(kind token.Token) bool {
	if r.tok.kind != kind {
		return false
	}
	r.next()
	return true
}

func (r *recogniser) expect(kind token.Token) {
	if !r.accept(kind) {
		r.complain("expected " + word(kind))
		r.skipOne()
	}
}

func (r *recogniser) faultAt(offset int, msg string) {
	r.faults = append(r.faults, fault{offset, msg})
}

func (r *recogniser) complain(msg string) { r.complainAt(r.tok.offset, msg) }

// complainAt reports a syntax error. A message that begins with a preposition
// or with what was expected is completed by the token that was found.
func (r *recogniser) complainAt(offset int, msg string) {
	if r.tok.kind == token.EOF && len(r.faults) > 0 {
		return // all of it follows from the earlier error
	}
	switch first, _, _ := strings.Cut(msg, " "); first {
	case "in", "at", "after":
		msg = "unexpected " + r.tok.describe() + " " + msg
	case "expected":
		msg = "unexpected " + r.tok.describe() + ", " + msg
	}
	r.faultAt(offset, "syntax error: "+msg)
}

// beginsStatement are the keywords that no recovery inside a function skips.
var beginsStatement = []token.Token{
	token.BREAK, token.CONST, token.CONTINUE, token.DEFER, token.FALLTHROUGH, token.FOR, token.GO,
	token.GOTO, token.IF, token.RETURN, token.SELECT, token.SWITCH, token.TYPE, token.VAR,
}

// skipTo drops tokens until one of kinds, or the beginning of a statement.
func (r *recogniser) skipTo(kinds ...token.Token) {
	for !r.at(token.EOF) && !r.at(kinds...) && (r.funcDepth == 0 || !r.at(beginsStatement...)) {
		r.next()
	}
}

func (r *recogniser) skipOne() {
	if !r.at(token.EOF) {
		r.next()
	}
}

// list is [ element { sep element } [ sep ] ] end; the opening token has been
// read. An element that returns true is the last one. The result is where the
// list ended.
func (r *recogniser) list(context string, sep, end token.Token, element func() (last bool)) int {
	for last := false; !last && !r.at(token.EOF, end); {
		last = element()
		if r.accept(sep) || r.at(end) {
			continue
		}
		r.complain("in " + context + "; possibly missing " + word(sep) + " or " + word(end))
		r.skipTo(token.RPAREN, token.RBRACK, token.RBRACE)
		if !r.at(end) {
			return r.tok.offset
		}
	}
	offset := r.tok.offset
	r.expect(end)
	return offset
}

func (r *recogniser) name() string {
	if r.at(token.IDENT) {
		text := r.tok.text
		r.next()
		return text
	}
	r.complain("expected name")
	r.skipOne()
	return "_"
}

// text is what the compiler prints for an expression of the source.
func (r *recogniser) text(n *node) string {
	if n.kind == listNode {
		var parts []string
		for _, e := range n.list {
			parts = append(parts, r.text(e))
		}
		return strings.Join(parts, ", ")
	}
	src := strings.TrimSpace(r.scan.src[n.start:n.end])
	x, err := parser.ParseExpr(src)
	if err != nil || n.kind == guardNode {
		return src
	}
	text := types.ExprString(x)
	ast.Inspect(x, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncLit); ok {
			text = strings.Replace(text, types.ExprString(f), functionText(f), 1)
		}
		return true
	})
	return text
}

// syntaxErrors logs the compiler's errors about the form of the files and about
// branches, which it checks at the same time. If the syntax is wrong, the
// types are not looked at; else the recognisers tell what remains to be known
// of each file.
func syntaxErrors(src []trace.File, log *errorLog) (files []*recogniser, wrong bool) {
	reports := make([]func(fault), len(src))
	for i, f := range src {
		lines := lineStarts(f.Text)
		reports[i] = func(e fault) {
			line, _ := slices.BinarySearch(lines, e.offset+1)
			log.add(Diagnostic{File: f.Name, Line: line, Col: e.offset - lines[line-1] + 1,
				Len: tokenLen(f.Text, e.offset), Message: e.msg, Kind: KindSyntax})
		}
		r := recognise(f.Text)
		files = append(files, r)
		faults := r.faults
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f.Name, r.repaired(), parser.SkipObjectResolution)
		if err != nil && len(faults) == 0 {
			for _, e := range parserErrors(err) {
				faults = append(faults, fault{min(e.Pos.Offset, len(f.Text)), "syntax error: " + e.Msg})
			}
		}
		faults = append(faults, branchErrors(file, fset.File(file.FileStart), faults)...)
		for _, e := range faults {
			reports[i](e)
			wrong = wrong || e.syntax()
		}
	}
	if wrong {
		return nil, true
	}
	for i, r := range files {
		for _, e := range r.later {
			reports[i](e.fault)
		}
	}
	return files, false
}

// lineStarts are the offsets at which the lines of a text begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// branchErrors are the wrong labels and branches in those functions of a file
// in which nothing else is wrong.
func branchErrors(file *ast.File, base *token.File, faults []fault) []fault {
	var found []fault
	whole := func(b *ast.BlockStmt) bool {
		if !b.Rbrace.IsValid() {
			return false
		}
		from, to := base.Offset(b.Pos()), base.Offset(b.End())
		return !slices.ContainsFunc(faults, func(f fault) bool { return from <= f.offset && f.offset <= to })
	}
	ast.Inspect(file, func(n ast.Node) bool {
		var body *ast.BlockStmt
		switch n := n.(type) {
		case *ast.FuncDecl:
			body = n.Body
		case *ast.FuncLit:
			body = n.Body
		}
		if body != nil && whole(body) {
			checkBranches(body, base, func(p token.Pos, msg string) {
				found = append(found, fault{base.Offset(p), msg})
			})
		}
		return true
	})
	slices.SortStableFunc(found, func(a, b fault) int { return cmp.Compare(a.offset, b.offset) })
	return found
}
