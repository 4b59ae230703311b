package lower

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
)

// construct is right Go that cannot be run faithfully, other than a function of
// the library that is refused by its name.
type construct struct {
	message string // of the diagnostic, for fmt.Sprintf
	hint    string // what to do instead
	about   string // what it is, for a list of all
}

var (
	pointerConversion = construct{"conversion between pointers to different types", "Convert the value instead of the pointer.", "a conversion between pointers to types that differ, such as (*T)(p)"}
	recursiveType     = construct{"the recursive type %s", "Make it a struct with a field of that type.", "a pointer or array type that contains itself and is no struct, such as type P *P"}
	functionParameter = construct{"range over a value of a type parameter that is a function", "Give the parameter the func type itself.", "range over a value of a type parameter that is a function"}
	deferredBuiltin   = construct{"go or defer of built-in %s", "Put it into a function literal.", "go or defer of a built-in function other than close, panic, print, println, delete and recover"}
	memberAddress     = construct{"the address of %s", "Copy the value into a variable of your own.", "the address of a variable of the library, such as &os.Args"}
	memberAssignment  = construct{"assignment to %s", "", "assignment to a variable of the library, such as os.Args"}
	fieldValue        = construct{"a value for %s", "Let the standard library make the value.", "a composite literal of a library type that gives a field of interface type a value"}
	fieldAssignment   = construct{"assignment to %s", "Let the standard library make the value.", "assignment to a field of interface type of a library type"}
	genericFunction   = construct{"%s: generic functions of the standard library", "Write it in the program itself.", "a generic function of a package that is compiled in"}
	genericType       = construct{"%s: generic types of the standard library are not available", "Use a variable of the type with a sync.Mutex.", "a generic type of a package that is compiled in"}
	unseededRandom    = construct{"%s", "Use rand.Intn or rand.Float64.", "a function of math/rand whose numbers would not come from the seed, such as rand.NewZipf"}
	genericLocal      = construct{"a generic type declared in a generic function", "Declare it outside, with the function's type parameters as well.", "a generic type declared in a generic function"}
	callDepth         = construct{"log.Output that shows the line of a caller further up", "Use Print, or 1.", "log.Output with a call depth other than 1, with Lshortfile or Llongfile"}
	fuzzTest          = construct{"fuzz test %s", "Call the function from a test with values of your own.", "a fuzz test"}
	unknownStatement  = construct{"this statement (%s)", "", "a kind of statement that is new in Go"}
	unknownExpression = construct{"this expression (%s)", "", "a kind of expression that is new in Go"}
	unknownBuiltin    = construct{"built-in %s", "", "a built-in function that is new in Go"}
)

// constructs has every construct; a test reads them in the source.
var constructs = []*construct{&pointerConversion, &recursiveType, &functionParameter, &deferredBuiltin, &memberAddress, &memberAssignment, &fieldValue, &fieldAssignment,
	&genericFunction, &genericType, &unseededRandom, &genericLocal, &callDepth, &fuzzTest, &unknownStatement, &unknownExpression, &unknownBuiltin}

// cannot refuses a construct at n.
func (l *lowerer) cannot(n ast.Node, c *construct, args ...any) {
	l.refuse(n, fmt.Sprintf(c.message, args...), c.hint)
}

// Refusal is something that programs cannot use, and what to do instead.
type Refusal struct{ What, Hint string }

// Constructs lists what of the language cannot be run faithfully, and how the
// library cannot be used.
func Constructs() []Refusal {
	var list []Refusal
	for _, c := range constructs {
		list = append(list, Refusal{c.about, c.hint})
	}
	return list
}

// Unavailable lists the functions, methods and types of the packages a program
// may import that are refused, by full name.
func Unavailable() []Refusal { return refusals(unavailable) }

// Missing lists packages that programs often import and cannot, by path.
func Missing() []Refusal { return refusals(insteadOf) }

// OSAvailable lists what of package os a program can use.
func OSAvailable() []string { return slices.Clone(osAllowed) }

func refusals(table map[string]string) []Refusal {
	var list []Refusal
	for _, name := range slices.Sorted(maps.Keys(table)) {
		list = append(list, Refusal{name, table[name]})
	}
	return list
}
