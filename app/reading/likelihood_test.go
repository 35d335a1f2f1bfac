package reading_test

import (
	"strings"
	"testing"

	"sidelight/app/reading"
)

func TestLikelihoodWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, terms, hedges string }{
		// the scale, the longest term first
		{"It is almost certain.", "almost certain 95-99", ""},
		{"They will almost certainly leave, nearly certainly by boat.", "almost certainly 95-99, nearly certainly 95-99", ""},
		{"There is almost no chance of it, and a roughly even chance of rain.", "almost no chance 01-05, roughly even chance 45-55", ""},
		{"It is highly improbable or very unlikely.", "highly improbable 05-20, very unlikely 05-20", ""},
		{"Rain is very likely; snow is highly probable.", "very likely 80-95, highly probable 80-95", ""},
		// what is in neither column has no band
		{"Rain is highly likely.", "", "highly likely"},
		{"Rain is not likely, and snow is not very likely.", "", "not likely, not very likely"},
		{"Rain is more likely than not; it most likely falls at night.", "", "more likely than not, most likely"},
		{"Rain is highly unlikely, not unlikely, extremely likely.", "", "highly unlikely, not unlikely, extremely likely"},
		{"The odds are roughly even.", "", "roughly even"},
		// hedges
		{"It is possible that it rains. It cannot be ruled out.", "", "it is possible, cannot be ruled out"},
		{"It could not be ruled out, but the army could not be reached.", "", "could not be ruled out"},
		{"It could be so, and it may not be.", "", "could, may"},
		{"Some form of help would be consistent with this.", "", "some form of, would be consistent with"},
		{"It is expected to have rained and is said to rain.", "", "expected to, said to"},
		// homonyms
		{"In May the might of the army appeared in Gao.", "", ""},
		{"May 3 was cold. Theresa May left.", "", ""},
		{"A remote base is no remote chance.", "remote 01-05", ""},
		{"The unlikeliest place is likeable.", "", ""},
		// French is left alone
		{"Il est probablement parti, peut-être mort ; la pluie est probable, voire très probable.", "", ""},
	} {
		terms, hedges, _ := reading.Likelihood(c.text)
		var gotTerms, gotHedges []string
		for _, x := range terms {
			gotTerms = append(gotTerms, x.Term+" "+x.Band)
		}
		for _, x := range hedges {
			gotHedges = append(gotHedges, x.Term)
		}
		if a, b := strings.Join(gotTerms, ", "), strings.Join(gotHedges, ", "); a != c.terms || b != c.hedges {
			t.Errorf("%s\n got %q, %q\nwant %q, %q", c.text, a, b, c.terms, c.hedges)
		}
	}
}
