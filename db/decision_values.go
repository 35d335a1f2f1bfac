package db

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// verdicts lists what can be said of a finding of each kind.
var verdicts = map[DecisionKind][]State{
	DecideMention:    {StateSettled, StateNobody, StateAdded},
	DecideCitation:   {StateCorrected, StateDismissed},
	DecideEvent:      {StateKept, StateEdited, StateAdded, StateDismissed},
	DecideCheck:      {StateKept, StateDismissed},
	DecideAcronym:    {StateDismissed},
	DecideNewName:    {StateDismissed},
	DecideSameSource: {StateDismissed},
}

// completeDecision fills in what a decision about a text takes from it, and
// reports whether that text is the brief's current one.
func completeDecision(ctx context.Context, c *change, d Decision) (_ Decision, current bool, err error) {
	known, ok := verdicts[d.Kind]
	if !ok {
		return d, false, invalid("there are no decisions of the kind %q", d.Kind)
	}
	if d.Verdict != "" && !slices.Contains(known, d.Verdict) {
		return d, false, invalid("%q is no verdict of the kind %q", d.Verdict, d.Kind)
	}
	switch d.Kind {
	case DecideNewName, DecideSameSource:
		return completeForLibrary(d)
	}
	return completeForBrief(ctx, c, d)
}

// completeForLibrary is for decisions about names, wherever they stand.
func completeForLibrary(d Decision) (Decision, bool, error) {
	if d.Kind == DecideNewName {
		d.Key = foldKey(d.Key)
	}
	if d.Key == "" || d.BriefID != 0 || d.RevisionID != 0 || d.Start != 0 || d.End != 0 {
		return d, false, invalid("a decision of the kind %q is about a name and no brief", d.Kind)
	}
	return d, false, nil
}

// completeForBrief is for decisions about words of a text.
func completeForBrief(ctx context.Context, c *change, d Decision) (_ Decision, current bool, err error) {
	brief, err := findBrief(ctx, c, d.BriefID)
	if err != nil {
		return d, false, err
	}
	if !brief.TrashedAt.IsZero() {
		return d, false, invalid("brief %d is in the trash", brief.ID)
	}
	if d.RevisionID == 0 {
		d.RevisionID = brief.RevisionID
	}
	r, err := findRevision(ctx, c, d.RevisionID)
	if err != nil {
		return d, false, err
	}
	if r.BriefID != d.BriefID {
		return d, false, invalid("revision %d is no text of brief %d", d.RevisionID, d.BriefID)
	}
	wordless := d.Kind == DecideCheck || d.Kind == DecideAcronym
	if !onText(r.Text, d.Start, d.End) || d.Start == d.End && !wordless {
		return d, false, invalid("the passage at %d to %d does not lie on the text of brief %d", d.Start, d.End, d.BriefID)
	}
	d.Quote = r.Text[d.Start:d.End]
	d.Prefix, d.Suffix = around(r.Text, d.Start, d.End)
	switch d.Kind {
	case DecideMention:
		d.Key = "" // the words tell it apart
		d, err = completeMention(ctx, c, d)
	case DecideCitation:
		d.Key = ""
		d, err = completeCitation(ctx, c, d)
	case DecideEvent:
		d, err = completeEvent(ctx, c, d)
	default:
		if d.Key == "" {
			err = invalid("a decision of the kind %q needs a key", d.Kind)
		}
	}
	return d, d.RevisionID == brief.RevisionID, err
}

func completeMention(ctx context.Context, c *change, d Decision) (Decision, error) {
	if d.Verdict != StateSettled && d.Verdict != StateAdded {
		d.ActorID = 0
		return d, nil
	}
	var one int
	err := c.QueryRowContext(ctx, `SELECT 1 FROM actor WHERE id = ?`, d.ActorID).Scan(&one)
	if errors.Is(mapError(err), ErrNotFound) {
		err = invalid("there is no actor %d", d.ActorID)
	}
	return d, err
}

func completeCitation(ctx context.Context, c *change, d Decision) (Decision, error) {
	if d.Verdict != StateCorrected {
		d.Text, d.Date = "", Date{}
		return d, nil
	}
	found, ok, err := foundDate(ctx, c, "citation", `end_byte`, d.RevisionID, d.Start, d.End)
	if err != nil {
		return d, err
	}
	if d.Date, err = givenDate(d.Date, found, ok); err != nil {
		return d, err
	}
	if ok && d.Date == found {
		d.Date = Date{} // as found
	}
	if d.Text = strings.TrimSpace(d.Text); d.Text == "" && d.Date == (Date{}) {
		return d, invalid("a correction needs another source or another date")
	}
	return d, nil
}

// completeEvent takes the date that was found along, so that the event stands
// when it is found no more.
func completeEvent(ctx context.Context, c *change, d Decision) (Decision, error) {
	if d.Key == "" && d.Verdict == StateAdded {
		d.Key = strconv.Itoa(d.End) // no date begins where the sentence ends
	}
	dateStart, err := strconv.Atoi(d.Key)
	if err != nil || dateStart < d.Start || dateStart > d.End || !onRune(d.Quote, dateStart-d.Start) {
		return d, invalid("the key of an event is where its date begins, not %q", d.Key)
	}
	if d.Verdict == StateKept || d.Verdict == StateDismissed {
		d.Text = ""
	}
	if d.Verdict == "" {
		return d, nil
	}
	found, ok, err := foundDate(ctx, c, "event", `date_start`, d.RevisionID, d.Start, dateStart)
	if err != nil {
		return d, err
	}
	if d.Date, err = givenDate(d.Date, found, ok); err != nil {
		return d, err
	}
	if d.Date.Earliest == "" && d.Verdict != StateDismissed {
		return d, invalid("an event needs a date")
	}
	return d, nil
}

// foundDate returns the date that reading found at a place.
func foundDate(ctx context.Context, c *change, table, column string, revisionID int64, start, other int) (found Date, ok bool, err error) {
	err = c.QueryRowContext(ctx, `SELECT written, earliest, latest, rule FROM `+table+`
		WHERE revision_id = ? AND start_byte = ? AND `+column+` = ? AND state = 'found' ORDER BY id LIMIT 1`, revisionID, start, other).
		Scan(&found.Written, &found.Earliest, &found.Latest, &found.Rule)
	if err = mapError(err); errors.Is(err, ErrNotFound) {
		return Date{}, false, nil
	}
	return found, err == nil, err
}

// givenDate is the date that the analyst gave: the one found (none, where
// nothing was) when the days are the same or none were given; else one set by
// hand, in the words of the text unless others were given. A date given for
// what is not found keeps the rule it brings.
func givenDate(given, found Date, ok bool) (Date, error) {
	given.Earliest = cmp.Or(given.Earliest, given.Latest)
	given.Latest = cmp.Or(given.Latest, given.Earliest)
	for _, day := range []string{given.Earliest, given.Latest} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return given, invalid("%q is no day like 2024-08-19", day)
		}
	}
	if given.Latest < given.Earliest {
		return given, invalid("%s lies before %s", given.Latest, given.Earliest)
	}
	if given.Earliest == "" || ok && given.Earliest == found.Earliest && given.Latest == found.Latest {
		return found, nil
	}
	given.Written = cmp.Or(given.Written, found.Written)
	if ok || given.Rule == "" {
		given.Rule = RuleByHand
	}
	return given, nil
}
