package e2e

import (
	"os"
	"path/filepath"
	"strings"
)

const ferryTitle = "Fuel tankers and the river crossing at Ansongo"

// folders shows what would become of a folder of files before anything is
// imported, and imports them.
func (t *tour) folders() error {
	if err := t.Close(t.ctx); err != nil {
		return err
	}
	inbox := filepath.Join(t.home, "inbox")
	corrected := strings.Replace(TourBrief, "61 tankers gathered on the south bank", "84 tankers had by then been counted at the south bank", 1)
	reprint := strings.NewReplacer(ferryTitle, "Nine days without a ferry", "Sahel Review Volume: 7 Issue: 4", "River Letter Volume: 3 Issue: 2").Replace(TourBrief)
	for name, text := range map[string]string{
		"corrected.txt":  corrected,
		"reprint.txt":    reprint,
		"salt-road.pdf":  tourPDF(),
		"empty.txt":      "",
		"old/market.txt": "Brief: The cattle market moves\n\nPublication: Sahel Review Volume: 7 Issue: 5\n\nOctober 2, 2024\n\nThe market was held outside the walls for the third week, and the buyers from the coast stayed away.\n",
		"old/wells.html": "<html><head><title>Two wells reopened</title><meta name=\"author\" content=\"The desk\"></head><body><article><h1>Two wells reopened</h1><p>Two of the five wells on the northern track were reopened in August, after the pumps had come by lorry from the coast. The other three wait for parts.</p><p>Herders had walked four days further in July to find water.</p></article></body></html>",
	} {
		path := filepath.Join(inbox, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	if err := t.start(inbox); err != nil {
		return err
	}
	if _, err := t.Seen(t.ctx, "batch"); err != nil {
		return err
	}
	if err := t.shoot("folder", "what would become of each file of a folder, to be changed before anything is imported"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "sheet.confirm", "batch-done"); err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, "sheet.cancel", "sheet-closed batch-report"); err != nil {
		return err
	}
	_, err := t.ClickFor(t.ctx, "rail.library", "pane library")
	return err
}
