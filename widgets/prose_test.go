package widgets

import "testing"

func TestBoldCode(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"press `Ctrl+\\` now": `press **Ctrl+\\** now`,
		"a `begin*` of `a_b`": `a **begin\*** of **a\_b**`,
		"one ` alone":         "one ` alone",
	} {
		if got := boldCode(given); got != want {
			t.Errorf("%q became %q, not %q", given, got, want)
		}
	}
}
