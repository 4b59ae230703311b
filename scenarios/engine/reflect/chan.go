package reflect

import goreflect "reflect"

type SelectDir = goreflect.SelectDir

const (
	SelectSend    = goreflect.SelectSend
	SelectRecv    = goreflect.SelectRecv
	SelectDefault = goreflect.SelectDefault
)

// SelectCase is reflect.SelectCase.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// channel checks that v is a channel with a direction.
func (v Value) channel(method string, dir ChanDir, otherwise string) {
	v.must(Chan, method)
	v.mustBeExported(method)
	if v.t.ChanDir()&dir == 0 {
		panic(Misuse("reflect: " + otherwise))
	}
}

func (v Value) Send(x Value) {
	v.channel("Send", SendDir, "send on recv-only channel")
	x.mustBeExported("Send")
	v.t.w.h.Send(v.v, x.assignTo("reflect.Value.Send", v.t.elem()))
}

func (v Value) TrySend(x Value) bool {
	v.channel("TrySend", SendDir, "send on recv-only channel")
	x.mustBeExported("TrySend")
	return v.t.w.h.TrySend(v.v, x.assignTo("reflect.Value.Send", v.t.elem()))
}

func (v Value) Recv() (Value, bool) {
	v.channel("Recv", RecvDir, "recv on send-only channel")
	x, ok := v.t.w.h.Recv(v.v, v.t.elem().lowered())
	return Value{t: v.t.elem(), v: x}, ok
}

func (v Value) TryRecv() (Value, bool) {
	v.channel("TryRecv", RecvDir, "recv on send-only channel")
	x, received, ok := v.t.w.h.TryRecv(v.v, v.t.elem().lowered())
	if !received {
		return Value{}, false
	}
	return Value{t: v.t.elem(), v: x}, ok
}

func (v Value) Close() {
	v.must(Chan, "Close")
	v.mustBeExported("Close")
	if v.t.ChanDir()&SendDir == 0 {
		panic(Misuse("reflect: close of receive-only channel"))
	}
	v.t.w.h.Close(v.v)
}

// Select is reflect.Select.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	var w *World
	hasDefault := -1
	var list []Case
	var number []int
	for i, c := range cases {
		switch c.Dir {
		case SelectDefault:
			if hasDefault >= 0 {
				panic(Misuse("reflect.Select: multiple default cases"))
			}
			hasDefault = i
			if c.Chan.IsValid() {
				panic(Misuse("reflect.Select: default case has Chan value"))
			}
			if c.Send.IsValid() {
				panic(Misuse("reflect.Select: default case has Send value"))
			}
			continue
		case SelectSend:
			if !c.Chan.IsValid() {
				break
			}
			c.Chan.must(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if c.Chan.t.ChanDir()&SendDir == 0 {
				panic(Misuse("reflect.Select: SendDir case using recv-only channel"))
			}
			if !c.Send.IsValid() {
				panic(Misuse("reflect.Select: SendDir case missing Send value"))
			}
			c.Send.mustBeExported("Select")
			w = c.Chan.t.w
			list = append(list, Case{Send: true, Chan: c.Chan.v, V: c.Send.assignTo("reflect.Select", c.Chan.t.elem())})
			number = append(number, i)
		case SelectRecv:
			if c.Send.IsValid() {
				panic(Misuse("reflect.Select: RecvDir case has Send value"))
			}
			if !c.Chan.IsValid() {
				break
			}
			c.Chan.must(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if c.Chan.t.ChanDir()&RecvDir == 0 {
				panic(Misuse("reflect.Select: RecvDir case using send-only channel"))
			}
			w = c.Chan.t.w
			list = append(list, Case{Chan: c.Chan.v})
			number = append(number, i)
		default:
			panic(Misuse("reflect.Select: invalid Dir"))
		}
	}
	if w == nil {
		if hasDefault >= 0 {
			return hasDefault, Value{}, false
		}
		unsupported("Select without a channel")
	}
	n, v, ok := w.h.Select(list, hasDefault >= 0)
	if n < 0 {
		return hasDefault, Value{}, false
	}
	chosen = number[n]
	if list[n].Send {
		return chosen, Value{}, false
	}
	et := cases[chosen].Chan.t.elem()
	x := goreflect.New(et.lowered()).Elem()
	if v != nil {
		x.Set(goreflect.ValueOf(v))
	}
	return chosen, Value{t: et, v: x}, ok
}
