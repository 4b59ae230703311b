package lower

import (
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// maxErrors is how many errors the compiler reports before it gives up.
const maxErrors = 10

// errorLog collects errors and decides which of them are printed, as
// cmd/compile/internal/base does.
type errorLog struct {
	limit  int
	diags  []Diagnostic
	files  []string   // in the order in which the compiler met errors in them
	syntax Diagnostic // the last syntax error
	other  Diagnostic // the last other error
	full   bool
}

// add reports an error: one syntax error a line, and no error twice.
func (l *errorLog) add(d Diagnostic) {
	if l.full {
		return
	}
	sameLine := func(last Diagnostic) bool { return last.File == d.File && last.Line == d.Line }
	if strings.HasPrefix(d.Message, "syntax error") {
		if sameLine(l.syntax) {
			return
		}
		l.syntax = d
	} else {
		if sameLine(l.other) && l.other.Message == d.Message {
			return
		}
		l.other = d
	}
	if !slices.Contains(l.files, d.File) {
		l.files = append(l.files, d.File)
	}
	l.diags = append(l.diags, d)
	l.full = len(l.diags) == l.limit
}

// flush returns the errors in the order in which they are printed.
func (l *errorLog) flush() []Diagnostic {
	if len(l.diags) == 0 {
		return nil
	}
	last := l.diags[len(l.diags)-1]
	slices.SortStableFunc(l.diags, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(slices.Index(l.files, a.File), slices.Index(l.files, b.File)),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	out := slices.CompactFunc(l.diags, func(a, b Diagnostic) bool { return a.String() == b.String() })
	if l.full {
		last.Message, last.Len = "too many errors", 0
		out = append(out, last)
	}
	return out
}

// Format prints diagnostics as go run does.
func Format(diags []Diagnostic) string {
	var b strings.Builder
	if len(diags) > 0 && diags[0].Kind != KindLoad {
		b.WriteString("# " + cmp.Or(diags[0].Package, "command-line-arguments") + "\n")
	}
	for _, d := range diags {
		switch {
		case d.Kind == KindLink:
			fmt.Fprintf(&b, "runtime.main_main·f: %s\n", d.Message)
		case d.Kind == KindLoad && d.File != "":
			d.File = filepath.Clean(d.File)
			fmt.Fprintln(&b, d)
		default:
			fmt.Fprintln(&b, d)
		}
	}
	return b.String()
}

// loadErrors are the errors that the go command finds while it reads the
// package clauses and imports, before it calls the compiler. Its parser is
// go/parser.
func loadErrors(src []trace.File, main bool) []Diagnostic {
	names := make([]string, len(src))
	for i, f := range src {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly)
		if list := parserErrors(err); len(list) > 0 {
			var diags []Diagnostic
			for _, e := range list {
				diags = append(diags, Diagnostic{File: f.Name, Line: e.Pos.Line, Col: e.Pos.Column,
					Len: tokenLen(f.Text, e.Pos.Offset), Message: e.Msg, Kind: KindLoad})
			}
			return diags
		}
		names[i] = file.Name.Name
	}
	for i, name := range names {
		if name != names[0] {
			return []Diagnostic{{Kind: KindLoad, Message: fmt.Sprintf("found packages %s (%s) and %s (%s)",
				names[0], filepath.Base(src[0].Name), name, filepath.Base(src[i].Name))}}
		}
	}
	if main && names[0] != "main" {
		return []Diagnostic{{Kind: KindLoad, Message: "package command-line-arguments is not a main package",
			Hint: "A program to run begins with “package main”."}}
	}
	return nil
}

func parserErrors(err error) scanner.ErrorList {
	var list scanner.ErrorList
	if !errors.As(err, &list) && err != nil {
		list.Add(token.Position{Line: 1, Column: 1}, err.Error())
	}
	return list
}
