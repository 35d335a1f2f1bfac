package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"sidelight/docs/guide"
)

// publish makes the pictures of the guide from those of the tour, so that the
// guide shows the window as it is. One that no step of the tour takes is an
// error, and one that the guide shows no longer goes.
func publish(ctx context.Context, from, to string) error {
	names, err := guide.Pictures()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	there, err := os.ReadDir(to)
	if err != nil {
		return err
	}
	made := map[string]bool{}
	for _, name := range names {
		for _, theme := range []string{"light", "dark"} {
			file := guide.FileOf(name, theme)
			made[file] = true
			taken, err := filepath.Glob(filepath.Join(from, "[0-9]*[0-9]-"+file))
			if err != nil {
				return err
			}
			if len(taken) != 1 {
				return fmt.Errorf("the guide shows the picture %q, which %d steps of the tour take", name, len(taken))
			}
			if err := shrink(ctx, taken[0], filepath.Join(to, file)); err != nil {
				return err
			}
		}
	}
	for _, old := range there {
		if !made[old.Name()] {
			if err := os.Remove(filepath.Join(to, old.Name())); err != nil {
				return err
			}
		}
	}
	fmt.Printf("The guide has its %d pictures anew, in light and dark, in %s.\n", len(names), to)
	return nil
}

// shrink writes a picture with no more colours than a window needs, at a third
// of its size: the guide is part of the program.
func shrink(ctx context.Context, from, to string) error {
	out, err := exec.CommandContext(ctx, "convert", from, "-strip", "+dither", "-colors", "240",
		"-define", "png:compression-level=9", "PNG8:"+to).CombinedOutput()
	if err != nil {
		return fmt.Errorf("make %s smaller: %w: %s", filepath.Base(from), err, out)
	}
	return nil
}
