package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// A command with a site in it serves that where there is nothing else: no
// sources, no go, no node.
func TestServesTheSiteInTheCommand(t *testing.T) {
	dir := t.TempDir()
	var page bytes.Buffer
	w := gzip.NewWriter(&page)
	io.WriteString(w, "the page")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	// It stands where make binary has the whole site.
	place, err := filepath.Abs("build/packed/test-of-the-command.html.gz")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {place: write("page.gz", page.Bytes())}})
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "gopark.exe")
	build := exec.Command("go", "build", "-tags", "packed", "-overlay", write("overlay.json", overlay), "-o", bin, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	serve := exec.Command(bin, "serve", "-addr", "127.0.0.1:0")
	serve.Dir, serve.Env = t.TempDir(), []string{}
	stdout, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		serve.Process.Kill()
		serve.Wait()
	}()
	line := make([]byte, 200)
	n, err := stdout.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`http://\S+/`).Find(line[:n])
	resp, err := http.Get(string(address) + "test-of-the-command.html")
	if err != nil {
		t.Fatalf("%s: %v", line[:n], err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || string(body) != "the page" {
		t.Errorf("expected the page, found %s %q, %v", resp.Status, body, err)
	}
}
