package e2e

import (
	"fmt"
	"strings"
)

// tourPages are the two pages of the PDF that the tour imports: a title, then
// the lines.
var tourPages = [][]string{{
	"The salt road after the flood",
	"The salt road was closed in the spring, when the ford below the",
	"old fort was washed away, and every caravan had to take the long",
	"way over the ridge. Drivers spoke of eleven days where there had",
	"been four, and of guides who asked twice what they used to ask.",
	"",
	"In the summer it was opened again for those who had papers of the",
	"district. Who gives out such papers is not agreed: the governor's",
	"office says that it does, and the guards at the ford take others.",
}, {
	"",
	"Nobody has paid the toll since the harvest, and the men who guard",
	"the posts along the road have not been paid either. Two of the",
	"posts stood empty when a relief convoy passed in September.",
	"",
	"What will become of the road next year is not known to anybody",
	"who was asked about it in the town. A second flood is likely",
	"before the bridge is finished.",
}}

// tourPDF writes the pages as a PDF document, with what runs along them.
func tourPDF() string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
	kids := ""
	for i := range tourPages {
		kids += fmt.Sprintf("%d 0 R ", 5+2*i)
	}
	fmt.Fprintf(&b, "2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n", kids, len(tourPages))
	b.WriteString("3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>\nendobj\n")
	b.WriteString("4 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>\nendobj\n")
	for i, lines := range tourPages {
		var page strings.Builder
		fmt.Fprintf(&page, "BT /F 10 Tf 72 750 Td (The Border Letter) Tj ET\nBT /F 10 Tf 300 36 Td (%d) Tj ET\n", 7+i)
		y := 690
		for n, line := range lines {
			font := "/F 15"
			if n == 0 {
				font = "/B 24"
			}
			fmt.Fprintf(&page, "BT %s Tf 72 %d Td (%s) Tj ET\n", font, y, line)
			y -= 21
			if n == 0 {
				y -= 21
			}
		}
		fmt.Fprintf(&b, "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents %d 0 R >>\nendobj\n", 5+2*i, 6+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<< /Length %d >>\nstream\n%sendstream\nendobj\n", 6+2*i, page.Len(), page.String())
	}
	fmt.Fprintf(&b, "trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n", 5+2*len(tourPages))
	return b.String()
}
