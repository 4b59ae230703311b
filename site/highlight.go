package site

import (
	"go/scanner"
	"go/token"
	"html"
	"html/template"
	"strings"
)

// highlight returns Go source as HTML, one span class="line" per line, with
// the class names that the editor's highlighter uses (site/src/editor.ts), so
// that the code looks the same before and after the editor takes over. Source
// that does not scan is left plain where it does not.
func highlight(source string) template.HTML {
	src := []byte(source)
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, func(token.Position, string) {}, scanner.ScanComments)

	var out strings.Builder
	done := 0 // bytes of src already written
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		class := tokenClass(tok)
		if class == "" {
			continue
		}
		start := file.Offset(pos)
		// A literal is not always as long as its source: the scanner strips
		// carriage returns. The page's programs have none; be safe anyway.
		end := min(start+len(lit), len(src))
		out.WriteString(html.EscapeString(source[done:start]))
		out.WriteString(spans(class, source[start:end]))
		done = end
	}
	out.WriteString(html.EscapeString(source[done:]))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	return template.HTML(`<span class="line">` + strings.Join(lines, "</span>\n<span class=\"line\">") + `</span>`)
}

// spans wraps each line of text in a span, so that no span crosses a line.
func spans(class, text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = `<span class="` + class + `">` + html.EscapeString(l) + `</span>`
		}
	}
	return strings.Join(lines, "\n")
}

func tokenClass(tok token.Token) string {
	switch {
	case tok.IsKeyword():
		return "tok-keyword"
	case tok == token.COMMENT:
		return "tok-comment"
	case tok == token.STRING || tok == token.CHAR:
		return "tok-string"
	case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
		return "tok-number"
	}
	return ""
}
