package spelling

// What the tests ask of two words; the program asks a whole list (Near).

// Distance is that of align, in letters.
func Distance(a, b string) int {
	var c comparer
	return c.align([]rune(a), []rune(b), written) / 2
}

// Similarity is that of the comparer.
func Similarity(a, b string) float64 {
	if a == b {
		return 1
	}
	var c comparer
	one, other := []rune(a), []rune(b)
	return c.similarity(one, other, c.align(one, other, written), written)
}
