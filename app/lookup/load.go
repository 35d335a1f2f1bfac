package lookup

import (
	"context"

	"sidelight/db"
)

// Entries reads all that can be looked up in a library: its names and labels.
func Entries(ctx context.Context, lib *db.Library) ([]Entry, error) {
	var entries []Entry
	err := lib.Names(ctx, func(n db.NameEntry) error {
		e := Entry{
			Kind: n.Kind, ID: n.ID, BriefID: n.BriefID,
			Text: n.Text, Title: n.Title, Alias: n.Alias,
			Context: n.Context, Label: n.Label, TLP: n.TLP, Weight: n.Weight,
		}
		if !n.Recent.IsZero() {
			e.Recent = n.Recent.UnixMicro()
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	labels, err := lib.Labels(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range labels {
		entries = append(entries, Entry{Kind: KindLabel, ID: l.ID, Text: l.Name})
	}
	return entries, nil
}
