//go:build !js

package locale

import (
	"embed"
	"path"
	"strings"
)

//go:embed *.json
var files embed.FS

// Tables returns the files of all languages but English by the names of the
// languages. The programs in the browser have none of them: the page fetches
// the one that it needs.
func Tables() (map[string][]byte, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	tables := map[string][]byte{}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		if name == English().Name {
			continue
		}
		if tables[name], err = files.ReadFile(e.Name()); err != nil {
			return nil, err
		}
	}
	return tables, nil
}
