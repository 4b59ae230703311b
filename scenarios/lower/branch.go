package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (f *fn) returnStmt(s *ast.ReturnStmt) {
	n := 0
	if f.sig != nil {
		n = f.sig.Results().Len()
	}
	if n == 0 || len(s.Results) == 0 {
		f.returnBare()
		return
	}
	sig := f.subst.apply(f.sig).(*types.Signature)
	var vs []string
	if len(s.Results) == 1 && n > 1 {
		rs, ts := f.multi(s.Results[0], n)
		for i, r := range rs {
			vs = append(vs, f.convertImplicit(r, ts[i], sig.Results().At(i).Type()))
		}
	} else {
		vs = f.operands(s.Results, tupleTypes(sig.Results()))
	}
	f.returnValues(vs)
}

// returnBare returns what the result variables hold.
func (f *fn) returnBare() {
	switch {
	case f.ranged != nil:
		f.leaveRange(f.ranged.outer.returnBare)
	case f.sig == nil || f.sig.Results().Len() == 0 || f.frame != "":
		f.jump(f.endLabel)
	default:
		f.account()
		f.returnResults()
	}
}

// returnValues returns operands of the types of the results.
func (f *fn) returnValues(vs []string) {
	sig := f.subst.apply(f.sig).(*types.Signature)
	typ := func(i int) types.Type { return sig.Results().At(i).Type() }
	if f.ranged != nil {
		for i, v := range vs {
			f.emit("*ret%d = %s", i, v)
		}
		outer := f.ranged.outer
		boxes := f.ranged.results
		f.leaveRange(func() {
			var rs []string
			for i, b := range boxes {
				t := outer.temp(outer.l.typ(typ(i)))
				outer.emit("%s = *%s", t, b)
				rs = append(rs, t)
			}
			outer.returnValues(rs)
		})
		return
	}
	if f.results == nil {
		for i := range vs { // variables only: the interpreter's return is right on those
			vs[i] = f.plain(vs[i], f.l.typ(typ(i)))
		}
		f.account()
		f.exit()
		f.emit("return %s", strings.Join(vs, ", "))
		return
	}
	if len(vs) > 1 {
		for i := range vs {
			vs[i] = f.snapshot(vs[i], typ(i))
		}
	}
	for i, r := range f.results {
		f.emit("%s = %s", r.ref(), vs[i])
	}
	f.returnBare()
}

func (f *fn) branch(s *ast.BranchStmt) {
	switch s.Tok {
	case token.GOTO:
		if f.ranged != nil && !f.ranged.labels[s.Label.Name] {
			f.leaveRange(func() { f.ranged.outer.branch(s) })
			return
		}
		f.loop(f.userLabel(s.Label.Name), s)
	case token.FALLTHROUGH:
		f.jump(f.fall[len(f.fall)-1])
	case token.BREAK, token.CONTINUE:
		for i := len(f.targets) - 1; i >= 0; i-- {
			t := f.targets[i]
			if s.Label != nil && t.label != s.Label.Name {
				continue
			}
			if s.Tok == token.CONTINUE {
				if t.contTo < 0 {
					continue
				}
				f.jump(t.contTo)
				return
			}
			if s.Label == nil && t.breakTo < 0 {
				continue
			}
			f.jump(t.breakTo)
			return
		}
		if f.ranged != nil {
			f.leaveRange(func() { f.ranged.outer.branch(s) })
			return
		}
		bug("%s without a target", s.Tok)
	}
}

func (f *fn) ifStmt(s *ast.IfStmt) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	els, end := f.newLabel(), f.newLabel()
	f.condition(s.Cond, els)
	f.block(s.Body.List)
	if s.Else != nil {
		f.jump(end)
		f.place(els)
		f.stmt(s.Else)
		f.place(end)
		return
	}
	f.place(els)
}

// condition lowers a boolean expression and jumps to label if it is false.
func (f *fn) condition(e ast.Expr, label int) {
	mark := len(f.live)
	c := f.expr(e)
	if c != "true" && c != "false" {
		c = f.plain(c, "bool")
	}
	f.jumpIfNot(c, label)
	f.release(mark)
}

func (f *fn) switchStmt(s *ast.SwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var tag string
	var tagType types.Type
	if s.Tag != nil {
		tagType = types.Default(f.typeOf(s.Tag))
		tag = f.snapshot(f.exprAs(s.Tag, tagType), tagType)
	}
	end := f.newLabel()
	def := end
	bodies := make([]int, len(s.Body.List))
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		bodies[i] = f.newLabel()
		if cc.List == nil {
			def = bodies[i]
		}
		for _, e := range cc.List {
			mark := len(f.live)
			var c string
			if s.Tag == nil {
				if c = f.expr(e); isInterface(f.typeOf(e)) {
					c = f.equal(c, f.box("true", types.Typ[types.Bool]), f.typeOf(e), false)
				}
				c = f.plain(c, "bool")
			} else {
				c = f.caseEqual(tag, tagType, e)
			}
			f.jumpIf(c, bodies[i])
			f.release(mark)
		}
	}
	f.jump(def)
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	for i, cl := range s.Body.List {
		f.place(bodies[i])
		next := end
		if i+1 < len(bodies) {
			next = bodies[i+1]
		}
		f.fall = append(f.fall, next)
		f.block(cl.(*ast.CaseClause).Body)
		f.fall = f.fall[:len(f.fall)-1]
		f.jump(end)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}

// caseEqual compares the tag of a switch with a case expression.
func (f *fn) caseEqual(tag string, t types.Type, e ast.Expr) string {
	et := f.typeOf(e)
	anyType := types.Universe.Lookup("any").Type()
	if f.u.info.Types[ast.Unparen(e)].IsNil() {
		r := f.temp("bool")
		if isInterface(t) {
			f.emit("%s = rt.IsNil(%s)", r, tag)
		} else {
			f.emit("%s = %s == nil", r, tag)
		}
		return r
	}
	if isInterface(t) || isInterface(et) {
		return f.equal(f.convertImplicit(tag, t, anyType), f.exprAs(e, anyType), anyType, false)
	}
	return f.equal(tag, f.exprAs(e, t), t, false)
}

func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		x = a.X
	case *ast.AssignStmt:
		x = a.Rhs[0]
	}
	x = ast.Unparen(x).(*ast.TypeAssertExpr).X
	xt := f.typeOf(x)
	tag := f.snapshot(f.expr(x), xt)
	end := f.newLabel()
	def := end
	bodies := make([]int, len(s.Body.List))
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		bodies[i] = f.newLabel()
		if cc.List == nil {
			def = bodies[i]
		}
		for _, e := range cc.List {
			mark := len(f.live)
			c := f.temp("bool")
			if f.u.info.Types[ast.Unparen(e)].IsNil() {
				f.emit("%s = rt.IsNil(%s)", c, tag)
			} else {
				t := f.typeOf(e)
				id := f.l.typeID(t)
				if isInterface(t) {
					f.emit("%s = rt.Implements(%s, %d)", c, tag, id)
				} else {
					f.emit("%s = rt.Is(%s, %d)", c, tag, id)
				}
			}
			f.jumpIf(c, bodies[i])
			f.release(mark)
		}
	}
	f.jump(def)
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CaseClause)
		f.place(bodies[i])
		if v, ok := f.u.info.Implicits[cc].(*types.Var); ok {
			p := f.declare(v, false)
			t := f.subst.apply(v.Type())
			if isInterface(t) {
				f.emit("%s = %s", p.ref(), tag)
			} else {
				tmp := f.temp(f.l.typ(t))
				f.emit("rt.Unbox(%s, &%s)", tag, tmp)
				f.emit("%s = %s", p.ref(), tmp)
			}
		}
		f.block(cc.Body)
		f.jump(end)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}

func (f *fn) selectStmt(s *ast.SelectStmt, label string) {
	type recv struct {
		lhs    []ast.Expr
		define bool
		elem   types.Type
	}
	var cases string
	hasDefault := false
	n := len(s.Body.List)
	recvs := make([]*recv, n)
	cases = f.temp("[]rt.Case")
	f.emit("%s = nil", cases)
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CommClause)
		if cc.Comm == nil {
			hasDefault = true
			continue
		}
		c := f.temp("rt.Case")
		switch comm := cc.Comm.(type) {
		case *ast.SendStmt:
			ct := f.typeOf(comm.Chan)
			el := ct.Underlying().(*types.Chan).Elem()
			ch, v := f.pair(comm.Chan, comm.Value, ct, el)
			t := f.temp(f.l.typ(el))
			f.emit("%s = %s", t, v)
			f.emit("%s = rt.%s(%s, %s, &%s)", c, f.chanOp("SendCase"), f.site(comm, text(comm.Chan)), ch, t)
		default:
			r := &recv{}
			var x ast.Expr
			switch comm := comm.(type) {
			case *ast.ExprStmt:
				x = comm.X
			case *ast.AssignStmt:
				x, r.lhs, r.define = comm.Rhs[0], comm.Lhs, comm.Tok == token.DEFINE
			}
			u := ast.Unparen(x).(*ast.UnaryExpr)
			r.elem = f.typeOf(u.X).Underlying().(*types.Chan).Elem()
			recvs[i] = r
			ch := f.expr(u.X)
			f.emit("%s = rt.%s(%s, %s)", c, f.chanOp("RecvCase"), f.site(comm, text(u.X)), ch)
		}
		f.emit("%s = append(%s, %s)", cases, cases, c)
	}
	chosen, val, ok := f.temp("int"), f.temp("rt.Val"), f.temp("bool")
	f.emit("%s, %s, %s = rt.Select(%s, %t, %s)", chosen, val, ok, f.at(s, ""), hasDefault, cases)
	end := f.newLabel()
	f.targets = append(f.targets, target{label: label, breakTo: end, contTo: -1})
	k := 0
	for i, cl := range s.Body.List {
		cc := cl.(*ast.CommClause)
		next := f.newLabel()
		mark := len(f.live)
		c := f.temp("bool")
		if cc.Comm == nil {
			f.emit("%s = %s < 0", c, chosen)
		} else {
			f.emit("%s = %s == %d", c, chosen, k)
			k++
		}
		f.jumpIfNot(c, next)
		if r := recvs[i]; r != nil && len(r.lhs) > 0 {
			t := f.temp(f.l.typ(r.elem))
			f.emit("rt.Take(%s, &%s)", val, t)
			vs, ts := []string{t, ok}, []types.Type{r.elem, types.Typ[types.Bool]}
			for j, l := range r.lhs {
				if isBlank(l) {
					continue
				}
				if id, isID := l.(*ast.Ident); isID && r.define {
					v := f.u.info.Defs[id].(*types.Var)
					p := f.declare(v, false)
					f.emit("%s = %s", p.ref(), vs[j])
					continue
				}
				_, store, _ := f.placeOf(l)
				store(f.convertImplicit(vs[j], ts[j], f.typeOf(l)))
			}
		}
		f.release(mark)
		f.block(cc.Body)
		f.jump(end)
		f.place(next)
	}
	f.targets = f.targets[:len(f.targets)-1]
	f.place(end)
}
