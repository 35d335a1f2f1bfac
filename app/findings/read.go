package findings

import (
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// Read says what a text says, ready to be stored: its citations, the mentions
// of the names given, its dated statements, and the capitalised phrases that
// may be names. With oneMention "long form (SF)" is one mention, else two.
func Read(b db.Brief, rev db.Revision, names *reading.Names, oneMention bool) db.Findings {
	text := rev.Text
	published := publishedOf(b, text)
	citations := citationsOf(rev, published)
	f := db.Findings{BriefID: b.ID, RevisionID: rev.ID, AsOf: b.ChangedAt}
	for _, group := range citations {
		for _, item := range group.Items {
			if db.Fold(item.Source) == "" {
				continue // signs alone are the name of nothing
			}
			f.Citations = append(f.Citations, db.FoundCitation{
				GroupStart: group.Start, GroupEnd: group.End, Start: item.Start, End: item.End,
				Signal: item.Signal, Outlet: item.Source, Handle: item.Handle, Date: dateOf(item.Date),
				Kind: db.SourceKind(reading.OutletKind(item.Source)), Publisher: reading.House(item.Source),
			})
		}
	}
	sources := sourcePlaces(text, citations)
	mentions := mentionsOf(text, names, sources, oneMention)
	for _, m := range mentions {
		f.Mentions = append(f.Mentions, db.FoundMention{Start: m.Start, End: m.End, Alias: m.Alias, Actors: m.Actors})
	}
	skip := besideRunningText(rev, sources)
	for _, d := range reading.Dates(text, published, skip) {
		sentence := withinBlock(rev, d.Sentence, d.Start)
		f.Events = append(f.Events, db.FoundEvent{Start: sentence.Start, End: sentence.End,
			DateStart: d.Start, DateEnd: d.End, Date: dateOf(d.Day)})
	}
	for _, p := range reading.Phrases(text, skip) {
		if uses := usesOfNobody(p.Uses, mentions); len(uses) > 0 {
			f.Phrases = append(f.Phrases, db.FoundPhrase{Name: p.Name, Uses: len(uses), Start: uses[0].Start, End: uses[0].End})
		}
	}
	return f
}

// publishedOf is when a brief appeared: its publication date, or what its text
// says of the year where the date is not known.
func publishedOf(b db.Brief, text string) reading.Published {
	if b.Published.Latest != "" {
		return reading.Published{Earliest: b.Published.Earliest, Latest: b.Published.Latest, From: "the publication date"}
	}
	return reading.InferPublished(text, b.Publication, b.Volume)
}

// citationsOf are the citations of the text proper: a bracket in a title, in
// the lines that say who wrote it and where it appeared, or under a picture
// supports no sentence.
func citationsOf(rev db.Revision, published reading.Published) []reading.Citation {
	beside := placesOf(blocksOf(rev, db.KindTitle, db.KindByline, db.KindPublication, db.KindCaption))
	var out []reading.Citation
	for _, c := range reading.Citations(rev.Text, published) {
		if !beside.overlap(c.Span) {
			out = append(out, c)
		}
	}
	return out
}

// sourcePlaces are the brackets in which a name says where something comes
// from, not what is said: those of citations and of image credits.
func sourcePlaces(text string, citations []reading.Citation) places {
	var brackets []span.Span
	for _, c := range citations {
		brackets = append(brackets, c.Span)
	}
	for _, c := range reading.Credits(text) {
		brackets = append(brackets, c.Span)
	}
	return placesOf(brackets)
}

// mentionsOf finds the names everywhere but in the brackets that name sources:
// "(Wagner channel, August 3)" tells of nothing that Wagner did. Sources have
// pages of their own.
func mentionsOf(text string, names *reading.Names, sources places, oneMention bool) []reading.Mention {
	var out []reading.Mention
	for _, m := range names.Find(text) {
		if !sources.overlap(m.Span) {
			out = append(out, m)
		}
	}
	if oneMention {
		out = reading.MergeDefined(out, reading.Acronyms(text))
	}
	return out
}

// besideRunningText are the places where dates and capitals mean something
// else than in a sentence: titles and headings, the lines about the
// publication, captions, tables, footnotes, and the brackets that name sources.
func besideRunningText(rev db.Revision, sources places) []span.Span {
	beside := blocksOf(rev, db.KindTitle, db.KindHeading, db.KindByline, db.KindPublication, db.KindCaption, db.KindTable, db.KindFootnote)
	return placesOf(append(beside, sources...))
}

// usesOfNobody are the uses of a phrase that do not lie within a mention.
func usesOfNobody(uses []span.Span, mentions []reading.Mention) []span.Span {
	var out []span.Span
	next := 0
	for _, use := range uses { // both are in the order of the text
		for next < len(mentions) && mentions[next].End < use.End {
			next++
		}
		if next == len(mentions) || mentions[next].Start > use.Start {
			out = append(out, use)
		}
	}
	return out
}

func dateOf(d reading.Day) db.Date {
	return db.Date{Written: d.Written, Earliest: d.Earliest, Latest: d.Latest, Rule: d.Rule}
}
