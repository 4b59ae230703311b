package lower

import "fmt"

// Kind is the kind of a diagnostic.
type Kind string

const (
	KindLoad        Kind = "load"        // the go command's, which reads imports before it compiles
	KindSyntax      Kind = "syntax"      // the parser's
	KindType        Kind = "type"        // the type checker's
	KindLink        Kind = "link"        // the linker's
	KindUnsupported Kind = "unsupported" // right Go that Gopark cannot run faithfully
)

// Diagnostic says what is wrong with the user's program, and where.
type Diagnostic struct {
	File    string // empty if it is about no single place
	Line    int    // from 1
	Col     int    // from 1, in bytes
	Len     int    // in bytes; 0: unknown or several lines
	Message string
	Hint    string // what to do instead; may be empty
	Kind    Kind
	Package string // import path, in a program of several packages
}

// String is the form in which the go command prints it.
func (d Diagnostic) String() string {
	if d.File == "" {
		return d.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Col, d.Message)
}
