package stdlib

import "errors"

// installed is for programs that have a Go installation at hand.
func installed(e *Entry) ([]file, error) {
	return nil, errors.New("package " + e.Path + ": its source is missing from this program: build it with go build -overlay (see Bundle)")
}
