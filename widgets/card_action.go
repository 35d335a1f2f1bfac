package widgets

import "fyne.io/fyne/v2/lang"

// CardAction is something to do with a card, as words on it.
type CardAction struct{ ID, Text string }

// The actions a card has by its callbacks; they appear under the pointer.
const (
	actEdit    = "edit"
	actRelabel = "relabel"
	actDelete  = "delete"
)

// editActions are the actions of an annotation that exist.
func editActions(edit, relabel, remove bool) (all []CardAction) {
	if edit {
		all = append(all, CardAction{actEdit, lang.L("Edit")})
	}
	if relabel {
		all = append(all, CardAction{actRelabel, lang.L("Relabel")})
	}
	if remove {
		all = append(all, CardAction{actDelete, lang.L("Delete")})
	}
	return all
}

// actionsWidth is the room that actions side by side take.
func actionsWidth(actions []CardAction) (w float32) {
	for i, a := range actions {
		if i > 0 {
			w += actionSpace
		}
		w += small.width(a.Text)
	}
	return w
}
