package site

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"time"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
)

// Build makes the site. What did not change since the last build is not made
// again: the go command keeps its programs, compressed forms are kept by
// content, and files that are the same are not rewritten.
func Build(opts Options) error {
	src, err := findSources()
	if err != nil {
		return err
	}
	start := time.Now()
	log := func(format string, args ...any) {
		if opts.Log != nil {
			fmt.Fprintf(opts.Log, "%5.1fs "+format+"\n", append([]any{time.Since(start).Seconds()}, args...)...)
		}
	}
	out, err := newOutput(opts.Dir, filepath.Join(src.build, "compressed"))
	if err != nil {
		return err
	}
	log("the programs (the first time takes a minute)")
	if err := addPrograms(out, src); err != nil {
		return err
	}
	log("the bundle")
	if err := src.installPackages(log); err != nil {
		return err
	}
	b, err := src.bundle()
	if err != nil {
		return err
	}
	if err := addBundle(out, src, b); err != nil {
		return err
	}
	if err := addIcons(out); err != nil {
		return err
	}
	if err := addTexts(out, src, os.DirFS(filepath.Join(src.siteDir(), "src"))); err != nil {
		return err
	}
	if err := addNarration(out); err != nil {
		return err
	}
	if err := addPublic(out, os.DirFS(filepath.Join(src.siteDir(), "public"))); err != nil {
		return err
	}
	scenarios := catalog.All()
	log("%d scenarios", len(scenarios))
	lessons := make([]*lesson, 0, len(scenarios))
	for _, s := range scenarios {
		l, err := record(out, &opts, s)
		if err != nil {
			return fmt.Errorf("scenario %s: %w", s.Name, err)
		}
		lessons = append(lessons, l)
	}
	play, err := record(out, &opts, playground())
	if err != nil {
		return fmt.Errorf("the playground: %w", err)
	}
	versus, err := newVersus(out, src.root)
	if err != nil {
		return err
	}
	lessons = insertVersus(lessons, versus)
	r, err := newRuns(filepath.Join(src.root, "scenarios", "engine"), opts.Limits)
	if err != nil {
		return err
	}
	c, err := newCourse(out, lessons, heroPlayer, catalog.TutorialText)
	if err != nil {
		return err
	}
	if err := writePages(out, lessons, play, c, r); err != nil {
		return err
	}
	if err := addWorker(out, b.files[workerName]); err != nil {
		return err
	}
	if opts.Packed {
		out.keepGzip()
	}
	if err := out.clean(); err != nil {
		return err
	}
	log("%s is ready", opts.Dir)
	return nil
}

func addPrograms(out *output, src *sources) error {
	for _, name := range []string{"player", "engine", "measure"} {
		data, err := src.wasm(name)
		if err != nil {
			return err
		}
		if err := out.asset("assets/"+name+".wasm", data); err != nil {
			return err
		}
	}
	exec, err := src.wasmExec()
	if err != nil {
		return err
	}
	return out.asset("assets/wasm_exec.js", exec)
}

// forOtherSites are the scripts that pages of other sites know by their plain names.
var forOtherSites = []string{"gopark.js", "gopark-reveal.js"}

func addBundle(out *output, src *sources, b *bundle) error {
	names := make([]string, 0, len(b.files))
	for name := range b.files {
		if name != workerName {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		file := "assets/" + name
		if slices.Contains(forOtherSites, name) {
			file = name
		}
		if err := out.asset(file, b.files[name]); err != nil {
			return err
		}
	}
	types, err := os.ReadFile(filepath.Join(src.siteDir(), "src", "element", "gopark.d.ts"))
	if err != nil {
		return err
	}
	if err := out.asset("gopark.d.ts", types); err != nil {
		return err
	}
	return out.asset("assets/licences.txt", b.licences)
}

// addPublic copies the files that are used as they are. Pages among them
// refer to assets by plain names; they get the versioned ones.
func addPublic(out *output, public fs.FS) error {
	return fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(public, name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".html" {
			data = out.versionNames(data, "assets")
		}
		return out.asset("assets/"+name, data)
	})
}

// record runs a scenario and writes its trace and pictures.
func record(out *output, opts *Options, s catalog.Scenario) (*lesson, error) {
	encoded, err := opts.Record(s, s.Settings, s.Files)
	if err != nil {
		return nil, err
	}
	t, err := trace.Decode(encoded)
	if err != nil {
		return nil, err
	}
	l, err := newLesson(s, t)
	if err != nil {
		return nil, err
	}
	l.Data.Trace = "traces/" + s.Name + ".trace"
	if err := out.asset(l.Data.Trace, encoded); err != nil {
		return nil, err
	}
	if l.Data.Trace, err = out.url(l.Data.Trace); err != nil {
		return nil, err
	}
	if opts.Draw == nil {
		return l, nil
	}
	p, err := opts.Draw(encoded)
	if err != nil {
		return nil, err
	}
	return l, addPictures(out, l, p, t.Len())
}
