package main

import (
	"slices"
	"testing"
)

func TestThumbnails(t *testing.T) {
	got := Thumbnails([]string{"b.png", "a.png", "notes.txt", "c.png"}, 2)
	if want := []string{"small-a.png", "small-b.png", "small-c.png"}; !slices.Equal(got, want) {
		t.Errorf("the pictures are %q, want %q", got, want)
	}
}

func TestManyWorkers(t *testing.T) {
	var files, want []string
	for name := 'a'; name <= 'z'; name++ {
		files = append(files, string(name)+".png")
		want = append(want, "small-"+string(name)+".png")
	}
	// All are ready at the same moment.
	if got := Thumbnails(files, len(files)); !slices.Equal(got, want) {
		t.Errorf("of 26 pictures made by 26 workers there are %q, want all", got)
	}
}

func TestMoreWorkersThanFiles(t *testing.T) {
	got := Thumbnails([]string{"a.png"}, 3)
	if want := []string{"small-a.png"}; !slices.Equal(got, want) {
		t.Errorf("the pictures are %q, want %q", got, want)
	}
}

func TestNoPictures(t *testing.T) {
	if got := Thumbnails([]string{"notes.txt", "todo.txt"}, 2); len(got) != 0 {
		t.Errorf("there is no picture, and %q are made", got)
	}
	if got := Thumbnails(nil, 2); len(got) != 0 {
		t.Errorf("there is no file, and %q are made", got)
	}
}
