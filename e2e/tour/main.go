// Command tour shows Sidelight to somebody who has no screen: it drives the
// real window on a virtual display through the main job, in the light and in
// the dark theme, and writes a picture of each step.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"sidelight/e2e"
)

func main() {
	binary := flag.String("binary", "build/sidelight", "the program")
	root := flag.String("root", "", "what the program calls the root of the disk: Z: under Wine")
	to := flag.String("to", "build/tour", "the folder for the pictures; it is emptied first")
	guide := flag.String("guide", "", "the folder of the guide, whose pictures are made anew")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, *binary, *root, *to)
	if err == nil && *guide != "" {
		err = publish(ctx, *to, filepath.Join(*guide, "pictures"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tour:", err)
		os.Exit(1)
	}
}

// patience is how long the whole tour may take before it gives up: a guard
// against waiting for ever on a machine where the window does not come up.
const patience = 10 * time.Minute

func run(ctx context.Context, binary, root, to string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	display, err := e2e.OpenDisplay(ctx, 1400, 900)
	if err != nil {
		return err
	}
	defer display.Close()
	for _, theme := range []string{"light", "dark"} {
		if err := e2e.Tour(ctx, display, binary, root, theme, to, func(step string) { fmt.Println(step) }); err != nil {
			return fmt.Errorf("%s theme: %w", theme, err)
		}
	}
	fmt.Printf("The pictures are in %s.\n", to)
	return nil
}
