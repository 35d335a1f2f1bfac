package reader

// Line is a line of text in view: its place from the reader's top left corner
// and the bytes of the document it shows.
type Line struct {
	X, Y, W, H float32
	Start, End int
}

// Lines lists the lines of text that are whole in view, from the top. A test
// that drives the window finds words by it.
func (r *Reader) Lines() []Line {
	if r.layout == nil {
		return nil
	}
	var lines []Line
	for i := range r.layout.Lines {
		ln := &r.layout.Lines[i]
		start, end := int(ln.Start), int(ln.End)
		height := r.layout.LineHeight(int(ln.Block))
		y := float32(ln.Y - r.scroll.top)
		if start == end || y < 0 || y+height > r.view.Height {
			continue
		}
		spans := r.layout.Spans(i, start, end, r.layout.Runs(i, nil), nil)
		if len(spans) == 0 {
			continue
		}
		left, right := spans[0][0], spans[0][1]
		for _, s := range spans {
			left, right = min(left, s[0]), max(right, s[1])
		}
		lines = append(lines, Line{X: r.column + left, Y: y, W: right - left, H: height, Start: start, End: end})
	}
	return lines
}
