package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"sidelight/db"
)

// maxColumns of a table; what has more is no table.
const maxColumns = 20

// table makes rows of a region whose cells are read across; false when it is
// no table after all.
func (c *composer) table(r region, page int) bool {
	columns := columnsOf(r.fragments)
	if len(columns) < 2 || len(columns) > maxColumns {
		return false
	}
	rows, last := [][]string{}, math.Inf(-1)
	for from := 0; from < len(r.fragments); {
		to := from + 1
		for to < len(r.fragments) && math.Abs(r.fragments[to].base-r.fragments[from].base) < r.fragments[from].size*0.3 {
			to++
		}
		row := make([]string, len(columns))
		for _, f := range r.fragments[from:to] {
			k := columnOf(columns, f)
			row[k] = strings.TrimSpace(row[k] + " " + strings.ReplaceAll(textOf(f.runs), "|", "/"))
		}
		f := r.fragments[from]
		if n := len(rows); n > 0 && row[0] == "" && f.base-last < f.size*1.5 {
			// A cell that runs over several lines.
			for k := range row {
				if row[k] != "" {
					cut, glue := c.words.join(rows[n-1][k], row[k])
					rows[n-1][k] = strings.TrimSpace(rows[n-1][k][:len(rows[n-1][k])-cut] + glue + row[k])
				}
			}
		} else {
			rows = append(rows, row)
		}
		last, from = f.base, to
	}
	if len(rows) < 2 {
		return false
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		for k := range row {
			row[k] = strings.ReplaceAll(row[k], "\u00AD", "-")
		}
		lines[i] = strings.TrimSpace(strings.Join(row, " | "))
	}
	l := lineOf(r.fragments[:1], page, c.pages[page].Height)
	l.table = true
	c.flow = append(c.flow, l)
	c.tables = append(c.tables, lines)
	return true
}

// columnsOf are the stretches that the cells of a table take up across it; cells
// that reach over several columns are left aside.
func columnsOf(all []fragment) [][2]float64 {
	most := 0
	rows := map[int][]fragment{}
	for _, f := range all {
		key := int(f.base / max(f.size*0.6, 1))
		rows[key] = append(rows[key], f)
		most = max(most, len(rows[key]))
	}
	var spans [][2]float64
	for _, row := range rows {
		if len(row)*2 >= most {
			for _, f := range row {
				spans = append(spans, [2]float64{f.x0, f.x1})
			}
		}
	}
	slices.SortFunc(spans, func(a, b [2]float64) int {
		if a[0] < b[0] {
			return -1
		} else if a[0] > b[0] {
			return 1
		}
		return 0
	})
	var out [][2]float64
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] < out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

func columnOf(columns [][2]float64, f fragment) int {
	best, least := 0, math.Inf(1)
	for k, c := range columns {
		if d := max(c[0]-f.x1, f.x0-c[1], 0) + math.Abs((c[0]+c[1])/2-(f.x0+f.x1)/2)/1000; d < least {
			best, least = k, d
		}
	}
	return best
}

// reLeader is the row of dots between an entry of a table of contents and its page.
var reLeader = regexp.MustCompile(`^(.*?\S)\s*(?:[.·…_]\s?){4,}\s*(\d{1,4}|[ivxlIVXL]{1,7})?$`)

// contents makes tables of the lines of a table of contents.
func contents(all []paragraph) []paragraph {
	var out []paragraph
	for _, p := range all {
		m := []string(nil)
		if p.kind != db.KindTable {
			m = reLeader.FindStringSubmatch(p.words())
		}
		if m == nil {
			out = append(out, p)
			continue
		}
		row := strings.ReplaceAll(m[1], "|", "/")
		if m[2] != "" {
			row += " | " + m[2]
		}
		if n := len(out); n > 0 && out[n-1].kind == db.KindTable && out[n-1].marker == "contents" {
			out[n-1].rows = append(out[n-1].rows, row)
			continue
		}
		out = append(out, paragraph{kind: db.KindTable, marker: "contents", lines: p.lines[:1], rows: []string{row}})
	}
	return out
}
