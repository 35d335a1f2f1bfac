package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Click clicks the middle of a named control, waiting until it is in view.
func (p *Program) Click(ctx context.Context, name string) error {
	r, err := p.WaitAt(ctx, name)
	if err != nil {
		return err
	}
	x, y := r.Middle()
	return p.ClickAt(ctx, x, y)
}

// ClickAt clicks a point of the window.
func (p *Program) ClickAt(ctx context.Context, x, y int) error {
	return p.mouse(ctx, "mousemove", "--sync", "--window", p.window, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// Hover moves the mouse to a point of the window.
func (p *Program) Hover(ctx context.Context, x, y int) error {
	return p.mouse(ctx, "mousemove", "--window", p.window, strconv.Itoa(x), strconv.Itoa(y))
}

// DragWords clicks at one point, presses there again at once, moves to another
// point and lets go.
func (p *Program) DragWords(ctx context.Context, fromX, fromY, toX, toY int) error {
	return p.mouse(ctx, "mousemove", "--sync", "--window", p.window, strconv.Itoa(fromX), strconv.Itoa(fromY), "click", "1", "mousedown", "1",
		"mousemove", "--sync", "--window", p.window, strconv.Itoa((fromX+toX)/2), strconv.Itoa((fromY+toY)/2),
		"mousemove", "--sync", "--window", p.window, strconv.Itoa(toX), strconv.Itoa(toY), "mouseup", "1")
}

// Wheel turns the wheel over a point, down for positive clicks.
func (p *Program) Wheel(ctx context.Context, x, y, clicks int) error {
	button := "5"
	if clicks < 0 {
		button, clicks = "4", -clicks
	}
	return p.mouse(ctx, "mousemove", "--window", p.window, strconv.Itoa(x), strconv.Itoa(y),
		"click", "--repeat", strconv.Itoa(clicks), "--delay", "10", button)
}

func (p *Program) mouse(ctx context.Context, args ...string) error {
	_, err := p.display.run(ctx, "xdotool", args...)
	return err
}

// Press presses keys by their X names ("ctrl+f", "Return"), one after the
// other.
func (p *Program) Press(ctx context.Context, keys ...string) error {
	_, err := p.display.run(ctx, "xdotool", append([]string{"key", "--clearmodifiers", "--delay", "20"}, keys...)...)
	return err
}

// Type types ASCII text; xdotool loses other letters, which Paste brings.
func (p *Program) Type(ctx context.Context, text string) error {
	for _, r := range text {
		if r > 126 {
			return fmt.Errorf("type %q: %q cannot be typed, paste it", text, r)
		}
	}
	_, err := p.display.run(ctx, "xdotool", "type", "--clearmodifiers", "--delay", "8", text)
	return err
}

// SetClipboard puts text on the clipboard.
func (p *Program) SetClipboard(ctx context.Context, text string) error {
	clip := p.display.command(ctx, "xclip", "-selection", "clipboard", "-in")
	clip.Stdin = strings.NewReader(text)
	if err := clip.Run(); err != nil {
		return fmt.Errorf("xclip: %w", err)
	}
	return nil
}

// Paste puts text on the clipboard and presses ctrl+v.
func (p *Program) Paste(ctx context.Context, text string) error {
	if err := p.SetClipboard(ctx, text); err != nil {
		return err
	}
	return p.Press(ctx, "ctrl+v")
}

// Clipboard returns the text on the clipboard.
func (p *Program) Clipboard(ctx context.Context) (string, error) {
	out, err := p.display.command(ctx, "xclip", "-selection", "clipboard", "-out").Output()
	if err != nil {
		return "", fmt.Errorf("xclip: %w", err)
	}
	return string(out), nil
}

// Resize gives the window's content this size and waits until the program
// has taken it.
func (p *Program) Resize(ctx context.Context, width, height int) error {
	want := fmt.Sprintf("window %d %d", width, height)
	if sizes := p.Events("window"); len(sizes) > 0 && sizes[len(sizes)-1] == want {
		return nil
	}
	p.Forget()
	if _, err := p.display.run(ctx, "xdotool", "windowsize", p.window, strconv.Itoa(width), strconv.Itoa(height)); err != nil {
		return err
	}
	_, err := p.Wait(ctx, want)
	return err
}

// Called returns the title of the window.
func (p *Program) Called(ctx context.Context) (string, error) {
	return p.display.run(ctx, "xdotool", "getwindowname", p.window)
}

// Picture writes what the window shows as a PNG, once it has come to rest:
// two looks at it one after the other agree. A blinking cursor never rests,
// so it does not look for ever.
func (p *Program) Picture(ctx context.Context, path string) error {
	if err := p.Settle(ctx); err != nil {
		return err
	}
	var last []byte
	for range 6 {
		look, err := p.display.command(ctx, "import", "-window", p.window, "-depth", "8", "PNG24:-").Output()
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if bytes.Equal(look, last) {
			break
		}
		last = look
	}
	return os.WriteFile(path, last, 0o644)
}
