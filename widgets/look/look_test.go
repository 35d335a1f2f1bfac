package look_test

import (
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"sidelight/widgets/look"
)

var variants = map[string]look.Palette{"light": look.Light(), "dark": look.Dark()}

const (
	textRatio = 4.5 // WCAG 2.2, 1.4.3 (AA, text of normal size)
	markRatio = 3.0 // WCAG 2.2, 1.4.11 (AA, graphical objects)
)

func holds(t *testing.T, what string, front, ground color.NRGBA, least float64) {
	t.Helper()
	if got := look.Contrast(front, ground); got < least {
		t.Errorf("%s: contrast %.2f, want at least %.1f", what, got, least)
	}
}

func TestTextKeepsItsContrast(t *testing.T) {
	t.Parallel()
	for name, p := range variants {
		grounds := map[string]color.NRGBA{"page": p.Page, "surface": p.Surface, "bars": p.Bars, "accent ground": p.AccentGround, "control": p.Control}
		for label, pair := range p.Labels {
			grounds["fill of "+label] = pair.Fill
		}
		for ground, g := range grounds {
			holds(t, name+" text on "+ground, p.Text, g, textRatio)
			holds(t, name+" quiet text on "+ground, p.Quiet, g, textRatio)
			holds(t, name+" text of "+ground+" under the pointer", p.Text, look.Over(p.Hover, g), textRatio)
		}
		for _, g := range []string{"page", "surface", "bars", "accent ground"} {
			holds(t, name+" accent on "+g, p.Accent, grounds[g], textRatio)
			if g != "accent ground" { // what is chosen does not change under the pointer
				holds(t, name+" quiet text under the pointer on "+g, p.Quiet, look.Over(p.Hover, grounds[g]), textRatio)
			}
		}
		for _, g := range []string{"page", "surface", "bars"} {
			holds(t, name+" error on "+g, p.Error, grounds[g], textRatio)
			holds(t, name+" warning on "+g, p.Warning, grounds[g], markRatio)
			holds(t, name+" success on "+g, p.Success, grounds[g], markRatio)
		}
		holds(t, name+" text on selection", p.Text, p.Selection, textRatio)
		holds(t, name+" text on accent", p.OnAccent, p.Accent, textRatio)
	}
}

func TestMarksKeepTheirContrast(t *testing.T) {
	t.Parallel()
	for name, p := range variants {
		for label, pair := range p.Labels {
			for ground, g := range map[string]color.NRGBA{"page": p.Page, "surface": p.Surface, "bars": p.Bars,
				"accent ground": p.AccentGround, "selection": p.Selection, "its fill": pair.Fill} {
				holds(t, name+" edge of "+label+" on "+ground, pair.Edge, g, markRatio)
			}
		}
		for label, pair := range p.Labels {
			holds(t, name+" letters of "+label, pair.Ink, pair.Fill, textRatio)
		}
	}
}

// The lines of lenses stand under words on any ground a text has, and under
// marked words.
func TestLensesKeepTheirContrast(t *testing.T) {
	t.Parallel()
	for name, p := range variants {
		grounds := map[string]color.NRGBA{"page": p.Page, "summary box": p.Surface, "pointed words": p.AccentGround}
		for label, pair := range p.Labels {
			grounds["fill of "+label] = pair.Fill
		}
		for ground, g := range grounds {
			holds(t, name+" citation on "+ground, p.Quiet, g, textRatio)
			holds(t, name+" dots of likelihood on "+ground, p.Warm, g, markRatio)
			holds(t, name+" wave of a check on "+ground, p.Warning, g, markRatio)
		}
	}
}

// Passages of a comparison lie under all that a text has, but not under marked
// words, which have a fill of their own.
func TestPassagesKeepTheirContrast(t *testing.T) {
	t.Parallel()
	for name, p := range variants {
		for _, kind := range []string{"", look.Inserted, look.Deleted, look.Changed, look.Moved, look.Differs} {
			c := p.Passage(kind)
			for state, g := range map[string]color.NRGBA{"": c.Ground, "active ": c.Active} {
				on := " on the " + state + "ground of a passage " + kind
				holds(t, name+" text"+on, p.Text, g, textRatio)
				holds(t, name+" citation"+on, p.Quiet, g, textRatio)
				holds(t, name+" link"+on, p.Accent, g, textRatio)
				holds(t, name+" dots of likelihood"+on, p.Warm, g, markRatio)
				holds(t, name+" wave of a check"+on, p.Warning, g, markRatio)
				holds(t, name+" edge"+on, c.Edge, g, markRatio)
				for label, pair := range p.Labels {
					holds(t, name+" edge of "+label+on, pair.Edge, g, markRatio)
				}
				if g == p.Page || g == p.Surface {
					t.Errorf("%s: the %sground of a passage %s is that of the page", name, state, kind)
				}
			}
			if c.Ground == c.Active {
				t.Errorf("%s: the passage %s in hand looks like the others", name, kind)
			}
			if label := look.ChangeLabel(kind); label != "" {
				// words that changed, on the ground of their passage
				pair := p.Label(label)
				holds(t, name+" words "+kind, p.Text, pair.Fill, textRatio)
				holds(t, name+" quiet words "+kind, p.Quiet, pair.Fill, textRatio)
				holds(t, name+" line under words "+kind, pair.Edge, pair.Fill, markRatio)
				if pair.Fill == c.Ground || pair.Fill == c.Active {
					t.Errorf("%s: words %s do not stand out of their passage", name, kind)
				}
			}
		}
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	t.Parallel()
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}
	if got := look.Contrast(black, white); got < 20.999 || got > 21.001 {
		t.Errorf("black on white: %v, want 21", got)
	}
	if got := look.Contrast(white, white); got != 1 {
		t.Errorf("white on white: %v, want 1", got)
	}
	grey := color.NRGBA{0x76, 0x76, 0x76, 255} // the lightest grey that passes on white
	if got := look.Contrast(grey, white); got < 4.5 || got > 4.6 {
		t.Errorf("#767676 on white: %v, want 4.54", got)
	}
}

func TestEveryLabelColourHasAPairInBothPalettes(t *testing.T) {
	t.Parallel()
	for name, p := range variants {
		if len(p.Labels) != len(look.LabelNames) {
			t.Errorf("%s: %d pairs for %d names", name, len(p.Labels), len(look.LabelNames))
		}
		for _, label := range look.LabelNames {
			if p.Label(label) == (look.Pair{}) {
				t.Errorf("%s: no pair for %s", name, label)
			}
		}
		if p.Label("from a newer library") == (look.Pair{}) {
			t.Errorf("%s: an unknown colour draws nothing", name)
		}
	}
}

func TestAModeDecidesOverTheSystem(t *testing.T) {
	t.Parallel()
	light, dark := look.Light(), look.Dark()
	for _, c := range []struct {
		mode   look.Mode
		system fyne.ThemeVariant
		want   color.Color
	}{
		{look.ModeSystem, theme.VariantLight, light.Text},
		{look.ModeSystem, theme.VariantDark, dark.Text},
		{look.ModeLight, theme.VariantDark, light.Text},
		{look.ModeDark, theme.VariantLight, dark.Text},
	} {
		if got := look.NewTheme(c.mode).Color(theme.ColorNameForeground, c.system); got != c.want {
			t.Errorf("mode %d under variant %d: text %v, want %v", c.mode, c.system, got, c.want)
		}
	}
}

// TestCurrentFollowsTheApp changes the running app's theme, so it is not parallel.
func TestCurrentFollowsTheApp(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeDark))
	if look.Current().Page != look.Dark().Page {
		t.Error("the app is dark, the palette is not")
	}
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	if look.Current().Page != look.Light().Page {
		t.Error("the app is light, the palette is not")
	}
}

func TestSerifFacesAreEmbeddedAndStable(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, bold := range []bool{false, true} {
		for _, italic := range []bool{false, true} {
			face := look.Serif(bold, italic)
			if len(face.Content()) < 100_000 {
				t.Errorf("%s: %d bytes", face.Name(), len(face.Content()))
			}
			if face != look.Serif(bold, italic) {
				t.Errorf("%s: another resource at the second call", face.Name())
			}
			seen[face.Name()] = true
		}
	}
	if len(seen) != 4 {
		t.Errorf("%d different faces, want 4", len(seen))
	}
}

// TestEveryIconColours draws each icon file in a colour of the theme.
func TestEveryIconColours(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	files, err := filepath.Glob("../../assets/icons/*.svg")
	if err != nil || len(files) < 20 {
		t.Fatalf("icons: %d, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".svg")
		if name == "mark" {
			continue // the app's own mark, in its own colours
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(source), `viewBox="0 0 20 20"`) || !strings.Contains(string(source), `stroke-width="1.6"`) {
			t.Errorf("%s: not of the family (20 px, 1.6 px stroke)", name)
		}
		if got := string(look.Icon(name, theme.ColorNamePrimary).Content()); !strings.Contains(strings.ToLower(got), "#1f5fa8") {
			t.Errorf("%s: not in the accent colour: %s", name, got)
		}
	}
}

func TestHandlingMarksKeepTheirContrast(t *testing.T) {
	t.Parallel()
	for _, mark := range []string{"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", "TLP:RED", "TLP:UNHEARD OF"} {
		ink, ground := look.Handling(mark)
		holds(t, mark, ink, ground, textRatio)
	}
}
