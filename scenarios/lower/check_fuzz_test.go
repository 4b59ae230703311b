package lower

import (
	"fmt"
	"go/scanner"
	"go/token"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// agreement is the share of mutants, in percent, whose first error must be
// the compiler's.
const agreement = 98

// TestMutants breaks the scenario programs by dropping, repeating, exchanging
// or replacing a token, and compares with what the compiler says.
func TestMutants(t *testing.T) {
	paths, err := filepath.Glob("../catalog/*/main.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scenario programs (%v)", err)
	}
	const perProgram = 8
	random := rand.New(rand.NewSource(1))
	mutants := map[string]string{}
	var names []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"golang.org/`) {
			continue // the compiler would have to be given the module
		}
		tokens := bodyTokens(string(text))
		for i := range perProgram {
			name := fmt.Sprintf("%s_%d", strings.NewReplacer("-", "_").Replace(filepath.Base(filepath.Dir(path))), i)
			mutants[name] = mutate(random, string(text), tokens)
			names = append(names, name)
		}
	}
	real := compilerErrors(t, mutants, "")
	broken, first, all := 0, 0, 0
	for _, name := range names {
		want := real[name]
		if want == "" {
			continue
		}
		broken++
		got := ourErrors(name, mutants[name], maxErrors)
		if got == want {
			all++
		}
		firstGot, _, _ := strings.Cut(got, "\n")
		firstWant, _, _ := strings.Cut(want, "\n")
		if firstGot == firstWant {
			first++
			continue
		}
		t.Logf("%s\nours:\n%s\nthe compiler's:\n%s", numbered(mutants[name]), got, want)
	}
	t.Logf("%d broken programs; first line agrees in %d (%.1f %%), all lines in %d (%.1f %%)",
		broken, first, 100*float64(first)/float64(broken), all, 100*float64(all)/float64(broken))
	if broken < len(names)/2 || first*100 < agreement*broken {
		t.Errorf("the first line agrees in %d of %d, want at least %d %%", first, broken, agreement)
	}
}

type span struct{ from, to int }

// bodyTokens are the tokens after the imports, which the go command reads
// before it compiles.
func bodyTokens(text string) []span {
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	s.Init(file, []byte(text), nil, 0)
	var tokens []span
	body := false
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return tokens
		}
		body = body || slices.Contains([]token.Token{token.FUNC, token.TYPE, token.VAR, token.CONST}, tok)
		if !body || tok == token.SEMICOLON && lit == "\n" {
			continue
		}
		if lit == "" {
			lit = tok.String()
		}
		at := file.Offset(pos)
		tokens = append(tokens, span{at, at + len(lit)})
	}
}

func mutate(random *rand.Rand, text string, tokens []span) string {
	i := random.Intn(len(tokens))
	a := tokens[i]
	before, it, after := text[:a.from], text[a.from:a.to], text[a.to:]
	switch random.Intn(6) {
	case 0, 1:
		return before + after
	case 2:
		return before + it + " " + it + after
	case 3:
		b := tokens[random.Intn(len(tokens))]
		return before + text[b.from:b.to] + after
	case 4: // break a line, or join two
		if j := strings.IndexByte(after, '\n'); j >= 0 && random.Intn(2) == 0 {
			return before + it + after[:j] + " " + after[j+1:]
		}
		return before + "\n" + it + after
	default: // misspell
		if len(it) > 1 {
			return before + it[:len(it)-1] + after
		}
		return before + it + []string{"(", ")", "{", "}", ",", ";", ":", "=", "\"", "'"}[random.Intn(10)] + after
	}
}
