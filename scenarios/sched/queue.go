package sched

// deque is a queue in a ring that grows. Its zero value is empty.
type deque[T any] struct {
	ring []T // its length is a power of two, or 0
	head int
	size int
}

func (q *deque[T]) len() int { return q.size }

func (q *deque[T]) slot(i int) *T { return &q.ring[(q.head+i)&(len(q.ring)-1)] }

func (q *deque[T]) push(v T) {
	if q.size == len(q.ring) {
		bigger := make([]T, max(4, 2*q.size))
		n := copy(bigger, q.ring[q.head:])
		copy(bigger[n:], q.ring[:q.head])
		q.ring, q.head = bigger, 0
	}
	q.size++
	*q.slot(q.size - 1) = v
}

func (q *deque[T]) pop() T {
	v := *q.slot(0)
	q.clear(0)
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.size--
	return v
}

func (q *deque[T]) popTail() T {
	v := *q.slot(q.size - 1)
	q.clear(q.size - 1)
	q.size--
	return v
}

// remove takes element i out, moving the fewer of its neighbours.
func (q *deque[T]) remove(i int) T {
	v := *q.slot(i)
	if i < q.size/2 {
		for ; i > 0; i-- {
			*q.slot(i) = *q.slot(i - 1)
		}
		q.pop()
		return v
	}
	for ; i < q.size-1; i++ {
		*q.slot(i) = *q.slot(i + 1)
	}
	q.popTail()
	return v
}

func (q *deque[T]) clear(i int) {
	var zero T
	*q.slot(i) = zero
}
