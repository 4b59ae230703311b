package engine

import (
	"go/types"
	"strconv"
	"strings"
)

// typeName is the name of t as package reflect and panics print it.
func typeName(t types.Type) string {
	var b typeWriter
	writeType(&b, t)
	return b.String()
}

// typeWriter is where the name of a type is written.
type typeWriter struct {
	strings.Builder
	args int // how deep in lists of type arguments
}

// localNumber is the number of a type that is declared in a function, among
// all of the package; 0 for others. As a type argument it has that in its name
// (cmd/compile/internal/noder/writer.go: typegen).
func localNumber(obj *types.TypeName) int {
	if obj.Pkg() == nil || obj.Parent() == nil || obj.Parent() == obj.Pkg().Scope() {
		return 0
	}
	n := 0
	var count func(s *types.Scope)
	count = func(s *types.Scope) {
		for _, name := range s.Names() {
			t, ok := s.Lookup(name).(*types.TypeName)
			if !ok || t.IsAlias() || t.Pos() > obj.Pos() {
				continue
			}
			if _, param := t.Type().(*types.TypeParam); !param {
				n++
			}
		}
		for i := range s.NumChildren() {
			count(s.Child(i))
		}
	}
	for i := range obj.Pkg().Scope().NumChildren() {
		count(obj.Pkg().Scope().Child(i))
	}
	return n
}

func writeType(b *typeWriter, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch t.Kind() {
		case types.Uint8:
			b.WriteString("uint8")
		case types.Int32:
			b.WriteString("int32")
		default:
			b.WriteString(t.Name())
		}
	case *types.Named:
		if p := t.Obj().Pkg(); p != nil {
			b.WriteString(p.Name() + ".")
		}
		b.WriteString(t.Obj().Name())
		if args := t.TypeArgs(); args.Len() > 0 {
			b.WriteString("[")
			b.args++
			for i := range args.Len() {
				if i > 0 {
					b.WriteString(",")
				}
				writeType(b, args.At(i))
			}
			b.args--
			b.WriteString("]")
		} else if n := localNumber(t.Obj()); n > 0 && b.args > 0 {
			b.WriteString("·" + strconv.Itoa(n))
		}
	case *types.Pointer:
		b.WriteString("*")
		writeType(b, t.Elem())
	case *types.Slice:
		b.WriteString("[]")
		writeType(b, t.Elem())
	case *types.Array:
		b.WriteString("[" + strconv.FormatInt(t.Len(), 10) + "]")
		writeType(b, t.Elem())
	case *types.Map:
		b.WriteString("map[")
		writeType(b, t.Key())
		b.WriteString("]")
		writeType(b, t.Elem())
	case *types.Chan:
		switch t.Dir() {
		case types.SendOnly:
			b.WriteString("chan<- ")
		case types.RecvOnly:
			b.WriteString("<-chan ")
		default:
			b.WriteString("chan ")
		}
		if e, ok := types.Unalias(t.Elem()).(*types.Chan); ok && e.Dir() == types.RecvOnly && t.Dir() != types.SendOnly {
			b.WriteString("(")
			writeType(b, e)
			b.WriteString(")")
			return
		}
		writeType(b, t.Elem())
	case *types.Signature:
		b.WriteString("func")
		writeSignature(b, t)
	case *types.Struct:
		writeStruct(b, t)
	case *types.Interface:
		writeInterface(b, t)
	default:
		b.WriteString(types.TypeString(t, (*types.Package).Name))
	}
}

func writeSignature(b *typeWriter, sig *types.Signature) {
	b.WriteString("(")
	for i := range sig.Params().Len() {
		if i > 0 {
			b.WriteString(", ")
		}
		t := sig.Params().At(i).Type()
		if s, ok := t.(*types.Slice); ok && sig.Variadic() && i == sig.Params().Len()-1 {
			b.WriteString("...")
			t = s.Elem()
		}
		writeType(b, t)
	}
	b.WriteString(")")
	rs := sig.Results()
	if rs.Len() == 0 {
		return
	}
	b.WriteString(" ")
	if rs.Len() > 1 {
		b.WriteString("(")
	}
	for i := range rs.Len() {
		if i > 0 {
			b.WriteString(", ")
		}
		writeType(b, rs.At(i).Type())
	}
	if rs.Len() > 1 {
		b.WriteString(")")
	}
}

func writeStruct(b *typeWriter, s *types.Struct) {
	b.WriteString("struct {")
	for i := range s.NumFields() {
		if i > 0 {
			b.WriteString(";")
		}
		b.WriteString(" ")
		if f := s.Field(i); !f.Embedded() {
			b.WriteString(f.Name() + " ")
		}
		writeType(b, s.Field(i).Type())
		if tag := s.Tag(i); tag != "" {
			b.WriteString(" " + strconv.Quote(tag))
		}
	}
	if s.NumFields() > 0 {
		b.WriteString(" ")
	}
	b.WriteString("}")
}

func writeInterface(b *typeWriter, t *types.Interface) {
	b.WriteString("interface {")
	for i := range t.NumMethods() {
		if i > 0 {
			b.WriteString(";")
		}
		m := t.Method(i)
		b.WriteString(" ")
		if !m.Exported() && m.Pkg() != nil {
			b.WriteString(m.Pkg().Name() + ".")
		}
		b.WriteString(m.Name())
		writeSignature(b, m.Signature())
	}
	if t.NumMethods() > 0 {
		b.WriteString(" ")
	}
	b.WriteString("}")
}
