package engine

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"sync/atomic"
	"unsafe"

	"gopark/scenarios/lower"
)

// Types of the lowered program may mention themselves and each other. Package
// reflect cannot make such types, so they are made with placeholders where a
// type is mentioned that is not there yet, behind a pointer, in a slice, a map
// or a func: these have the size and layout of any other. When all are there
// the placeholders are replaced in place.

// declaration makes the types that a lowered program declares.
type declaration struct {
	decls   map[string]*lower.TypeDecl
	made    map[string]reflect.Type
	named   func(name string) (reflect.Type, bool) // other types of package rt
	pending []pendingType
	err     error
}

// pendingType is a type made with placeholders: field i of a struct, or the
// elements of a slice or map.
type pendingType struct {
	of   reflect.Type
	i    int
	text string
}

// declare makes the types of decls; named gives the other types of package rt.
func declare(decls []lower.TypeDecl, named func(string) (reflect.Type, bool)) (map[string]reflect.Type, error) {
	d := &declaration{decls: map[string]*lower.TypeDecl{}, made: map[string]reflect.Type{}, named: named}
	for i := range decls {
		d.decls[decls[i].Name] = &decls[i]
	}
	for i := range decls {
		d.make(&decls[i])
	}
	for _, p := range d.pending {
		t, _ := d.resolve(p.text, nil)
		if d.err != nil {
			break
		}
		if p.of.Kind() == reflect.Struct {
			setFieldType(p.of, p.i, t)
		} else {
			setElem(p.of, t.Elem())
		}
	}
	return d.made, d.err
}

var placeholders atomic.Int64

// placeholder gives a type that there is only one of.
func placeholder() reflect.Type {
	name := "P" + strconv.FormatInt(placeholders.Add(1), 10)
	return reflect.StructOf([]reflect.StructField{{Name: name, Type: reflect.TypeFor[int]()}})
}

func (d *declaration) make(t *lower.TypeDecl) reflect.Type {
	if made, ok := d.made[t.Name]; ok {
		return made
	}
	if t.Fields == nil && t.Type != "" {
		made, _ := d.resolve(t.Type, placeholder())
		d.made[t.Name] = made
		d.pending = append(d.pending, pendingType{of: made, text: t.Type})
		return made
	}
	var fields []reflect.StructField
	var waiting []pendingType
	for i, f := range t.Fields {
		ft, complete := d.resolve(f.Type, placeholder())
		if d.err != nil {
			return ft
		}
		if !complete {
			waiting = append(waiting, pendingType{i: i, text: f.Type})
		}
		fields = append(fields, reflect.StructField{Name: f.Name, Type: ft})
	}
	made := reflect.StructOf(fields)
	for i := range waiting {
		waiting[i].of = made
	}
	d.pending = append(d.pending, waiting...)
	d.made[t.Name] = made
	return made
}

// resolve gives the type that text stands for, and whether it is complete:
// with the placeholder in the place of types that are not made yet.
func (d *declaration) resolve(text string, placeholder reflect.Type) (t reflect.Type, complete bool) {
	e, err := parser.ParseExpr(text)
	if err != nil {
		d.err = fmt.Errorf("type %s: %w", text, err)
		return reflect.TypeFor[int](), true
	}
	r := resolver{d, placeholder, true}
	return r.typ(e, false), r.complete
}

type resolver struct {
	d           *declaration
	placeholder reflect.Type
	complete    bool
}

// typ gives the type for e. indirect says that e stands where its size does not
// matter.
func (r *resolver) typ(e ast.Expr, indirect bool) reflect.Type {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.typ(e.X, indirect)
	case *ast.Ident:
		if t, ok := predeclared[e.Name]; ok {
			return t
		}
	case *ast.SelectorExpr:
		name := e.Sel.Name
		if t, ok := r.d.made[name]; ok {
			return t
		}
		if t, ok := r.d.decls[name]; ok {
			if indirect && r.placeholder != nil {
				r.complete = false
				return r.placeholder
			}
			return r.d.make(t)
		}
		if t, ok := r.d.named(name); ok {
			return t
		}
	case *ast.StarExpr:
		return reflect.PointerTo(r.typ(e.X, true))
	case *ast.ArrayType:
		if e.Len == nil {
			return reflect.SliceOf(r.typ(e.Elt, true))
		}
		n, err := strconv.Atoi(e.Len.(*ast.BasicLit).Value)
		if err == nil {
			return reflect.ArrayOf(n, r.typ(e.Elt, indirect))
		}
	case *ast.MapType:
		return reflect.MapOf(r.typ(e.Key, false), r.typ(e.Value, true))
	case *ast.FuncType:
		list := func(fields *ast.FieldList) []reflect.Type {
			var ts []reflect.Type
			if fields != nil {
				for _, f := range fields.List {
					ts = append(ts, r.typ(f.Type, true))
				}
			}
			return ts
		}
		return reflect.FuncOf(list(e.Params), list(e.Results), false)
	}
	if r.d.err == nil {
		r.d.err = fmt.Errorf("no type for %T at %s", e, fmt.Sprint(token.Pos(e.Pos())))
	}
	return reflect.TypeFor[int]()
}

var predeclared = func() map[string]reflect.Type {
	m := map[string]reflect.Type{"byte": reflect.TypeFor[byte](), "rune": reflect.TypeFor[rune]()}
	for _, t := range basicTypes {
		m[t.String()] = t
	}
	return m
}()

// The layout of types at run time (internal/abi/type.go, map_swiss.go).

type abiType struct {
	_ [2]uintptr // size, bytes with pointers
	_ [8]byte    // hash, flags, alignments, kind
	_ [2]uintptr // equal, pointer mask
	_ [8]byte    // name, pointer to this
}

type abiStruct struct {
	abiType
	_      unsafe.Pointer // package path
	fields []struct {
		name   unsafe.Pointer
		typ    unsafe.Pointer
		offset uintptr
	}
}

type abiSlice struct {
	abiType
	elem unsafe.Pointer
}

type abiMap struct {
	abiType
	key, elem unsafe.Pointer
}

// descriptor gives where a type is described. A reflect.Type is an interface
// that holds a pointer to that.
func descriptor(t reflect.Type) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&t))[1]
}

func setFieldType(s reflect.Type, i int, t reflect.Type) {
	(*abiStruct)(descriptor(s)).fields[i].typ = descriptor(t)
}

func setElem(s, elem reflect.Type) {
	if s.Kind() == reflect.Map {
		(*abiMap)(descriptor(s)).elem = descriptor(elem)
		return
	}
	(*abiSlice)(descriptor(s)).elem = descriptor(elem)
}
