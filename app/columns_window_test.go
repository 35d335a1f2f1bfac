package app

import (
	"strings"
	"testing"

	"sidelight/widgets"
)

func TestImport_ColumnsOfATableAreAskedForAndKept(t *testing.T) {
	b := openBench(t)
	text := strings.Repeat("The wells of the north have been dry since Monday, and nobody says when they will fill again. ", 4)
	path := writeBrief(t, "articles.csv", "Aufmacher,Vorspann,Inhalt,Quelle\nDry wells,\"short\",\""+text+"\",Basin Weekly\nShut gates,\"short\",\""+strings.ReplaceAll(text, "wells", "gates")+"\",Basin Weekly\n")
	// When a table of articles is dropped on the window
	b.importer.dropped([]string{path})
	b.tl.settle()
	// Then the columns are asked for: the texts are guessed, the title is not
	choice := func(field string) *widgets.Choice {
		t.Helper()
		c, ok := b.Desk.openFields["columns."+field].(*widgets.Choice)
		if !ok {
			t.Fatalf("the sheet has no field %q", field)
		}
		return c
	}
	if got := choice("text").Chosen(); got != 3 {
		t.Errorf("the column of texts is %d", got)
	}
	if got := choice("title").Chosen(); got != 0 {
		t.Errorf("the column of titles is %d", got)
	}
	// When the title is chosen and the sheet confirmed
	choice("title").SetChosen(1)
	b.confirm()
	// Then each row is previewed as an article
	if got := b.Desk.openFields["import.title"].(*widgets.Field).Text; got != "Dry wells" {
		t.Fatalf("title in the preview %q", got)
	}
	b.confirm()
	b.confirm()
	all := b.briefsThere()
	if len(all) != 2 {
		t.Fatalf("%d briefs, want 2", len(all))
	}
	// And a table with the same header is read the same way again
	again := writeBrief(t, "more.csv", "Aufmacher,Vorspann,Inhalt,Quelle\nNew roads,\"short\",\""+strings.ReplaceAll(text, "wells", "roads")+"\",Basin Weekly\n")
	b.importer.paths([]string{again})
	b.tl.settle()
	if got := choice("title").Chosen(); got != 1 {
		t.Errorf("the choice was not kept: %d", got)
	}
}

func TestImport_AListOfActorsIsNoTableOfArticles(t *testing.T) {
	b := openBench(t)
	path := writeBrief(t, "actors.csv", "name,aliases\nNorthern Front,NF\n")
	b.importer.dropped([]string{path})
	b.tl.settle()
	if _, asked := b.Desk.openFields["columns.text"]; asked {
		t.Error("the columns of a list of actors were asked for")
	}
}
