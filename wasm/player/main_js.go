// Command player is the canvas program of the page: a trace in, a picture out.
// It runs in an iframe whose script (site/src/frame) loads it, passes messages
// and input on, and keeps Ebitengine's habits away from the rest of the page.
//
// There is no interpreter in it.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/player"
	"gopark/viz/scene"
	"gopark/wasm/protocol"
)

func main() {
	h := &host{frame: js.Global().Get("goparkFrame"), window: js.Global().Get("window"), language: model.English()}
	h.player = player.New(h, newGlyphs().draw)
	h.listen()

	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	h.post(protocol.Ready{Type: "ready"})
	// The frame scales the page's body so that one pixel of it is one device
	// pixel; Ebitengine shall not do so again.
	err := ebiten.RunGameWithOptions(h.player, &ebiten.RunGameOptions{InitUnfocused: true, DisableHiDPI: true})
	message := "the picture ended unexpectedly"
	if err != nil {
		message = err.Error()
	}
	h.post(protocol.Failed{Type: "failed", Message: message, Fatal: true})
}

// host connects the player with the frame's script.
type host struct {
	frame  js.Value
	window js.Value
	player *player.Player
	// language is what runs are told in.
	language *model.Language
}

func (h *host) PixelRatio() float64   { return h.window.Get("devicePixelRatio").Float() }
func (h *host) Wake()                 { h.frame.Call("wake") }
func (h *host) Sleep()                { h.frame.Call("sleep") }
func (h *host) Changed(v player.View) { h.post(viewOf(v)) }

func (h *host) Explained(e player.Explained) { h.post(explainedOf(e)) }
func (h *host) Found(f player.Found)         { h.post(foundOf(f)) }

// post sends a message to the page.
func (h *host) post(message any) {
	text, err := json.Marshal(message)
	if err != nil {
		panic(fmt.Sprintf("player: message %T: %v", message, err))
	}
	h.frame.Call("post", string(text))
}

// listen offers the functions that the frame's script calls.
func (h *host) listen() {
	program := js.Global().Get("Object").New()
	offer := func(name string, f func(args []js.Value) any) {
		program.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
	}
	offer("receive", func(args []js.Value) any {
		var data []byte
		if args[1].Truthy() {
			data = make([]byte, args[1].Get("length").Int())
			js.CopyBytesToGo(data, args[1])
		}
		if err := h.receive([]byte(args[0].String()), data); err != nil {
			h.post(protocol.Failed{Type: "failed", Message: err.Error()})
		}
		return nil
	})
	offer("key", func(args []js.Value) any { return h.player.Key(args[0].String(), args[1].Bool()) })
	offer("press", func(args []js.Value) any {
		h.player.Press(args[0].Float(), args[1].Float(), args[2].Bool())
		return nil
	})
	offer("move", func(args []js.Value) any { return h.player.Move(args[0].Float(), args[1].Float()) })
	offer("release", func([]js.Value) any {
		h.player.Release()
		return nil
	})
	offer("cancel", func([]js.Value) any {
		h.player.Cancel()
		return nil
	})
	offer("double", func(args []js.Value) any {
		h.player.Double(args[0].Float(), args[1].Float())
		return nil
	})
	offer("wheel", func(args []js.Value) any {
		return h.player.Wheel(args[0].Float(), args[1].Float(), args[2].Float(), args[3].Float(), args[4].Bool())
	})
	offer("pinch", func(args []js.Value) any {
		h.player.Pinch(args[0].Float(), args[1].Float(), args[2].Float())
		return nil
	})
	offer("leave", func([]js.Value) any {
		h.player.Leave()
		return nil
	})
	offer("redraw", func([]js.Value) any {
		h.player.Redraw()
		return nil
	})
	js.Global().Set("goparkPlayer", program)
}

// receive carries out a message of the page.
func (h *host) receive(text, data []byte) error {
	var m struct {
		protocol.Look              // has its fields
		Type          string       `json:"type"`
		ID            int          `json:"id"`
		Step          int          `json:"step"`
		Kind          string       `json:"kind"`
		Most          int          `json:"most"`
		Name          string       `json:"name"`
		Arg           float64      `json:"arg"`
		Query         string       `json:"query"`
		Steps         []trace.Step `json:"steps"`
		Text          string       `json:"text"`
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("expected a message in JSON: %w", err)
	}
	switch m.Type {
	case "load":
		run, err := h.load(data)
		if err != nil {
			return err
		}
		h.post(loadedOf(run))
		h.player.Run(run, trace.Step(min(m.Step, int(run.Steps()))))
	case "look":
		h.player.Look(scene.ThemeNamed(m.Theme), m.Reduced, m.Scale, m.Spotlight)
	case "command":
		if !h.player.Command(m.Name, m.Arg) {
			return fmt.Errorf("expected a command the player knows and a trace, found %q", m.Name)
		}
	case "find":
		h.player.Find(m.Query)
	case "stops":
		h.player.StopAt(m.Steps)
	case "ask":
		kind, ok := model.ParseQuestion(m.Kind)
		if !ok {
			return fmt.Errorf("expected a question of the kind next, blocks or prints, found %q", m.Kind)
		}
		q, _ := h.player.Ask(kind, trace.Step(min(m.Step, math.MaxInt32)))
		q.Kind, q.Step = kind, trace.Step(m.Step)
		h.post(questionOf(m.ID, q))
	case "propose":
		h.post(proposedOf(m.ID, h.player.Propose(m.Most)))
	case "compare":
		other, err := h.load(data)
		if err != nil {
			return err
		}
		d, _ := h.player.Compare(other)
		h.post(protocol.Compared{Type: "compared", ID: m.ID, Step: int(d.Step), Here: phrases(d.Here), There: phrases(d.There)})
	case "language":
		l, err := model.ReadLanguage(m.Name, []byte(m.Text))
		if err != nil {
			return err
		}
		h.language = l
		h.player.Speak(l)
	default:
		return fmt.Errorf("expected load, look, command, find, stops, ask, propose, compare or language, found %q", m.Type)
	}
	return nil
}

// load prepares a trace, told in the language of the page.
func (h *host) load(data []byte) (*model.Run, error) {
	run, err := model.Load(data)
	if err == nil {
		run.Language = h.language
	}
	return run, err
}

func loadedOf(run *model.Run) protocol.Loaded {
	t := run.Trace
	m := protocol.Loaded{
		Type:       "loaded",
		Steps:      int(run.Steps()),
		Goroutines: run.Goroutines(),
		Procs:      t.Settings.Procs,
		Policy:     t.Settings.Policy.String(),
		Seed:       strconv.FormatUint(t.Settings.Seed, 10),
		Schedule:   t.Schedule,
		Outputs:    make([]protocol.Output, 0, len(run.Outputs)),
		Findings:   []protocol.Finding{},
		Files:      []string{},
		Texts:      []string{},
	}
	for _, o := range run.Outputs {
		m.Outputs = append(m.Outputs, protocol.Output{Step: int(o.Step), G: int(o.G), FD: o.FD, Text: o.Text})
	}
	for _, f := range run.Findings() {
		m.Findings = append(m.Findings, protocol.Finding{Step: int(f.Step), Kind: f.Kind.String(), G: int(f.G), Text: textOf(run.SayFinding(f, model.Precise))})
	}
	if n := t.Len(); n > 0 {
		if last := t.Event(n - 1); last.Kind == trace.KExit {
			m.Outcome, m.ExitStatus, m.Message = trace.Outcome(last.Arg).String(), int(last.Aux), last.Text
		}
	}
	for _, f := range t.Files {
		m.Files = append(m.Files, f.Name)
		m.Texts = append(m.Texts, f.Text)
	}
	return m
}
