package db_test

import (
	"testing"

	"sidelight/db"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Plain ASCII, left-alone's", "plain ascii, left-alone's"},
		{"Ménaka", "menaka"},
		{"Me\u0301naka", "menaka"},
		{"N’Djamena ‘a’ “b” „c‟ «d» `e`", `n'djamena 'a' "b" "c" "d" 'e'`},
		{"2020–2024 — a‑b − c", "2020-2024 - a-b - c"},
		{"Łódź, Đà Nẵng, Tromsø, Straße, Œuvre, Ærø", "lodz, da nang, tromso, strasse, oeuvre, aero"},
		{"İSTANBUL ISPARTA ısı", "istanbul isparta isi"},
		{"ﬁnal ½ ｗｉｄｅ …", "final 1⁄2 wide ..."},
		{"soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"},
		{"ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"},
		{"Пригожин Й", "пригожин и"},
		{"مُحَمَّد", "محمد"},
		{"two\n lines", "two\n lines"},
	} {
		if got := db.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
