package intake_test

import (
	"slices"
	"strings"
	"testing"

	"sidelight/db"
)

func TestHandlingMark(t *testing.T) {
	t.Parallel()
	const title = "The Road to the Mines Stays Shut"
	for head, want := range map[string]db.TLP{
		"TLP:AMBER\n\n" + title + "\n\n":                              db.TLPAmber,
		"TLP: AMBER+STRICT\n\n" + title + "\n\n":                      db.TLPAmberStrict,
		"TLP:AMBER + STRICT\n" + title + "\n\n":                       db.TLPAmberStrict,
		title + "\n\nTLP:WHITE\n\n":                                   db.TLPClear,
		title + "\n\nHandling: TLP:GREEN\n\n":                         db.TLPGreen,
		title + "\n\nClassification: tlp:red\n\n":                     db.TLPRed,
		title + "\n\nHarbour Watch | August 19, 2024 | TLP:GREEN\n\n": db.TLPGreen,
		"TLP:GREEN\n\n" + title + "\n\nTLP:RED\n\n":                   db.TLPRed,
		title + "\n\n":                                                            db.TLPNone,
		title + "\n\nTLP:PURPLE\n\n":                                              db.TLPNone,
		"---\ntitle: " + title + "\ntlp: amber\n---\n\n":                          db.TLPAmber,
		"---\ntitle: " + title + "\nhandling: TLP:RED\n---\n\n":                   db.TLPRed,
		"---\ntitle: " + title + "\nclassification: \"TLP:WHITE\"\n---\n\n":       db.TLPClear,
		"---\ntitle: " + title + "\nclassification: secret\n---\n\n":              db.TLPNone,
		"---\ntitle: " + title + "\ntags: [salt]\ntlp: green\n---\n\nTLP:RED\n\n": db.TLPRed,
	} {
		t.Run(head, func(t *testing.T) {
			t.Parallel()
			d := read(t, "brief.md", head+body[2:])
			if d.TLP != want {
				t.Errorf("marked %q, want %q", d.TLP, want)
			}
			recognised := slices.ContainsFunc(d.Remarks, func(r db.Remark) bool {
				return r.Kind == db.RemarkRecognised && r.Field == "handling" && strings.Contains(r.Detail, want.Label())
			})
			if recognised != (want != db.TLPNone) {
				t.Errorf("remarks %+v", d.Remarks)
			}
			// the mark is neither the title nor lost from the text
			if d.Title != title {
				t.Errorf("title %q", d.Title)
			}
		})
	}
}

// What a brief says of another text's mark is not its own.
func TestHandlingMark_OfAnotherText(t *testing.T) {
	t.Parallel()
	const told = "The Road to the Mines Stays Shut\n\nHarbour Watch, August 19, 2024\n\n" +
		"A memo marked TLP:RED that was passed on to the paper says that the road stays shut until the rains end, whatever the governor promised the traders." + body
	if d := read(t, "", told); d.TLP != db.TLPNone {
		t.Errorf("marked %q", d.TLP)
	}
}

func TestHandlingMark_AtTheFoot(t *testing.T) {
	t.Parallel()
	d := read(t, "", "The Road to the Mines Stays Shut"+body+"\nTLP:GREEN\n")
	if d.TLP != db.TLPGreen {
		t.Errorf("marked %q", d.TLP)
	}
}

func TestHandlingMark_Unknown(t *testing.T) {
	t.Parallel()
	d := read(t, "", "The Road to the Mines Stays Shut\n\nTLP:PURPLE"+body)
	if !slices.ContainsFunc(d.Remarks, func(r db.Remark) bool { return r.Kind == db.RemarkDropped && r.Field == "handling" }) {
		t.Errorf("remarks %+v", d.Remarks)
	}
}
