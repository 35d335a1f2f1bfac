package app

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// previewDelay is how long the highlight must rest on a row before its record
// is read.
const previewDelay = 60 * time.Millisecond

// previewBytes is how much of a text a preview has at most, previewLead how
// much of it stands before a passage.
const (
	previewBytes = 1200
	previewLead  = 240
)

// lookupPreviewer shows what is known about the highlighted row.
type lookupPreviewer struct {
	*kit
	box   *widgets.LookupBox
	rest  debounce
	asked latest
	of    lookupRow
	shown *widgets.LookupPreview // nil: none
}

func newLookupPreviewer(k *kit, box *widgets.LookupBox) *lookupPreviewer {
	return &lookupPreviewer{kit: k, box: box, rest: debounce{loop: k.loop, delay: previewDelay}}
}

func (v *lookupPreviewer) stop() {
	v.rest.stop()
	v.asked.stop()
	v.of = lookupRow{}
}

// show brings up the preview of a row once the highlight rests on it. Until
// then the one before stays, so that nothing flickers on the way.
func (v *lookupPreviewer) show(r lookupRow) {
	if r.same(v.of) && r.hasPreview() {
		return
	}
	v.stop()
	v.of = r
	if !r.hasPreview() {
		v.set(nil)
		return
	}
	v.rest.call(func() { v.read(r) })
}

func (v *lookupPreviewer) set(p *widgets.LookupPreview) {
	v.shown = p
	v.box.SetPreview(p)
	if p != nil {
		v.events.emit("lookup preview %s", p.Title)
	}
}

func (r lookupRow) hasPreview() bool { return r.found != nil || r.command != "" || r.ref.id != 0 }

func (v *lookupPreviewer) read(r lookupRow) {
	switch {
	case r.command != "":
		for _, c := range Commands() {
			if c.ID == r.command {
				v.set(&widgets.LookupPreview{Title: commandTitle(c), Detail: joinNonEmpty(" · ", lang.L(string(c.Menu)), c.ShortcutText(onMac()))})
			}
		}
		return
	case r.ref.kind == lookup.KindLabel:
		l := v.labels.get(r.ref.id)
		v.set(&widgets.LookupPreview{Title: l.Name, Detail: lookupKindName(lookup.KindLabel), Body: lang.L("Enter searches the annotations with this label.")})
		return
	}
	fetch(v.asked.next(v.ctx), v.loop, func(ctx context.Context) (previewed, error) {
		if r.found != nil {
			return readPassage(ctx, v.lib, *r.found)
		}
		return readPreview(ctx, v.lib, r.ref)
	}, func(p previewed, err error) {
		if err != nil {
			v.set(nil) // it is gone, or opening it will say why it cannot be read
			return
		}
		shown := p.word(v.labels, v.loop.Now())
		v.set(&shown)
	})
}

// previewed is what was read for a preview.
type previewed struct {
	record
	mentions int    // of an actor
	text     string // of a brief, or around a passage
	marks    []span.Span
}

// readPreview reads a record and, of a brief, how its text begins.
func readPreview(ctx context.Context, lib *db.Library, ref recordRef) (p previewed, err error) {
	if p.record, err = readRecord(ctx, lib, ref); err != nil {
		return p, err
	}
	switch ref.kind {
	case db.KindBrief:
		r, err := lib.Revision(ctx, p.brief.RevisionID)
		if err != nil {
			return p, err
		}
		p.text = opening(r)
	case db.KindActor:
		page, err := lib.ActorPage(ctx, ref.id)
		if err != nil {
			return p, err
		}
		p.mentions = page.Mentions
	}
	return p, nil
}

// readPassage reads what stands around a passage that was found.
func readPassage(ctx context.Context, lib *db.Library, f foundRow) (p previewed, err error) {
	passage := f.passage
	if p.record, err = readRecord(ctx, lib, recordRef{passage.Kind, passage.ID}); err != nil {
		return p, err
	}
	switch passage.Kind {
	case db.KindNote:
		p.text = p.note.Body
	case db.KindAnnotation:
		p.text = p.annotation.Quote
		if p.annotation.Note != "" {
			p.text += "\n\n" + p.annotation.Note
		}
		passage.At = span.Span{}
	default:
		texts, err := lib.TextsOf(ctx, []int64{passage.ID})
		if err != nil {
			return p, err
		}
		if len(texts) == 0 {
			return p, db.ErrNotFound
		}
		p.text = texts[0].Text
	}
	p.text = around(p.text, passage.At)
	p.marks = f.results.Query.Marks(p.text, passage.Kind != db.KindBrief)
	return p, nil
}

// opening is how a brief begins: its summary, or its first paragraphs.
func opening(r db.Revision) string {
	var summary, body []string
	length := 0
	for _, b := range r.Blocks {
		if b.Kind != db.KindParagraph && b.Kind != db.KindBullet && b.Kind != db.KindQuote || b.Start < 0 || b.End > len(r.Text) || b.Start > b.End {
			continue
		}
		words := r.Text[b.Start:b.End]
		if b.Kind == db.KindBullet {
			words = "• " + words
		}
		if b.Section == db.SectionSummary {
			summary = append(summary, words)
		} else if length < previewBytes {
			body = append(body, words)
			length += len(words)
		}
	}
	if len(summary) > 0 {
		return cutText(strings.Join(summary, "\n"), previewBytes)
	}
	if len(body) == 0 {
		return cutText(strings.TrimSpace(r.Text), previewBytes)
	}
	return cutText(strings.Join(body, "\n\n"), previewBytes)
}

// around is the part of a text with a passage in it, from the beginning of a
// paragraph or a sentence where one is near.
func around(text string, at span.Span) string {
	at.Start = min(max(at.Start, 0), len(text))
	from := at.Start - previewLead
	if from <= 0 {
		return cutText(text, previewBytes)
	}
	lead := text[from:at.Start]
	switch {
	case strings.Contains(lead, "\n"):
		from += strings.LastIndexByte(lead, '\n') + 1
		return cutText(text[from:], previewBytes)
	case strings.Contains(lead, ". "):
		from += strings.Index(lead, ". ") + 2
	default:
		from += strings.IndexByte(lead, ' ') + 1
	}
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	return "… " + cutText(text[from:], previewBytes)
}

// cutText cuts a text at a word's end to at most so many bytes.
func cutText(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	cut := s[:most]
	if at := strings.LastIndexAny(cut, " \n"); at > most/2 {
		cut = cut[:at]
	}
	return cut + "…"
}

// word says what was read.
func (p previewed) word(labels *labelSet, now time.Time) widgets.LookupPreview {
	shown := widgets.LookupPreview{Body: p.text}
	for _, m := range p.marks {
		shown.Marks = append(shown.Marks, widgets.Mark{Start: m.Start, End: m.End})
	}
	switch p.ref.kind {
	case db.KindBrief:
		shown.Title, shown.Detail = p.brief.Title, joinNonEmpty(" · ", p.brief.TLP.Label(), rowDetail(p.brief))
	case db.KindActor:
		shown.Title = p.actor.Name
		shown.Detail = joinNonEmpty(" · ", actorKindName(p.actor.Kind), mentionCount(p.mentions))
		var names []string
		for _, a := range p.actor.Aliases {
			names = append(names, a.Name)
		}
		shown.Body = joinNonEmpty("\n\n", p.actor.Summary, joinNonEmpty(" ", aliasHead(names), strings.Join(names, " · ")))
	case db.KindSource:
		shown.Title = p.source.Name
		shown.Detail = joinNonEmpty(" · ", sourceKindName(p.source.Kind), citationCount(p.source.Citations))
		shown.Body = joinNonEmpty("\n\n", joinNonEmpty("\n", reliabilityName(p.source.Reliability), p.source.Publisher), p.source.Notes)
	case db.KindSavedSearch:
		shown.Title, shown.Detail, shown.Body = p.search.Name, lookupKindName(db.KindSavedSearch), p.search.Query
	case db.KindComparison:
		shown.Title, shown.Detail = p.comparison.LeftTitle, lookupKindName(db.KindComparison)
		shown.Body = lang.L("with {{.Title}}", map[string]any{"Title": p.comparison.RightTitle})
	case db.KindNote:
		shown.Title = noteTitle(p.note)
		shown.Detail = joinNonEmpty(" · ", p.brief.Title, p.actor.Name, dayWords(p.note.ChangedAt, now))
		if p.text == "" {
			shown.Body = cutText(p.note.Body, previewBytes)
		}
	case db.KindAnnotation:
		shown.Title = joinNonEmpty(" · ", labels.get(p.annotation.LabelID).Name, lookupKindName(db.KindAnnotation))
		shown.Detail = joinNonEmpty(" · ", p.brief.TLP.Label(), p.brief.Title, rowDetail(p.brief))
		if p.text == "" {
			shown.Body = cutText(joinNonEmpty("\n\n", "“"+strings.TrimSpace(p.annotation.Quote)+"”", p.annotation.Note), previewBytes)
		}
	}
	return shown
}

func aliasHead(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return lang.L("Also called:")
}
