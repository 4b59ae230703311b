package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

type item struct {
	name string
	qty  int
}

func main() {
	stock := map[string]int{"nail": 30, "bolt": 12, "nut": 12, "saw": 1}
	items := slices.Collect(func(yield func(item) bool) {
		for _, k := range slices.Sorted(maps.Keys(stock)) {
			if !yield(item{k, stock[k]}) {
				return
			}
		}
	})
	fmt.Println(items)
	slices.SortStableFunc(items, func(a, b item) int { return a.qty - b.qty })
	fmt.Println(items, slices.IsSortedFunc(items, func(a, b item) int { return a.qty - b.qty }))
	i, ok := slices.BinarySearchFunc(items, 12, func(it item, q int) int { return it.qty - q })
	fmt.Println(i, ok, slices.ContainsFunc(items, func(it item) bool { return it.name == "saw" }))
	nums := slices.Concat([]int{3, 1}, nil, []int{2, 2})
	fmt.Println(nums, slices.Compact(slices.Sorted(slices.Values(nums))), slices.Repeat([]string{"x"}, 3))
	nums = slices.Insert(nums, 1, 9, 8)
	nums = slices.Delete(nums, 0, 1)
	fmt.Println(nums, slices.Replace(slices.Clone(nums), 0, 2, 7), slices.Index(nums, 2), slices.Max(nums))
	slices.Reverse(nums)
	fmt.Println(nums, slices.Equal(nums, nums[:]), slices.Compare([]int{1, 2}, []int{1, 3}))
	m := maps.Clone(stock)
	maps.Copy(m, map[string]int{"saw": 2, "glue": 5})
	maps.DeleteFunc(m, func(_ string, n int) bool { return n > 10 })
	fmt.Println(m, maps.Equal(m, stock), len(slices.Collect(maps.Values(m))))
	maps.Insert(m, maps.All(map[string]int{"tape": 3}))
	fmt.Println(m)
	for i, l := range slices.Collect(strings.Lines("a\nb\n\nc")) {
		fmt.Printf("%d%q ", i, l)
	}
	for part := range strings.SplitSeq("x-y-z", "-") {
		fmt.Print(part, " ")
	}
	for i, v := range slices.Backward([]rune("go")) {
		fmt.Print(i, string(v))
	}
	fmt.Println(slices.MinFunc(items, func(a, b item) int { return strings.Compare(a.name, b.name) }), slices.Grow([]int(nil), 5) == nil)
}
