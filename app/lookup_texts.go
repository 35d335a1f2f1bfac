package app

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
)

// textsDelay is how long typing must rest before the texts are searched for
// it; names are looked up at every letter.
const textsDelay = 60 * time.Millisecond

// passageGroups is how many of the briefs and notes found are shown in the
// box; the Search tab has them all.
const passageGroups = 20

// textsFound is what a search of the texts found, or other spellings.
type textsFound struct {
	results search.Results
	shown   []search.Shown
	others  []search.Suggestion
}

// askTexts searches the texts.
func (b *lookupBox) askTexts(ctx context.Context, typed string) {
	fetch(ctx, b.loop, func(ctx context.Context) (textsFound, error) { return findTexts(ctx, b.lib, typed) },
		func(f textsFound, err error) {
			switch {
			case err != nil:
				b.fail(err)
			case len(f.shown) > 0:
				b.show(append(passageRows(f.results, f.shown), textsRow(strings.TrimSpace(typed))))
			case len(f.others) == 0 && begun(typed) == "":
				b.nothing(textsHint())
			default:
				b.nothing(b.noPassage(typed, f.others))
			}
		})
}

func textsHint() widgets.LookupEmpty {
	return widgets.LookupEmpty{Title: lang.L("Search the texts"), Detail: lang.L("Type words, “a phrase”, or a field such as actor:JNIM or label:Gap.")}
}

// findTexts searches for what somebody is typing. The first letters of another
// word, which are no word yet, take nothing away from what was found.
func findTexts(ctx context.Context, lib *db.Library, typed string) (f textsFound, err error) {
	for _, words := range []string{typed, begun(typed)} {
		if len(f.results.Groups) > 0 || strings.TrimSpace(words) == "" {
			break
		}
		q, err := search.Read(ctx, lib, words, false)
		if err != nil {
			return f, err
		}
		if f.results, err = search.Find(ctx, lib, q, search.Options{Order: db.TextByRelevance, Quick: true}); err != nil {
			return f, err
		}
	}
	if len(f.results.Groups) == 0 {
		if begun(typed) == typed {
			f.others, err = search.Suggest(ctx, lib, f.results.Query, suggestedWords)
		}
		return f, err
	}
	f.shown, err = f.results.Page(ctx, lib, 0, passageGroups)
	return f, err
}

// begun is what was typed without a last word that has just been begun: a
// search completes a word only when it has more letters.
func begun(typed string) string {
	last := typed[strings.LastIndexByte(typed, ' ')+1:]
	if last == "" || utf8.RuneCountInString(last) > 3 {
		return typed
	}
	return typed[:len(typed)-len(last)]
}

// passageRows makes a row of each passage. A page may leave groups out, so
// each is found among all of them.
func passageRows(r search.Results, shown []search.Shown) []lookupRow {
	var rows []lookupRow
	group := 0
	for _, s := range shown {
		for group < len(r.Groups)-1 && !sameGroup(r.Groups[group], s.Group) {
			group++
		}
		for _, p := range s.Passages {
			rows = append(rows, passageRow(foundRow{r, group, p}, s.Title))
		}
	}
	return rows
}

func sameGroup(a, b search.Group) bool {
	if a.BriefID != b.BriefID || len(a.Hits) != len(b.Hits) {
		return false
	}
	return len(a.Hits) == 0 || a.Hits[0].Kind == b.Hits[0].Kind && a.Hits[0].ID == b.Hits[0].ID
}
