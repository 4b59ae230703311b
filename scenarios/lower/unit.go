package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"gopark/scenarios/lower/stdlib"
)

// unit is a package that is lowered: one of the program's own, or one of the
// library's that is interpreted. The library's are shared by all programs.
type unit struct {
	path    string // import path, "main" for the program's main package
	prefix  string // of the lowered names of its functions
	library bool   // its code has no sites of its own: it acts at the site that called it
	atomic  bool   // nothing interrupts its functions
	pkg     *types.Package
	fset    *token.FileSet
	info    *types.Info
	files   []*ast.File
	version map[*ast.File]string // language version of each file

	// What analyse finds out.
	decls       map[*types.Func]*ast.FuncDecl
	boxed       map[*types.Var]bool // variables that live in boxes
	addressed   map[*types.Var]bool // variables whose address is taken
	reassigned  map[*types.Var]bool
	recovers    map[ast.Node]bool // functions (FuncDecl, FuncLit) whose own body calls recover
	anyRecover  bool
	helpers     map[ast.Node]bool // functions that call Helper of package testing
	closureName map[*ast.FuncLit]string
	declFunc    map[*types.Var]ast.Node // the function that declares a variable
	rangeFuncs  map[*ast.RangeStmt]bool // ranges over functions
}

// atomicPackage is the package whose operations are single steps.
const atomicPackage = "sync/atomic"

var libraryUnits sync.Map // *types.Package → *unit, nil for native packages

// unitOf gives the package that declares obj, nil if it is native or
// predeclared.
func (l *lowerer) unitOf(obj types.Object) *unit {
	p := obj.Pkg()
	if p == nil {
		return nil
	}
	if u, ok := l.units[p]; ok {
		return u
	}
	u := libraryUnit(p)
	l.units[p] = u
	return u
}

func libraryUnit(p *types.Package) *unit {
	if u, ok := libraryUnits.Load(p); ok {
		return u.(*unit)
	}
	var u *unit
	if src := stdlib.Source(p); src != nil {
		u = &unit{path: p.Path(), prefix: prefixOf(p.Path()), library: true, atomic: p.Path() == atomicPackage,
			pkg: p, fset: stdlib.Fset(), info: src.Info, files: src.Files}
		u.analyse()
	}
	first, _ := libraryUnits.LoadOrStore(p, u)
	return first.(*unit)
}

// prefixOf gives what the lowered names of a package's functions begin with.
func prefixOf(path string) string {
	if path == "main" {
		return ""
	}
	return ident(strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(path)) + sep
}

// declared gives the declaration of a function that is lowered; nil if the
// engine provides it.
func (l *lowerer) declared(obj *types.Func) (*unit, *ast.FuncDecl) {
	u := l.unitOf(obj)
	if u == nil {
		return nil, nil
	}
	d := u.decls[obj.Origin()]
	if d == nil || d.Body == nil {
		return u, nil
	}
	return u, d
}

// isGlobal reports whether v is a package variable that is lowered.
func (l *lowerer) isGlobal(v *types.Var) bool {
	u := l.unitOf(v)
	return u != nil && v.Parent() == u.pkg.Scope() && !(u.library && stdlib.IsNativeVar(v))
}

// fileVersion is the language version of the file that n stands in.
func (u *unit) fileVersion(n ast.Node) string {
	for _, file := range u.files {
		if v := u.version[file]; v != "" && file.FileStart <= n.Pos() && n.Pos() < file.FileEnd {
			return v
		}
	}
	return GoVersion
}
