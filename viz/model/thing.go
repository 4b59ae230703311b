package model

import "gopark/scenarios/trace"

// ThingKind is what kind of thing a part of the picture stands for.
type ThingKind uint8

const (
	ThingNone    ThingKind = iota
	ThingG                 // a goroutine: G
	ThingObj               // an object: Obj
	ThingWait              // those who wait for no single object: Wait
	ThingP                 // a P with what runs on it: P
	ThingQueue             // a P's run queue with its runnext slot: P; NoP: the global queue
	ThingState             // one of the five places: State
	ThingCrowd             // goroutines too many to be drawn one by one: State, and Obj, Wait or P as above; From and To: their places in the line, [From, To)
	ThingSpan              // a span of the timeline: G has been in State from Step on
	ThingCause             // an arrow: the event that led to Step
	ThingFinding           // a marker of the timeline: the event that led to Step
	NumThingKinds
)

// Thing is something in the picture that explains itself. The fields that its
// kind does not name are zero (P: NoP).
type Thing struct {
	Kind  ThingKind
	State trace.GState
	Wait  Wait
	P     trace.PID
	G     trace.GID
	Obj   trace.ObjID
	Step  trace.Step
	From  int
	To    int
}
