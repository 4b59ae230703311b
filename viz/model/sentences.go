package model

import "gopark/scenarios/trace"

// sentence names one entry of the table of sentences.
type sentence int

const (
	sayNothing sentence = iota
	sayStart
	sayCreate
	sayCreateMain
	sayReady
	sayReadyMain
	sayRunNext
	sayRunLocal
	sayRunGlobal
	sayBlockRecv
	sayBlockRecvBuffered
	sayBlockTimer
	sayBlockSend
	sayBlockSendFull
	sayBlockRecvNil
	sayBlockSendNil
	sayBlockSelect
	sayBlockSelectEmpty
	sayBlockSleep
	sayBlockMutex
	sayBlockMutexHeld
	sayBlockRLock
	sayBlockRLockHeld
	sayBlockWLock
	sayBlockWLockHeld
	sayBlockWLockRead
	sayBlockWaitGroup
	sayBlockCond
	sayBlockIO
	sayBlockBubbleRun
	sayBlockBubbleWait
	sayBlockOther
	sayWakeRecv
	sayWakeClosed
	sayWakeTimer
	sayWakeSend
	sayWakeSelect
	sayWakeSelectTimer
	sayWakeSleep
	sayWakeLock
	sayWakeWaitGroup
	sayWakeCond
	sayWakeOther
	sayYieldGosched
	sayYieldPreempt
	sayYieldHandOff
	sayEndReturn
	sayEndGoexit
	sayEndMain
	saySteal
	sayRefill
	saySpill
	sayMakeChan
	sayMakeChanBuffered
	sayMakeTimer
	sayMakeOther
	sayMakeContext
	sayMakeContextBelow
	sayMakeContextFree
	sayMakeDeadline
	sayMakeDeadlineBelow
	sayCancel
	sayCancelToo
	saySendTo
	saySendBuffer
	sayTimerSendTo
	sayTimerSendBuffer
	sayRecvFrom
	sayRecvFromBuffered
	sayRecvBuffer
	sayRecvClosed
	sayRecvTimer
	sayClose
	saySelectCase
	saySelectDefault
	sayLock
	sayLockLate
	sayLockHanded
	sayUnlock
	sayUnlockWaiting
	sayRLock
	sayRUnlock
	sayAdd
	sayAddDone
	sayAddZero
	sayDoRun
	sayDoOver
	sayDoSkip
	saySignal
	sayBroadcast
	sayTimerSet
	sayTimerFire
	sayTimerStop
	sayTimerReset
	sayPrint
	sayPrintErr
	sayPanic
	sayRecover
	sayExitReturn
	sayExitReturnAlive
	sayExitExit
	sayExitPanic
	sayExitFatal
	sayExitDeadlock
	sayExitLimit
	sayExitStopped
	numSentences
)

// sentences are everything the narration says, in one place. A part between
// asterisks is emphasised; a word in braces is replaced:
//
//	{g}, {by}   the goroutine, the one that acts on it: "G3 worker"
//	{holder}    who holds the lock
//	{other}     who was in the next slot before
//	{at}        where in the source: "at line 24"; nothing where unknown
//	{obj}       the object's name          {type}   its type
//	{value}     the value sent or received  {text}  what is printed, quoted
//	{p}, {from} Ps                          {n}     a number
//	{cap}       a capacity                  {time}  a duration
//	{parent}    the context's parent
//	{queue}     where a runnable goroutine was put, as a sentence of its own
//	{case}      a case of a select: "receive from done"
//	{message}   the program's last words    {status} its exit status
//	{num:word}  {n} and the word, in the plural if need be
var sentences = [numSentences]string{
	sayNothing: "*Nothing happens*",
	sayStart:   "*The program has not started.* Step forward to begin.",

	sayCreate:     "*{by} creates {g}* {at} with a go statement. {by} goes on running.",
	sayCreateMain: "*{g} is created*: the program begins with it.",
	sayReady:      "*{g} becomes runnable*. {queue}",
	sayReadyMain:  "*{g} becomes runnable*. {queue}",

	sayRunNext:   "*{g} runs* on {p}: it was in the next slot, which is served first.",
	sayRunLocal:  "*{g} runs* on {p}: it was at the head of {p}'s queue.",
	sayRunGlobal: "*{g} runs* on {p}: it was at the head of the global queue.",

	sayBlockRecv:         "*{g} blocks* {at}: it receives from {obj}, and no goroutine is sending. It becomes runnable when one does.",
	sayBlockRecvBuffered: "*{g} blocks* {at}: it receives from {obj}, whose buffer is empty. It becomes runnable when a goroutine sends.",
	sayBlockTimer:        "*{g} blocks* {at}: it waits for {obj} to fire.",
	sayBlockSend:         "*{g} blocks* {at}: it sends {value} to {obj}, and no goroutine is receiving. It becomes runnable when one does.",
	sayBlockSendFull:     "*{g} blocks* {at}: it sends {value} to {obj}, whose buffer is full ({cap} of {cap}). It becomes runnable when a goroutine receives.",
	sayBlockRecvNil:      "*{g} blocks for ever* {at}: it receives from a nil channel.",
	sayBlockSendNil:      "*{g} blocks for ever* {at}: it sends to a nil channel.",
	sayBlockSelect:       "*{g} blocks* {at}: none of the {num:case} of its select can go on. It becomes runnable when one can.",
	sayBlockSelectEmpty:  "*{g} blocks for ever* {at}: its select has no cases.",
	sayBlockSleep:        "*{g} blocks* {at}: it sleeps for {time}. A timer will wake it.",
	sayBlockMutex:        "*{g} blocks* {at}: it wants to lock {obj} and waits for its turn.",
	sayBlockMutexHeld:    "*{g} blocks* {at}: it wants to lock {obj}, which {holder} holds. It becomes runnable when the lock is released.",
	sayBlockRLock:        "*{g} blocks* {at}: it wants to read under {obj} and waits for its turn.",
	sayBlockRLockHeld:    "*{g} blocks* {at}: it wants to read under {obj}, which {holder} holds for writing.",
	sayBlockWLock:        "*{g} blocks* {at}: it wants to lock {obj} for writing and waits for its turn.",
	sayBlockWLockHeld:    "*{g} blocks* {at}: it wants to lock {obj} for writing, and {holder} holds it.",
	sayBlockWLockRead:    "*{g} blocks* {at}: it wants to lock {obj} for writing, and it is held for reading by {num:goroutine}.",
	sayBlockWaitGroup:    "*{g} blocks* {at}: it waits for {obj}, whose counter is {n}. It becomes runnable when the counter reaches 0.",
	sayBlockCond:         "*{g} blocks* {at}: it waits for a signal on {obj}.",
	sayBlockBubbleRun:    "*{g} blocks* {at}: it waits until every goroutine of the test's bubble has ended.",
	sayBlockBubbleWait:   "*{g} blocks* {at}: it waits until all others in the test's bubble can only wait.",
	sayBlockIO:           "*{g} blocks* {at}: it waits for the outside world.",
	sayBlockOther:        "*{g} blocks* {at}: it waits for {obj}.",

	sayWakeRecv:        "*{by} makes {g} runnable* {at}: the value that {g} waited for on {obj} has come. {queue}",
	sayWakeClosed:      "*{by} makes {g} runnable* {at}: {obj}, on which {g} waited, is closed. {queue}",
	sayWakeTimer:       "*{g} becomes runnable*: {obj}, for which it waited, has fired. {queue}",
	sayWakeSend:        "*{by} makes {g} runnable* {at}: the value that {g} wanted to send to {obj} is taken. {queue}",
	sayWakeSelect:      "*{by} makes {g} runnable* {at}: the select of {g} can go on with {obj}. {queue}",
	sayWakeSelectTimer: "*{g} becomes runnable*: its select can go on with {obj}. {queue}",
	sayWakeSleep:       "*{g} wakes up*: its sleep is over. {queue}",
	sayWakeLock:        "*{by} makes {g} runnable* {at}: {obj} is free for it to try. {queue}",
	sayWakeWaitGroup:   "*{by} makes {g} runnable* {at}: the counter of {obj} has reached 0. {queue}",
	sayWakeCond:        "*{by} makes {g} runnable* {at}: it signalled {obj}. {queue}",
	sayWakeOther:       "*{g} becomes runnable*: its wait is over. {queue}",

	sayYieldGosched: "*{g} steps aside* {at}: it called runtime.Gosched. {queue}",
	sayYieldPreempt: "*{g} is preempted* {at}: its time slice is used up. {queue}",
	sayYieldHandOff: "*{g} steps aside* {at} for the goroutine it handed the lock to. {queue}",

	sayEndReturn: "*{g} is done*: its function returned.",
	sayEndGoexit: "*{g} is done*: it called runtime.Goexit {at}.",
	sayEndMain:   "*{g} is done*: main returned.",

	saySteal:  "*{p} steals {num:goroutine} from {from}*: its own queue is empty.",
	sayRefill: "*{p} takes {num:goroutine} from the global queue* into its own.",
	saySpill:  "*{p}'s queue is full*: its {num:oldest goroutine} and the newest move to the global queue.",

	sayMakeChan:         "*{g} makes {obj}* {at}: a {type} without a buffer, so every send waits for a receive.",
	sayMakeChanBuffered: "*{g} makes {obj}* {at}: a {type} with room for {num:value}.",
	sayMakeTimer:        "*{g} makes {obj}* {at}.",
	sayMakeOther:        "*{g} uses {obj}* for the first time {at}: a {type}.",

	sayMakeContext:       "*{g} makes the context {obj}* {at}, with {type}.",
	sayMakeContextBelow:  "*{g} makes the context {obj}* {at}, with {type}. Its parent is {parent}: when that is cancelled, so is {obj}.",
	sayMakeContextFree:   "*{g} makes the context {obj}* {at}, with {type}. It goes on when its parent, {parent}, is cancelled.",
	sayMakeDeadline:      "*{g} makes the context {obj}* {at}, with {type}. In {time} it is cancelled, unless somebody cancels it before.",
	sayMakeDeadlineBelow: "*{g} makes the context {obj}* {at}, with {type}. In {time} it is cancelled, unless somebody cancels it or its parent, {parent}, before.",
	sayCancel:            "*{g} cancels {obj}* {at}: {message}.",
	sayCancelToo:         "*{obj} is cancelled too* {at}, because its parent, {parent}, is: {message}.",

	saySendTo:           "*{g} sends {value} to {obj}* {at}: it is handed straight to {by}, which was waiting for it.",
	saySendBuffer:       "*{g} sends {value} to {obj}* {at}: it goes into the buffer, now {n} of {cap}.",
	sayTimerSendTo:      "*{obj} fires*: the time is handed to {by}, which was waiting for it.",
	sayTimerSendBuffer:  "*{obj} fires*: the time waits in its channel until somebody receives it.",
	sayRecvFrom:         "*{g} receives {value} from {obj}* {at}, straight from {by}, which was waiting to send it.",
	sayRecvFromBuffered: "*{g} receives {value} from {obj}* {at}, the oldest in the buffer; the value of {by} takes the free place.",
	sayRecvBuffer:       "*{g} receives {value} from {obj}* {at}, the oldest in the buffer; {n} of {cap} are left.",
	sayRecvClosed:       "*{g} receives from {obj}* {at}: it is closed and empty, so there is no value.",
	sayRecvTimer:        "*{g} receives from {obj}* {at}: it has fired.",
	sayClose:            "*{g} closes {obj}* {at}: nothing more can be sent.",
	saySelectCase:       "*{g} selects* {at}: {case}.",
	saySelectDefault:    "*{g} selects* {at}: no case can go on, so it takes the default.",

	sayLock:          "*{g} locks {obj}* {at}: it was free.",
	sayLockLate:      "*{g} locks {obj}* {at}: it has waited for this, and now it is free.",
	sayLockHanded:    "*{g} holds {obj}* now: {by} handed the lock over.",
	sayUnlock:        "*{g} unlocks {obj}* {at}: it is free, and nobody waits for it.",
	sayUnlockWaiting: "*{g} unlocks {obj}* {at}, with {num:goroutine} waiting for it.",
	sayRLock:         "*{g} locks {obj} for reading* {at}: nobody holds it for writing.",
	sayRUnlock:       "*{g} has finished reading* under {obj} {at}.",
	sayAdd:           "*{g} adds {n} to {obj}* {at}: its counter is now {cap}.",
	sayAddDone:       "*{g} counts {obj} down* {at}: its counter is now {cap}.",
	sayAddZero:       "*{g} counts {obj} down to 0* {at}: who waits for it may go on.",
	sayDoRun:         "*{g} is the first at {obj}* {at}: it runs the function.",
	sayDoOver:        "*{g} has run the function of {obj}*: nobody will run it again.",
	sayDoSkip:        "*{g} comes to {obj}* {at}: the function has been run already.",
	saySignal:        "*{g} signals {obj}* {at}: the first that waits is woken.",
	sayBroadcast:     "*{g} broadcasts on {obj}* {at}: all that wait are woken.",
	sayTimerSet:      "*{g} sets {obj}* {at} to fire in {time}.",
	sayTimerFire:     "*{obj} fires.*",
	sayTimerStop:     "*{g} stops {obj}* {at}.",
	sayTimerReset:    "*{g} sets {obj} anew* {at} to fire in {time}.",

	sayPrint:    "*{g} prints {text}* {at}.",
	sayPrintErr: "*{g} prints {text} to standard error* {at}.",
	sayPanic:    "*{g} panics* {at}: {message}",
	sayRecover:  "*{g} recovers* {at} from the panic: {message}",

	sayExitReturn:      "*The program ends*: main returned and every goroutine was done.",
	sayExitReturnAlive: "*The program ends*: main returned. {num:goroutine} had not finished; nothing waits for them.",
	sayExitExit:        "*The program ends*: {g} called os.Exit with status {status}.",
	sayExitPanic:       "*The program crashes*: nobody recovered the panic of {g}. Exit status {status}.",
	sayExitFatal:       "*The program crashes*: {message}. Exit status {status}.",
	sayExitDeadlock:    "*Deadlock*: every goroutine is blocked, and none can wake another. Exit status {status}.",
	sayExitLimit:       "*The run was ended*: {message}.",
	sayExitStopped:     "*The run was stopped* before the program ended.",
}

// destinations say where a goroutine was put that has become runnable.
var destinations = [trace.NumQueues]string{
	trace.NoQueue: "",
	trace.QNext:   "{g} is next on {p}.",
	trace.QLocal:  "{g} waits at the end of {p}'s queue.",
	trace.QGlobal: "{g} waits at the end of the global queue.",
}

// displaced is what destinations[QNext] is when somebody was there already.
const displaced = "{g} is next on {p}; {other}, who was next, moves to the end of its queue."

// Words of the sentences' parts and of the text table.
const (
	wordAtLine      = "at line "
	wordAt          = "at "
	wordReceiveFrom = "it receives from "
	wordSendTo      = "it sends to "
	wordNilChannel  = "a nil channel"
	wordOn          = " on "
	wordNextOf      = "next on "
	wordInQueueOf   = "in the queue of "
	wordInGlobal    = "in the global queue"
	wordUntil       = " until "
	wordAValue      = "a value"
	wordRuntime     = "the runtime"
	wordThe         = "the "
	wordTimerOf     = "the timer of "
)
