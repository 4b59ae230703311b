package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// go/types and the compiler's type checker are made from one source, but they
// work on different trees: here and there they differ in where an error is
// and in how an expression is printed. This file turns one into the other.

// typeError is an error of go/types as the compiler reports it.
func (c *checked) typeError(te types.Error) Diagnostic {
	msg := te.Msg
	for _, f := range c.files {
		if f.FileStart > te.Pos || te.Pos >= f.FileEnd {
			continue
		}
		msg = functionTexts(f, te.Pos, msg)
		te.Pos = compilerPos(f, te.Pos, msg)
		if needsVersion.MatchString(msg) {
			if v := c.info.FileVersions[f]; v != "" && v == f.GoVersion {
				msg += " (file declares //go:build " + v + ")"
			} else {
				msg += " (-lang was set to " + GoVersion + "; check go.mod)"
			}
		}
		p := c.fset.Position(te.Pos)
		return Diagnostic{File: p.Filename, Line: p.Line, Col: p.Column, Len: tokenLen(c.text(f), p.Offset),
			Message: typeGuards.Replace(msg), Kind: KindType}
	}
	p := c.fset.Position(te.Pos)
	return Diagnostic{File: p.Filename, Line: p.Line, Col: p.Column, Message: msg, Kind: KindType}
}

// typeGuards words messages about x.(type), which go/types cannot print.
var typeGuards = strings.NewReplacer("((ast: <nil>))", "(type)", "use of .(type)", "invalid syntax tree: use of .(type)")

// needsVersion matches errors about the language version.
var needsVersion = regexp.MustCompile(`requires go[0-9]+\.[0-9]+ or later`)

// reportedByParser matches what the compiler's type checker leaves to its
// parser (syntax_branch.go).
var reportedByParser = regexp.MustCompile(`^(label \w+ (declared|not declared|already declared)|invalid (break|continue) label|` +
	`goto \w+ jumps|(break|continue) not in|break is not in|continue is not in|(cannot )?fallthrough|fallthrough statement)`)

// compilerPos is where the compiler reports an error for which go/types says
// pos.
func compilerPos(file *ast.File, pos token.Pos, msg string) token.Pos {
	has := func(part string) bool { return strings.Contains(msg, part) }
	switch {
	case has("not enough arguments in call to"):
		if call, ok := find(file, func(x *ast.CallExpr) bool { return x.Rparen == pos }); ok && len(call.Args) > 0 {
			return call.Args[len(call.Args)-1].Pos()
		} else if ok {
			return call.Pos()
		}
	case has("not enough arguments for "), has("too many arguments for "), has("missing argument in conversion to "):
		if call, ok := find(file, func(x *ast.CallExpr) bool { return x.Rparen == pos }); ok {
			return call.Pos()
		}
	case has("cannot use ... "):
		if call, ok := find(file, func(x *ast.CallExpr) bool { return x.Ellipsis == pos }); ok {
			return call.Pos()
		}
	case has(" does not satisfy "), has("cannot infer "):
		if call, ok := find(file, func(x *ast.CallExpr) bool { return x.Pos() == pos }); ok {
			return nodePos(call)
		}
	case has("cannot send to "):
		if send, ok := find(file, func(x *ast.SendStmt) bool { return x.Arrow == pos }); ok {
			return send.Pos()
		}
	case has("cannot index "):
		if x, ok := find(file, func(x *ast.IndexExpr) bool { return x.Pos() == pos }); ok {
			return nodePos(x)
		}
	case has("select case must be "):
		if x, ok := find(file, func(x *ast.CommClause) bool { return x.Comm != nil && x.Comm.Pos() == pos }); ok {
			if x, ok := x.Comm.(*ast.ExprStmt); ok {
				return nodePos(x.X)
			}
		}
	case has("in selector expression"):
		if x, ok := find(file, func(x *ast.SelectorExpr) bool { return x.Sel.Pos() == pos }); ok {
			return nodePos(x)
		}
	case has("invalid use of [...] array"):
		if x, ok := find(file, func(x *ast.ArrayType) bool { return x.Len != nil && x.Len.Pos() == pos }); ok {
			return x.Lbrack
		}
	}
	if x, ok := find(file, func(x *ast.SliceExpr) bool { return x.Pos() == pos }); ok && has(types.ExprString(x)) {
		return x.Lbrack
	}
	// A function type is where its parameters begin, a literal is not.
	if _, literal := find(file, func(x *ast.FuncLit) bool { return x.Pos() == pos }); !literal {
		if x, ok := find(file, func(x *ast.FuncType) bool { return x.Func == pos }); ok {
			return x.Params.Opening
		}
	}
	return pos
}

// find returns the innermost node of a type for which is holds.
func find[N ast.Node](file *ast.File, is func(N) bool) (found N, ok bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		if n, match := n.(N); match && is(n) {
			found, ok = n, true
		}
		return true
	})
	return found, ok
}

// nodePos is the place that the compiler's tree gives an expression: where
// what makes it such an expression stands, not where it begins.
func nodePos(x ast.Expr) token.Pos {
	switch x := x.(type) {
	case *ast.CallExpr:
		return x.Lparen
	case *ast.IndexExpr:
		return x.Lbrack
	case *ast.IndexListExpr:
		return x.Lbrack
	case *ast.SliceExpr:
		return x.Lbrack
	case *ast.SelectorExpr:
		return x.X.End()
	case *ast.TypeAssertExpr:
		return x.X.End()
	case *ast.BinaryExpr:
		return x.OpPos
	}
	return x.Pos()
}

// functionTexts replaces function literals in a message about pos by the
// compiler's text for them.
func functionTexts(file *ast.File, pos token.Pos, msg string) string {
	if !strings.Contains(msg, " literal)") {
		return msg
	}
	// Literals from pos on come first, then those before it.
	var before, after []*ast.FuncLit
	ast.Inspect(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncLit); ok {
			if f.End() > pos {
				after = append(after, f)
			} else {
				before = append(before, f)
			}
		}
		return true
	})
	for _, f := range append(after, before...) {
		msg = strings.Replace(msg, types.ExprString(f), functionText(f), 1)
	}
	return msg
}

// functionText is the compiler's short text for a function literal.
func functionText(f *ast.FuncLit) string {
	body := " {…}"
	if len(f.Body.List) == 0 {
		body = " {}"
	}
	return types.ExprString(f.Type) + body
}
