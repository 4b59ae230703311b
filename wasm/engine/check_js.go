package main

import (
	verdict "gopark/scenarios/check"
	"gopark/scenarios/engine"
	"gopark/scenarios/trace"
	"gopark/wasm/protocol"
)

// check runs a program in all the schedules that are asked for and posts the
// verdict on each run as soon as it is there.
func check(msg protocol.Check) {
	done := protocol.CheckDone{Type: "checkDone", ID: msg.ID, Diagnostics: []protocol.Diagnostic{}}
	defer func() { post(done, nil) }()
	if diags := compile(filesOf(msg.Names, msg.Texts)); len(diags) > 0 {
		done.Diagnostics = diagnostics(diags)
		return
	}
	for i, r := range msg.Runs {
		set, err := settings(r.Procs, r.Policy, r.Seed)
		var out *engine.Result
		if err == nil {
			out, err = compiled.program.Run(engine.Options{Settings: set, Limits: engine.CheckLimits})
		}
		if err != nil {
			compiled.program = nil
			done.Diagnostics = refusal(err)
			return
		}
		m := checked(out.Trace, verdict.Judge(out.Trace, msg.Without))
		m.ID, m.Run = msg.ID, i
		m.Outcome, m.ExitStatus, m.Message = out.Outcome.Kind.String(), out.Outcome.Status, out.Outcome.Text
		post(m, nil)
	}
}

func checked(t *trace.Trace, v verdict.Verdict) protocol.Checked {
	m := protocol.Checked{
		Type: "checked", Passed: v.Passed, Step: int(v.Step),
		Failed: []protocol.FailedTest{}, Left: []protocol.Left{}, Barred: []protocol.Barred{},
		Steps: v.Cost.Steps, Goroutines: v.Cost.Goroutines, Switches: v.Cost.Switches, TimeNs: float64(v.Cost.Time),
		Objects: []protocol.Objects{},
	}
	for _, f := range v.Failed {
		m.Failed = append(m.Failed, protocol.FailedTest{Name: f.Name, Output: f.Output})
	}
	for _, l := range v.Left {
		m.Left = append(m.Left, protocol.Left{G: int(l.G), Func: l.Func, Why: l.Reason.String(), On: l.On, File: t.Files[l.Site.File].Name, Line: l.Site.Line})
	}
	for _, o := range v.Barred {
		object := t.Objects[o]
		site := t.Sites[object.Site]
		m.Barred = append(m.Barred, protocol.Barred{Kind: object.Kind.String(), Name: object.Name, File: t.Files[site.File].Name, Line: site.Line})
	}
	for _, use := range v.Cost.Objects {
		m.Objects = append(m.Objects, protocol.Objects{Kind: use.Kind.String(), Count: use.Count})
	}
	return m
}
