package lower

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"strings"

	"golang.org/x/tools/txtar"

	"gopark/scenarios/trace"
)

const (
	// ProgName is the file of a program that is given without a name, as the
	// Go playground calls it.
	ProgName = "prog.go"
	// StdinName is the file that is not part of the program but its standard
	// input.
	StdinName = "stdin"
	// ArgsName is the file that holds the program's arguments, one a line.
	ArgsName = "args"
)

// Files are the files of a program that is given as one text. A txtar archive
// holds several, each under a line "-- name --"; what stands above the first
// of these lines is the file ProgName, unless it is only a comment. Any other
// text is one file, of the given name. Line n of a file in an archive is line
// h+n of the text, where h is the line of its name.
func Files(name, text string) []trace.File {
	archive := txtar.Parse([]byte(text))
	if len(archive.Files) == 0 {
		return []trace.File{{Name: name, Text: text}}
	}
	var files []trace.File
	if !isComment(archive.Comment) {
		files = append(files, trace.File{Name: ProgName, Text: string(archive.Comment)})
	}
	for _, f := range archive.Files {
		files = append(files, trace.File{Name: f.Name, Text: string(f.Data)})
	}
	return files
}

// isComment reports whether a text has no token of Go.
func isComment(text []byte) bool {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(text)), text, nil, 0)
	_, tok, _ := s.Scan()
	return tok == token.EOF
}

// FileNameErrors says which files of an archive have names that they cannot
// have: one that leads out of the program's folder, or another file's.
func FileNameErrors(files []trace.File) []Diagnostic {
	var diags []Diagnostic
	seen := map[string]bool{}
	for _, f := range files {
		wrong, hint := "", ""
		switch {
		case !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, `\:`):
			wrong, hint = "invalid file name", "A file name is relative to the program's folder, with slashes and without dots: sub/sub.go."
		case seen[f.Name]:
			wrong, hint = "duplicate file name", "Each file needs a name of its own."
		}
		seen[f.Name] = true
		if wrong != "" {
			diags = append(diags, Diagnostic{File: f.Name, Line: 1, Col: 1, Message: wrong, Hint: hint, Kind: KindLoad})
		}
	}
	return diags
}
