package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"sidelight/widgets"
	"sidelight/widgets/look"
)

// choice is a row of chips of which exactly one is on. Fyne's radio group
// keeps Escape to itself, so a sheet with one could not be left by keyboard.
type choice struct {
	content  *fyne.Container
	chips    []*widgets.Chip
	values   []string
	at       int
	onChange func(value string)
}

// newChoice makes a choice; titles are shown, values are told.
func newChoice(values, titles []string, chosen string, onChange func(string)) *choice {
	c := &choice{values: values, onChange: onChange, content: container.New(row{gap: look.Space8, grow: -1})}
	for i, title := range titles {
		chip := widgets.NewChip(title, false)
		chip.OnChanged = func(bool) { c.pick(i, true) }
		c.chips = append(c.chips, chip)
		c.content.Add(chip)
	}
	c.set(chosen)
	return c
}

// set chooses a value without telling.
func (c *choice) set(value string) {
	for i, v := range c.values {
		if v == value {
			c.pick(i, false)
			return
		}
	}
	c.pick(0, false)
}

// value is the chosen one.
func (c *choice) value() string { return c.values[c.at] }

func (c *choice) pick(i int, tell bool) {
	before := c.at
	c.at = i
	for j, chip := range c.chips {
		chip.SetOn(j == i)
	}
	if tell && i != before && c.onChange != nil {
		c.onChange(c.values[i])
	}
}
