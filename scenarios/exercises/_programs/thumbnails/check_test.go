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
