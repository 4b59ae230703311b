// Gopark shows the life of every goroutine in a Go program, one transition at
// a time, in the browser. This is its one command.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopark/scenarios/catalog"
	"gopark/scenarios/engine"
	"gopark/scenarios/lower"
	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
	"gopark/site"
	"gopark/viz/model"
	"gopark/viz/scene"
	"gopark/viz/svg"
)

// Exit statuses of our own; the others are the program's, as go run has them.
const (
	exitOK          = 0
	exitCompile     = 1
	exitUsage       = 2
	exitUnsupported = 125
)

// verb is one of the command's verbs.
type verb struct {
	name, args, short string
	run               func(fs *flag.FlagSet, args []string, std stdio) int
}

type stdio struct {
	in       io.Reader // nil if nobody has redirected it
	out, err io.Writer
}

var verbs = []verb{
	{"run", "[flags] FILE…", "run a program under the instrumented scheduler, as go run does", cmdRun},
	{"trace", "[flags] FILE…", "run a program and write its trace", cmdTrace},
	{"draw", "[flags] FILE…", "run a program and draw steps of it as SVG", cmdDraw},
	{"build", "[flags]", "build the static site", cmdBuild},
	{"serve", "[flags]", "build the site, unless it is in the command, and serve it on this machine", cmdServe},
}

func main() {
	os.Exit(command(os.Args[1:], stdio{redirected(os.Stdin), os.Stdout, os.Stderr}))
}

// redirected is a file, unless it is a terminal or another device.
func redirected(f *os.File) io.Reader {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice != 0 {
		return nil
	}
	return f
}

func command(args []string, std stdio) int {
	if len(args) == 0 {
		usage(std.err)
		return exitUsage
	}
	name := args[0]
	if name == "help" || name == "-h" || name == "--help" || name == "-help" {
		if len(args) > 1 {
			return command([]string{args[1], "-h"}, std)
		}
		usage(std.out)
		return exitOK
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == name })
	if i < 0 {
		fmt.Fprintf(std.err, "gopark: unknown verb %q; the verbs are %s\n", name, verbNames())
		return exitUsage
	}
	v := verbs[i]
	fs := flag.NewFlagSet(v.name, flag.ContinueOnError)
	fs.Usage = func() {
		fmt.Fprintf(fs.Output(), "gopark %s – %s\n\nusage: gopark %s %s\n", v.name, v.short, v.name, v.args)
		fs.PrintDefaults()
		if v.name == "run" {
			fmt.Fprint(fs.Output(), "\nPrograms may import their own packages and these:\n"+packageList(stdlib.Packages()))
		}
	}
	return v.run(fs, args[1:], std)
}

func verbNames() string {
	var names []string
	for _, v := range verbs {
		names = append(names, v.name)
	}
	return strings.Join(names, ", ")
}

func usage(w io.Writer) {
	fmt.Fprint(w, "gopark shows the life of every goroutine in a Go program.\n\nusage: gopark VERB [flags] [arguments]\n\n")
	for _, v := range verbs {
		fmt.Fprintf(w, "  %-6s %s\n", v.name, v.short)
	}
	fmt.Fprint(w, "\n“gopark VERB -h” lists the flags of a verb.\n")
}

// parse parses the flags; if done, the verb ends with the status. Help that
// was asked for is output, other help an error.
func parse(fs *flag.FlagSet, args []string, std stdio) (status int, done bool) {
	var text strings.Builder
	fs.SetOutput(&text)
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		io.WriteString(std.out, text.String())
		return exitOK, true
	case err != nil:
		io.WriteString(std.err, text.String())
		return exitUsage, true
	}
	return 0, false
}

// programFlags are the flags of the verbs that run a program.
type programFlags struct {
	seed     uint64
	procs    int
	policy   string
	schedule string
	tick     int64
}

func (p *programFlags) register(fs *flag.FlagSet) {
	fs.Uint64Var(&p.seed, "seed", 1, "seed of the scheduler's random choices")
	fs.IntVar(&p.procs, "procs", 1, "GOMAXPROCS of the program")
	fs.StringVar(&p.policy, "policy", "go", "how choices are made: go (Go's own rules) or random")
	fs.StringVar(&p.schedule, "schedule", "", "the choices of an earlier run, to be made again")
	fs.Func("tick", "virtual `time` that each statement takes, such as 1us (default 0: time stands still while anything can run)", func(s string) error {
		return parseTick(s, &p.tick)
	})
}

// compile reads and compiles the program. If there is none, it has said why
// and the status is to be returned.
func compile(paths []string, std stdio) (*engine.Program, int) {
	if len(paths) == 0 {
		fmt.Fprintln(std.err, "gopark: no Go files; name the files of the program")
		return nil, exitUsage
	}
	// As with go run, what follows the files are the program's arguments.
	n := 1 + slices.IndexFunc(paths[1:], func(p string) bool { return filepath.Ext(p) != ".go" && filepath.Ext(p) != ".txtar" })
	if n == 0 {
		n = len(paths)
	}
	paths, args := paths[:n], paths[n:]
	var diags []lower.Diagnostic
	files, err := readFiles(paths, &diags)
	if len(args) > 0 {
		files = append(files, trace.File{Name: lower.ArgsName, Text: strings.Join(args, "\n")})
	}
	if err == nil {
		files, err = addInput(files, std.in)
	}
	if err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return nil, exitUsage
	}
	var p *engine.Program
	if len(diags) == 0 {
		p, diags = engine.Compile(files)
	}
	if len(diags) == 0 {
		return p, exitOK
	}
	if diags[0].Kind == lower.KindUnsupported {
		for _, d := range diags {
			fmt.Fprintf(std.err, "gopark: not supported: %s\n", d)
			if d.Hint != "" {
				fmt.Fprintf(std.err, "\t%s\n", d.Hint)
			}
		}
		return nil, exitUnsupported
	}
	fmt.Fprint(std.err, lower.Format(diags))
	return nil, exitCompile
}

// readFiles reads the files of a program, and those that are in archives.
func readFiles(paths []string, diags *[]lower.Diagnostic) ([]trace.File, error) {
	var files []trace.File
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		if filepath.Ext(p) != ".txtar" {
			files = append(files, trace.File{Name: displayName(p), Text: string(text)})
			continue
		}
		in := lower.Files(lower.ProgName, string(text))
		*diags = append(*diags, lower.FileNameErrors(in)...)
		files = append(files, in...)
	}
	return files, nil
}

// readsInput matches programs that may read their standard input.
var readsInput = regexp.MustCompile(`\bos\.Stdin\b|\bfmt\.Scan|\bbufio\b`)

// addInput adds the standard input to the files of a program that seems to
// read it; for any other, nobody need wait until it ends. An archive may have
// brought one.
func addInput(files []trace.File, in io.Reader) ([]trace.File, error) {
	has := func(f trace.File) bool { return f.Name == lower.StdinName }
	reads := func(f trace.File) bool { return strings.HasSuffix(f.Name, ".go") && readsInput.MatchString(f.Text) }
	if in == nil || slices.ContainsFunc(files, has) || !slices.ContainsFunc(files, reads) {
		return files, nil
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	if len(text) > 0 {
		files = append(files, trace.File{Name: lower.StdinName, Text: string(text)})
	}
	return files, nil
}

// displayName is how the go command names a file in its messages.
func displayName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	wd, err := os.Getwd()
	if err != nil {
		return abs
	}
	rel, err := filepath.Rel(wd, abs)
	if err != nil || len(rel) >= len(abs) {
		return abs
	}
	if !strings.HasPrefix(rel, "..") {
		rel = "." + string(filepath.Separator) + rel
	}
	return rel
}

// execute runs a compiled program with the flags' settings.
func (f *programFlags) execute(p *engine.Program, o engine.Options, std stdio) (*engine.Result, int) {
	policy, ok := trace.ParsePolicy(f.policy)
	if !ok {
		fmt.Fprintf(std.err, "gopark: policy is %q, want go or random\n", f.policy)
		return nil, exitUsage
	}
	if f.procs < 1 || f.procs > 1024 {
		fmt.Fprintf(std.err, "gopark: procs is %d, want 1 to 1024\n", f.procs)
		return nil, exitUsage
	}
	o.Settings = trace.Settings{Procs: f.procs, Policy: policy, Seed: f.seed, TickNS: f.tick}
	o.Schedule = f.schedule
	res, err := p.Run(o)
	if err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return nil, exitUsage
	}
	return res, exitOK
}

func cmdRun(fs *flag.FlagSet, args []string, std stdio) int {
	var f programFlags
	f.register(fs)
	playback := fs.Bool("playback", false, "frame each write as a program built with -tags faketime does")
	if status, done := parse(fs, args, std); done {
		return status
	}
	p, status := compile(fs.Args(), std)
	if p == nil {
		return status
	}
	write := func(fd int, b []byte, t trace.Time) { std.fd(fd).Write(b) }
	if *playback {
		write = playbackWriter(std)
	}
	res, status := f.execute(p, engine.Options{NoTrace: true, Output: write}, std)
	if res == nil {
		return status
	}
	return report(res, write)
}

func (s stdio) fd(n int) io.Writer {
	if n == 2 {
		return s.err
	}
	return s.out
}

// report writes how the program ended, where Go would, and gives the exit
// status.
func report(res *engine.Result, write func(fd int, b []byte, t trace.Time)) int {
	switch res.Outcome.Kind {
	case trace.OutcomeReturn, trace.OutcomeExit:
		return res.Outcome.Status
	case trace.OutcomeLimit, trace.OutcomeStopped:
		write(2, []byte("gopark: "+res.Outcome.Text+"\n"), res.Outcome.Time)
		return exitUnsupported
	}
	write(2, []byte(res.Crash), res.Outcome.Time)
	return res.Outcome.Status
}

// playbackWriter frames each write as runtime/time_fake.go does: 0 0 P B, the
// time in ns and the length, big-endian, then the bytes. The time increases
// when the descriptor changes, so that the order of all writes is kept.
func playbackWriter(std stdio) func(fd int, b []byte, t trace.Time) {
	var last int64
	lastFD := 0
	return func(fd int, b []byte, t trace.Time) {
		now := last
		if fd != lastFD {
			now++
			lastFD = fd
		}
		now = max(now, trace.Epoch+int64(t))
		last = now
		head := binary.BigEndian.AppendUint64([]byte("\x00\x00PB"), uint64(now))
		head = binary.BigEndian.AppendUint32(head, uint32(len(b)))
		std.fd(fd).Write(head)
		std.fd(fd).Write(b)
	}
}

func cmdTrace(fs *flag.FlagSet, args []string, std stdio) int {
	var f programFlags
	f.register(fs)
	text := fs.Bool("text", false, "write the text twin: one line an event")
	asJSON := fs.Bool("json", false, "write JSON")
	out := fs.String("o", "", "the `file` to write; standard output if empty")
	if status, done := parse(fs, args, std); done {
		return status
	}
	if *text && *asJSON {
		fmt.Fprintln(std.err, "gopark: -text and -json exclude each other")
		return exitUsage
	}
	p, status := compile(fs.Args(), std)
	if p == nil {
		return status
	}
	res, status := f.execute(p, engine.Options{}, std)
	if res == nil {
		return status
	}
	if err := writeTrace(res.Trace, *out, *text, *asJSON, std.out); err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitUsage
	}
	return exitOK
}

func cmdDraw(fs *flag.FlagSet, args []string, std stdio) int {
	var f programFlags
	f.register(fs)
	var steps []trace.Step
	fs.Func("steps", "the `steps` to draw, such as 3,10,20 (default: a few that tell the story)", func(s string) error {
		for _, one := range strings.Split(s, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(one))
			if err != nil || n < 0 {
				return fmt.Errorf("expected numbers of steps, found %q", one)
			}
			steps = append(steps, trace.Step(n))
		}
		return nil
	})
	look := scene.View{Scale: 1}
	fs.Func("size", "`width`x`height` in pixels: draw the one step as the player shows it in that size, not a storyboard", func(s string) error {
		if n, err := fmt.Sscanf(s, "%fx%f", &look.Width, &look.Height); n < 2 || err != nil || !(look.Width > 0 && look.Height > 0) {
			return errors.New("expected a width and a height, such as 820x560")
		}
		return nil
	})
	theme := fs.String("theme", scene.Light.Name, "the `theme`: light, dark or contrast")
	board := svg.Board{}
	fs.IntVar(&board.Columns, "columns", 2, "frames side by side in a storyboard")
	fs.BoolVar(&board.Timeline, "timeline", false, "draw the timeline in each frame")
	fs.BoolVar(&board.Simple, "simple", false, "leave out the Ps and their queues")
	out := fs.String("o", "", "the `file` to write; standard output if empty")
	if status, done := parse(fs, args, std); done {
		return status
	}
	board.Theme, look.Simple = scene.ThemeNamed(*theme), board.Simple
	switch {
	case board.Theme.Name != *theme:
		fmt.Fprintf(std.err, "gopark: expected the theme light, dark or contrast, found %q\n", *theme)
		return exitUsage
	case look.Width > 0 && len(steps) != 1:
		fmt.Fprintf(std.err, "gopark: -size is for one step; -steps names %d\n", len(steps))
		return exitUsage
	}
	p, status := compile(fs.Args(), std)
	if p == nil {
		return status
	}
	res, status := f.execute(p, engine.Options{}, std)
	if res == nil {
		return status
	}
	run, err := model.NewRun(res.Trace)
	if err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitUsage
	}
	for _, step := range steps {
		if step > run.Steps() {
			fmt.Fprintf(std.err, "gopark: the run has %d steps; there is no step %d\n", run.Steps(), step)
			return exitUsage
		}
	}
	if len(steps) == 0 {
		steps = svg.KeySteps(run)
	}
	var picture []byte
	if look.Theme = board.Theme; look.Width > 0 {
		picture = svg.Moment(run, steps[0], 1, look)
	} else {
		board.Title = fs.Arg(0)
		picture = svg.Storyboard(run, steps, board)
	}
	if err := writeOut(*out, std.out, func(w io.Writer) error { _, err := w.Write(picture); return err }); err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitUsage
	}
	return exitOK
}

// writeOut writes to a file, or to standard output if there is none.
func writeOut(path string, stdout io.Writer, write func(io.Writer) error) error {
	if path == "" {
		return write(stdout)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func writeTrace(t *trace.Trace, path string, text, asJSON bool, stdout io.Writer) error {
	return writeOut(path, stdout, func(w io.Writer) error {
		switch {
		case text:
			return trace.WriteText(w, t)
		case asJSON:
			return trace.WriteJSON(w, t)
		}
		_, err := w.Write(t.Encode())
		return err
	})
}

// parseTick reads a duration for the flag -tick.
func parseTick(s string, ns *int64) error {
	d, err := time.ParseDuration(s)
	if err != nil {
		return err
	}
	if d < 0 {
		return fmt.Errorf("%s is negative", s)
	}
	*ns = int64(d)
	return nil
}

// record runs a scenario's program and encodes its trace, for the site.
func record(s catalog.Scenario, settings trace.Settings, files []trace.File) ([]byte, error) {
	p, diags := engine.Compile(files)
	if len(diags) > 0 {
		return nil, errors.New(diags[0].String())
	}
	res, err := p.Run(engine.Options{Settings: settings})
	if err != nil {
		return nil, err
	}
	if err := trace.Validate(res.Trace); err != nil {
		return nil, fmt.Errorf("the recording of %s is not valid: %w", s.Name, err)
	}
	return res.Trace.Encode(), nil
}

// pictures draws a trace for the site.
type pictures struct{ run *model.Run }

func draw(encoded []byte) (site.Pictures, error) {
	run, err := model.Load(encoded)
	return pictures{run}, err
}

func (p pictures) Poster(step int, l site.Look) []byte {
	v := scene.View{Width: l.Width, Height: l.Height, Theme: scene.ThemeNamed(l.Theme), Scale: 1, Simple: l.Simple}
	return svg.Moment(p.run, trace.Step(step), 1, v)
}

func (p pictures) Storyboard(title string, simple bool, marked ...int) []byte {
	steps := make([]trace.Step, len(marked))
	for i, step := range marked {
		steps[i] = trace.Step(step)
	}
	return svg.Storyboard(p.run, svg.KeySteps(p.run, steps...), svg.Board{Title: title, Simple: simple})
}

func buildSite(dir string, packed bool, std stdio) error {
	return site.Build(site.Options{Dir: dir, Record: record, Draw: draw, Limits: limits(), Packed: packed, Log: std.err})
}

func cmdBuild(fs *flag.FlagSet, args []string, std stdio) int {
	dir := fs.String("o", "dist", "the `folder` to build into")
	packed := fs.Bool("packed", false, "keep only the gzip form of files, as the command itself serves them")
	if status, done := parse(fs, args, std); done {
		return status
	}
	if err := buildSite(*dir, *packed, std); err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitCompile
	}
	fmt.Fprintf(std.out, "the site is in %s\n", *dir)
	return exitOK
}

func cmdServe(fs *flag.FlagSet, args []string, std stdio) int {
	addr := fs.String("addr", "localhost:8080", "the `address` to listen on; if its port is taken, the next free one")
	dir := fs.String("o", "dist", "the `folder` to build into")
	if status, done := parse(fs, args, std); done {
		return status
	}
	files, err := siteFiles(*dir, std)
	if err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitCompile
	}
	l, err := listen(*addr)
	if err != nil {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitCompile
	}
	fmt.Fprintf(std.out, "Gopark is at http://%s/ – Ctrl-C ends it\n", l.Addr())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	srv := &http.Server{Handler: site.Handler(files), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		srv.Close()
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		fmt.Fprintln(std.err, "gopark:", err)
		return exitCompile
	}
	return exitOK
}

// packedSite is the site in the command, if it was built with it: see packed.go.
var packedSite fs.FS

// siteFiles returns the files to serve: what is in the command, or else what is
// built into a folder.
func siteFiles(dir string, std stdio) (fs.FS, error) {
	if packedSite != nil {
		return packedSite, nil
	}
	if err := buildSite(dir, false, std); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return root.FS(), nil
}

// listen listens on addr, or on the next free port after it.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("address %q: want host:port, such as localhost:8080", addr)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("address %q: the port is not a number", addr)
	}
	const tries = 100
	for i := range tries {
		l, e := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n+i)))
		if e == nil {
			return l, nil
		}
		err = e
		if n == 0 {
			break
		}
	}
	return nil, err
}

// limitNames are the fields of sched.Limits in words.
var limitNames = map[string]string{
	"Work":       "statements executed",
	"Goroutines": "goroutines alive at once",
	"Output":     "output",
	"Time":       "virtual time",
	"Events":     "events recorded",
}

// limits are those of a run, for the site.
func limits() []site.Limit {
	var list []site.Limit
	for i := range reflect.TypeFor[sched.Limits]().NumField() {
		f := reflect.TypeFor[sched.Limits]().Field(i)
		show := func(l sched.Limits) string { return limitText(f.Name, reflect.ValueOf(l).Field(i)) }
		list = append(list, site.Limit{Name: limitNames[f.Name], Browser: show(engine.BrowserLimits), Command: show(engine.DefaultLimits)})
	}
	return list
}

// packageList is a list of packages in lines of at most 80 characters.
func packageList(paths []string) string {
	var b strings.Builder
	width := 0
	for i, p := range paths {
		if i > 0 {
			p = " " + p
		}
		if width += len(p); i == 0 || width > 78 {
			p = "  " + strings.TrimPrefix(p, " ")
			width = len(p)
			if i > 0 {
				p = "\n" + p
			}
		}
		b.WriteString(p)
	}
	return b.String() + "\n"
}

func limitText(name string, v reflect.Value) string {
	switch {
	case v.IsZero():
		return "no limit"
	case v.Type() == reflect.TypeFor[trace.Time]():
		return fmt.Sprintf("%.0f years", time.Duration(v.Int()).Hours()/24/365)
	case name == "Output":
		return fmt.Sprintf("%d MiB", v.Int()>>20)
	}
	s := strconv.FormatInt(v.Int(), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}
