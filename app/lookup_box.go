package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
)

// lookupActions is what the box does with what was chosen.
type lookupActions struct {
	open   func(kind db.Kind, id int64, beside bool)
	link   func(ref recordRef) bool // false: it cannot be linked, and was said
	run    func(Command)
	usable func() map[string]Command // commands that can be run now, by id
	texts  func(typed string)        // opens the Search tab
	found  func(r search.Results, group int, p search.Passage, beside bool)
	inView func() recordRef
}

// lookupBox looks up what is typed into the box over the window: names by the
// index, the texts by a search, and shows what was opened last where nothing
// is typed.
type lookupBox struct {
	*kit
	act     lookupActions
	box     *widgets.LookupBox
	index   *lookupIndex
	preview *lookupPreviewer

	typed    string // what is in the field
	answered bool   // the rows are about it
	waiting  bool   // it is asked once more when the library has been read
	rows     []lookupRow
	empty    widgets.LookupEmpty // shown where there are none
	moved    bool                // the user moved the highlight, perhaps some letters ago
	picked   bool                // he moved it since the last letter
	entered  *widgets.LookupHow  // Enter came before the answer
	typist   *typist
	asked    latest
	rest     debounce
}

func newLookupBox(k *kit, act lookupActions) *lookupBox {
	b := &lookupBox{kit: k, act: act, index: newLookupIndex(k, commandEntries()), box: widgets.NewLookupBox()}
	b.rest = debounce{loop: k.loop, delay: textsDelay}
	b.preview = newLookupPreviewer(k, b.box)
	b.box.Hint = lang.L("Look up anything")
	b.box.Keys = lookupKeys()
	b.box.OnChanged = b.change
	b.box.OnHighlight = b.highlight
	b.box.OnOpen = b.choose
	b.box.OnClose = b.closed
	b.index.onNew = b.again
	return b
}

func lookupKeys() string {
	ctrl := "Ctrl"
	if onMac() {
		ctrl = "Cmd"
	}
	return lang.L("Enter open  ·  {{.Ctrl}}+Enter beside  ·  Alt+Enter insert link  ·  > commands   @ actors   # labels   / text", map[string]any{"Ctrl": ctrl})
}

// toggle opens the box with words in it, puts them into it while others are
// there, or closes it.
func (b *lookupBox) toggle(typed string) {
	canvas := b.win.Canvas()
	switch {
	case b.box.Shown() && strings.HasPrefix(b.typed, typed) && (typed != "" || lookupSigil(b.typed) == ""):
		b.hide()
	case b.box.Shown():
		b.box.SetText(typed)
		b.change(typed)
	case canvas.Overlays().Top() == nil:
		b.index.fresh()
		b.rows, b.moved, b.typist = nil, false, nil
		b.box.SetRows(nil, -1)
		b.preview.set(nil)
		b.box.SetText(typed)
		b.box.Show(canvas)
		b.events.emit("lookup open")
		b.change(typed)
	}
}

// lookupSigil is the sigil that words begin with, or "".
func lookupSigil(typed string) string {
	if t := strings.TrimSpace(typed); t != "" && strings.ContainsRune(">@#/", rune(t[0])) {
		return t[:1]
	}
	return ""
}

// hide closes the box; the keyboard goes back to where it was.
func (b *lookupBox) hide() {
	if b.box.Shown() {
		b.box.Hide()
		b.closed()
	}
}

func (b *lookupBox) closed() {
	b.asked.stop()
	b.rest.stop()
	b.preview.stop()
	b.entered = nil
	b.events.emit("lookup closed")
}

// again asks once more, because the index has other names now; a question
// under way is let be.
func (b *lookupBox) again() {
	if b.box.Shown() && (b.answered || b.waiting) {
		b.ask()
	}
}

// change takes what was typed.
func (b *lookupBox) change(typed string) {
	b.typed, b.answered, b.picked, b.entered = typed, false, false, nil
	b.ask()
}

// ask looks up what was typed; a newer question makes an older one end.
func (b *lookupBox) ask() {
	b.rest.stop()
	b.waiting = false
	ctx := b.asked.next(b.ctx)
	asked := lookup.Ask(b.typed)
	words := strings.TrimSpace(asked.Text)
	switch {
	case strings.TrimSpace(b.typed) == "":
		b.askRecents(ctx)
	case asked.Texts && words == "":
		b.nothing(textsHint())
	case asked.Texts:
		b.box.SetBusy(true)
		b.rest.call(func() { b.askTexts(ctx, asked.Text) })
	case lookupSigil(b.typed) == ">" && words == "":
		b.showCommands()
	default:
		b.box.SetBusy(true)
		b.askNames(ctx, asked)
	}
}

// askRecents shows what was opened last.
func (b *lookupBox) askRecents(ctx context.Context) {
	inView := b.act.inView()
	fetch(ctx, b.loop, func(ctx context.Context) ([]record, error) { return readRecents(ctx, b.lib, inView) },
		func(all []record, err error) {
			if err != nil {
				b.fail(err)
				return
			}
			if len(all) == 0 {
				b.nothing(widgets.LookupEmpty{Title: lang.L("Type a name, a title or some words of it"), Detail: lang.L("Briefs, actors under any of their names, sources, annotations, notes, saved searches and commands are found, also misspelt.")})
				return
			}
			rows := []lookupRow{headRow(lang.L("Opened last"))}
			for _, r := range all {
				rows = append(rows, recordRow(r, b.labels.get(r.annotation.LabelID), b.loop.Now()))
			}
			b.show(rows)
		})
}

// showCommands lists every command that can be run now.
func (b *lookupBox) showCommands() {
	var rows []lookupRow
	usable := b.act.usable()
	for _, c := range Commands() {
		if _, ok := usable[c.ID]; ok && !isLookupCommand(c.ID) {
			rows = append(rows, commandRow(c))
		}
	}
	b.show(rows)
}

// askNames looks the words up in the index.
func (b *lookupBox) askNames(ctx context.Context, asked lookup.Asked) {
	if b.typist == nil || b.typist.of != b.index.now {
		b.typist = newTypist(b.index.now)
	}
	t := b.typist
	fetch(ctx, b.loop, func(ctx context.Context) (lookup.Result, error) { return t.find(ctx, asked.Query) },
		func(found lookup.Result, err error) {
			if err != nil {
				b.fail(err)
				return
			}
			b.showNames(ctx, asked, found.Matches)
		})
}

func (b *lookupBox) showNames(ctx context.Context, asked lookup.Asked, matches []lookup.Match) {
	sigil := lookupSigil(b.typed)
	if sigil != ">" && !b.index.now.whole && b.index.err == nil {
		b.waiting = true // the library is still being read
		return
	}
	var rows []lookupRow
	usable := b.act.usable()
	for _, m := range matches {
		if _, ok := usable[m.Entry.Command]; !ok && m.Entry.Kind == lookup.KindCommand {
			continue
		}
		rows = append(rows, matchRow(m, asked.Label, b.loop.Now()))
	}
	if len(rows) == 0 {
		b.askInstead(ctx, asked)
		return
	}
	if sigil == "" {
		rows = append(rows, textsRow(strings.TrimSpace(asked.Text)))
	}
	b.show(rows)
}

// show shows the rows that answer what is in the field. The highlight stays
// on the row that the user moved it to, if that is still there.
func (b *lookupBox) show(rows []lookupRow) {
	keep := -1
	if at := b.box.Highlighted(); b.moved && at >= 0 && at < len(b.rows) {
		was := b.rows[at]
		keep = slices.IndexFunc(rows, was.same)
	}
	b.moved = keep >= 0
	b.rows, b.answered = rows, true
	shown := make([]widgets.LookupRow, len(rows))
	for i, r := range rows {
		shown[i] = r.shown
	}
	b.box.SetBusy(false)
	b.box.SetRows(shown, keep)
	b.preview.show(b.rowAt(b.box.Highlighted()))
	b.events.emit("lookup %d %s", len(rows), b.typed)
	if how := b.entered; how != nil {
		b.entered = nil
		b.choose(b.box.Highlighted(), *how)
	}
}

// nothing says that there are no rows.
func (b *lookupBox) nothing(e widgets.LookupEmpty) {
	b.rows, b.empty, b.answered, b.moved, b.entered = nil, e, true, false, nil
	b.box.SetBusy(false)
	b.box.SetEmpty(e)
	b.preview.show(lookupRow{})
	b.events.emit("lookup 0 %s", b.typed)
}

func (b *lookupBox) fail(err error) {
	t := db.Explain(err)
	b.nothing(widgets.LookupEmpty{Title: lang.L(t.What), Detail: lang.L(t.Do)})
	b.report(fmt.Errorf("look up: %w", err))
}

func (b *lookupBox) rowAt(i int) lookupRow {
	if i < 0 || i >= len(b.rows) {
		return lookupRow{}
	}
	return b.rows[i]
}

// highlight hears that the user moved the highlight.
func (b *lookupBox) highlight(i int) {
	b.moved, b.picked = true, true
	b.preview.show(b.rowAt(i))
}

// choose opens a row. Who types fast and presses Enter means what he typed,
// not the rows of two letters ago: it waits for the answer then.
func (b *lookupBox) choose(i int, how widgets.LookupHow) {
	if !b.answered && !b.picked {
		b.entered = &how
		return
	}
	if i < 0 || i >= len(b.rows) || b.rows[i].shown.Head {
		return
	}
	r := b.rows[i]
	if how == widgets.LookupLink {
		if b.act.link(r.linked()) {
			b.hide()
		}
		return
	}
	b.hide()
	switch {
	case r.command != "":
		b.act.run(b.act.usable()[r.command])
	case r.texts != "":
		b.act.texts(r.texts)
	case r.found != nil:
		b.act.found(r.found.results, r.found.group, r.found.passage, how == widgets.LookupBeside)
	default:
		b.act.open(r.ref.kind, r.ref.id, how == widgets.LookupBeside)
	}
}

// places lists what can be clicked in the box; it reports whether the box is
// up.
func (b *lookupBox) places(p put) bool {
	if b.box.Shown() {
		for _, at := range b.box.Places() {
			p("lookup."+at.Name, at.Pos, at.Size)
		}
	}
	return b.box.Shown()
}
