package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"gopark/scenarios/trace"
)

// fn is a function being lowered.
type fn struct {
	l     *lowerer
	u     *unit
	name  string   // as Go names it, for sites
	node  ast.Node // for refusals without a better place
	subst *subst
	sig   *types.Signature // substituted; nil for Main

	code   []instr
	locals []local
	free   map[string][]string // unused temporaries, by type
	live   []local             // temporaries of the current statement
	ntemps int
	labels int

	vars     map[*types.Var]variable
	results  []variable // where the results live, if they have names or there are defers
	endLabel int        // functions without results leave through it
	pending  int        // statements executed since the last account

	targets  []target                  // enclosing statements that break and continue can leave
	label    string                    // label of the statement about to be lowered
	gotos    map[string]int            // user labels
	frame    string                    // the frame variable, in a function with defers
	defers   string                    // the frame that its defer statements add to
	ranged   *rangeBody                // not nil: the function is the body of a range over a function
	late     bool                      // placeOf leaves the check of an index to the store
	direct   string                    // whether the function was called by a defer, in a function that recovers
	version  string                    // language version of the file
	hint     string                    // name of the variable a value is made for
	hintExpr ast.Expr                  // whose text that is, if it may have indexes
	indexOps map[*ast.IndexExpr]string // operands that hold the indexes of what has been evaluated
	fall     []int                     // label of the next case body, for fallthrough
	helper   bool                      // it calls Helper of package testing: it reports for its caller
	fault    ast.Node                  // the statement that *rt.At is known to name
	room     int                       // stack room the function takes, given back when it is left
}

// variable is where a variable of the source lives.
type variable struct {
	name  string
	boxed bool
}

// ref is the variable as an operand, and as the target of an assignment.
func (v variable) ref() string {
	if v.boxed {
		return "*" + v.name
	}
	return v.name
}

type local struct{ name, typ string }

type target struct {
	label   string
	breakTo int
	contTo  int // -1: not a loop
}

// instr is one lowered statement. Labels and jumps are kept apart from text,
// so that labels that fall together become one.
type instr struct {
	op    op
	label int
	text  string // opText: the statement; opIf: the condition
}

type op uint8

const (
	opText op = iota
	opLabel
	opGoto
	opIf // if text { goto label }
)

func (l *lowerer) newFunc(u *unit, name string, sig *types.Signature, s *subst) *fn {
	f := &fn{l: l, u: u, name: name, sig: sig, subst: s, free: map[string][]string{}, vars: map[*types.Var]variable{}, indexOps: map[*ast.IndexExpr]string{},
		gotos: map[string]int{}, endLabel: 0, labels: 1, version: GoVersion}
	if u.library { // whoever calls library code has said where
		f.locals = append(f.locals, local{"site", "int"})
		f.emit("site = *rt.At")
	}
	return f
}

func (f *fn) emit(format string, args ...any) {
	f.code = append(f.code, instr{op: opText, text: fmt.Sprintf(format, args...)})
}

func (f *fn) newLabel() int { f.labels++; return f.labels - 1 }

func (f *fn) place(label int) {
	f.account()
	f.fault = nil
	f.code = append(f.code, instr{op: opLabel, label: label})
}

func (f *fn) jump(label int) { f.account(); f.code = append(f.code, instr{op: opGoto, label: label}) }
func (f *fn) jumpIf(cond string, label int) {
	f.account()
	f.code = append(f.code, instr{op: opIf, label: label, text: cond})
}
func (f *fn) jumpIfNot(cond string, label int) {
	switch cond {
	case "true":
		return
	case "false":
		f.jump(label)
		return
	}
	f.jumpIf("!"+cond, label)
}

// loop jumps back: here a statement budget that is used up is noticed, so
// that no loop escapes the scheduler.
func (f *fn) loop(label int, n ast.Node) {
	f.tick(1)
	f.checkpoint(n)
	f.jump(label)
}

func (f *fn) tick(n int) {
	if !f.u.atomic {
		f.pending += n
	}
}

// account subtracts the statements executed since the last account from the
// budget of the running goroutine.
func (f *fn) account() {
	if f.pending > 0 {
		f.emit("*rt.Left -= %d", f.pending)
		f.pending = 0
	}
}

// The room that functions take of a goroutine's stack, in units of a plain
// lowered call. Calls are counted, since an overflow of the interpreter's own
// stack would end everything; a function that calls nothing is not.
const (
	callRoom     = 1
	dynamicRoom  = 6 // of a function that calls func values
	dispatchRoom = 2
	ProtectRoom  = 8 // of a function that defers, whose body is called by rt.Protect
)

// enter takes stack room, or ends the run as Go does.
func (f *fn) enter(room int, site string) {
	f.room = room
	f.emit("*rt.Room -= %d", room)
	c, ok := f.temp("bool"), f.newLabel()
	f.emit("%s = *rt.Room >= 0", c)
	f.jumpIf(c, ok)
	f.emit("rt.Overflow(%s)", site)
	f.place(ok)
}

// largeRoom is what parameters and results that are large values add to the
// room of a function: each is copied into several variables.
func (f *fn) largeRoom(n ast.Node) int {
	const copies, unit = 4, 512 // bytes
	var size int64
	add := func(list *ast.FieldList) {
		if list != nil {
			for _, field := range list.List {
				size += sizes.Sizeof(f.typeOf(field.Type)) * int64(max(1, len(field.Names)))
			}
		}
	}
	switch n := n.(type) {
	case *ast.FuncDecl:
		add(n.Recv)
		add(n.Type.Params)
		add(n.Type.Results)
	case *ast.FuncLit:
		add(n.Type.Params)
		add(n.Type.Results)
	}
	return int(copies * size / unit)
}

// exit gives the room back; it stands before each return.
func (f *fn) exit() {
	if f.room > 0 {
		f.emit("*rt.Room += %d", f.room)
	}
}

// callsRoom is the room for what a body calls, closures inside it apart: 0 if
// that is nothing but built-ins.
func (f *fn) callsRoom(body *ast.BlockStmt) int {
	room := 0
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			tv := f.u.info.Types[n.Fun]
			switch id := funcIdent(ast.Unparen(n.Fun)); {
			case tv.IsType() || tv.IsBuiltin():
			case id != nil && isFunc(f.u.info.Uses[id]):
				room = max(room, callRoom)
			default:
				room = dynamicRoom
			}
		case *ast.RangeStmt:
			if _, ok := f.u.info.TypeOf(n.X).Underlying().(*types.Signature); ok {
				room = dynamicRoom
			}
		}
		return true
	})
	return room
}

func isFunc(obj types.Object) bool { _, ok := obj.(*types.Func); return ok }

// checkpoint calls the scheduler if the budget is used up.
func (f *fn) checkpoint(n ast.Node) {
	if f.u.atomic {
		return
	}
	f.account()
	skip := f.newLabel()
	c := f.temp("bool")
	f.emit("%s = *rt.Left >= 0", c)
	f.jumpIf(c, skip)
	f.emit("rt.Slice(%s)", f.site(n, ""))
	f.place(skip)
}

// site makes a site and gives its number. Library code acts where it was
// called.
func (f *fn) site(n ast.Node, operand string) string {
	if f.u.library {
		return "site"
	}
	return strconv.Itoa(int(f.l.site(n, f.name, operand)))
}

// chanOp names the operation of the scheduler for a channel operation.
// Channels of the library's own get their names there.
func (f *fn) chanOp(name string) string {
	if f.u.library {
		return name + "In"
	}
	return name
}

// mayFault says that the current statement is about to use a pointer or a func
// that may be nil: the interpreter's panic does not say where it happened.
func (f *fn) mayFault() {
	s := f.l.current
	if s == nil || f.fault == s {
		return
	}
	f.setSite(f.site(s, ""))
	f.fault = s
}

// setSite says where what comes next happens.
func (f *fn) setSite(site string) {
	f.emit("*rt.At = %s", site)
}

// at accounts and makes a site: the form in which operations of the scheduler
// are called.
func (f *fn) at(n ast.Node, operand string) string {
	f.account()
	return f.site(n, operand)
}

// temp gives a variable that is free again at the end of the statement.
func (f *fn) temp(typ string) string {
	if names := f.free[typ]; len(names) > 0 {
		name := names[len(names)-1]
		f.free[typ] = names[:len(names)-1]
		f.live = append(f.live, local{name, typ})
		return name
	}
	name := f.local("t", typ)
	f.live = append(f.live, local{name, typ})
	return name
}

// local declares a variable of the lowered function.
func (f *fn) local(prefix, typ string) string {
	f.ntemps++
	name := fmt.Sprintf("%s%d", prefix, f.ntemps)
	f.locals = append(f.locals, local{name, typ})
	return name
}

// release frees the temporaries made since mark.
func (f *fn) release(mark int) {
	for _, t := range f.live[mark:] {
		f.free[t.typ] = append(f.free[t.typ], t.name)
	}
	f.live = f.live[:mark]
}

func (f *fn) typ(t types.Type) string { return f.l.typ(f.subst.apply(t)) }

// typeOf is the type of e in the current instance.
func (f *fn) typeOf(e ast.Expr) types.Type {
	t := f.u.info.TypeOf(e)
	if t == nil {
		bug("no type for expression at %s", f.u.fset.Position(e.Pos()))
	}
	return f.subst.apply(t)
}

// declare makes a place for variable v, with the zero value if zero is set.
func (f *fn) declare(v *types.Var, zero bool) variable {
	t := f.typ(v.Type())
	p, ok := f.vars[v]
	if !ok {
		p.boxed = f.u.boxed[v]
		if p.boxed {
			p.name = f.local("b_"+ident(v.Name())+"_", "*"+t)
		} else {
			p.name = f.local("v_"+ident(v.Name())+"_", t)
		}
		f.vars[v] = p
	}
	if p.boxed {
		f.emit("%s = new(%s)", p.name, t)
	} else if zero {
		f.emit("%s = %s", p.name, f.l.zero(f.subst.apply(v.Type())))
	}
	return p
}

// variable finds the place of v.
func (f *fn) variable(v *types.Var) variable {
	if p, ok := f.vars[v]; ok {
		return p
	}
	if f.l.isGlobal(v) {
		return variable{name: f.l.global(v), boxed: true}
	}
	bug("variable %s at %s is not in scope of %s", v.Name(), f.u.fset.Position(v.Pos()), f.name)
	return variable{}
}

// params declares the parameters of a function and returns their list for its
// header. Boxed ones are copied into their boxes.
func (f *fn) params(vars []*types.Var) string {
	var list, names []string
	var ts []types.Type
	for i, v := range vars {
		names = append(names, fmt.Sprintf("p%d_%s", i, ident(v.Name())))
		ts = append(ts, f.subst.apply(v.Type()))
	}
	f.takeSigns(names, ts)
	for i, v := range vars {
		t, name := f.l.typ(ts[i]), names[i]
		list = append(list, name+" "+t)
		if v.Name() == "" || v.Name() == "_" {
			continue
		}
		if f.u.boxed[v] {
			p := f.declare(v, false)
			f.emit("*%s = %s", p.name, name)
		} else {
			f.vars[v] = variable{name: name}
		}
	}
	return strings.Join(list, ", ")
}

// body lowers the body of a function whose parameters are declared, and
// returns the text to stand between its braces.
func (f *fn) body(n ast.Node, body *ast.BlockStmt) {
	f.node = n
	if f.u.helpers[n] { // what it reports happens where it was called
		f.helper = true
		f.locals = append(f.locals, local{"helper", "int"})
		f.emit("helper = *rt.At")
	}
	entry := f.site(n, "")
	if !f.u.library {
		id, _ := strconv.Atoi(entry)
		f.l.entries[f.name] = trace.SiteID(id)
	}
	if f.frame == "" {
		f.noteDeferred(n, body)
	}
	if !f.u.library { // a loop that calls it has one
		f.checkpoint(n)
	}
	if room := f.callsRoom(body); room > 0 && f.frame == "" {
		f.enter(room+f.largeRoom(n), entry)
	}
	f.live = f.live[:0]
	f.block(body.List)
	f.leave()
}

// noteDeferred keeps, in a function that recovers, whether a deferred call
// called it. Any other function forgets that, lest those it calls take
// themselves for the deferred one.
func (f *fn) noteDeferred(n ast.Node, body *ast.BlockStmt) {
	switch {
	case f.u.recovers[n]:
		f.direct = "direct"
		f.locals = append(f.locals, local{f.direct, "bool"})
		f.emit("direct = *rt.Direct")
		f.emit("*rt.Direct = false")
	case f.l.anyRecover && f.callsRoom(body) > 0:
		f.emit("*rt.Direct = false")
	}
}

// leave ends a function whose last statement may be reached.
func (f *fn) leave() {
	f.account()
	if f.sig != nil && f.sig.Results().Len() > 0 && f.frame == "" {
		f.returnResults()
	}
}

// returnResults returns the variables that hold the results.
func (f *fn) returnResults() {
	var rs []string
	if f.results != nil {
		for _, r := range f.results {
			rs = append(rs, r.ref())
		}
	} else {
		for r := range f.sig.Results().Variables() {
			t := f.temp(f.typ(r.Type()))
			rs = append(rs, t)
		}
	}
	f.exit()
	f.emit("return %s", strings.Join(rs, ", "))
}

// declareResults makes places for named results.
func (f *fn) declareResults() {
	if f.sig.Results().Len() == 0 || f.sig.Results().At(0).Name() == "" {
		return
	}
	for i := range f.sig.Results().Len() {
		f.results = append(f.results, f.resultVar(i))
	}
}

func (f *fn) resultVar(i int) variable {
	v := f.sig.Results().At(i)
	if v.Name() == "_" || v.Name() == "" {
		name := f.local("r", f.typ(v.Type()))
		return variable{name: name}
	}
	return f.declare(v, true)
}

// writeFunc adds a function to the program.
func (l *lowerer) writeFunc(name, params, results string, f *fn) {
	fmt.Fprintf(&l.funcs, "func %s(%s)%s {\n%s}\n\n", name, params, results, f.text())
}

// text gives the declarations and statements of the function.
func (f *fn) text() string {
	code := f.fuse(append(slices.Clone(f.code), instr{op: opLabel, label: f.endLabel}))
	var b strings.Builder
	for _, v := range f.locals {
		fmt.Fprintf(&b, "\tvar %s %s\n", v.name, v.typ)
	}
	// Labels that name the same place become one; jumps to the next statement go away.
	same := map[int]int{}
	for i := 1; i < len(code); i++ {
		if code[i].op == opLabel && code[i-1].op == opLabel {
			same[code[i].label] = code[i-1].label
		}
	}
	canon := func(label int) int {
		for {
			to, ok := same[label]
			if !ok {
				return label
			}
			label = to
		}
	}
	used := map[int]bool{}
	for _, in := range code {
		if in.op == opGoto || in.op == opIf {
			used[canon(in.label)] = true
		}
	}
	reachable := true
	open := false // a label waits for its statement
	for i, in := range code {
		if in.op == opLabel {
			if _, dup := same[in.label]; dup {
				continue
			}
			if used[in.label] {
				reachable = true
			}
			if reachable && used[in.label] {
				fmt.Fprintf(&b, "L%d:\n", in.label)
				open = true
			}
			continue
		}
		if !reachable {
			continue
		}
		switch in.op {
		case opText:
			fmt.Fprintf(&b, "\t%s\n", in.text)
			if strings.HasPrefix(in.text, "return ") {
				reachable = false
			}
		case opGoto:
			to := canon(in.label)
			if nextLabel(code, i, canon) == to && !open {
				continue
			}
			fmt.Fprintf(&b, "\tgoto L%d\n", to)
			reachable = false
		case opIf:
			fmt.Fprintf(&b, "\tif %s {\n\t\tgoto L%d\n\t}\n", in.text, canon(in.label))
		}
		open = false
	}
	// The interpreter loops for ever on a bare return reached by two paths, so
	// functions end by running into a statement that does nothing.
	if reachable {
		fmt.Fprintf(&b, "\t*rt.Room += %d\n", f.room)
	}
	return b.String()
}

// nextLabel is the label that stands right after code[i], or -1.
func nextLabel(code []instr, i int, canon func(int) int) int {
	if i+1 < len(code) && code[i+1].op == opLabel {
		return canon(code[i+1].label)
	}
	return -1
}

// funcInstance queues the lowering of a declared function or method for type
// arguments, and returns its lowered name.
func (l *lowerer) funcInstance(obj *types.Func, targs []types.Type) string {
	obj = obj.Origin()
	u, decl := l.declared(obj)
	if decl == nil {
		bug("no declaration of %s", obj.FullName())
	}
	sig := obj.Signature()
	s := &subst{locals: map[*types.Named]*types.Named{}}
	params := sig.TypeParams()
	if sig.Recv() != nil {
		params = sig.RecvTypeParams()
	}
	key := "F_"
	if sig.Recv() != nil {
		t := sig.Recv().Type()
		if p, ok := t.(*types.Pointer); ok {
			key, t = "P_", p.Elem()
		} else {
			key = "M_"
		}
		key += ident(types.Unalias(t).(*types.Named).Obj().Name()) + sep
	}
	key = u.prefix + key + ident(obj.Name())
	if sig.Recv() != nil { // types of the same name can be declared in several functions
		if n, ok := types.Unalias(deref(sig.Recv().Type())).(*types.Named); ok && n.Obj().Parent() != u.pkg.Scope() {
			key += fmt.Sprintf("%s%d", sep, n.Obj().Pos())
		}
	}
	for i := range params.Len() {
		s.params, s.args = append(s.params, params.At(i)), append(s.args, targs[i])
		key += fmt.Sprintf("%si%d", sep, l.typeID(targs[i]))
	}
	if l.instances[key] {
		return key
	}
	l.instances[key] = true
	l.enqueue(u, func() { l.lowerDecl(u, key, obj, decl, s) })
	return key
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func (l *lowerer) initFunc(u *unit, fd *ast.FuncDecl, n int) string {
	name := fmt.Sprintf("%sinit%d", u.prefix, n)
	l.enqueue(u, func() {
		f := l.newFunc(u, fmt.Sprintf("%s.init.%d", u.path, n), types.NewSignatureType(nil, nil, nil, nil, nil, false), nil)
		f.version = u.fileVersion(fd)
		l.lowerBody(f, name, fd, nil, fd.Body)
	})
	return name
}

func (l *lowerer) lowerDecl(u *unit, name string, obj *types.Func, decl *ast.FuncDecl, s *subst) {
	sig := obj.Signature()
	l.current = decl
	f := l.newFunc(u, u.funcName(decl), sig, s)
	f.version = u.fileVersion(decl)
	var params []*types.Var
	if sig.Recv() != nil {
		params = append(params, sig.Recv())
	}
	params = slices.AppendSeq(params, sig.Params().Variables())
	l.lowerBody(f, name, decl, params, decl.Body)
}

// lowerBody lowers a function and writes it.
func (l *lowerer) lowerBody(f *fn, name string, n ast.Node, params []*types.Var, body *ast.BlockStmt) {
	if hasDefer(body) {
		l.lowerDeferring(f, name, n, nil, params, body)
		return
	}
	list := f.params(params)
	f.declareResults()
	f.body(n, body)
	l.writeFunc(name, list, f.resultTypes(), f)
}

func (f *fn) resultTypes() string {
	return f.l.results(f.subst.apply(f.sig).(*types.Signature))
}

// lowerDeferring lowers a function that defers. It becomes a shell that makes
// boxes for the results and a frame for the deferred calls, and runs the body,
// a closure, under the protection of the runtime, which calls the deferred
// functions when the body has returned, panicked or left by Goexit. captured
// are parameters ("name type") that come before the function's own.
func (l *lowerer) lowerDeferring(f *fn, name string, n ast.Node, captured []string, params []*types.Var, body *ast.BlockStmt) {
	shell := l.newFunc(f.u, f.name, f.sig, f.subst)
	shell.node = n
	shell.version = f.version
	var header, makerParams, args []string
	f.frame, f.defers = "frame", "frame"
	makerParams = append(makerParams, "frame *rt.Frame")
	args = append(args, "frame")
	shell.locals = append(shell.locals, local{"frame", "*rt.Frame"}, local{"body", "func()"})
	shell.noteDeferred(n, body)
	shell.enter(ProtectRoom, shell.site(n, ""))
	shell.emit("frame = rt.NewFrame()")
	if f.u.recovers[n] {
		makerParams = append(makerParams, "direct bool")
		args = append(args, "direct")
		f.direct = "direct"
	}
	for _, c := range captured {
		header = append(header, c)
		makerParams = append(makerParams, c)
		args = append(args, strings.Fields(c)[0])
	}
	for i, v := range params {
		t := f.typ(v.Type())
		p := fmt.Sprintf("p%d_%s", i, ident(v.Name()))
		header = append(header, p+" "+t)
		makerParams = append(makerParams, p+" "+t)
		args = append(args, p)
	}
	var rets []string
	for i := range f.sig.Results().Len() {
		v := f.sig.Results().At(i)
		t := f.typ(v.Type())
		box := fmt.Sprintf("res%d", i)
		shell.locals = append(shell.locals, local{box, "*" + t})
		shell.emit("%s = new(%s)", box, t)
		makerParams = append(makerParams, box+" *"+t)
		args = append(args, box)
		place := variable{name: box, boxed: true}
		f.results = append(f.results, place)
		if v.Name() != "" && v.Name() != "_" {
			f.vars[v] = place
		}
		rets = append(rets, "*"+box)
	}
	f.params(params)
	f.body(n, body)
	maker := name + sep + "body"
	fmt.Fprintf(&l.funcs, "func %s(%s) func() {\n\treturn func() {\n%s\t}\n}\n\n", maker, strings.Join(makerParams, ", "), f.text())
	shell.emit("body = %s(%s)", maker, strings.Join(args, ", "))
	shell.emit("rt.Protect(frame, body)")
	if len(rets) > 0 {
		var ts []string
		for i, r := range rets { // a plain variable each: the interpreter's return is right on those
			t := shell.local("t", f.typ(f.sig.Results().At(i).Type()))
			shell.emit("%s = %s", t, r)
			ts = append(ts, t)
		}
		shell.exit()
		shell.emit("return %s", strings.Join(ts, ", "))
	}
	l.writeFunc(name, strings.Join(header, ", "), f.resultTypes(), shell)
}

// hasDefer reports whether a body defers, closures inside it apart.
func hasDefer(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			found = true
		}
		return !found
	})
	return found
}

// closure lowers a function literal and returns a call of its maker.
func (f *fn) closure(lit *ast.FuncLit) string {
	l := f.l
	l.nclosures++
	maker := fmt.Sprintf("C%d", l.nclosures)
	sig := f.u.info.TypeOf(lit).(*types.Signature)
	in := l.newFunc(f.u, f.u.closureName[lit], sig, f.subst)
	in.version = f.version

	var makerParams, args []string
	for _, v := range f.captures(lit.Body) {
		p := f.vars[v]
		t := f.typ(v.Type())
		if p.boxed {
			t = "*" + t
		}
		name := fmt.Sprintf("c%d_%s", len(args), ident(v.Name()))
		makerParams = append(makerParams, name+" "+t)
		args = append(args, p.name)
		in.vars[v] = variable{name: name, boxed: p.boxed}
	}
	ft := "func" + l.signature(f.subst.apply(sig).(*types.Signature))
	params := slices.Collect(sig.Params().Variables())
	if hasDefer(lit.Body) {
		// The literal only calls a lifted function that defers.
		lifted := maker + sep + "lifted"
		l.lowerDeferring(in, lifted, lit, makerParams, params, lit.Body)
		var pass, list []string
		for _, p := range makerParams {
			pass = append(pass, strings.Fields(p)[0])
		}
		for i, p := range params {
			list = append(list, fmt.Sprintf("p%d_%s %s", i, ident(p.Name()), f.typ(p.Type())))
			pass = append(pass, fmt.Sprintf("p%d_%s", i, ident(p.Name())))
		}
		call := fmt.Sprintf("%s(%s)", lifted, strings.Join(pass, ", "))
		var inner string
		if sig.Results().Len() > 0 {
			var names []string
			for i := range sig.Results().Len() {
				inner += fmt.Sprintf("\t\tvar t%d %s\n", i, f.typ(sig.Results().At(i).Type()))
				names = append(names, fmt.Sprintf("t%d", i))
			}
			ts := strings.Join(names, ", ")
			inner += fmt.Sprintf("\t\t%s = %s\n\t\treturn %s\n", ts, call, ts)
		} else {
			inner = "\t\t" + call + "\n"
		}
		fmt.Fprintf(&l.funcs, "func %s(%s) %s {\n\treturn func(%s)%s {\n%s\t}\n}\n\n", maker, strings.Join(makerParams, ", "), ft, strings.Join(list, ", "), in.resultTypes(), inner)
	} else {
		list := in.params(params)
		in.declareResults()
		in.body(lit, lit.Body)
		fmt.Fprintf(&l.funcs, "func %s(%s) %s {\n\treturn func(%s)%s {\n%s\t}\n}\n\n", maker, strings.Join(makerParams, ", "), ft, list, in.resultTypes(), in.text())
	}
	return fmt.Sprintf("%s(%s)", maker, strings.Join(args, ", "))
}

// captures lists the variables of f that are used in nodes, in order of
// appearance.
func (f *fn) captures(nodes ...ast.Node) []*types.Var {
	var list []*types.Var
	seen := map[*types.Var]bool{}
	visit := func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := f.u.info.Uses[id].(*types.Var)
		if !ok || v.IsField() || seen[v] {
			return true
		}
		if _, ours := f.vars[v]; ours {
			seen[v] = true
			list = append(list, v)
		}
		return true
	}
	for _, n := range nodes {
		ast.Inspect(n, visit)
	}
	return list
}
