package player

// keys are the keys of the canvas without Shift, and what they do.
var keys = map[string]string{
	" ":          "toggle",
	"ArrowRight": "forward",
	"ArrowLeft":  "back",
	".":          "lineForward",
	",":          "lineBack",
	"Home":       "restart",
	"e":          "explain",
}

// shiftKeys are those with Shift.
var shiftKeys = map[string]string{
	"ArrowRight": "sameForward",
	"ArrowLeft":  "sameBack",
}

// Key takes a key press by its name (KeyboardEvent.key) and reports whether it
// means something here.
func (p *Player) Key(key string, shift bool) bool {
	if p.run == nil || p.asking && (key == "Escape" || isDigit(key)) {
		return false
	}
	if p.explainKey(key, shift) {
		return true
	}
	table := keys
	if shift {
		table = shiftKeys
	}
	if name, ok := table[key]; ok {
		return p.leads(name) && p.Command(name, 0)
	}
	if name, ok := timelineKeys[key]; ok {
		return p.Command(name, 0)
	}
	switch {
	case key == "End" && !shift:
		return p.Command("seek", float64(p.pos.last))
	case isDigit(key) && !shift:
		return p.Command("seek", float64(int(p.pos.last)*int(key[0]-'0')/10))
	case key == "+" || key == "=":
		return p.Command("speed", p.pos.speed*2)
	case key == "-":
		return p.Command("speed", p.pos.speed/2)
	case key == "i":
		return p.Command("stageZoom", keyZoom)
	case key == "o":
		return p.Command("stageZoom", 1/keyZoom)
	case key == "Escape" && p.magnified():
		return p.Command("stageZoom", 0)
	}
	return false
}

func isDigit(key string) bool { return len(key) == 1 && key[0] >= '0' && key[0] <= '9' }

// leads reports whether a command leads anywhere. A step from the last step on,
// or back from the first, does not: its key is left to whoever is around, as a
// deck of slides.
func (p *Player) leads(name string) bool {
	switch name {
	case "forward":
		return p.pos.goal < p.pos.last
	case "back":
		return p.pos.goal > 0
	}
	return true
}

// magnified reports whether only a part of the stage is seen, or soon will be.
func (p *Player) magnified() bool { return p.camera.goal().Zoom > 1 }
