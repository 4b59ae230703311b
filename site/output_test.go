package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOutputKeepsToItsOwnFolder(t *testing.T) {
	// A build removes files: pointed at somebody's folder it must refuse.
	dir := writeFiles(t, map[string]string{"thesis.txt": "years of work"})
	if _, err := newOutput(dir, t.TempDir()); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Fatalf("expected a refusal, found %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "thesis.txt")); err != nil {
		t.Fatal(err)
	}
}

func TestOutputRemovesOnlyWhatIsStale(t *testing.T) {
	dir, cache := filepath.Join(t.TempDir(), "dist"), t.TempDir()
	build := func(names ...string) {
		t.Helper()
		o, err := newOutput(dir, cache)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := o.asset(name, []byte(strings.Repeat(name, 100))); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.clean(); err != nil {
			t.Fatal(err)
		}
	}
	build("assets/a.js", "assets/b.js")
	stat := func(name string) os.FileInfo {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil
		}
		return info
	}
	first := stat("assets/a.js")
	build("assets/a.js")
	if again := stat("assets/a.js"); again == nil || !again.ModTime().Equal(first.ModTime()) {
		t.Error("a file that did not change was written again")
	}
	for _, gone := range []string{"assets/b.js", "assets/b.js.gz", "assets/b.js.br"} {
		if stat(gone) != nil {
			t.Errorf("%s is still there", gone)
		}
	}
	for _, there := range []string{"assets/a.js.gz", "assets/a.js.br", marker} {
		if stat(there) == nil {
			t.Errorf("%s is not there", there)
		}
	}
}

func TestVersionsFollowContent(t *testing.T) {
	o, err := newOutput(t.TempDir(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"assets/player.js": "one", "assets/player.wasm": "two"} {
		if err := o.asset(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	got := string(o.versionNames([]byte(`<script src="player.js"></script><script src="other.js"></script> "size of player.wasm"`), "assets"))
	want := `<script src="player.js?v=` + contentHash([]byte("one")) + `"></script><script src="other.js"></script> "3"`
	if got != want {
		t.Errorf("expected %s\nfound    %s", want, got)
	}
	if got, err := o.url("assets/player.wasm.gz"); err != nil || got != "assets/player.wasm.gz?v="+contentHash([]byte("two")) {
		t.Errorf("expected the compressed form under the version of the content, found %s, %v", got, err)
	}
	if _, err := o.url("assets/missing.js"); err == nil {
		t.Error("expected an error for an asset that is not there")
	}
}
