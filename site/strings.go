package site

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"gopark/viz/model/locale"
)

// A table has every text of the pages in one language: keys, as share.title,
// and messages in ICU MessageFormat. Templates show them with {{t "key"}} or
// {{markdown "key"}}, followed by the names and values of placeholders; scripts
// by src/strings.ts. Keys that begin with @ are for people.
//
//go:embed strings/*.json
var stringFiles embed.FS

// Language is one that there are pages in.
type Language struct {
	Name string // as in the lang attribute
	Own  string // what the language calls itself
}

// languages has English first: what a page is called without a language.
var languages = []Language{{"en", "English"}, {"zh", "中文"}, {"es", "Español"}, {"ru", "Русский"}}

// File returns the file of a page in the language: waitgroup.zh.html.
func (l Language) File(page string) string {
	if l == languages[0] {
		return page + ".html"
	}
	return page + "." + l.Name + ".html"
}

type table struct {
	Language
	texts   map[string]string
	numbers *message.Printer
}

// newTable reads a table. What it lacks is English, so that a new text is seen
// before it is translated; the tests tell what is missing.
func newTable(l Language) (*table, error) {
	tag, err := language.Parse(l.Name)
	if err != nil {
		return nil, err
	}
	t := &table{Language: l, numbers: message.NewPrinter(tag)}
	for _, name := range []string{languages[0].Name, l.Name} {
		texts, err := readTexts(name)
		if err != nil {
			return nil, err
		}
		if t.texts == nil {
			t.texts = texts
		}
		maps.Copy(t.texts, texts)
	}
	return t, nil
}

func readTexts(language string) (map[string]string, error) {
	name := "strings/" + language + ".json"
	data, err := stringFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return texts, nil
}

// funcs are what the templates call.
func (t *table) funcs() template.FuncMap {
	return template.FuncMap{
		"t":        t.text,
		"markdown": t.markdown,
		"number":   func(n int) string { return t.numbers.Sprint(n) },
		// language is that of the page, languages are all.
		"language":  func() Language { return t.Language },
		"languages": func() []Language { return languages },
		// english is for the element whose text is not in the table.
		"english": func() template.HTMLAttr {
			if t.Language == languages[0] {
				return ""
			}
			return ` lang="en"`
		},
	}
}

// text returns a message; args are the names and values of its placeholders.
func (t *table) text(key string, args ...any) (string, error) {
	text, ok := t.texts[key]
	if !ok || strings.HasPrefix(key, "@") {
		return "", fmt.Errorf("strings/%s.json: expected a text %s, found none", t.Name, key)
	}
	f := filling{numbers: t.numbers, values: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return "", fmt.Errorf("%s: expected the name of a placeholder, found %v", key, args[i])
		}
		f.values[name] = args[i+1]
	}
	data, err := json.Marshal(map[string]string{key: text})
	if err != nil {
		return "", err
	}
	l, err := locale.Parse(t.Name, data)
	if err != nil {
		return "", fmt.Errorf("strings/%s.json: %w", t.Name, err)
	}
	l.Fill(l.Message(key), &f)
	if f.err != nil {
		return "", fmt.Errorf("strings/%s.json: %s: %w", t.Name, key, f.err)
	}
	return f.text.String(), nil
}

// markdown returns a message that is Markdown, as HTML.
func (t *table) markdown(key string, args ...any) (template.HTML, error) {
	text, err := t.text(key, args...)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(text), &b); err != nil {
		return "", err
	}
	// Inline: the element that it stands in is the template's.
	html := strings.TrimSpace(b.String())
	return template.HTML(strings.TrimSuffix(strings.TrimPrefix(html, "<p>"), "</p>")), nil
}

// filling is a locale.Filler that writes text.
type filling struct {
	text    strings.Builder
	values  map[string]any
	numbers *message.Printer
	err     error
}

// Text is part of locale.Filler.
func (f *filling) Text(s string, _ bool) { f.text.WriteString(s) }

// Arg is part of locale.Filler.
func (f *filling) Arg(name string, _ bool) {
	switch v := f.values[name].(type) {
	case nil:
		f.err = errors.Join(f.err, fmt.Errorf("expected a value for {%s}", name))
	case int:
		f.text.WriteString(f.numbers.Sprint(v))
	default:
		fmt.Fprint(&f.text, v)
	}
}

// Number is part of locale.Filler.
func (f *filling) Number(name string) int64 {
	n, ok := f.values[name].(int)
	if !ok {
		f.err = errors.Join(f.err, fmt.Errorf("expected a number for {%s}, found %v", name, f.values[name]))
	}
	return int64(n)
}

var (
	keyInScript = regexp.MustCompile(`"([a-z]\w*(?:\.[\w-]+)+)"`)
	// Or the beginning of one, with its last dot: {{t (print "level." .)}}.
	keyInTemplate = regexp.MustCompile(`\b(?:t|markdown) (?:\(print )?"([^"]+)"`)
)

// keysIn returns what stands in files with that extension where keys do.
func keysIn(files fs.FS, ext string, key *regexp.Regexp) (map[string]bool, error) {
	keys := map[string]bool{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ext {
			return err
		}
		text, err := fs.ReadFile(files, name)
		for _, m := range key.FindAllSubmatch(text, -1) {
			keys[string(m[1])] = true
		}
		return err
	})
	return keys, err
}

// addTexts writes the script of each language with the texts that scripts use;
// src/messages.ts is its other side.
func addTexts(out *output, src *sources, scripts fs.FS) error {
	used, err := keysIn(scripts, ".ts", keyInScript)
	if err != nil {
		return err
	}
	for _, l := range languages {
		t, err := newTable(l)
		if err != nil {
			return err
		}
		for key := range t.texts {
			if !used[key] {
				delete(t.texts, key)
			}
		}
		data, err := json.Marshal(t.texts)
		if err != nil {
			return err
		}
		parsed, err := runWith(data, src.siteDir(), nil, "node", filepath.Join(src.siteDir(), "parse-messages.mjs"))
		if err != nil {
			return fmt.Errorf("strings/%s.json: %w", l.Name, err)
		}
		script := fmt.Sprintf("globalThis.goparkMessages={language:%q,messages:%s};\n", l.Name, parsed)
		if err := out.asset("assets/"+textsOf(l), []byte(script)); err != nil {
			return err
		}
	}
	return nil
}

// textsOf is the name of the script with a language's texts.
func textsOf(l Language) string { return "strings." + l.Name + ".js" }
