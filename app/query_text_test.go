package app

import "testing"

func TestToggleFilter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, name, value, want string }{
		{"ferry", "pub", "Sahel Review", `ferry pub:"Sahel Review"`},
		{`ferry pub:"Sahel Review"`, "pub", "Sahel Review", "ferry"},
		{`pub:“sahel review” ferry`, "pub", "Sahel Review", "ferry"},
		{`ferry publication:Sahel winch`, "pub", "Sahel", "ferry winch"},
		{`-pub:Sahel ferry`, "pub", "Sahel", "-pub:Sahel ferry pub:Sahel"},
		{`"pub:Sahel"`, "pub", "Sahel", `"pub:Sahel" pub:Sahel`},
		{`"never closed`, "year", "2024", `"never closed" year:2024`},
		{"", "actor", `Zoro "the fox" Ba`, `actor:"Zoro the fox Ba"`},
		{"ferry on:2024", "year", "2024", "ferry"},
		{"(ferry year:2024)", "year", "2024", "(ferry )"},
	} {
		if got := toggleFilter(c.text, c.name, c.value); got != c.want {
			t.Errorf("toggle %s:%s in %q gives %q, want %q", c.name, c.value, c.text, got, c.want)
		}
	}
}

func TestQuotedQuery(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"winch": "winch", "broken  winch": `"broken winch"`, "": "", "“so-called” state": `"so-called state"`,
		"-winch": `"-winch"`, "OR": `"OR"`} {
		if got := quotedQuery(words); got != want {
			t.Errorf("%q is asked for as %q, want %q", words, got, want)
		}
	}
}
