package lower

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// sizes are those of the machine that programs are compiled for.
var sizes = types.SizesFor("gc", "amd64")

// special maps types of the standard library that the scheduler provides to
// their names in the lowered program.
var special = map[string]string{
	"sync.Mutex":     "rt.Mutex",
	"sync.RWMutex":   "rt.RWMutex",
	"sync.WaitGroup": "rt.WaitGroup",
	"sync.Once":      "rt.Once",
	"sync.Cond":      "rt.Cond",
	"time.Timer":     "rt.Timer",
	"time.Ticker":    "rt.Timer",
}

// specialName is the name, in the lowered program, of a type that the
// scheduler provides; "" for all others.
func specialName(n *types.Named) string {
	if p := n.Obj().Pkg(); p != nil {
		return special[p.Path()+"."+n.Obj().Name()]
	}
	return ""
}

// ours reports whether values of n are in lowered form: n is declared by a
// package that is lowered, and is not provided by the scheduler.
func (l *lowerer) ours(n *types.Named) bool { return l.unitOf(n.Obj()) != nil && specialName(n) == "" }

// typ gives the lowered form of t, which must be free of type parameters.
func (l *lowerer) typ(t types.Type) string {
	switch t := t.(type) {
	case *types.Alias:
		return l.typ(types.Unalias(t))
	case *types.Named:
		return l.namedType(t)
	case *types.Basic:
		switch t.Kind() {
		case types.UntypedBool:
			return "bool"
		case types.UntypedInt:
			return "int"
		case types.UntypedRune:
			return "int32"
		case types.UntypedFloat:
			return "float64"
		case types.UntypedComplex:
			return "complex128"
		case types.UntypedString:
			return "string"
		case types.UntypedNil:
			return "rt.Iface"
		case types.Uint8:
			return "uint8"
		case types.Int32:
			return "int32"
		case types.UnsafePointer: // only the library has them, to compare
			return "uintptr"
		}
		return t.Name()
	case *types.Pointer:
		return "*" + l.typ(t.Elem())
	case *types.Slice:
		return "[]" + l.typ(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), l.typ(t.Elem()))
	case *types.Map:
		return "map[" + l.typ(t.Key()) + "]" + l.typ(t.Elem())
	case *types.Chan:
		return "*rt.Chan"
	case *types.Interface:
		return "rt.Iface"
	case *types.Struct:
		return l.structType("", t)
	case *types.Signature:
		return "func" + l.signature(t)
	case *types.Tuple:
		if t.Len() == 1 {
			return l.typ(t.At(0).Type())
		}
	}
	bug("no lowered form of type %s", t)
	return ""
}

// signature gives "(params) results" with the lowered types of sig, without
// its receiver.
func (l *lowerer) signature(sig *types.Signature) string {
	var ps []string
	for p := range sig.Params().Variables() {
		ps = append(ps, l.typ(p.Type()))
	}
	return "(" + strings.Join(ps, ", ") + ")" + l.results(sig)
}

func (l *lowerer) results(sig *types.Signature) string {
	var rs []string
	for r := range sig.Results().Variables() {
		rs = append(rs, l.typ(r.Type()))
	}
	switch len(rs) {
	case 0:
		return ""
	case 1:
		return " " + rs[0]
	}
	return " (" + strings.Join(rs, ", ") + ")"
}

func (l *lowerer) namedType(t *types.Named) string {
	u := t.Underlying()
	if s := specialName(t); s != "" {
		return s
	}
	if !l.ours(t) && t.Obj().Pkg() != nil {
		if _, ok := u.(*types.Struct); ok {
			return l.native(t)
		}
	}
	switch u := u.(type) {
	case *types.Struct:
		return l.structType(t.Obj().Name(), u)
	case *types.Basic, *types.Interface, *types.Chan:
		return l.typ(u)
	}
	// Any other type can only be infinite by naming itself. The interpreter
	// knows that of structs only, so a func type (type F func() F) becomes a
	// pointer to a struct that holds the func.
	if name, ok := l.recursive.At(t).(string); ok {
		if name == "" {
			switch u.(type) {
			case *types.Signature:
				name = fmt.Sprintf("*rt.R%d", l.recursive.Len())
			case *types.Slice, *types.Map:
				name = fmt.Sprintf("rt.N%d", l.recursive.Len())
			default:
				l.cannot(l.here(), &recursiveType, typeText(t))
			}
			l.recursive.Set(t, name)
		}
		return name
	}
	l.recursive.Set(t, "")
	s := l.typ(u)
	name := l.recursive.At(t).(string)
	switch {
	case name == "":
		l.recursive.Delete(t)
		return s
	case recursiveFunc(name):
		l.typeDecls = append(l.typeDecls, TypeDecl{Name: strings.TrimPrefix(name, "*rt."), Fields: []Field{{"V", s}}})
	default:
		l.typeDecls = append(l.typeDecls, TypeDecl{Name: strings.TrimPrefix(name, "rt."), Type: s})
	}
	return name
}

// native gives the name under which a struct type of the standard library is
// known to the lowered program.
func (l *lowerer) native(t *types.Named) string {
	if name, ok := l.natives.At(t).(string); ok {
		return name
	}
	if hint, bad := unavailable[t.Obj().Pkg().Path()+"."+t.Obj().Name()]; bad {
		l.refuse(l.here(), typeText(t), hint)
	}
	if t.TypeArgs().Len() > 0 {
		l.cannot(l.here(), &genericType, typeText(t))
	}
	name := fmt.Sprintf("rt.T%d", len(l.nativeLst))
	l.nativeLst = append(l.nativeLst, t)
	l.natives.Set(t, name)
	return name
}

// structType gives the declared type for struct type s. Types of one
// underlying type share it, so that pointers to them can be converted; named
// is the name of the first.
func (l *lowerer) structType(named string, s *types.Struct) string {
	if name, ok := l.structs.At(s).(string); ok {
		return name
	}
	name := fmt.Sprintf("S%d", l.structs.Len())
	if named != "" {
		name += "_" + ident(named)
	}
	l.structs.Set(s, "rt."+name) // before its fields: it may contain pointers to itself
	d := TypeDecl{Name: name}
	for i := range s.NumFields() {
		d.Fields = append(d.Fields, Field{field(s, i), l.typ(s.Field(i).Type())})
	}
	l.typeDecls = append(l.typeDecls, d)
	fmt.Fprintf(&l.variables, "var Z%s rt.%s\n", name, name)
	return "rt." + name
}

// field gives the lowered name of field i of s.
func field(s *types.Struct, i int) string {
	if n := s.Field(i).Name(); n != "_" {
		return "F_" + ident(n)
	}
	return fmt.Sprintf("F%d", i)
}

// zero gives an expression for the zero value of t.
func (l *lowerer) zero(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsNumeric != 0:
			return "0"
		case u.Kind() == types.UntypedNil:
			return "rt.Iface{}"
		}
		return "nil"
	case *types.Struct:
		s := l.typ(t)
		if strings.HasPrefix(s, "rt.S") {
			return "Z" + strings.TrimPrefix(s, "rt.")
		}
		return s + "{}"
	case *types.Array:
		return l.typ(t) + "{}"
	case *types.Interface:
		return "rt.Iface{}"
	}
	return "nil"
}

// typeID gives the number under which a type is known at run time.
func (l *lowerer) typeID(t types.Type) int {
	t = types.Unalias(t)
	if id, ok := l.typeIDs.At(t).(int); ok {
		return id
	}
	id := len(l.types)
	l.types = append(l.types, t)
	l.typeIDs.Set(t, id)
	return id
}

// boxedID is typeID for a type whose values are converted to an interface.
func (l *lowerer) boxedID(t types.Type) int {
	t = types.Unalias(t)
	n := len(l.types)
	id := l.typeID(t)
	if id == n || !l.isConcrete(id) {
		l.concrete = append(l.concrete, t)
		l.isBoxed = append(l.isBoxed, make([]bool, max(0, id+1-len(l.isBoxed)))...)
		l.isBoxed[id] = true
	}
	return id
}

func (l *lowerer) isConcrete(id int) bool { return id < len(l.isBoxed) && l.isBoxed[id] }

func isInterface(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

// subst replaces type parameters by the arguments of the current instance of a
// generic function. A nil subst replaces nothing.
type subst struct {
	params []*types.TypeParam
	args   []types.Type
	locals map[*types.Named]*types.Named // types declared in the function, by what they are in this instance
}

func (s *subst) apply(t types.Type) types.Type {
	if s == nil || len(s.params) == 0 || t == nil {
		return t
	}
	switch t := t.(type) {
	case *types.Alias:
		return s.apply(types.Unalias(t))
	case *types.TypeParam:
		if i := slices.Index(s.params, t); i >= 0 {
			return s.args[i]
		}
		return t
	case *types.Pointer:
		return types.NewPointer(s.apply(t.Elem()))
	case *types.Slice:
		return types.NewSlice(s.apply(t.Elem()))
	case *types.Array:
		return types.NewArray(s.apply(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(s.apply(t.Key()), s.apply(t.Elem()))
	case *types.Chan:
		return types.NewChan(t.Dir(), s.apply(t.Elem()))
	case *types.Tuple:
		return s.tuple(t)
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, s.tuple(t.Params()), s.tuple(t.Results()), t.Variadic())
	case *types.Struct:
		fields := make([]*types.Var, t.NumFields())
		tags := make([]string, t.NumFields())
		for i := range fields {
			f := t.Field(i)
			fields[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), s.apply(f.Type()), f.Embedded())
			tags[i] = t.Tag(i)
		}
		return types.NewStruct(fields, tags)
	case *types.Interface:
		ms := make([]*types.Func, t.NumExplicitMethods())
		for i := range ms {
			m := t.ExplicitMethod(i)
			ms[i] = types.NewFunc(m.Pos(), m.Pkg(), m.Name(), s.apply(m.Type()).(*types.Signature))
		}
		es := make([]types.Type, t.NumEmbeddeds())
		for i := range es {
			es[i] = s.apply(t.EmbeddedType(i))
		}
		return types.NewInterfaceType(ms, es).Complete()
	case *types.Named:
		if t.TypeArgs().Len() == 0 {
			return s.local(t)
		}
		args := make([]types.Type, t.TypeArgs().Len())
		for i := range args {
			args[i] = s.apply(t.TypeArgs().At(i))
		}
		r, err := types.Instantiate(nil, t.Origin(), args, false)
		if err != nil {
			bug("instantiate %s: %v", t, err)
		}
		return r
	}
	return t
}

// local gives the type that t, if it is declared in the generic function, is in
// this instance.
func (s *subst) local(t *types.Named) types.Type {
	obj := t.Obj()
	if obj.Pkg() == nil || obj.Parent() == obj.Pkg().Scope() || !s.declares(obj) {
		return t
	}
	if r, ok := s.locals[t]; ok {
		return r
	}
	var names []string
	for _, a := range s.args {
		names = append(names, typeText(a))
	}
	name := types.NewTypeName(obj.Pos(), obj.Pkg(), obj.Name()+"["+strings.Join(names, ",")+"]", nil)
	r := types.NewNamed(name, nil, nil)
	s.locals[t] = r // before its underlying type, which may mention it
	r.SetUnderlying(s.apply(t.Underlying()))
	return r
}

// declares reports whether obj is declared where the type parameters are in
// scope.
func (s *subst) declares(obj types.Object) bool {
	for scope := obj.Parent(); scope != nil; scope = scope.Parent() {
		if scope.Lookup(s.params[0].Obj().Name()) == s.params[0].Obj() {
			return true
		}
	}
	return false
}

func (s *subst) tuple(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		v := t.At(i)
		vars[i] = types.NewVar(v.Pos(), v.Pkg(), v.Name(), s.apply(v.Type()))
	}
	return types.NewTuple(vars...)
}

// typeText is how a diagnostic names a type.
func typeText(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}
