package lower

import (
	"fmt"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexeme is a token of the source.
type lexeme struct {
	kind   token.Token
	offset int
	text   string // of names and literals; of a semicolon: "semicolon", "newline" or "EOF"
}

// describe is how the compiler calls the token that it did not expect.
func (l lexeme) describe() string {
	switch l.kind {
	case token.IDENT:
		return "name " + l.text
	case token.SEMICOLON:
		return l.text
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		return "literal " + l.text
	}
	return word(l.kind)
}

// word is how the compiler calls a kind of token.
func word(kind token.Token) string {
	switch kind {
	case token.COMMA:
		return "comma"
	case token.SEMICOLON:
		return "semicolon or newline"
	case token.IDENT:
		return "name"
	}
	if kind.IsKeyword() {
		return "keyword " + kind.String()
	}
	return kind.String()
}

// lexer cuts a source into tokens as the compiler does. It differs from
// go/scanner in what it says about broken literals and strange characters,
// and in that any character beyond ASCII belongs to a name.
type lexer struct {
	src    string
	offset int // of what has not been read
	// endsLine: a newline here would end a statement.
	endsLine bool
	started  bool // the package clause has begun
	report   func(offset int, msg string)
	// directive is told of //go:build lines after the package clause.
	directive func(offset int)
	broken    []int // where literals begin about which something was reported
}

// operators by text; the longest match counts.
var operators = func() map[string]token.Token {
	m := map[string]token.Token{}
	for t := token.ADD; t <= token.TILDE; t++ {
		if s := t.String(); s != "" && !t.IsKeyword() && t.IsOperator() {
			m[s] = t
		}
	}
	return m
}()

// longestOperator is the length of &^= and the like.
const longestOperator = 3

func (l *lexer) next() lexeme {
	endsLine := l.endsLine
	l.endsLine = false
	for l.offset < len(l.src) {
		start := l.offset
		rest := l.src[start:]
		switch c := rest[0]; {
		case c == '\n' && endsLine:
			l.offset++
			return lexeme{token.SEMICOLON, start, "newline"}
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			l.offset++
		case strings.HasPrefix(rest, "\ufeff") && start == 0:
			l.offset += len("\ufeff")
		case strings.HasPrefix(rest, "//"):
			if l.started && strings.HasPrefix(rest, "//go:build ") {
				l.directive(start + len("//"))
			}
			l.skipLine()
		case strings.HasPrefix(rest, "/*"):
			if l.comment() && endsLine {
				return lexeme{token.SEMICOLON, start, "newline"}
			}
		case isLetter(c) || c >= utf8.RuneSelf:
			return l.word(start)
		case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
			return l.literal(l.number)
		case c == '"' || c == '\'':
			return l.literal(l.quoted)
		case c == '`':
			return l.literal(l.rawString)
		default:
			if tok, ok := l.operator(start, rest); ok {
				return tok
			}
			l.report(start, fmt.Sprintf("invalid character %#U", rune(c)))
			l.offset++
		}
	}
	if endsLine {
		return lexeme{token.SEMICOLON, len(l.src), "EOF"}
	}
	return lexeme{kind: token.EOF, offset: len(l.src)}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isHex(c byte) bool    { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// peek is the next byte, or 0 at the end.
func (l *lexer) peek() byte {
	if l.offset < len(l.src) {
		return l.src[l.offset]
	}
	return 0
}

func (l *lexer) literal(read func() token.Token) lexeme {
	start, report, ok := l.offset, l.report, true
	l.report = func(offset int, msg string) {
		ok = false
		report(offset, msg)
	}
	kind := read()
	l.report = report
	if !ok {
		l.broken = append(l.broken, start)
	}
	l.endsLine = true
	return lexeme{kind, start, l.src[start:l.offset]}
}

func (l *lexer) operator(start int, rest string) (lexeme, bool) {
	for n := min(longestOperator, len(rest)); n > 0; n-- {
		kind, ok := operators[rest[:n]]
		if !ok {
			continue
		}
		l.offset += n
		switch kind {
		case token.SEMICOLON:
			return lexeme{kind, start, "semicolon"}, true
		case token.RPAREN, token.RBRACK, token.RBRACE, token.INC, token.DEC:
			l.endsLine = true
		}
		return lexeme{kind: kind, offset: start}, true
	}
	return lexeme{}, false
}

func (l *lexer) skipLine() {
	if i := strings.IndexByte(l.src[l.offset:], '\n'); i >= 0 {
		l.offset += i
		return
	}
	l.offset = len(l.src)
}

// comment skips a /* comment and reports whether it contains a newline.
func (l *lexer) comment() (newline bool) {
	start := l.offset
	i := strings.Index(l.src[start+2:], "*/")
	if i < 0 {
		l.report(start, "comment not terminated")
		l.offset = len(l.src)
	} else {
		l.offset += i + 4
	}
	return strings.Contains(l.src[start:l.offset], "\n")
}

// word reads a name or a keyword.
func (l *lexer) word(start int) lexeme {
	for l.offset < len(l.src) {
		c, size := utf8.DecodeRuneInString(l.src[l.offset:])
		switch {
		case c < utf8.RuneSelf && !isLetter(byte(c)) && !isDigit(byte(c)):
			size = 0
		case c < utf8.RuneSelf, unicode.IsLetter(c):
		case unicode.IsDigit(c):
			if l.offset == start {
				l.report(l.offset, fmt.Sprintf("identifier cannot begin with digit %#U", c))
			}
		case c == utf8.RuneError && size == 1:
			l.report(l.offset, "invalid UTF-8 encoding")
		default:
			l.report(l.offset, fmt.Sprintf("invalid character %#U in identifier", c))
		}
		if size == 0 {
			break
		}
		l.offset += size
	}
	text := l.src[start:l.offset]
	kind := token.Lookup(text)
	l.started = l.started || kind == token.PACKAGE
	switch kind {
	case token.IDENT, token.BREAK, token.CONTINUE, token.FALLTHROUGH, token.RETURN:
		l.endsLine = true
	}
	return lexeme{kind, start, text}
}

func (l *lexer) rawString() token.Token {
	start := l.offset
	i := strings.IndexByte(l.src[start+1:], '`')
	if i < 0 {
		l.report(start, "string not terminated")
		l.offset = len(l.src)
		return token.STRING
	}
	l.offset += i + 2
	return token.STRING
}

// quoted reads an interpreted string or a rune.
func (l *lexer) quoted() token.Token {
	start, quote := l.offset, l.src[l.offset]
	kind, what, open := token.STRING, "string", "string not terminated"
	if quote == '\'' {
		kind, what, open = token.CHAR, "rune literal", "rune literal not terminated"
	}
	ok := true
	// Of a rune only the first fault is reported, of a string each.
	fail := func(offset int, msg string) {
		if ok || kind == token.STRING {
			l.report(offset, msg)
		}
		ok = false
	}
	l.offset++
	for n := 0; ; n++ {
		if l.offset == len(l.src) {
			fail(start, open)
			return kind
		}
		switch c := l.src[l.offset]; {
		case c == quote:
			if kind == token.CHAR && n == 0 {
				fail(l.offset, "empty rune literal or unescaped '")
			} else if kind == token.CHAR && n > 1 {
				fail(start, "more than one character in rune literal")
			}
			l.offset++
			return kind
		case c == '\n':
			fail(l.offset, "newline in "+what)
			return kind
		case c == '\\':
			l.offset++
			if !l.escape(quote) {
				ok = false
			}
		default:
			_, size := utf8.DecodeRuneInString(l.src[l.offset:])
			l.offset += size
		}
	}
}

// escape reads what follows a backslash.
func (l *lexer) escape(quote byte) bool {
	var digits, base int
	var limit uint32
	c := l.peek()
	switch {
	case l.offset == len(l.src):
		return true // the literal is reported as not terminated
	case c == quote || strings.IndexByte(`abfnrtv\`, c) >= 0:
		l.offset++
		return true
	case '0' <= c && c <= '7':
		digits, base, limit = 3, 8, 255
	case c == 'x':
		digits, base, limit = 2, 16, 255
	case c == 'u':
		digits, base, limit = 4, 16, unicode.MaxRune
	case c == 'U':
		digits, base, limit = 8, 16, unicode.MaxRune
	default:
		l.report(l.offset, "unknown escape")
		return false
	}
	if base == 16 {
		l.offset++
	}
	var value uint32
	for range digits {
		if l.offset == len(l.src) {
			return true
		}
		c := l.src[l.offset]
		if !isHex(c) || base == 8 && c > '7' {
			r, _ := utf8.DecodeRuneInString(l.src[l.offset:])
			l.report(l.offset, fmt.Sprintf("invalid character %q in %s escape", r, baseName(base)))
			return false
		}
		d := uint32(c - '0')
		if !isDigit(c) {
			d = uint32(c|0x20-'a') + 10
		}
		value = value*uint32(base) + d
		l.offset++
	}
	switch {
	case value > limit && base == 8:
		l.report(l.offset, fmt.Sprintf("octal escape value %d > 255", value))
		return false
	case value > limit || limit == unicode.MaxRune && 0xD800 <= value && value < 0xE000:
		l.report(l.offset, fmt.Sprintf("escape is invalid Unicode code point %#U", value))
		return false
	}
	return true
}

func baseName(base int) string {
	return map[int]string{2: "binary", 8: "octal", 10: "decimal", 16: "hexadecimal"}[base]
}

// number reads a number; only its first fault is reported.
func (l *lexer) number() token.Token {
	start := l.offset
	ok := true
	fail := func(offset int, msg string) {
		if ok {
			l.report(offset, msg)
		}
		ok = false
	}
	base, prefixed, digits := 10, false, false
	if l.peek() == '0' {
		l.offset++
		switch l.peek() | 0x20 {
		case 'x':
			base, prefixed = 16, true
		case 'o':
			base, prefixed = 8, true
		case 'b':
			base, prefixed = 2, true
		default:
			base, digits = 8, true
		}
		if prefixed {
			l.offset++
		}
	}
	wrong := -1 // the first digit that the base does not have
	run := func(base int) {
		for ; isDigit(l.peek()) || l.peek() == '_' || base == 16 && isHex(l.peek()); l.offset++ {
			if c := l.peek(); c != '_' {
				digits = true
				if base < 10 && int(c-'0') >= base && wrong < 0 {
					wrong = l.offset
				}
			}
		}
	}
	run(base)
	kind := token.INT
	if l.peek() == '.' {
		kind = token.FLOAT
		if prefixed && base != 16 {
			fail(l.offset, "invalid radix point in "+baseName(base)+" literal")
		}
		l.offset++
		run(base)
	}
	if !digits {
		fail(l.offset, baseName(base)+" literal has no digits")
	}
	switch e := l.peek() | 0x20; {
	case e == 'e' || e == 'p':
		if e == 'e' && prefixed {
			fail(l.offset, fmt.Sprintf("%q exponent requires decimal mantissa", l.peek()))
		} else if e == 'p' && (base != 16 || !prefixed) {
			fail(l.offset, fmt.Sprintf("%q exponent requires hexadecimal mantissa", l.peek()))
		}
		kind = token.FLOAT
		l.offset++
		if c := l.peek(); c == '+' || c == '-' {
			l.offset++
		}
		digits = false
		run(10)
		if !digits {
			fail(l.offset, "exponent has no digits")
		}
	case base == 16 && kind == token.FLOAT:
		fail(l.offset, "hexadecimal mantissa requires a 'p' exponent")
	}
	if l.peek() == 'i' {
		kind = token.IMAG
		l.offset++
	}
	if kind == token.INT && wrong >= 0 {
		fail(wrong, fmt.Sprintf("invalid digit %q in %s literal", l.src[wrong], baseName(base)))
	}
	if i := misplacedSeparator(l.src[start:l.offset]); i >= 0 {
		fail(start+i, "'_' must separate successive digits")
	}
	return kind
}

// misplacedSeparator is the index of the first _ of a number that is not
// between two digits (a prefix such as 0x counts as a digit), or -1.
func misplacedSeparator(number string) int {
	digit := isDigit
	at := 0
	if len(number) > 1 && number[0] == '0' && strings.IndexByte("xob", number[1]|0x20) >= 0 {
		at = 2
		if number[1]|0x20 == 'x' {
			digit = isHex
		}
	}
	for i := at; i < len(number); i++ {
		if number[i] != '_' {
			continue
		}
		before := at == 2 && i == 2 || i > 0 && digit(number[i-1])
		after := i+1 < len(number) && (digit(number[i+1]) || number[i+1] == '_')
		if !before && number[max(i-1, 0)] != '_' || !after {
			return i
		}
		if number[i+1] == '_' {
			return i + 1
		}
	}
	return -1
}
