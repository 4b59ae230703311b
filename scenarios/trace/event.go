package trace

import "strconv"

// GState is one of the five states of a goroutine.
type GState uint8

const (
	None     GState = iota // not yet created
	Created                // made by a go statement, not yet in a queue
	Runnable               // in a queue
	Running                // on a P
	Blocked                // waits for something
	Done                   // its function has returned
	NumStates
)

// Kind is the kind of an event. What the fields of an Event mean for each kind
// is written beside its constant; fields not mentioned are zero (P: NoP).
// G is always the goroutine the event is about. Site is always where in the
// source the acting goroutine stands (the creator for Create, the waker for
// Unblock, G itself otherwise).
type Kind uint8

const (
	KNone Kind = iota

	// The transitions. Each moves G along one edge of the table in kinds.

	KCreate  // By: the creator; P: creator's
	KReady   // a new G enters a queue. By: the creator; P, Queue: where to
	KStart   // G begins to run on P. Queue: where it was taken from
	KBlock   // G stops until woken. Reason; Obj: what it waits for (NoObj for select and nil channels); Text: the value it wants to send; Arg: 1 = queued at the front; Aux: virtual time at which a sleep ends; Cases: of a select
	KUnblock // By: the waker, NoG for a timer; P, Queue: where to; Obj: what it waited for, or the case that became ready
	KYield   // G gives up its P. Arg: a Yield… constant; P, Queue: where to
	KEnd     // G's function is over. Arg: an End… constant

	// The queues of the Ps.

	KSteal  // P takes Arg goroutines of P Aux's queue (its oldest first; its runnext if the queue is empty) to the tail of its own
	KRefill // P takes the Arg oldest goroutines of the global queue to the tail of its own
	KSpill  // P's queue is full: its Arg oldest and its newest goroutine move to the tail of the global queue

	// What goroutines do to objects.

	KMake    // Obj appears. Arg: what its clock is set to, for timers and tickers, or its deadline, for contexts (Time); MadeClosed for a channel that the library closed before anybody met it
	KSend    // G puts Text into Obj. By: the receiver it was handed to; NoG: into the buffer. Site as ever
	KRecv    // G takes Text out of Obj. By: the waiting sender it was taken from, or whose value entered the freed buffer slot. Arg: 1 = a value, 0 = closed
	KClose   // G closes Obj
	KSelect  // G chooses case Arg of Cases, -1 = default. The chosen operation's own event follows
	KLock    // G now holds Obj (mutex, or a rwmutex for writing). By: who handed it over
	KUnlock  // G releases Obj
	KRLock   // G now holds Obj (rwmutex) for reading
	KRUnlock // G releases its reading of Obj
	KAdd     // G adds Arg to wait group Obj, which gives Aux
	KDo      // G at once Obj. Arg: 1 = begins to run f, 2 = f is over, 0 = finds it done
	KSignal  // G signals cond Obj. Arg: 0 = Signal, 1 = Broadcast
	KTimer   // timer or ticker Obj. Arg: a Timer… constant; Aux: the time it is set to. G: NoG when it fires

	// What the program shows.

	KPrint   // G writes Text. Arg: file descriptor, 1 or 2
	KPanic   // G panics with Text
	KRecover // G recovers from Text
	KExit    // the program ends: the last event. Arg: an Outcome; Aux: exit status; Text: the message; G: who ended it, or NoG

	KCancel // G cancels context Obj. Text: the cause
	NumKinds
)

// Queue says where among the run queues a goroutine is put or was taken from.
type Queue uint8

const (
	NoQueue Queue = iota
	QNext         // the P's runnext slot; who was there moves to the tail of the P's local queue
	QLocal        // put: tail of the P's local queue; taken: its head (or, right after a steal, its tail)
	QGlobal       // put: tail of the global queue; taken: its head
	NumQueues
)

// Reason is why a goroutine is blocked, in the runtime's words
// (runtime/runtime2.go: waitReasonStrings).
type Reason uint8

const (
	NoReason Reason = iota
	ReasonChanReceive
	ReasonChanSend
	ReasonChanReceiveNil
	ReasonChanSendNil
	ReasonSelect
	ReasonSelectNoCases
	ReasonSleep
	ReasonMutexLock
	ReasonRWMutexRLock
	ReasonRWMutexLock
	ReasonWaitGroupWait
	ReasonCondWait
	ReasonIO
	ReasonBubbleRun  // testing/synctest: for the end of a bubble
	ReasonBubbleWait // testing/synctest: until all others in the bubble are blocked
	NumReasons
)

const (
	YieldGosched = 0 // runtime.Gosched
	YieldPreempt = 1 // the time slice is over
	YieldHandOff = 2 // gives its P to the goroutine it handed a lock to

	EndReturn = 0
	EndGoexit = 1

	TimerSet   = 0
	TimerFire  = 1
	TimerStop  = 2
	TimerReset = 3

	MadeClosed = -1

	DoDone  = 0
	DoBegin = 1
	DoEnd   = 2
)

// Outcome is how a run ended.
type Outcome uint8

const (
	OutcomeReturn   Outcome = iota // main returned
	OutcomeExit                    // os.Exit
	OutcomePanic                   // an unrecovered panic
	OutcomeFatal                   // a fatal error of the runtime other than deadlock
	OutcomeDeadlock                // all goroutines are asleep
	OutcomeLimit                   // a limit of ours was reached
	OutcomeStopped                 // the user stopped it
	NumOutcomes
)

// Event is one thing that happened. See Kind for the meaning of the fields.
type Event struct {
	Kind   Kind
	Queue  Queue
	Reason Reason
	P      PID
	G      GID
	By     GID
	Site   SiteID
	Obj    ObjID
	Time   Time
	Work   Work
	Arg    int64
	Aux    int64
	Text   string
	Cases  []Case
}

// Actor is the goroutine that caused e and stands at e.Site: By for the events
// that are done to a goroutine, else G. NoG is the runtime.
func (e *Event) Actor() GID {
	switch e.Kind {
	case KCreate, KReady, KUnblock:
		return e.By
	}
	return e.G
}

// Case is one case of a select statement, in source order.
type Case struct {
	Send  bool
	Ready bool   // could have been chosen
	Obj   ObjID  // NoObj: a nil channel
	Text  string // the value to send
}

// KindInfo describes one kind of event.
type KindInfo struct {
	Name     string
	From, To GState // the edge of a transition; both None for other events
}

// kinds is the one table of the legal transitions.
var kinds = [NumKinds]KindInfo{
	KNone:    {Name: "none"},
	KCreate:  {"create", None, Created},
	KReady:   {"ready", Created, Runnable},
	KStart:   {"start", Runnable, Running},
	KBlock:   {"block", Running, Blocked},
	KUnblock: {"unblock", Blocked, Runnable},
	KYield:   {"yield", Running, Runnable},
	KEnd:     {"end", Running, Done},
	KSteal:   {Name: "steal"},
	KRefill:  {Name: "refill"},
	KSpill:   {Name: "spill"},
	KMake:    {Name: "make"},
	KSend:    {Name: "send"},
	KRecv:    {Name: "recv"},
	KClose:   {Name: "close"},
	KSelect:  {Name: "select"},
	KLock:    {Name: "lock"},
	KUnlock:  {Name: "unlock"},
	KRLock:   {Name: "rlock"},
	KRUnlock: {Name: "runlock"},
	KAdd:     {Name: "add"},
	KDo:      {Name: "do"},
	KSignal:  {Name: "signal"},
	KTimer:   {Name: "timer"},
	KPrint:   {Name: "print"},
	KPanic:   {Name: "panic"},
	KRecover: {Name: "recover"},
	KExit:    {Name: "exit"},
	KCancel:  {Name: "cancel"},
}

// Info returns the description of k.
func (k Kind) Info() KindInfo {
	if k < NumKinds {
		return kinds[k]
	}
	return KindInfo{Name: "kind(" + strconv.Itoa(int(k)) + ")"}
}

func (k Kind) String() string { return k.Info().Name }

// IsTransition reports whether events of this kind change a goroutine's state.
func (k Kind) IsTransition() bool { return k.Info().To != None }

var stateNames = [NumStates]string{"none", "created", "runnable", "running", "blocked", "done"}

func (s GState) String() string { return name(stateNames[:], int(s), "state") }

var queueNames = [NumQueues]string{"-", "next", "local", "global"}

func (q Queue) String() string { return name(queueNames[:], int(q), "queue") }

var reasonNames = [NumReasons]string{
	NoReason:             "",
	ReasonChanReceive:    "chan receive",
	ReasonChanSend:       "chan send",
	ReasonChanReceiveNil: "chan receive (nil chan)",
	ReasonChanSendNil:    "chan send (nil chan)",
	ReasonSelect:         "select",
	ReasonSelectNoCases:  "select (no cases)",
	ReasonSleep:          "sleep",
	ReasonMutexLock:      "sync.Mutex.Lock",
	ReasonRWMutexRLock:   "sync.RWMutex.RLock",
	ReasonRWMutexLock:    "sync.RWMutex.Lock",
	ReasonWaitGroupWait:  "sync.WaitGroup.Wait",
	ReasonCondWait:       "sync.Cond.Wait",
	ReasonIO:             "IO wait",
	ReasonBubbleRun:      "synctest.Run",
	ReasonBubbleWait:     "synctest.Wait",
}

func (r Reason) String() string { return name(reasonNames[:], int(r), "reason") }

var outcomeNames = [NumOutcomes]string{"return", "exit", "panic", "fatal", "deadlock", "limit", "stopped"}

func (o Outcome) String() string { return name(outcomeNames[:], int(o), "outcome") }

func name(names []string, i int, what string) string {
	if i >= 0 && i < len(names) {
		return names[i]
	}
	return what + "(" + strconv.Itoa(i) + ")"
}
