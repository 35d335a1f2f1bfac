// Package batch brings many files into a library: it lists what stands in
// folders, says beforehand what would become of each article, imports one
// article after the other so that a stop at any moment leaves whole briefs
// only, and reports what became of all. What the library has already is passed
// over by its bytes, so that a batch that was stopped goes on where it was.
//
// It knows nothing of windows.
package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"sidelight/app/editions"
	"sidelight/app/intake"
	"sidelight/db"
)

// Outcome says what becomes of an article, or became of it.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"   // a new edition of a brief
	Duplicate Outcome = "duplicate" // the library has it already
	Skipped   Outcome = "skipped"   // left out, as was chosen
	Failed    Outcome = "failed"
)

// Outcomes lists all, as reports count them.
var Outcomes = []Outcome{Added, Updated, Duplicate, Skipped, Failed}

// Kinship says how an article is related to what the library has.
type Kinship string

// The kinships.
const (
	Unrelated  Kinship = ""
	SameText   Kinship = "same"    // the same bytes or the same text
	SameRecord Kinship = "edition" // another text of a known brief: its title, publication and issue
	NearText   Kinship = "near"    // nearly the same text under another name
)

// Choice is what is done with an article.
type Choice string

// The choices.
const (
	KeepBoth   Choice = "keep"    // a brief of its own
	NewEdition Choice = "edition" // the brief's text from now on; annotations are taken along
	Skip       Choice = "skip"
)

// Rules say what is done where nothing was chosen for the article itself.
type Rules struct {
	Reading    intake.Reading
	SameRecord Choice // "": NewEdition
	NearText   Choice // "": texts that are nearly the same are not looked for
	EditionOf  int64  // the brief that the article is an edition of, whatever it says; 0: none
	TLP        db.TLP // the least mark of what is added
}

func (r Rules) of(k Kinship) Choice {
	switch {
	case k == SameRecord:
		return cmp.Or(r.SameRecord, NewEdition)
	case k == NearText:
		return r.NearText
	}
	return KeepBoth
}

// Article names an article: a file, and the part of it when it has several.
type Article struct{ Path, Part string }

// Item is what becomes of an article.
type Item struct {
	Article
	Outcome Outcome
	Err     error // of a failure
	Title   string
	Brief   db.Brief // that it became, or is already
	Kinship Kinship
	Known   db.Brief // that it is related to; of a plan, ID 0 with a Title: another file of the batch
	Alike   float64  // of nearly the same texts: the part that is shared, 0 to 1
	Choice  Choice   // what is done with it, unless it is a duplicate or has failed

	// What becomes of all that was said of the text before, for a new edition.
	Annotations, Decisions editions.Counts
}

// Progress is told after each file.
type Progress struct{ Done, Total int } // files

// Batch brings files into a library.
type Batch struct {
	lib     *db.Library
	rules   Rules
	choices map[Article]Choice
	near    *nearTexts        // nil: not looked for
	met     map[string]string // the hash of a text met in this run, and its file
}

// New makes a batch. Choices, which may be nil, are what was chosen for single
// articles.
func New(lib *db.Library, rules Rules, choices map[Article]Choice) *Batch {
	return &Batch{lib: lib, rules: rules, choices: choices}
}

// Plan says what would become of each article of the files. It changes nothing
// but that sketches of the library's texts are kept. An error ends it; what is
// wrong with a file is its item's. tell and done, which may be nil, hear of each
// file that is begun and of each article that is finished.
func (b *Batch) Plan(ctx context.Context, files []string, tell func(Progress), done func(Item)) ([]Item, error) {
	return b.each(ctx, files, tell, done, b.foresee)
}

// Run imports the articles of the files, each in one transaction. When it is
// stopped, what it did stays, and is in the items.
func (b *Batch) Run(ctx context.Context, files []string, tell func(Progress), done func(Item)) ([]Item, error) {
	return b.each(ctx, files, tell, done, b.carryOut)
}

func (b *Batch) each(ctx context.Context, files []string, tell func(Progress), done func(Item), do func(context.Context, *intake.Draft, *Item) error) ([]Item, error) {
	var all []Item
	b.met = map[string]string{}
	if b.rules.NearText != "" && b.near == nil {
		var err error
		if b.near, err = readNear(ctx, b.lib); err != nil {
			return nil, err
		}
	}
	for i, path := range files {
		if tell != nil {
			tell(Progress{i, len(files)})
		}
		items, err := b.file(ctx, path, do)
		for _, item := range items {
			all = append(all, item)
			if done != nil {
				done(item)
			}
		}
		if err != nil {
			return all, err
		}
	}
	if tell != nil {
		tell(Progress{Done: len(files), Total: len(files)})
	}
	return all, ctx.Err()
}

// file does with every article of a file what is to be done. The error is one
// that ends the batch: the context's, or the library's.
func (b *Batch) file(ctx context.Context, path string, do func(context.Context, *intake.Draft, *Item) error) ([]Item, error) {
	if b.rules.EditionOf == 0 {
		known, err := b.unchanged(ctx, path)
		if err != nil || known != nil {
			return known, err
		}
	}
	drafts, err := b.read(ctx, path)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if n := len(drafts); n > 1 && b.rules.EditionOf != 0 {
		drafts, err = nil, fmt.Errorf("it holds %d articles, of which only one could be an edition of brief %d", n, b.rules.EditionOf)
	}
	failed := failures(path, err)
	var items []Item
	for _, d := range drafts {
		item := Item{Article: Article{path, d.Place()}, Title: d.Title}
		d.TLP = db.Strictest(d.TLP, b.rules.TLP)
		err := b.relate(ctx, d, &item)
		if err == nil && item.Outcome == "" {
			err = do(ctx, d, &item)
		}
		if fatal(ctx, err) {
			return items, err
		}
		if err != nil {
			item.Outcome, item.Err = Failed, err
		}
		items = append(items, item)
	}
	return append(items, failed...), nil
}

// failures are the items of what could not be read of a file: all of it, or some
// of its parts.
func failures(path string, err error) []Item {
	parts, some := errors.AsType[intake.PartErrors](err)
	if !some && err != nil {
		return []Item{{Article: Article{Path: path}, Outcome: Failed, Err: err}}
	}
	var failed []Item
	for _, p := range parts {
		failed = append(failed, Item{Article: Article{path, p.Part}, Outcome: Failed, Err: p.Err})
	}
	return failed
}

func (b *Batch) read(ctx context.Context, path string) ([]*intake.Draft, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, ErrNoFiles
	}
	return b.rules.Reading.File(ctx, path)
}

// unchanged returns the one article of a file that the library has, byte for
// byte, without reading it as a format. Of a file with several articles nothing
// is known this way: a batch may have been stopped between two of them.
func (b *Batch) unchanged(ctx context.Context, path string) ([]Item, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > intake.MaxFile {
		return nil, nil // reading it says what is wrong
	}
	data, err := os.ReadFile(path)
	if err != nil || len(data) == 0 {
		return nil, nil
	}
	known, err := b.lib.SameBrief(ctx, db.NewBrief{Original: db.Original{Bytes: data}})
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	item := Item{Article: Article{Path: path}, Title: known.Title}
	item.isAlready(known)
	return []Item{item}, nil
}

// relate finds what the library has that is like the article, and what is to be
// done then.
func (b *Batch) relate(ctx context.Context, d *intake.Draft, item *Item) (err error) {
	if b.rules.EditionOf != 0 {
		item.Kinship, item.Choice = SameRecord, NewEdition
		item.Known, err = b.lib.Brief(ctx, b.rules.EditionOf)
		return err
	}
	there, err := b.lib.SameBrief(ctx, d.NewBrief)
	if err == nil {
		item.isAlready(there)
		return nil
	}
	if !errors.Is(err, db.ErrNotFound) {
		return err
	}
	item.Known, err = editions.Recognise(ctx, b.lib, d.NewBrief)
	switch {
	case err == nil:
		item.Kinship = SameRecord
	case !errors.Is(err, db.ErrNotFound):
		return err
	case b.near != nil:
		if item.Known, item.Alike, err = b.near.nearest(ctx, d.Text); err != nil {
			return err
		}
		if item.Alike > 0 {
			item.Kinship = NearText
		}
	}
	item.Choice = b.rules.of(item.Kinship)
	if chosen, ok := b.choices[item.Article]; ok {
		item.Choice = chosen
	}
	return nil
}

// isAlready makes the item one that the library has.
func (i *Item) isAlready(there db.Brief) {
	i.Outcome, i.Brief, i.Kinship, i.Known = Duplicate, there, SameText, there
}

// foresee says what carryOut would do.
func (b *Batch) foresee(ctx context.Context, d *intake.Draft, item *Item) error {
	sum := sha256.Sum256([]byte(d.Text))
	hash := hex.EncodeToString(sum[:])
	if first, met := b.met[hash]; met {
		item.Outcome, item.Kinship, item.Known = Duplicate, SameText, db.Brief{Title: filepath.Base(first)}
		return nil
	}
	switch {
	case item.Choice == Skip:
		item.Outcome = Skipped
		return nil
	case item.Kinship == Unrelated || item.Choice == KeepBoth:
		item.Outcome = Added
	}
	if item.Kinship != Unrelated {
		// Also when it is to be kept apart: the choice is the analyst's still.
		plan, err := editions.Prepare(ctx, b.lib, item.Known.ID, d.NewBrief)
		if err != nil {
			return err
		}
		item.Annotations, item.Decisions = plan.Annotations, plan.Decisions
		if item.Choice == NewEdition {
			item.Outcome = Updated
		}
	}
	b.met[hash] = item.Path
	return nil
}

// carryOut stores the article.
func (b *Batch) carryOut(ctx context.Context, d *intake.Draft, item *Item) (err error) {
	switch {
	case item.Choice == Skip:
		item.Outcome = Skipped
		return nil
	case item.Kinship != Unrelated && item.Choice == NewEdition:
		err = b.update(ctx, d, item)
	default:
		var outcome intake.Outcome
		item.Brief, outcome, err = intake.Save(ctx, b.lib, d)
		item.Outcome = Added
		if outcome == intake.OutcomeDuplicate {
			item.isAlready(item.Brief)
		}
	}
	if err != nil || item.Outcome == Duplicate || b.near == nil {
		return err
	}
	return b.near.add(ctx, item.Brief, d.Text)
}

// update makes the article the text of the brief that it is an edition of.
func (b *Batch) update(ctx context.Context, d *intake.Draft, item *Item) error {
	plan, err := editions.Prepare(ctx, b.lib, item.Known.ID, d.NewBrief)
	if err != nil {
		return err
	}
	stored, carried, err := plan.Store(ctx, b.lib)
	if errors.Is(err, db.ErrExists) {
		item.isAlready(stored)
		return nil
	}
	item.Outcome, item.Brief, item.Annotations, item.Decisions = Updated, stored, carried.Annotations, carried.Decisions
	return err
}

// fatal reports an error after which nothing else could be stored either.
func fatal(ctx context.Context, err error) bool {
	if err == nil {
		return false
	}
	for _, known := range []error{db.ErrFull, db.ErrReadOnly, db.ErrCorrupt, db.ErrBusy, db.ErrNewer} {
		if errors.Is(err, known) {
			return true
		}
	}
	return ctx.Err() != nil
}
