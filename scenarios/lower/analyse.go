package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// analyse decides, before any body is lowered, which variables need a box,
// which functions recover, and how closures are named.
func (u *unit) analyse() {
	u.decls = map[*types.Func]*ast.FuncDecl{}
	u.boxed = map[*types.Var]bool{}
	u.reassigned = map[*types.Var]bool{}
	u.recovers = map[ast.Node]bool{}
	u.helpers = map[ast.Node]bool{}
	u.closureName = map[*ast.FuncLit]string{}
	u.declFunc = map[*types.Var]ast.Node{}
	u.rangeFuncs = map[*ast.RangeStmt]bool{}
	captured := map[*types.Var]bool{}
	addressed := map[*types.Var]bool{}
	for _, file := range u.files {
		for _, d := range file.Decls {
			a := &analysis{u: u, captured: captured, addressed: addressed}
			switch d := d.(type) {
			case *ast.FuncDecl:
				if obj, ok := u.info.Defs[d.Name].(*types.Func); ok {
					u.decls[obj] = d
				}
				if d.Body != nil {
					a.function(d, u.funcName(d), d.Recv, d.Type, d.Body)
				}
			case *ast.GenDecl:
				// Closures in package variables are numbered within "glob.".
				a.names = []string{u.path + ".glob."}
				a.counts = []int{0}
				a.stack = []ast.Node{d}
				ast.Inspect(d, a.visit)
			}
		}
	}
	for v := range captured {
		if b, ok := v.Type().Underlying().(*types.Basic); u.reassigned[v] || ok && b.Info()&types.IsFloat != 0 { // a maker might lose the sign of a zero
			u.boxed[v] = true
		}
	}
	u.addressed = addressed
	for v := range addressed {
		u.boxed[v] = true
	}
}

// funcName is how Go names a declared function: main.f, main.T.m, main.(*T).m.
func (u *unit) funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return u.path + "." + d.Name.Name
	}
	t := d.Recv.List[0].Type
	star := false
	if s, ok := t.(*ast.StarExpr); ok {
		star, t = true, s.X
	}
	generic := ""
	switch x := t.(type) {
	case *ast.IndexExpr:
		t, generic = x.X, "[...]"
	case *ast.IndexListExpr:
		t, generic = x.X, "[...]"
	}
	name := "?"
	if id, ok := t.(*ast.Ident); ok {
		name = id.Name + generic
	}
	if star {
		return u.path + ".(*" + name + ")." + d.Name.Name
	}
	return u.path + "." + name + "." + d.Name.Name
}

type analysis struct {
	u         *unit
	captured  map[*types.Var]bool
	addressed map[*types.Var]bool
	stack     []ast.Node // enclosing functions
	names     []string
	counts    []int // closures so far in each
}

func (a *analysis) function(n ast.Node, name string, recv *ast.FieldList, typ *ast.FuncType, body *ast.BlockStmt) {
	a.stack = append(a.stack, n)
	a.names = append(a.names, name)
	a.counts = append(a.counts, 0)
	for _, list := range []*ast.FieldList{recv, typ.Params, typ.Results} {
		if list == nil {
			continue
		}
		for _, f := range list.List {
			for _, id := range f.Names {
				a.declare(id)
				if v, ok := a.u.info.Defs[id].(*types.Var); ok && list == typ.Results {
					a.u.reassigned[v] = true // by every return statement
				}
			}
		}
	}
	ast.Inspect(body, a.visit)
	a.stack = a.stack[:len(a.stack)-1]
	a.names = a.names[:len(a.names)-1]
	a.counts = a.counts[:len(a.counts)-1]
}

func (a *analysis) declare(id *ast.Ident) {
	if v, ok := a.u.info.Defs[id].(*types.Var); ok {
		a.u.declFunc[v] = a.stack[len(a.stack)-1]
	}
}

func (a *analysis) visit(n ast.Node) bool {
	info := a.u.info
	switch n := n.(type) {
	case *ast.FuncLit:
		top := len(a.counts) - 1
		a.counts[top]++
		parent := a.names[top]
		name := fmt.Sprintf("%s.func%d", parent, a.counts[top])
		if len(a.names) > 1 { // nested closures are numbered only
			name = fmt.Sprintf("%s.%d", parent, a.counts[top])
		}
		a.u.closureName[n] = name
		a.function(n, name, nil, n.Type, n.Body)
		return false
	case *ast.Ident:
		if _, ok := info.Defs[n].(*types.Var); ok {
			a.declare(n)
			return true
		}
		if v, ok := info.Uses[n].(*types.Var); ok && !v.IsField() {
			if d, ok := a.u.declFunc[v]; ok && d != a.stack[len(a.stack)-1] {
				a.captured[v] = true
			}
		}
	case *ast.CaseClause: // the variable of a type switch has one object per clause
		if v, ok := info.Implicits[n].(*types.Var); ok {
			a.u.declFunc[v] = a.stack[len(a.stack)-1]
		}
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			if n.Tok == token.DEFINE {
				if id, ok := e.(*ast.Ident); ok && info.Defs[id] != nil {
					continue
				}
			}
			a.assigned(e)
		}
	case *ast.IncDecStmt:
		a.assigned(n.X)
	case *ast.RangeStmt:
		if _, ok := info.TypeOf(n.X).Underlying().(*types.Signature); ok {
			a.rangeFunc(n)
			return false
		}
		if n.Tok == token.ASSIGN {
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if e != nil {
					a.assigned(e)
				}
			}
		} else {
			// In files before Go 1.22 the loop assigns to one variable; telling
			// them apart here is not worth it.
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok {
					if v, ok := info.Defs[id].(*types.Var); ok {
						a.u.reassigned[v] = true
					}
				}
			}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			a.address(n.X)
		}
	case *ast.SliceExpr:
		if _, ok := info.TypeOf(n.X).Underlying().(*types.Array); ok {
			a.address(n.X)
		}
	case *ast.SelectorExpr:
		// A method with a pointer receiver takes the address of its operand.
		if sel := info.Selections[n]; sel != nil && sel.Kind() == types.MethodVal {
			if sig, ok := sel.Obj().Type().(*types.Signature); ok && sig.Recv() != nil {
				if _, ptr := sig.Recv().Type().(*types.Pointer); ptr && !a.indirect(n.X) {
					a.address(n.X)
				}
			}
		}
	case *ast.CallExpr:
		if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Helper" {
			if fo, ok := info.Uses[sel.Sel].(*types.Func); ok && fo.Pkg() != nil && fo.Pkg().Path() == "testing" {
				a.u.helpers[a.enclosing()] = true
			}
		}
		if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
			if b, ok := info.Uses[id].(*types.Builtin); ok && b.Name() == "recover" {
				a.u.recovers[a.enclosing()] = true
				a.u.anyRecover = true
			}
		}
	}
	return true
}

// rangeFunc visits a range over a function: its body becomes a function.
func (a *analysis) rangeFunc(n *ast.RangeStmt) {
	a.u.rangeFuncs[n] = true
	ast.Inspect(n.X, a.visit)
	a.stack = append(a.stack, n)
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if e == nil {
			continue
		}
		if n.Tok == token.ASSIGN {
			a.assigned(e)
		}
		ast.Inspect(e, a.visit)
	}
	ast.Inspect(n.Body, a.visit)
	a.stack = a.stack[:len(a.stack)-1]
}

// enclosing is the innermost function of the source.
func (a *analysis) enclosing() ast.Node {
	for i := len(a.stack) - 1; ; i-- {
		if _, body := a.stack[i].(*ast.RangeStmt); !body {
			return a.stack[i]
		}
	}
}

// assigned notes that the variable at the root of e changes after its
// declaration.
func (a *analysis) assigned(e ast.Expr) {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			if v, ok := a.u.info.Uses[x].(*types.Var); ok {
				a.u.reassigned[v] = true
			}
			return
		case *ast.SelectorExpr:
			if a.indirect(x.X) {
				return
			}
			e = x.X
		case *ast.IndexExpr:
			if _, ok := a.u.info.TypeOf(x.X).Underlying().(*types.Array); !ok {
				return
			}
			e = x.X
		default:
			return
		}
	}
}

// address notes that the address of e is taken.
func (a *analysis) address(e ast.Expr) {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			if v, ok := a.u.info.Uses[x].(*types.Var); ok && !v.IsField() {
				a.addressed[v] = true
			}
			return
		case *ast.SelectorExpr:
			if a.indirect(x.X) {
				return
			}
			e = x.X
		case *ast.IndexExpr:
			if t := a.u.info.TypeOf(x.X); t == nil || !isArray(t) {
				return
			}
			e = x.X
		default:
			return
		}
	}
}

// indirect reports whether selecting from or calling a pointer method on e
// goes through a pointer, so that e itself need not be addressable.
func (a *analysis) indirect(e ast.Expr) bool {
	t := a.u.info.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isArray(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}
