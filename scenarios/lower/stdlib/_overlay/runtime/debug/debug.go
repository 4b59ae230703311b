package debug

import "os"

func Stack() []byte

func PrintStack() { os.Stderr.Write(Stack()) }

var gcPercent = 100

// There is nothing to tune here; the answers are those of a new process.

func SetGCPercent(percent int) int {
	old := gcPercent
	gcPercent = percent
	return old
}

func FreeOSMemory() {}

var maxStack = 1000000000

func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

var maxThreads = 10000

func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

var memoryLimit int64 = 1<<63 - 1

func SetMemoryLimit(limit int64) int64 {
	old := memoryLimit
	if limit >= 0 {
		memoryLimit = limit
	}
	return old
}

func SetTraceback(level string) {}
