package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"gopark/scenarios/lower/stdlib"
)

// Package reflect, and those that are built on it, reach values and methods
// that the program never converts to an interface itself.

// reflection is what is known of a program that uses them.
type reflection struct {
	known   bool // whether uses is
	uses    bool // the program imports such a package
	reached map[string]bool
	methods int // how many of the concrete types have all their methods known
}

// reflecting are the packages that look into values.
var reflecting = []string{"encoding/binary", "encoding/json", "reflect"}

// reflects reports whether the program imports a package that looks into
// values, or one that is lowered with it does.
func (l *lowerer) reflects() bool {
	if !l.reflection.known {
		l.reflection.known = true
		l.reflection.reached = map[string]bool{}
		seen := map[*types.Package]bool{}
		for _, u := range l.own {
			l.reflection.uses = l.reflection.uses || importsReflecting(u.pkg, seen)
		}
	}
	return l.reflection.uses
}

func importsReflecting(p *types.Package, seen map[*types.Package]bool) bool {
	seen[p] = true
	for _, q := range p.Imports() {
		if slices.Contains(reflecting, q.Path()) || stdlib.Source(q) != nil && !seen[q] && importsReflecting(q, seen) {
			return true
		}
	}
	return false
}

// reach adds the types that can be reached from values of type t, and from
// variables of it, to those that may be converted to interfaces.
func (l *lowerer) reach(t types.Type) {
	if n, ok := types.Unalias(deref(t)).(*types.Named); ok && l.unitOf(n.Obj()) == nil {
		return
	}
	id := fmt.Sprint(l.typeID(t))
	if l.reflection.reached[id] {
		return
	}
	l.reflection.reached[id] = true
	if !isInterface(t) && types.NewMethodSet(t).Len() > 0 {
		l.boxedID(t)
	}
	if p := types.NewPointer(t); !isInterface(t) && types.NewMethodSet(p).Len() > 0 {
		l.reach(p)
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			l.reach(f.Type())
		}
	case *types.Map:
		l.reach(u.Key())
		l.reach(u.Elem())
	case *types.Signature:
		for p := range u.Params().Variables() {
			l.reach(p.Type())
		}
		for p := range u.Results().Variables() {
			l.reach(p.Type())
		}
	case interface{ Elem() types.Type }:
		if _, isChan := u.(*types.Chan); isChan { // its lowered form does not mention the element
			l.unit, l.current = l.main(), nil
			l.guard(func() { l.typ(u.Elem()) })
		}
		l.reach(u.Elem())
	}
}

// callsMethods reports whether the program calls methods by reflection.
func (l *lowerer) callsMethods() bool {
	for _, name := range []string{"Method", "MethodByName", "Methods"} {
		if _, ok := l.stdFuncs["(reflect.Value)."+name]; ok {
			return true
		}
	}
	return slices.ContainsFunc(l.dispatchList, func(d *dispatcher) bool {
		return d.method == "Method" || d.method == "MethodByName" || d.method == "Methods"
	})
}

// knowMethods makes all methods of the types found since the last call known
// to the engine, if the program may call them by reflection.
func (l *lowerer) knowMethods() {
	if !l.reflects() || !l.callsMethods() {
		return
	}
	for ; l.reflection.methods < len(l.concrete); l.reflection.methods++ {
		t := l.concrete[l.reflection.methods]
		for s := range types.NewMethodSet(t).Methods() {
			if !s.Obj().Exported() {
				continue
			}
			if obj, _ := l.method(t, s.Obj().Name(), nil); obj != nil {
				l.known = append(l.known, l.dispatcher(obj.Name(), nil, l.methodSignature(t, obj)))
			}
		}
	}
}

// structTable tells the engine which types the declared structs are.
func (l *lowerer) structTable(f *fn) {
	if !l.reflects() {
		return
	}
	names := map[string]types.Type{}
	l.structs.Iterate(func(t types.Type, name any) { names[strings.TrimPrefix(name.(string), "rt.")] = t })
	for _, name := range slices.Sorted(maps.Keys(names)) {
		f.emit("rt.Struct(%d, &Z%s)", l.typeID(names[name]), strings.TrimPrefix(name, "rt."))
	}
}

// typeFor completes c as a call of reflect.TypeFor.
func (f *fn) typeFor(c *callee, fun ast.Expr) {
	t := f.typeArgs(funcIdent(fun))[0]
	f.l.typ(t)
	id := f.l.typeID(t)
	if !isInterface(t) {
		id = f.l.boxedID(t)
	}
	c.target, c.site = "rt.TypeFor", true
	c.args = append(c.args, fmt.Sprint(id))
	c.types = append(c.types, types.Typ[types.Int])
}

// typeAssert lowers reflect.TypeAssert[T](v): v.Interface().(T).
func (f *fn) typeAssert(e *ast.CallExpr, t types.Type) []string {
	vt := f.typeOf(e.Args[0])
	obj, _, _ := types.LookupFieldOrMethod(vt, false, nil, "Interface")
	anyType := types.Universe.Lookup("any").Type()
	c := callee{args: []string{f.plain(f.expr(e.Args[0]), f.l.typ(vt))}, types: []types.Type{vt}, results: []types.Type{anyType}}
	f.stdTarget(&c, obj.(*types.Func), e)
	v, ok := f.assertTo(f.invoke(c, e)[0], t, anyType, true, e)
	return []string{v, ok}
}
