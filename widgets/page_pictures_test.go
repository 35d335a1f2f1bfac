package widgets

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// shownPages is a view of n pages of the shape of a letter, 400 wide.
func shownPages(t *testing.T, n int) (w *PagePictures, wants *[]int, led *[]int) {
	t.Helper()
	newApp(t)
	w = NewPagePictures()
	wants, led = &[]int{}, &[]int{}
	w.OnWant = func(pages []int, _ int) { *wants = slices.Clone(pages) }
	w.OnPage = func(page int) { *led = append(*led, page) }
	inWindow(t, w, 400, 500)
	sizes := make([]image.Point, n)
	for i := range sizes {
		sizes[i] = image.Pt(612, 792)
	}
	w.SetPages(sizes)
	return w, wants, led
}

func TestPagePictures_OnlyWhatIsInViewIsWantedAndKept(t *testing.T) {
	// given a long document
	w, wants, led := shownPages(t, 1000)
	if !slices.Equal(*wants, []int{0, 1, 2}) {
		t.Fatalf("wanted at first: %v", *wants)
	}
	picture := image.NewNRGBA(image.Rect(0, 0, 368, 476))
	for _, page := range *wants {
		w.SetPicture(page, w.wide, picture)
	}
	if len(*wants) != 0 {
		t.Errorf("still wanted: %v", *wants)
	}
	// when another page is shown
	w.ShowPage(700)
	// then its pictures are wanted, those of the first are let go, and nobody is led
	if w.Page() != 700 || len(*wants) == 0 || !slices.Contains(*wants, 700) {
		t.Errorf("at %d, wanted %v", w.Page(), *wants)
	}
	if len(w.pictures) != 0 {
		t.Errorf("%d pictures are kept of pages far away", len(w.pictures))
	}
	if len(*led) != 0 {
		t.Errorf("led to %v", *led)
	}
}

func TestPagePictures_ScrollingLeadsFromPageToPage(t *testing.T) {
	// given
	w, _, led := shownPages(t, 5)
	// when scrolled by wheel and keys
	for range 12 {
		w.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -50}})
	}
	w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	// then
	if !slices.Equal(*led, []int{1, 2, 0}) {
		t.Errorf("led to %v", *led)
	}
}

func TestPagePictures_ResizingKeepsThePlace(t *testing.T) {
	// given a place in the middle of a page
	w, _, _ := shownPages(t, 20)
	w.ShowPage(7)
	w.scroll(100)
	share := (w.view.offset - w.tops[7]) / (w.tops[8] - w.tops[7])
	// when the pane grows wider
	w.Resize(fyne.NewSize(700, 500))
	// then
	if got := (w.view.offset - w.tops[7]) / (w.tops[8] - w.tops[7]); w.Page() != 7 || got < share-0.02 || got > share+0.02 {
		t.Errorf("page %d, %.3f of it above the view, was %.3f", w.Page(), got, share)
	}
}
