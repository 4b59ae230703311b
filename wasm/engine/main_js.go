// Command engine is the interpreter as a WebAssembly program, run in a Web
// Worker: it answers each protocol.Run with a protocol.Result, and each
// protocol.Check with verdicts. It knows nothing of Ebitengine. The page stops
// a run by ending the worker.
package main

import (
	"encoding/json"
	"errors"
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
	queue := make(chan js.Value, 16)
	self.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		queue <- args[0].Get("data")
		return nil
	}))
	engine.Warm()
	post(protocol.EngineReady{Type: "ready"}, nil)
	for msg := range queue {
		if msg.Get("type").String() == "check" {
			check(read[protocol.Check](msg))
		} else {
			result, data := run(read[protocol.Run](msg))
			post(result, data)
		}
		engine.Warm()
	}
}

func read[Message any](v js.Value) Message {
	var msg Message
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

// compile makes files the compiled program.
func compile(files []trace.File) []lower.Diagnostic {
	if compiled.program != nil && slices.Equal(compiled.files, files) {
		return nil
	}
	if diags := lower.FileNameErrors(files); len(diags) > 0 {
		return diags
	}
	p, diags := engine.Compile(files)
	if len(diags) == 0 {
		compiled.program, compiled.files = p, files
	}
	return diags
}

// settings reads those of a message.
func settings(procs int, policy, seed string) (trace.Settings, error) {
	p, ok := trace.ParsePolicy(policy)
	n, err := strconv.ParseUint(seed, 10, 64)
	if !ok || err != nil {
		return trace.Settings{}, errors.New("policy " + strconv.Quote(policy) + ", seed " + strconv.Quote(seed) + ": want go or random, and a number")
	}
	return trace.Settings{Procs: procs, Policy: p, Seed: n}, nil
}

func run(msg protocol.Run) (protocol.Result, []byte) {
	res := protocol.Result{Type: "result", ID: msg.ID, Diagnostics: []protocol.Diagnostic{}}
	files := filesOf(msg.Names, msg.Texts)
	has := func(f trace.File) bool { return f.Name == lower.StdinName }
	if msg.Stdin != "" && !slices.ContainsFunc(files, has) {
		files = append(files, trace.File{Name: lower.StdinName, Text: msg.Stdin})
	}
	if diags := compile(files); len(diags) > 0 {
		res.Diagnostics = diagnostics(diags)
		return res, nil
	}
	set, err := settings(msg.Procs, msg.Policy, msg.Seed)
	if err != nil {
		res.Diagnostics = refusal(err)
		return res, nil
	}
	out, err := compiled.program.Run(engine.Options{
		Settings: set,
		Schedule: msg.Schedule,
		Limits:   engine.BrowserLimits,
	})
	if err != nil {
		compiled.program = nil
		res.Diagnostics = refusal(err)
		return res, nil
	}
	res.Outcome = out.Outcome.Kind.String()
	res.ExitStatus = out.Outcome.Status
	res.Message = out.Outcome.Text
	res.HasTrace = true
	return res, out.Trace.Encode()
}

func filesOf(names, texts []string) []trace.File {
	var files []trace.File
	for i, name := range names {
		files = append(files, lower.Files(name, texts[i])...)
	}
	return files
}

func refusal(err error) []protocol.Diagnostic {
	return []protocol.Diagnostic{{Message: err.Error(), Kind: string(lower.KindUnsupported)}}
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
