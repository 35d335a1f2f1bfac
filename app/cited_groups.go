package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
)

// citedGroup is a head of the list and what stands below it.
type citedGroup struct {
	title     string
	own       bool // of one source alone
	sources   int
	citations []db.Citation
}

// groupBySource puts the citations of a source together, most cited first;
// then those that are cited once, and what was said to be no citation.
func groupBySource(all []db.Citation) []citedGroup {
	var bySource [][]db.Citation
	var dismissed, once []db.Citation
	at := map[string]int{}
	for _, c := range all {
		if c.State == db.StateDismissed {
			dismissed = append(dismissed, c)
			continue
		}
		i, ok := at[c.Source]
		if !ok {
			i = len(bySource)
			at[c.Source] = i
			bySource = append(bySource, nil)
		}
		bySource[i] = append(bySource[i], c)
	}
	slices.SortStableFunc(bySource, func(a, b []db.Citation) int { return len(b) - len(a) })
	var groups []citedGroup
	for _, of := range bySource {
		if len(of) == 1 {
			once = append(once, of[0])
			continue
		}
		groups = append(groups, citedGroup{sourceHead(of), true, 1, of})
	}
	if len(once) > 0 {
		groups = append(groups, citedGroup{plural(len(once), "{{.N}} source cited once", "{{.N}} sources cited once"), false, len(once), once})
	}
	if len(dismissed) > 0 {
		groups = append(groups, citedGroup{lang.L("Said to be no citation"), false, 0, dismissed})
	}
	return groups
}

// sourceHead heads the citations of a source: "Channel 9 · B · 3, newest 2 Aug
// 2024".
func sourceHead(of []db.Citation) string {
	newest := of[0].Date
	for _, c := range of {
		if c.Date.Latest > newest.Latest {
			newest = c.Date
		}
	}
	count := number(len(of))
	if newest.Latest != "" {
		count = lang.L("{{.N}}, newest {{.Date}}", map[string]any{"N": count, "Date": dateText(newest, true)})
	}
	return joinNonEmpty(" · ", of[0].Source, of[0].Reliability, count)
}

// shortRule says the usual rules in fewer words, for a narrow pane; the card
// over the words in the text has them whole.
func shortRule(rule string) string {
	switch {
	case strings.Contains(rule, "looks ahead"):
		return lang.L("year inferred: it looks ahead")
	case strings.Contains(rule, "on or before the publication"):
		return lang.L("year inferred from publication")
	case strings.HasPrefix(rule, "year inferred from the newest year"):
		return lang.L("year inferred from the newest cited")
	}
	return rule
}
