package scene

import "gopark/scenarios/trace"

func waiting(st *trace.State, r trace.Reason) trace.Line {
	var l trace.Line
	for g := trace.MainG; int(g) <= st.Goroutines(); g++ {
		if v := st.G(g); v.State == trace.Blocked && v.Reason == r && v.Obj == trace.NoObj {
			l = append(l, g)
		}
	}
	return l
}

func placeIn(l *trace.Line, g trace.GID) (int, bool) {
	for i, o := range l.All() {
		if o == g {
			return i, true
		}
	}
	return 0, false
}
