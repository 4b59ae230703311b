//go:build packed

package main

import (
	"embed"
	"io/fs"
)

// The site, as make binary builds it: the command then serves it on any
// machine, without its sources.
//
//go:embed build/packed
var packedFiles embed.FS

func init() {
	files, err := fs.Sub(packedFiles, "build/packed")
	if err != nil {
		panic(err)
	}
	packedSite = files
}
