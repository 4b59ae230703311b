package engine

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	goprinter "go/printer"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
	"testing"

	"gopark/scenarios/lower"
	"gopark/scenarios/lower/stdlib"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// TestComposed makes programs out of the probes' bodies, one after the other
// in each program but each in another setting – a closure, a method, a generic
// function, a goroutine, a deferred call – and compares them with the real go.
// What is right alone must be right together.
var (
	composeSeed  = flag.Uint64("compose.seed", 1, "seed of the composed programs")
	composeCount = flag.Int("compose.n", 5, "number of composed programs")
)

// settings are the surroundings that a body can be put into. The first text is
// declared by the package, the second is in main; NUM stands for a number.
var settings = []struct{ name, decl, use string }{
	{"function", "func fNUM() {\nBODY\n}\n", "fNUM()"},
	{"literal", "", "func() {\nBODY\n}()"},
	{"variable", "var vNUM func()\n", "vNUM = func() {\nBODY\n}\nvNUM()"},
	{"goroutine", "", "wg.Add(1)\ngo func() {\ndefer wg.Done()\nBODY\n}()\nwg.Wait()"},
	{"named goroutine", "func gNUM(done chan<- int) {\ndefer close(done)\nBODY\n}\n", "doneNUM := make(chan int)\ngo gNUM(doneNUM)\n<-doneNUM"},
	{"method", "type tNUM struct{ n int }\n\nfunc (t *tNUM) run() {\nBODY\n}\n", "(&tNUM{NUM}).run()"},
	{"interface", "type tNUM [2]string\n\nfunc (t tNUM) run() {\nBODY\n}\n", "interface{ run() }(tNUM{}).run()"},
	{"embedded", "type tNUM struct{}\n\nfunc (tNUM) run() {\nBODY\n}\n\ntype eNUM struct{ *tNUM }\n", "runNUM := eNUM{&tNUM{}}.run\nrunNUM()"},
	{"generic", "func gNUM[T any](t T) T {\nfunc() {\nBODY\n}()\nreturn t\n}\n", "_, _ = gNUM(NUM), gNUM(\"NUM\")"},
	{"generic method", "type tNUM[T any] struct{ v []T }\n\nfunc (t tNUM[T]) run() {\nBODY\n}\n", "tNUM[map[string]int]{}.run()"},
	{"deferred", "", "func() {\ndefer func() {\nBODY\n}()\n}()"},
	{"deferred function", "func dNUM(n *int) {\nBODY\n}\n", "func() (n int) {\ndefer dNUM(&n)\nreturn NUM\n}()"},
	{"panic", "", "func() {\ndefer func() { recover() }()\ndefer func() {\nBODY\n}()\npanic(NUM)\n}()"},
	{"loop", "", "for iNUM := range 2 {\n_ = iNUM\nfunc() {\nBODY\n}()\n}"},
	{"range over function", "", "for range func(yield func() bool) { _ = yield() && yield() } {\nfunc() {\nBODY\n}()\n}"},
	{"body of a range over function", "func rNUM() {\nfor range func(yield func(int) bool) { yield(NUM) } {\nBODY\n}\n}\n", "rNUM()"},
	{"switch", "func sNUM(x any) {\nswitch x := x.(type) {\ncase string, int:\n_ = x\nBODY\n}\n}\n", "sNUM(NUM)"},
	{"select", "func sNUM(c chan int) {\nselect {\ncase v, ok := <-c:\n_, _ = v, ok\nBODY\n}\n}\n", "cNUM := make(chan int, 1)\ncNUM <- NUM\nsNUM(cNUM)"},
	{"once", "var oNUM sync.Once\n", "oNUM.Do(func() {\nBODY\n})"},
	{"map of functions", "", "map[string]func(...int){\"x\": func(...int) {\nBODY\n}}[\"x\"](1, 2)"},
}

func TestComposed(t *testing.T) {
	rng := rand.New(rand.NewPCG(*composeSeed, 0))
	var bodies []probe
	for _, p := range readProbes(t) {
		if !p.whole && !p.refused && !strings.Contains(p.source, "//go:build") {
			bodies = append(bodies, p)
		}
	}
	alone := map[string]bool{}
	runsAlone := func(p probe) bool {
		ok, known := alone[p.name]
		if !known {
			ok = endsWell(p)
			alone[p.name] = ok
		}
		return ok
	}
	var composed []probe
	for i := range *composeCount {
		var names []string
		var decls, main strings.Builder
		for n := 0; n < 6; {
			p := bodies[rng.IntN(len(bodies))]
			s := settings[rng.IntN(len(settings))]
			if !runsAlone(p) {
				continue
			}
			number := strings.NewReplacer("NUM", fmt.Sprint(n))
			body := ""
			if p.single && strings.Count(p.source, "\nfunc ") == 1 {
				_, body, _ = strings.Cut(p.source, "func main() {\n")
				body = "{\n" + body[:strings.LastIndex(body, "}")] + "}" // what it declares hides the surroundings
			} else {
				text, err := renamed(p.source, fmt.Sprintf("_%d", n))
				if err != nil {
					t.Fatalf("%s: %v", p.name, err)
				}
				decls.WriteString(text)
				body = fmt.Sprintf("main_%d()", n)
			}
			decls.WriteString(strings.Replace(number.Replace(s.decl), "BODY", body, 1) + "\n")
			fmt.Fprintf(&main, "fmt.Println(\"== %d\")\n%s\n", n, strings.Replace(number.Replace(s.use), "BODY", body, 1))
			names = append(names, p.name+" as "+s.name)
			n++
		}
		source, _ := program("var wg sync.WaitGroup\n\n" + decls.String() + "\n---\n" + main.String())
		composed = append(composed, probe{name: fmt.Sprintf("%d: %s", i, strings.Join(names, ", ")), source: source})
	}
	dir := buildProbes(t, composed)
	for i, p := range composed {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			prog, diags := Compile([]trace.File{{Name: "prog.go", Text: p.source}})
			if len(diags) > 0 {
				t.Fatalf("%s\nrefused: %v\n%s", p.name, diags[0], p.source)
			}
			got := runOurs(t, prog)
			want := runRealAs(t, dir, i, p, got)
			if got.stdout != want.stdout || got.stderr != want.stderr || got.status != want.status {
				t.Errorf("%s\ngot %s\n\nwant %s", p.name, got, want)
			}
		})
	}
}

// renamed gives the declarations of a program, with a suffix to the names of
// all that it declares.
func renamed(source, suffix string) (string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "prog.go", source, 0)
	if err != nil {
		return "", err
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importFunc(stdlib.Import), GoVersion: lower.GoVersion}
	pkg, err := conf.Check("main", fset, []*ast.File{file}, info)
	if err != nil {
		return "", err
	}
	ours := func(obj types.Object) bool {
		if v, ok := obj.(*types.Var); ok && v.Embedded() { // it has the name of its type
			t := types.Unalias(v.Type())
			if p, ok := v.Type().(*types.Pointer); ok {
				t = types.Unalias(p.Elem())
			}
			alias := pkg.Scope().Lookup(v.Name())
			n, ok := t.(*types.Named)
			return ok && n.Obj().Pkg() == pkg && n.Obj().Parent() == pkg.Scope() || alias != nil
		}
		return obj != nil && obj.Pkg() == pkg && obj.Parent() == pkg.Scope() && obj.Name() != "_"
	}
	done := map[*ast.Ident]bool{} // an embedded field is declared and its type used
	for _, m := range []map[*ast.Ident]types.Object{info.Defs, info.Uses} {
		for id, obj := range m {
			if !done[id] && ours(obj) {
				id.Name += suffix
				done[id] = true
			}
		}
	}
	var b strings.Builder
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			continue
		}
		if err := goprinter.Fprint(&b, fset, d); err != nil {
			return "", err
		}
		b.WriteString("\n\n")
	}
	return b.String(), nil
}

type importFunc func(string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

// endsWell reports whether a probe ends by returning from main.
func endsWell(p probe) bool {
	prog, diags := Compile([]trace.File{{Name: "prog.go", Text: p.source}})
	if len(diags) > 0 {
		return false
	}
	res, err := prog.Run(Options{NoTrace: true, Settings: trace.Settings{Procs: 1}, Limits: sched.Limits{
		Work: 2_000_000, Goroutines: 1_000, Output: 1 << 20, Events: 1_000_000, Time: DefaultLimits.Time}})
	return err == nil && res.Outcome.Kind == trace.OutcomeReturn
}
