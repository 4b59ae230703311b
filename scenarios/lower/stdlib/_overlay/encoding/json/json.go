package json

// startDetectingCyclesAfter is when pointers are first looked up among those that
// are being encoded. The answer is the same at any depth; a panic that has to
// leave a deep recursion takes the interpreter long.
const startDetectingCyclesAfter = 10
