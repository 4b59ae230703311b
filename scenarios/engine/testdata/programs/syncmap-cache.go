package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var cache sync.Map
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			key := fmt.Sprintf("user%d", i%4)
			if v, loaded := cache.LoadOrStore(key, i); loaded {
				fmt.Println(i, "finds", key, "made by", v)
			} else {
				fmt.Println(i, "makes", key)
			}
		}()
	}
	wg.Wait()
	cache.Delete("user1")
	v, ok := cache.LoadAndDelete("user2")
	fmt.Println(v, ok)
	_, ok = cache.Load("user2")
	fmt.Println(ok)
	fmt.Println(cache.CompareAndSwap("user0", 100, 1), cache.CompareAndDelete("user9", 1))
	var keys []string
	cache.Range(func(k, _ any) bool {
		keys = append(keys, k.(string))
		return true
	})
	sort.Strings(keys)
	fmt.Println(keys)
	old, had := cache.Swap("user7", "new")
	fmt.Println(old, had)
	cache.Clear()
	_, ok = cache.Load("user7")
	fmt.Println(ok)
}
