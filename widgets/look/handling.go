package look

import (
	"image/color"
	"strings"
)

// handlingInks are the colours of the Traffic Light Protocol 2.0 (FIRST, 2022)
// for its words, which stand on black.
var handlingInks = map[string]color.NRGBA{
	"CLEAR": hex(0xFFFFFF), "GREEN": hex(0x33FF00), "AMBER": hex(0xFFC000), "AMBER+STRICT": hex(0xFFC000), "RED": hex(0xFF2B2B),
}

// Handling returns the colours of a handling mark, "RED" or "TLP:RED", in either
// theme. Words that are no mark get those of the strictest.
func Handling(mark string) (ink, ground color.NRGBA) {
	ink, known := handlingInks[strings.TrimPrefix(mark, "TLP:")]
	if !known {
		ink = handlingInks["RED"]
	}
	return ink, hex(0x000000)
}
