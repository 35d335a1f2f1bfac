package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/roster"
	"sidelight/db"
)

const actorText = `Brief: Two ridges
Publication: Sahel Review Volume: 7 Issue: 4

August 12, 2024

The Northern Guard (NG) held the ridge. The Northern Guard then left it to the River Brigade, which fought the NG before.

A week of quiet followed, and the River Brigade buried its dead.
`

// addActorNamed puts an actor into the library and lets the texts be read.
func (b *bench) addActorNamed(name, kind string, aliases ...db.Alias) db.Actor {
	b.t.Helper()
	a, err := b.lib.AddActor(context.Background(), db.Actor{Name: name, Kind: kind, Aliases: aliases})
	if err != nil {
		b.t.Fatal(err)
	}
	b.tl.settle()
	b.rest()
	return a
}

func (b *bench) actorPage(id int64) *actorPage {
	b.t.Helper()
	b.openActor(id, true)
	b.tl.settle()
	p := b.actorInView()
	if p == nil || !p.loaded {
		b.t.Fatal("the actor did not open")
	}
	return p
}

func TestActors_PageShowsEveryMention(t *testing.T) {
	b := openBench(t)
	brief := b.add(actorText)
	guard := b.addActorNamed("Northern Guard", "armed group", db.Alias{Name: "NG", Kind: db.AliasAcronym})
	// When its page is opened
	p := b.actorPage(guard.ID)
	// Then names, months and every mention stand there
	if p.rows.total != 4 {
		t.Errorf("%d mentions, want 4: twice each name", p.rows.total)
	}
	if bars := p.bars(); len(bars) != 1 || bars[0].Count != 4 || bars[0].Tip != "August 2024" {
		t.Errorf("bars %+v", bars)
	}
	row, ok := p.row(0)
	if !ok || row.Words != "Northern Guard" || !strings.Contains(row.After, "held the ridge") || row.Reference != "Sahel Review 7/4 · ¶1" {
		t.Errorf("first row %+v", row)
	}
	// When a mention is chosen, then the brief opens at it
	p.contexts.OnChoose(1)
	b.tl.settle()
	if b.page() == nil || b.page().id != brief.ID {
		t.Fatal("the brief did not open")
	}
	if !b.wrote("pointed ") {
		t.Error("the passage is not pointed at")
	}
}

func TestActors_ListCountsAndFilters(t *testing.T) {
	b := openBench(t)
	b.add(actorText)
	guard := b.addActorNamed("Northern Guard", "armed group", db.Alias{Name: "NG", Kind: db.AliasAcronym})
	b.addActorNamed("River Brigade", "armed group")
	if len(b.actors.rows.rows) != 2 || !strings.Contains(actorRow(b.actors.rows.rows[0]).Detail, "4 mentions") {
		t.Fatalf("rows %+v", b.actors.rows.rows)
	}
	// When the filter has an alias, then its actor is listed
	b.actors.filter.SetText("ng")
	b.tl.advance(filterDelay)
	b.tl.settle()
	if rows := b.actors.rows.rows; len(rows) != 1 || rows[0].Actor.ID != guard.ID {
		t.Errorf("filtered rows %+v", rows)
	}
}

func TestActors_EditIsUndone(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group")
	p := b.actorPage(guard.ID)
	// When a name is added
	after := guard
	after.Aliases = []db.Alias{{Name: "NG", Kind: db.AliasAcronym}}
	b.updateActor("add a name", guard, after)
	b.tl.settle()
	if len(p.actor.Aliases) != 1 || p.actor.Aliases[0].Name != "NG" {
		t.Fatalf("aliases %+v", p.actor.Aliases)
	}
	// Then undo takes it away and redo brings it back
	b.do("undo")
	if len(p.actor.Aliases) != 0 {
		t.Errorf("after undo %+v", p.actor.Aliases)
	}
	b.do("redo")
	if len(p.actor.Aliases) != 1 {
		t.Errorf("after redo %+v", p.actor.Aliases)
	}
}

func TestActors_SameNameOpensTheOneThatIsThere(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group")
	b.Desk.addActor(db.Actor{Name: "northern guard", Kind: "armed group"}, nil)
	b.tl.settle()
	if p := b.actorInView(); p == nil || p.id != guard.ID {
		t.Error("the actor that is there was not opened")
	}
	if all, err := b.lib.Actors(context.Background()); err != nil || len(all) != 1 {
		t.Errorf("%d actors, %v", len(all), err)
	}
}

func TestActors_MergeAndUndo(t *testing.T) {
	b := openBench(t)
	b.add(actorText)
	guard := b.addActorNamed("Northern Guard", "armed group")
	ng := b.addActorNamed("NG", "armed group")
	b.actorPage(ng.ID)
	// When one is merged into the other
	b.merge(ng.ID, guard.ID)
	b.tl.settle()
	b.rest()
	// Then the tab of the one shows the other, with all mentions
	p := b.actorInView()
	if p == nil || p.id != guard.ID || p.rows.total != 4 {
		t.Fatalf("page %+v", p)
	}
	if len(b.actors.rows.rows) != 1 {
		t.Errorf("%d actors listed", len(b.actors.rows.rows))
	}
	// And undo brings both back
	b.do("undo")
	b.rest()
	if len(b.actors.rows.rows) != 2 || p.rows.total != 2 {
		t.Errorf("after undo %d actors, %d mentions", len(b.actors.rows.rows), p.rows.total)
	}
	b.do("redo")
	b.rest()
	if len(b.actors.rows.rows) != 1 || p.rows.total != 4 {
		t.Errorf("after redo %d actors, %d mentions", len(b.actors.rows.rows), p.rows.total)
	}
}

func TestActors_SplitAndUndo(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group", db.Alias{Name: "River Brigade", Kind: db.AliasOther})
	b.split(guard.ID, []int64{guard.Aliases[0].ID}, db.Actor{Name: "River Brigade", Kind: "armed group"})
	b.tl.settle()
	if p := b.actorInView(); p == nil || p.actor.Name != "River Brigade" || len(b.actors.rows.rows) != 2 {
		t.Fatal("the new actor is not shown")
	}
	b.do("undo")
	if got, err := b.lib.Actor(context.Background(), guard.ID); err != nil || len(got.Aliases) != 1 || len(b.actors.rows.rows) != 1 {
		t.Errorf("after undo %+v, %v", got, err)
	}
}

func TestActors_RelationsBothWays(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group")
	river := b.addActorNamed("River Brigade", "armed group")
	b.saveRelation(db.Relation{}, db.Relation{ActorID: guard.ID, OtherID: river.ID, Kind: db.RelationPartOf,
		Since: db.Date{Written: "2017", Earliest: "2017-01-01", Latest: "2017-12-31"}})
	b.tl.settle()
	p := b.actorPage(guard.ID)
	if f := p.fact(p.related[0]); f.Name != "part of" || f.Text != "River Brigade" || f.Detail != "since 2017" {
		t.Errorf("from one end %+v", f)
	}
	p = b.actorPage(river.ID)
	if f := p.fact(p.related[0]); f.Name != "has as part" || f.Text != "Northern Guard" {
		t.Errorf("from the other %+v", f)
	}
	// When it is deleted and that is undone
	b.deleteRelation(p.related[0])
	b.tl.settle()
	if len(p.related) != 0 {
		t.Error("the relation is still there")
	}
	b.do("undo")
	if len(p.related) != 1 {
		t.Error("undo did not bring it back")
	}
}

func TestActors_ListIsShownBeforeItIsStored(t *testing.T) {
	b := openBench(t)
	b.addActorNamed("Northern Guard", "armed group", db.Alias{Name: "NG", Kind: db.AliasAcronym})
	path := filepath.Join(t.TempDir(), "groups.csv")
	if err := os.WriteFile(path, []byte("name,kind,aliases\nRiver Brigade,armed group,RB\nNorth Guards,armed group,NG\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// When a list is opened
	b.rosters.open(path)
	b.tl.settle()
	// Then nothing is stored yet
	if !b.wrote("sheet actors") || len(b.actors.rows.rows) != 1 {
		t.Fatalf("rows %d, lines %s", len(b.actors.rows.rows), b.lines)
	}
	// And on Import the new one is added, the doubtful one left alone
	b.Desk.open.OnConfirm()
	b.tl.settle()
	if len(b.actors.rows.rows) != 2 {
		t.Errorf("%d actors", len(b.actors.rows.rows))
	}
	if all, err := b.lib.ActorsNamed(context.Background(), "North Guards"); err != nil || len(all) != 0 {
		t.Errorf("the doubtful row was stored: %+v, %v", all, err)
	}
}

func TestActors_BrokenListIsExplained(t *testing.T) {
	b := openBench(t)
	path := filepath.Join(t.TempDir(), "groups.json")
	if err := os.WriteFile(path, []byte(`[{"name": "River`), 0o600); err != nil {
		t.Fatal(err)
	}
	b.rosters.open(path)
	b.tl.settle()
	if !b.wrote("trouble actors") || len(b.banners.content.Objects) == 0 {
		t.Error("nothing says that the list cannot be read")
	}
}

func TestActors_ExportedListComesBack(t *testing.T) {
	b := openBench(t)
	b.addActorNamed("Northern Guard", "armed group", db.Alias{Name: "NG", Kind: db.AliasAcronym})
	for _, name := range []string{"a.csv", "a.json"} {
		path := filepath.Join(t.TempDir(), name)
		b.rosters.writeTo(path)
		b.tl.settle()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list, err := roster.Parse(name, data)
		if err != nil || len(list.Rows) != 1 || list.Rows[0].Actor.Name != "Northern Guard" || len(list.Rows[0].Actor.Aliases) != 1 {
			t.Errorf("%s: %+v, %v", name, list, err)
		}
	}
}

func TestActors_NotesAreKeptWithTheActor(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group")
	b.actorPage(guard.ID)
	b.about.notes.editor.SetText("Holds the ridge.")
	b.about.notes.editor.OnChanged("Holds the ridge.")
	b.about.notes.flush()
	b.tl.settle()
	n, err := b.lib.ActorNote(context.Background(), guard.ID)
	if err != nil || n.Body != "Holds the ridge." {
		t.Errorf("note %+v, %v", n, err)
	}
	if len(b.notes.rows) != 0 {
		t.Error("the note of an actor stands among the free ones")
	}
}

func TestActors_TrashClosesThePage(t *testing.T) {
	b := openBench(t)
	guard := b.addActorNamed("Northern Guard", "armed group")
	b.actorPage(guard.ID)
	b.trashActors([]int64{guard.ID})
	b.tl.settle()
	if b.actorInView() != nil || len(b.actors.rows.rows) != 0 {
		t.Error("the actor is still shown")
	}
	b.do("undo")
	if len(b.actors.rows.rows) != 1 {
		t.Error("undo did not bring it back")
	}
}
