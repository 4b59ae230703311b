// Command engine is the interpreter as a WebAssembly program, run in a Web
// Worker: it takes protocol.Run messages and answers each with a
// protocol.Result. It knows nothing of Ebitengine. The page stops a run by
// ending the worker.
package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"syscall/js"

	"gopark/scenarios/engine"
	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
	"gopark/wasm/protocol"
)

func main() {
	self := js.Global()
	queue := make(chan protocol.Run, 16)
	self.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		queue <- readRun(args[0].Get("data"))
		return nil
	}))
	engine.Warm()
	post(protocol.EngineReady{Type: "ready"}, nil)
	for msg := range queue {
		result, data := run(msg)
		post(result, data)
		engine.Warm()
	}
}

func readRun(v js.Value) protocol.Run {
	var msg protocol.Run
	text := js.Global().Get("JSON").Call("stringify", v).String()
	if err := json.Unmarshal([]byte(text), &msg); err != nil {
		js.Global().Get("console").Call("error", "engine: "+err.Error())
	}
	return msg
}

// compiled is the last program, kept for another run with other settings.
var compiled struct {
	program *engine.Program
	files   []trace.File
}

func run(msg protocol.Run) (protocol.Result, []byte) {
	res := protocol.Result{Type: "result", ID: msg.ID, Diagnostics: []protocol.Diagnostic{}}
	files := filesOf(msg)
	if compiled.program == nil || !slices.Equal(compiled.files, files) {
		if diags := lower.FileNameErrors(files); len(diags) > 0 {
			res.Diagnostics = diagnostics(diags)
			return res, nil
		}
		p, diags := engine.Compile(files)
		if len(diags) > 0 {
			res.Diagnostics = diagnostics(diags)
			return res, nil
		}
		compiled.program, compiled.files = p, files
	}
	policy, ok := trace.ParsePolicy(msg.Policy)
	seed, err := strconv.ParseUint(msg.Seed, 10, 64)
	if !ok || err != nil {
		return refuse(res, "policy "+strconv.Quote(msg.Policy)+", seed "+strconv.Quote(msg.Seed)+": want go or random, and a number"), nil
	}
	out, err := compiled.program.Run(engine.Options{
		Settings: trace.Settings{Procs: msg.Procs, Policy: policy, Seed: seed},
		Schedule: msg.Schedule,
		Limits:   engine.BrowserLimits,
	})
	if err != nil {
		compiled.program = nil
		return refuse(res, err.Error()), nil
	}
	res.Outcome = out.Outcome.Kind.String()
	res.ExitStatus = out.Outcome.Status
	res.Message = out.Outcome.Text
	res.HasTrace = true
	return res, out.Trace.Encode()
}

func filesOf(msg protocol.Run) []trace.File {
	var files []trace.File
	for i, name := range msg.Names {
		files = append(files, lower.Files(name, msg.Texts[i])...)
	}
	has := func(f trace.File) bool { return f.Name == lower.StdinName }
	if msg.Stdin != "" && !slices.ContainsFunc(files, has) {
		files = append(files, trace.File{Name: lower.StdinName, Text: msg.Stdin})
	}
	return files
}

func refuse(res protocol.Result, message string) protocol.Result {
	res.Diagnostics = []protocol.Diagnostic{{Message: message, Kind: string(lower.KindUnsupported)}}
	return res
}

func diagnostics(list []lower.Diagnostic) []protocol.Diagnostic {
	out := []protocol.Diagnostic{}
	for _, d := range list {
		out = append(out, protocol.Diagnostic{File: d.File, Line: d.Line, Col: d.Col, Len: d.Len, Message: d.Message, Hint: d.Hint, Kind: string(d.Kind)})
	}
	return out
}

// post sends a message to the page; data travels beside it, transferred.
func post(msg any, data []byte) {
	text, err := json.Marshal(msg)
	if err != nil {
		panic(err)
	}
	obj := js.Global().Get("JSON").Call("parse", string(text))
	if data == nil {
		js.Global().Call("postMessage", obj)
		return
	}
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	obj.Set("data", array)
	js.Global().Call("postMessage", obj, []any{array.Get("buffer")})
}
