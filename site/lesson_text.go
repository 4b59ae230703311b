package site

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// lessonText renders the text of a lesson. A paragraph or an item of a list
// that begins with a line "@name" gets the mark of that name as data-mark and
// its step as data-step.
func lessonText(source []byte, marks []mark) (template.HTML, error) {
	ties := &tying{marks: marks}
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(ties, 100))),
	)
	var html bytes.Buffer
	if err := markdown.Convert(source, &html); err != nil {
		return "", err
	}
	return template.HTML(html.String()), ties.err
}

// tying ties the paragraphs of one text.
type tying struct {
	marks []mark
	err   error
}

func (t *tying) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	// The walk function returns no errors.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && (n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock) {
			t.tie(n, reader.Source())
		}
		return ast.WalkContinue, nil
	})
}

func (t *tying) tie(block ast.Node, source []byte) {
	first, ok := block.FirstChild().(*ast.Text)
	if !ok || !first.SoftLineBreak() {
		return
	}
	name, ok := strings.CutPrefix(string(first.Value(source)), "@")
	if !ok || strings.ContainsAny(name, " \t") {
		return
	}
	i := slices.IndexFunc(t.marks, func(m mark) bool { return m.Name == name })
	if i < 0 {
		t.err = fmt.Errorf("there is no mark %q", name)
		return
	}
	block.RemoveChild(block, first)
	tied := block
	if block.Kind() == ast.KindTextBlock {
		tied = block.Parent()
	}
	tied.SetAttributeString("data-mark", []byte(name))
	tied.SetAttributeString("data-step", fmt.Append(nil, t.marks[i].Step))
}
