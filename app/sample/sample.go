// Package sample fills a library with the briefs that travel inside the
// program, marked, noted and judged the way an analyst would leave them, so
// that a first look has something to show.
//
// The briefs go through the same door as any other file (intake.Read and
// intake.Save), they are read like any other (findings.CatchUp), and the
// passages are found by their words (anchor.Find), so nothing here can hold a
// stale offset.
package sample

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"sidelight/app/anchor"
	"sidelight/app/findings"
	"sidelight/app/intake"
	"sidelight/app/span"
	"sidelight/assets"
	"sidelight/db"
)

// Report counts what a load added; all zero when everything was there.
type Report struct {
	Briefs, Annotations, Notes, Actors int
	Sources                            int // graded, or given their house
	Decisions, Relations               int
}

// manifest is library.json: what is marked and noted on the briefs beside it.
type manifest struct {
	Actors    []actor    `json:"actors"`
	Sources   []source   `json:"sources"`
	Relations []relation `json:"relations"`
	Briefs    []brief    `json:"briefs"`
	Notes     []note     `json:"notes"` // about no brief
}

type brief struct {
	File        string       `json:"file"`
	Annotations []annotation `json:"annotations"`
	Mentions    []mention    `json:"mentions"`
	Events      []event      `json:"events"`
	Note        *note        `json:"note"`
}

type annotation struct {
	Quote string `json:"quote"` // stands exactly once in the brief
	Label string `json:"label"` // a default label's English name
	Note  string `json:"note"`
}

type note struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Load adds what the library lacks of the sample and reads what is unread: a
// second load adds nothing, and a load that was cut short is completed by the
// next. A sample brief found in the trash is restored. On an error what was
// added before it stays, and the report counts it.
func Load(ctx context.Context, lib *db.Library) (Report, error) {
	var report Report
	contents, err := read(assets.Sample())
	if err != nil {
		return report, err
	}
	labels, err := labelsByName(ctx, lib)
	if err != nil {
		return report, fmt.Errorf("load the sample library: %w", err)
	}
	briefs := map[string]db.Brief{}
	for _, b := range contents.Briefs {
		if briefs[b.File], err = loadBrief(ctx, lib, b, labels, &report); err != nil {
			return report, fmt.Errorf("load sample brief %s: %w", b.File, err)
		}
	}
	if err := loadActors(ctx, lib, contents.Actors, &report); err != nil {
		return report, fmt.Errorf("load the sample actors: %w", err)
	}
	if err := loadFreeNotes(ctx, lib, contents.Notes, &report); err != nil {
		return report, fmt.Errorf("load the sample notes: %w", err)
	}
	if err := findings.CatchUp(ctx, lib, nil); err != nil {
		return report, fmt.Errorf("read the sample: %w", err)
	}
	if err := judge(ctx, lib, contents, briefs, &report); err != nil {
		return report, fmt.Errorf("judge what was read from the sample: %w", err)
	}
	if err := loadRelations(ctx, lib, contents.Relations, briefs, &report); err != nil {
		return report, fmt.Errorf("load the sample relations: %w", err)
	}
	return report, nil
}

func read(files fs.FS) (manifest, error) {
	var contents manifest
	data, err := fs.ReadFile(files, "library.json")
	if err != nil {
		return contents, fmt.Errorf("read the sample library: %w", err)
	}
	if err := json.Unmarshal(data, &contents); err != nil {
		return contents, fmt.Errorf("read the sample library: %w", err)
	}
	return contents, nil
}

// labelsByName gives each label under its name and under its colour, both in
// lower case: a user who renamed "Fact" still gets the sample's facts in the
// colour that was theirs.
func labelsByName(ctx context.Context, lib *db.Library) (map[string]int64, error) {
	labels, err := lib.Labels(ctx)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]int64, 2*len(labels))
	for _, l := range labels {
		if _, taken := ids[l.Colour]; !taken {
			ids[l.Colour] = l.ID
		}
	}
	for _, l := range labels {
		ids[strings.ToLower(l.Name)] = l.ID
	}
	return ids, nil
}

func loadBrief(ctx context.Context, lib *db.Library, b brief, labels map[string]int64, report *Report) (db.Brief, error) {
	data, err := fs.ReadFile(assets.Sample(), b.File)
	if err != nil {
		return db.Brief{}, err
	}
	draft, err := intake.Read(ctx, b.File, data)
	if err != nil {
		return db.Brief{}, err
	}
	stored, outcome, err := intake.Save(ctx, lib, draft)
	if err != nil {
		return stored, err
	}
	if outcome == intake.OutcomeAdded {
		report.Briefs++
	} else if !stored.TrashedAt.IsZero() {
		if err := lib.Restore(ctx, db.KindBrief, stored.ID); err != nil {
			return stored, err
		}
	}
	if err := annotate(ctx, lib, stored, b.Annotations, labels, report); err != nil {
		return stored, err
	}
	if b.Note == nil {
		return stored, nil
	}
	_, err = lib.BriefNote(ctx, stored.ID)
	if err == nil || !errors.Is(err, db.ErrNotFound) {
		return stored, err
	}
	if _, err := lib.AddNote(ctx, db.Note{BriefID: stored.ID, Title: b.Note.Title, Body: b.Note.Body}); err != nil {
		return stored, err
	}
	report.Notes++
	return stored, nil
}

func annotate(ctx context.Context, lib *db.Library, stored db.Brief, wanted []annotation, labels map[string]int64, report *Report) error {
	there, err := lib.Annotations(ctx, stored.ID)
	if err != nil {
		return err
	}
	quotes := make(map[string]bool, len(there))
	for _, a := range there {
		quotes[a.Quote] = true
	}
	revision, err := lib.Revision(ctx, stored.RevisionID)
	if err != nil {
		return err
	}
	for _, w := range wanted {
		if quotes[w.Quote] {
			continue
		}
		where, err := place(revision.Text, w.Quote)
		if err != nil {
			return err
		}
		s := anchor.Describe(revision.Text, where)
		_, err = lib.AddAnnotation(ctx, db.NewAnnotation{
			BriefID: stored.ID, LabelID: labels[strings.ToLower(w.Label)],
			Start: s.Span.Start, End: s.Span.End,
			Quote: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix, Note: w.Note,
		})
		if err != nil {
			return err
		}
		report.Annotations++
	}
	return nil
}

// place returns where the quote stands; it must stand exactly once.
func place(text, quote string) (span.Span, error) {
	found := anchor.Find(text, quote)
	if len(found) != 1 {
		return span.Span{}, fmt.Errorf("the words %q stand %d times in the text", quote, len(found))
	}
	return found[0], nil
}

func loadFreeNotes(ctx context.Context, lib *db.Library, wanted []note, report *Report) error {
	there, err := lib.Notes(ctx, db.NoteFilter{})
	if err != nil {
		return err
	}
	titles := make(map[string]bool, len(there))
	for _, n := range there {
		if n.BriefID == 0 && n.ActorID == 0 && n.ComparisonID == 0 {
			titles[n.Title] = true
		}
	}
	for _, w := range wanted {
		if titles[w.Title] {
			continue
		}
		if _, err := lib.AddNote(ctx, db.Note{Title: w.Title, Body: w.Body}); err != nil {
			return fmt.Errorf("%s: %w", w.Title, err)
		}
		report.Notes++
	}
	return nil
}
