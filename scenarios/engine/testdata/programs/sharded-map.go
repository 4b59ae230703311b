package main

import (
	"fmt"
	"hash/fnv"
	"sync"
)

const shards = 4

type shard struct {
	sync.RWMutex
	m map[string]int
}

type ShardedMap [shards]*shard

func NewShardedMap() (s ShardedMap) {
	for i := range s {
		s[i] = &shard{m: map[string]int{}}
	}
	return s
}

func (s ShardedMap) shard(key string) *shard {
	h := fnv.New32a()
	h.Write([]byte(key))
	return s[h.Sum32()%shards]
}

func (s ShardedMap) Add(key string, n int) {
	sh := s.shard(key)
	sh.Lock()
	defer sh.Unlock()
	sh.m[key] += n
}

func (s ShardedMap) Get(key string) int {
	sh := s.shard(key)
	sh.RLock()
	defer sh.RUnlock()
	return sh.m[key]
}

func main() {
	m := NewShardedMap()
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.Add(fmt.Sprintf("key-%d", i%8), i)
		}()
	}
	wg.Wait()
	for i, sh := range m {
		fmt.Println("shard", i, sh.m)
	}
	fmt.Println(m.Get("key-3"), m.Get("nothing"))
}
