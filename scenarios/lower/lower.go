// Package lower turns a type-checked Go program into the small, flat subset of
// Go on which the interpreter is right, instrumented with calls to the
// scheduler.
//
// # Vocabulary
//
// A lowered function is a list of variable declarations followed by
// assignments with at most one operator, calls, labels and conditional gotos:
// nothing nests. A maker is a lowered function that returns a closure whose
// captured variables are the maker's parameters, so that a closure never sees
// more of its surroundings than it captures. A box is a heap cell (*T) that
// holds a variable which is captured and changed, or whose address is taken.
// A site is a position of the source that the scheduler can name in a trace.
//
// # Types
//
// Named types are erased to their underlying types; struct types, and slices
// and maps that contain themselves, become types of package rt that the engine
// makes (TypeDecl); interfaces become rt.Iface, a pair of
// a type number and a value; channels become *rt.Chan; types of the standard
// library that are structs and native stay what they are. Methods become functions whose
// first parameter is the receiver; a call through an interface goes through a
// dispatcher that switches on the type number. Generic functions are
// instantiated.
//
// Types with one underlying struct type share the declared type. A func type
// that names itself becomes a pointer to a struct with the func.
//
// # The library
//
// A unit is a package that is lowered: the program's, or one of the library's
// that is interpreted (package stdlib says which). Of the library's only what
// the program reaches is lowered. A library function begins by taking the site
// it acts at from *rt.At, where whoever calls it has put it. Functions without
// a body are intrinsics: package rt has them.
//
// # What the lowered program avoids
//
// The interpreter (yaegi v0.16.1) is wrong about these, so they do not occur:
// a bare return that two paths reach (it loops for ever); &p[i] through a
// pointer to an array; v, ok = m[k] where v must become zero (it is set to
// zero before); types that name themselves or each other; closures over more than
// a maker's parameters; range statements, defer, recover, select and generics
// of its own; comparisons of anything but basic values and nil; constants that
// are negative or wide. Package variables of package rt are resolved when the
// program is compiled, so they are pointers to cells that never move. A panic
// of the interpreter itself does not say which statement it was, so *rt.At
// names the statement before a pointer or func that may be nil is used. Its
// stack is the host's: *rt.Room counts calls.
//
// The package knows nothing of the interpreter's workings and nothing of the scheduler:
// it only names the functions (package rt of the lowered program) that the
// engine must provide.
package lower

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"gopark/scenarios/trace"
)

// Program is a lowered program.
type Program struct {
	Files       []trace.File
	Source      string       // the lowered Go source, package main, entry function Main
	Sites       []trace.Site // indexed by trace.SiteID; Sites[0] is empty
	Types       []types.Type // indexed by type number; Types[0] is nil
	Decls       []TypeDecl   // types of the lowered program, as rt.Name
	Funcs       []Func
	Natives     []types.Type              // the standard library's struct types used by name, as rt.T<i>
	Vars        []*types.Var              // the standard library's variables used, as rt.V<i>
	Entries     map[string]trace.SiteID   // where functions begin, by their Go names
	Indexes     map[trace.SiteID]*Indexes // of the sites whose operand has indexes that the program tells
	TestPackage string                    // of a program of tests: the package they are in
	TestName    string                    // how the go command calls it; "" for other programs
	Consts      []constant.Value          // constants handed over by number, rt.Int(i) and the like
}

// Indexes is an operand with indexes that vary: the program stores them in
// *rt.Index0, *rt.Index1, *rt.Key0 and *rt.Key1 before what it does at the site.
type Indexes struct {
	Parts []string // the text of the operand, without them
	Keys  []bool   // which of them are strings
}

// TypeDecl declares a type of the lowered program: a struct, or a slice or map
// that contains itself. The interpreter is not trusted with types that mention
// themselves or each other, so the engine makes them.
type TypeDecl struct {
	Name   string
	Fields []Field
	Type   string // of what is no struct: the lowered type
}

// Field is a field of a struct: its name and lowered type.
type Field struct{ Name, Type string }

// Func is a function of the standard library that the program calls, as
// rt.F<i>.
type Func struct {
	Func *types.Func
	Use  Diagnostic // where it is used first, for a refusal
}

// lowerer holds what is being produced for the whole program.
type lowerer struct {
	src   []trace.File
	own   []*unit // the program's packages; a package comes after those it imports
	units map[*types.Package]*unit

	diags   *[]Diagnostic
	unit    *unit    // whose code is being lowered
	current ast.Node // the statement or declaration of it
	cause   place    // while it is library code: where the program uses that

	sites   []trace.Site
	typeIDs typeutil.Map // types.Type → int
	types   []types.Type

	structs   typeutil.Map // *types.Struct → string
	typeDecls []TypeDecl
	recursive typeutil.Map // named types that are no structs: under expansion → "", recursive → the lowered type
	variables strings.Builder

	funcs     strings.Builder
	queue     []func()        // function bodies still to be lowered
	instances map[string]bool // functions already queued, by lowered name
	globals   map[*types.Var]string
	inits     map[initKey]string // initialisers of library variables: the functions they are lowered to

	libraryVars []*types.Var // in order of appearance
	seenVars    int          // how many of them have been looked at for their initialisers

	nglobals  int
	nclosures int

	anyRecover bool

	dispatch     map[string]*dispatcher
	dispatchList []*dispatcher
	known        []*dispatcher // those of well-known methods
	printed      typeutil.Map  // types whose parts are in concrete if they have methods to be printed by
	seen         int           // how many of concrete have been searched for them
	concrete     []types.Type  // types converted to interfaces, in order of appearance
	isBoxed      []bool        // by type number
	reflection   reflection

	stdFuncs  map[string]int
	stdList   []Func
	natives   typeutil.Map
	nativeLst []types.Type
	stdVars   map[*types.Var]int
	stdVarLst []*types.Var
	entries   map[string]trace.SiteID
	indexes   map[trace.SiteID]*Indexes
	consts    []constant.Value
}

// place is a node of one of the program's packages.
type place struct {
	u *unit
	n ast.Node
}

// initKey names an initialiser of a package: its number in InitOrder, or
// -1 - the number of an init function.
type initKey struct {
	u *unit
	n int
}

// bug is a panic for what must not happen; guard turns it into a diagnostic.
func bug(format string, args ...any) {
	panic(mistake(fmt.Sprintf(format, args...)))
}

// mistake is a panic value: what is wrong with this package.
type mistake string

type unsupported struct{ d Diagnostic }

// refuse ends the lowering of the current function with a diagnostic.
func (l *lowerer) refuse(pos ast.Node, what, hint string) {
	panic(unsupported{l.diagnostic(pos, KindUnsupported, what, hint)})
}

// here is the best place known for what is wrong with a type.
func (l *lowerer) here() ast.Node {
	if l.current != nil {
		return l.current
	}
	return l.unit.files[0].Name
}

// main is the program's main package.
func (l *lowerer) main() *unit { return l.own[len(l.own)-1] }

// diagnostic is about n, in the code being lowered. If that is the library's,
// it stands where the program uses it.
func (l *lowerer) diagnostic(n ast.Node, kind Kind, msg, hint string) Diagnostic {
	u := l.unit
	if u.library {
		msg = u.path + " uses " + msg
		u, n = l.cause.u, l.cause.n
	}
	p := u.fset.Position(n.Pos())
	length := 0
	if e := u.fset.Position(n.End()); e.Line == p.Line {
		length = e.Column - p.Column
	}
	return Diagnostic{File: p.Filename, Line: p.Line, Col: p.Column, Len: length, Message: msg, Hint: hint, Kind: kind}
}

// enqueue has f, which lowers code of u, called later.
func (l *lowerer) enqueue(u *unit, f func()) {
	cause := l.cause
	if !l.unit.library {
		cause = place{l.unit, l.here()}
	}
	l.queue = append(l.queue, func() {
		l.unit, l.current, l.cause = u, nil, cause
		f()
	})
}

// site makes a new site for n. operand is the source text of what is operated on.
func (l *lowerer) site(n ast.Node, fn, operand string) trace.SiteID {
	p := l.unit.fset.Position(n.Pos())
	file := slices.IndexFunc(l.src, func(f trace.File) bool { return f.Name == p.Filename })
	s := trace.Site{File: max(file, 0), Line: p.Line, Col: p.Column, Func: fn, Operand: operand}
	l.sites = append(l.sites, s)
	return trace.SiteID(len(l.sites) - 1)
}

func lowerProgram(src []trace.File, units []*unit, diags *[]Diagnostic) *Program {
	l := &lowerer{
		src: src, own: units, units: map[*types.Package]*unit{}, diags: diags,
		sites: make([]trace.Site, 1), types: make([]types.Type, 1),
		entries:   map[string]trace.SiteID{},
		indexes:   map[trace.SiteID]*Indexes{},
		instances: map[string]bool{},
		inits:     map[initKey]string{},
		globals:   map[*types.Var]string{},
		dispatch:  map[string]*dispatcher{},
		stdFuncs:  map[string]int{},
		stdVars:   map[*types.Var]int{},
	}
	for _, u := range l.own {
		u.analyse()
		l.units[u.pkg] = u
		l.anyRecover = l.anyRecover || u.anyRecover
	}
	l.unit, l.cause = l.main(), place{l.own[0], l.own[0].files[0].Name}
	l.guard(l.mainFunction)
	l.drain()
	l.writeLibrary()
	if len(*diags) > 0 {
		slices.SortFunc(*diags, func(a, b Diagnostic) int {
			return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
		})
		return nil
	}
	var b strings.Builder
	b.WriteString("package main\n\nimport \"rt\"\n\n")
	b.WriteString(l.variables.String())
	b.WriteString(l.funcs.String())
	return &Program{Files: src, Source: b.String(), Sites: l.sites, Types: l.types, Decls: l.typeDecls,
		Funcs: l.stdList, Natives: l.nativeLst, Vars: l.stdVarLst, Consts: l.consts, Entries: l.entries, Indexes: l.indexes, TestPackage: l.own[0].path}
}

// drain lowers function bodies and dispatchers until nothing new turns up: a
// body may convert new types to interfaces, which adds methods to
// dispatchers, which queues new bodies.
func (l *lowerer) drain() {
	for {
		for len(l.queue) > 0 {
			next := l.queue[0]
			l.queue = l.queue[1:]
			l.guard(next)
		}
		if !l.extendDispatchers() && !l.initLibrary() {
			break
		}
	}
	l.unit, l.current = l.own[0], nil
	l.guard(l.writeDispatchers)
	l.guard(l.writeMethodTable)
}

// guard runs f; a refusal inside becomes a diagnostic.
func (l *lowerer) guard(f func()) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case unsupported:
			*l.diags = append(*l.diags, r.d)
		default:
			msg := fmt.Sprintf("this statement, by a mistake of Gopark's own (%v)", r)
			*l.diags = append(*l.diags, l.diagnostic(l.here(), KindUnsupported, msg, ""))
		}
	}()
	f()
}

// mainFunction emits Main: the library's variables, then of each package the
// variables and init functions, then main.
func (l *lowerer) mainFunction() {
	f := l.newFunc(l.own[0], "main.main", nil, nil)
	f.emit("Library()")
	for _, u := range l.own {
		l.unit, f.u = u, u
		for _, file := range u.files {
			for _, d := range file.Decls {
				gd, ok := d.(*ast.GenDecl)
				if !ok || gd.Tok != token.VAR {
					continue
				}
				for _, s := range gd.Specs {
					l.current = s
					for _, id := range s.(*ast.ValueSpec).Names {
						if v, ok := u.info.Defs[id].(*types.Var); ok && id.Name != "_" {
							f.emit("%s = new(%s)", l.global(v), l.typ(v.Type()))
						}
					}
				}
			}
		}
		for _, in := range u.info.InitOrder {
			f.node = in.Rhs
			f.initVars(in.Lhs, in.Rhs)
		}
		for n, fd := range u.initFuncs() {
			l.current = fd
			f.emit("%s()", l.initFunc(u, fd, n))
		}
	}
	mainObj := l.main().pkg.Scope().Lookup("main").(*types.Func)
	f.emit("%s()", l.funcInstance(mainObj, nil))
	l.writeFunc("Main", "", "", f)
}

// initFuncs lists the init functions of a package.
func (u *unit) initFuncs() []*ast.FuncDecl {
	var list []*ast.FuncDecl
	for _, file := range u.files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil && fd.Name.Name == "init" {
				list = append(list, fd)
			}
		}
	}
	return list
}

// global gives the lowered name of a package variable: a box made anew by
// each run of Main. Those of the library exist only if something uses them.
func (l *lowerer) global(v *types.Var) string {
	if name, ok := l.globals[v]; ok {
		return name
	}
	l.nglobals++
	name := fmt.Sprintf("g%d_%s", l.nglobals, ident(v.Name()))
	l.globals[v] = name
	if l.unitOf(v).library {
		l.libraryVars = append(l.libraryVars, v)
	}
	fmt.Fprintf(&l.variables, "var %s *%s\n", name, l.typ(v.Type()))
	return name
}

// sep separates the parts of a lowered name. It is a letter that ident never
// gives, so that different things have different names.
const sep = "ǀ"

// ident gives the part of a lowered identifier that stands for identifier s.
func ident(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "%s%x%s", sep, r, sep)
		}
	}
	return b.String()
}
