package sample

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sidelight/app/span"
	"sidelight/db"
)

// source is what the analyst says of an outlet.
type source struct {
	Name        string        `json:"name"`
	Kind        db.SourceKind `json:"kind"`
	Reliability string        `json:"reliability"`
	Publisher   string        `json:"publisher"`
	Notes       string        `json:"notes"`
}

// mention settles whom a name means.
type mention struct {
	Quote string `json:"quote"` // stands exactly once in the brief
	Name  string `json:"name"`  // the words in the quote that name
	Actor string `json:"actor"`
}

// event is what the analyst says of a dated statement.
type event struct {
	Quote   string   `json:"quote"` // stands exactly once, and holds the date
	Verdict db.State `json:"verdict"`
	Title   string   `json:"title"`
}

// judge says of what was read what an analyst would.
func judge(ctx context.Context, lib *db.Library, contents manifest, briefs map[string]db.Brief, report *Report) error {
	for _, s := range contents.Sources {
		if err := grade(ctx, lib, s, report); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	actors, err := actorsByName(ctx, lib)
	if err != nil {
		return err
	}
	for _, b := range contents.Briefs {
		if len(b.Mentions)+len(b.Events) == 0 {
			continue
		}
		j := judgement{lib: lib, brief: briefs[b.File], report: report}
		if err := j.begin(ctx); err != nil {
			return fmt.Errorf("%s: %w", b.File, err)
		}
		for _, m := range b.Mentions {
			if err := j.settle(ctx, m, actors); err != nil {
				return fmt.Errorf("%s: %w", b.File, err)
			}
		}
		for _, e := range b.Events {
			if err := j.say(ctx, e); err != nil {
				return fmt.Errorf("%s: %w", b.File, err)
			}
		}
	}
	return nil
}

// grade edits a source of which nobody has said anything yet. One that was
// renamed or merged is left alone.
func grade(ctx context.Context, lib *db.Library, w source, report *Report) error {
	sources, _, err := lib.Sources(ctx, db.SourceFilter{Text: w.Name})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(sources, func(s db.Source) bool { return s.Name == w.Name })
	if i < 0 || sources[i].Reliability+sources[i].Publisher+sources[i].Notes != "" {
		return nil
	}
	_, err = lib.UpdateSource(ctx, sources[i].ID, db.SourceUpdate{Kind: &w.Kind, Reliability: &w.Reliability, Publisher: &w.Publisher, Notes: &w.Notes})
	if err == nil {
		report.Sources++
	}
	return err
}

// judgement is what is decided about one brief.
type judgement struct {
	lib    *db.Library
	brief  db.Brief
	report *Report

	text      string
	decisions []db.Decision
	events    []db.Event
}

func (j *judgement) begin(ctx context.Context) error {
	revision, err := j.lib.Revision(ctx, j.brief.RevisionID)
	if err != nil {
		return err
	}
	j.text = revision.Text
	if j.decisions, err = j.lib.Decisions(ctx, j.brief.ID, ""); err != nil {
		return err
	}
	j.events, _, err = j.lib.Events(ctx, db.EventFilter{BriefIDs: []int64{j.brief.ID}})
	return err
}

func (j *judgement) settle(ctx context.Context, m mention, actors map[string]db.Actor) error {
	where, err := place(j.text, m.Quote)
	if err != nil {
		return err
	}
	where.Start += strings.LastIndex(m.Quote, m.Name)
	where.End = where.Start + len(m.Name)
	return j.decide(ctx, db.Decision{Kind: db.DecideMention, Start: where.Start, End: where.End,
		Verdict: db.StateSettled, ActorID: actors[db.Fold(m.Actor)].ID})
}

// say decides about the first date within the quote. One that was decided
// about before is passed over.
func (j *judgement) say(ctx context.Context, w event) error {
	where, err := place(j.text, w.Quote)
	if err != nil {
		return err
	}
	for _, e := range j.events {
		if where.Contains(e.DateStart) {
			return j.decide(ctx, db.Decision{Kind: db.DecideEvent, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: w.Verdict, Text: w.Title})
		}
	}
	if slices.ContainsFunc(j.decisions, func(d db.Decision) bool {
		return d.Kind == db.DecideEvent && span.Span{Start: d.Start, End: d.End}.Contains(where.Start)
	}) {
		return nil // dismissed
	}
	return fmt.Errorf("there is no date in the words %q", w.Quote)
}

// decide stores a decision unless there is one about the same words.
func (j *judgement) decide(ctx context.Context, d db.Decision) error {
	if slices.ContainsFunc(j.decisions, func(o db.Decision) bool {
		return o.Kind == d.Kind && o.Start == d.Start && o.End == d.End && o.Key == d.Key
	}) {
		return nil
	}
	d.BriefID, d.RevisionID = j.brief.ID, j.brief.RevisionID
	if _, err := j.lib.Decide(ctx, d); err != nil {
		return err
	}
	j.report.Decisions++
	return nil
}
