package roster_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"sidelight/app/roster"
	"sidelight/db"
)

func parseFile(t *testing.T, name string) roster.List {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	list, err := roster.Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// told puts a row on one line: "3 Name (kind): alias [kind, weak], ...".
func told(row roster.Row) string {
	s := fmt.Sprintf("%d %s (%s)", row.Line, row.Actor.Name, row.Actor.Kind)
	if row.Guessed {
		s = fmt.Sprintf("%d %s (%s?)", row.Line, row.Actor.Name, row.Actor.Kind)
	}
	for i, a := range row.Actor.Aliases {
		s += map[bool]string{true: ": ", false: ", "}[i == 0] + a.Name + " [" + string(a.Kind)
		if a.Weak {
			s += ", weak"
		}
		s += "]"
	}
	if row.Problem != "" {
		s += " !" + string(row.Problem)
	}
	for _, r := range row.Remarks {
		s += " // " + r.String()
	}
	return s
}

func tellAll(list roster.List) []string {
	var all []string
	for _, row := range list.Rows {
		all = append(all, told(row))
	}
	return all
}

func remarks(list roster.List) []string {
	var all []string
	for _, r := range list.Remarks {
		all = append(all, r.String())
	}
	return all
}

func check(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParse_Table(t *testing.T) {
	t.Parallel()
	// given a table with semicolons, headers of its own and a row without a name
	list := parseFile(t, "groups.csv")
	// then each row is an actor with the line it starts on, and the columns that mean nothing are named
	check(t, roster.FormatCSV, list.Format)
	check(t, []string{
		"2 Grey Heron Brigades (armed group): Brigades of the Grey Heron [other], the herons [other, weak], GHB [acronym], Marsh Defence Union [former name]",
		"3 Ministry of Tides (government body)",
		"5  (company): Nameless Ltd [other] !there is no name",
		"6 Harbour Shipping Ltd (company?): Harbour Lines [other], HSL [acronym]",
	}, tellAll(list))
	check(t, []string{"not used: Country"}, remarks(list))
	check(t, "Runs the harbours;\nand the lighthouses.", list.Rows[1].Actor.Summary)
	check(t, "groups", list.Rows[0].Actor.Origin)
}

func TestParse_Spellings(t *testing.T) {
	t.Parallel()
	want := []string{"2 Émirs of the Quay (person): EQ [acronym], Quay Lords [other]"}
	for name, text := range map[string]string{
		"commas":          "name,kind,aliases\nÉmirs of the Quay,person,EQ;Quay Lords\n",
		"semicolons":      "NAME;Actor type;a.k.a.\nÉmirs of the Quay;individual;\"EQ; Quay Lords\"",
		"tabs":            "Actor name\tCategory\tOther names\nÉmirs of the Quay\tPerson\tEQ|Quay Lords\n\n",
		"line ends":       "group_name,kind,aliases\r\nÉmirs of the Quay,person,\"EQ\r\nQuay Lords\"\r\n",
		"old line ends":   "name,kind,synonyms\rÉmirs of the Quay,person,EQ;Quay Lords\r",
		"blanks":          "name, kind, aliases\n Émirs  of the Quay , person , \"EQ ; Quay Lords\" \n",
		"other order":     "aliases,kind,name\nEQ|Quay Lords,person,Émirs of the Quay\n",
		"more cells":      "name,kind,aliases\nÉmirs of the Quay,person,EQ;Quay Lords,,\n",
		"columns of kind": "name,kind,abbreviation,aliases\nÉmirs of the Quay,person,EQ,Quay Lords\n",
		"brackets":        "name,kind,aliases\nÉmirs of the Quay (EQ),person,Quay Lords\n",
	} {
		for encoding, encoder := range map[string]encoding.Encoding{
			"UTF-8": encoding.Nop, "UTF-8 with a mark": unicode.UTF8BOM, "Windows-1252": charmap.Windows1252,
			"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "big UTF-16": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
			"UTF-16 without a mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		} {
			data, err := encoder.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			list, err := roster.Parse("x.csv", data)
			if err != nil {
				t.Errorf("%s, %s: %v", name, encoding, err)
				continue
			}
			if diff := cmp.Diff(want, tellAll(list)); diff != "" {
				t.Errorf("%s, %s: %s", name, encoding, diff)
			}
		}
	}
}

func TestParse_Names(t *testing.T) {
	t.Parallel()
	list := parseFile(t, "names.txt")
	check(t, roster.FormatNames, list.Format)
	check(t, []string{
		"1 Grey Heron Brigades (armed group?)",
		"2 Committee of the Two Rivers (other?): CTR [acronym]",
		"4 Front of the Salt Road, Northern Wing (other?)",
		`5 "Old Lighthouse" Circle (other?)`,
	}, tellAll(list))
}

func TestParse_PlainJSON(t *testing.T) {
	t.Parallel()
	list := parseFile(t, "plain.json")
	check(t, roster.FormatJSON, list.Format)
	check(t, []string{
		"2 Grey Heron Brigades (armed group?)",
		"3 Committee of the Two Rivers (other): CTR [acronym], Two Rivers Committee [other], River People [nickname, weak]",
		"5 Salt Road Post (media): SRP [acronym], The Post [other]",
		"6  (other?) !this is no name and no record",
		"7  (other?): Nobody [other] !there is no name",
	}, tellAll(list))
	check(t, "A weekly.", list.Rows[2].Actor.Summary)
	check(t, []string{"not used: founded"}, remarks(list))
}

// TestParse_Listed: where a list tells the name as listed, brackets hold names
// and explanations.
func TestParse_Listed(t *testing.T) {
	t.Parallel()
	list := parseFile(t, "listed.json")
	check(t, []string{
		"2 Grey Heron Brigades (armed group?): GHB [acronym], Brigades of the Marsh [other], the Marsh Brigades [other], MaB [acronym], " +
			"Heron Legion [other], The Feathered [other, weak], HL [acronym], the Herons [other, weak]",
		"5 Kato (other?)",
	}, tellAll(list))
	check(t, "0b6f2d5e-7d0c-5a57-9f63-3f1f9c1c2a10", list.Rows[0].Actor.UID)
}

func TestParse_MISP(t *testing.T) {
	t.Parallel()
	list := parseFile(t, "cluster.json")
	check(t, roster.FormatMISP, list.Format)
	check(t, "Coastal actors", list.Name)
	check(t, []string{
		"7 PALE LANTERN (other?): Lantern Crew [other], PL-7 [acronym]",
		"10 Quiet Anchor (other?): Anchor Unit [other]",
		"11  (other?): Without a value [other] !there is no name",
	}, tellAll(list))
	check(t, "Reads other people's charts.", list.Rows[0].Actor.Summary)
	check(t, "Coastal actors", list.Rows[0].Actor.Origin)
	check(t, []string{"not used: country, refs"}, remarks(list))
}

func TestParse_STIX(t *testing.T) {
	t.Parallel()
	list := parseFile(t, "bundle.json")
	check(t, roster.FormatSTIX, list.Format)
	check(t, []string{
		"5 Ministry of Tides (government body?)",
		"7 Harbour Master of Lorin (person?): The Old Pilot [other]",
		"9 Grey Heron Brigades (armed group?): GHB [acronym]",
		"10 Pale Lantern (other?): Lantern Crew [other]",
		"11 Lorin (place?)",
		"12 Gone Group (armed group?) !the publisher of the list has withdrawn it",
	}, tellAll(list))
	check(t, []string{"relations to others than actors, not taken: 1", "other objects, not taken: 1 campaign, 2 malware"}, remarks(list))
	day := db.Date{Written: "2021-03-04", Earliest: "2021-03-04", Latest: "2021-03-04"}
	check(t, []roster.Relation{{To: 0, Kind: db.RelationOther, Since: day, Remark: "attributed to"}}, list.Rows[3].Relations)
	check(t, []roster.Relation{{To: 1, Kind: db.RelationAlliedWith}}, list.Rows[2].Relations)
	check(t, []roster.Relation{{To: 0, Kind: db.RelationPartOf}}, list.Rows[1].Relations)
	check(t, "6c0f5e1e-0000-4000-8000-000000000004", list.Rows[2].Actor.UID)
}

// TestParse_Joins: an actor that a list names twice is one row.
func TestParse_Joins(t *testing.T) {
	t.Parallel()
	list, err := roster.Parse("twice.csv", []byte("name,kind,aliases,summary\n"+
		"Salt Road Column,,SRC,\nKáto,person,,\nSALT ROAD  COLUMN,armed group,SRC;Salt Men,Guards wells.\nKato,place,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, []string{
		"2 Salt Road Column (armed group): SRC [acronym], SALT ROAD COLUMN [other], Salt Men [other] // named again, and joined: line 4",
		"3 Káto (person)",
		"5 Kato (place)",
	}, tellAll(list))
	check(t, "Guards wells.", list.Rows[0].Actor.Summary)
}

// TestParse_Problems: what is wrong with one row keeps no other out.
func TestParse_Problems(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 301)
	var many []string
	for i := range 502 {
		many = append(many, fmt.Sprintf("Alias %d", i))
	}
	text := "name,kind,aliases,summary\n" +
		"\"Never closed,person,,\n" + // 2
		"Second,person,,\n" +
		"Hezb, Northern,person,x,y,z\n" + // 4: more cells than columns
		long + ",person,,\n" +
		"Nul\x00 and\x1b bell\x07,cult,A\x00B,\n" +
		"Many,person," + strings.Join(many, ";") + ";" + long + "," + strings.Repeat("s", 20_001) + "\n" +
		"\"Text\" behind a mark,person,,\n" +
		"Inner \"mark\",person,,\n" +
		"Wide" + strings.Repeat(",", 1000) + "\n" +
		"Last,person,Last;;Last,"
	list, err := roster.Parse("x.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range list.Rows {
		row.Actor.Name, row.Actor.Aliases = strings.ReplaceAll(row.Actor.Name, "é", ""), row.Actor.Aliases[:min(1, len(row.Actor.Aliases))]
		got = append(got, told(row))
	}
	check(t, []string{
		"2  (other?) !a quotation mark that opens a cell is not closed at its end",
		"3 Second (person)",
		"4 Hezb (other?): person [other] !the row has more cells than the header has columns // a kind that is not known here: Northern",
		"5  (person) !the name is longer than 300 characters",
		"6 Nul and bell (other?): AB [acronym] // a kind that is not known here: cult",
		"7 Many (person): Alias 0 [other] // too long for an alias, and left out: 1 // more aliases than are taken: 2 // the summary is cut: 20001",
		"8  (other?) !a quotation mark that opens a cell is not closed at its end",
		`9 Inner "mark" (person)`,
		"10 Wide (other?) !the row has more than 1,000 cells",
		"11 Last (person)",
	}, got)
	check(t, 500, len(list.Rows[5].Actor.Aliases))
	check(t, 20_000, len(list.Rows[5].Actor.Summary))
}

// TestParse_Refused: a list that cannot be read is refused with one sentence
// that names the line.
func TestParse_Refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data string
		want error
		line string
	}{
		"nothing":             {"", roster.ErrEmpty, ""},
		"blanks":              {" \n\t\n", roster.ErrEmpty, ""},
		"invisible":           {"\ufeff\n\ufeff", roster.ErrNoActors, ""},
		"a workbook":          {"PK\x03\x04\x14\x00", roster.ErrNotText, ""},
		"bytes":               {"\x01\x02\x03\x04\x05\x06 a name", roster.ErrNotText, ""},
		"a web page":          {"<!doctype html><p>Actors</p>", roster.ErrMarkup, ""},
		"no name column":      {"\n\nkind,aliases\nperson,X\n", roster.ErrNoName, "line 3: "},
		"no header":           {"Grey Heron,person\nSalt Road,place\n", roster.ErrNoHeader, ""},
		"only a header":       {"name,kind\n", roster.ErrNoActors, ""},
		"an empty array":      {"[]", roster.ErrNoActors, ""},
		"many columns":        {"name" + strings.Repeat(",kind", 1_000_000), roster.ErrWideTable, "line 1: "},
		"many rows":           {strings.Repeat("a\n", 200_001), roster.ErrManyRows, ""},
		"too large":           {strings.Repeat("x", roster.MaxFile+1), roster.ErrTooLarge, ""},
		"truncated":           {"[\n{\"name\": \"A\"},\n{\"name\": \"B", roster.ErrCutShort, "line 3: "},
		"truncated in words":  {"[\n\"A\nB\n", roster.ErrJSON, "line 2: "},
		"truncated at a line": {"[\n{\"name\": \"B\n\n", roster.ErrCutShort, "line 2: "},
		"truncated after all": {"[\n\"A\",\n", roster.ErrCutShort, "line 2: "},
		"a missing comma":     {"[\n\"A\"\n\"B\"]", roster.ErrJSON, "line 3: "},
		"two documents":       {"[\"A\"]\n[\"B\"]", roster.ErrJSON, "line 2: "},
		"nested":              {strings.Repeat("[", 100_000), roster.ErrTooDeep, "line 1: "},
		"another document":    {`{"name": "A", "values": 3}`, roster.ErrShape, ""},
		"only malware":        {`{"type": "bundle", "objects": [{"type": "malware"}]}`, roster.ErrNoActors, ""},
	} {
		_, err := roster.Parse("x", []byte(c.data))
		if !errors.Is(err, c.want) || !strings.HasPrefix(fmt.Sprint(err), c.line) || strings.Contains(fmt.Sprint(err), "\n") {
			t.Errorf("%s: error %v, want %s%v", name, err, c.line, c.want)
		}
	}
}

// TestParse_DamagedUTF8: a broken byte costs a character, not the list.
func TestParse_DamagedUTF8(t *testing.T) {
	t.Parallel()
	list, err := roster.Parse("x", []byte("[\"Café Élan Été Île Âge Œuvre Noël Ça Où Là Événement\", \"Sal\xfft Road\"]"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "Sal\uFFFDt Road", list.Rows[1].Actor.Name)
}

// TestParse_SharedList reads the list of listed entities that may lie beside
// the checkout.
func TestParse_SharedList(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "..", "shared", "actors", "canada-listed-terrorist-entities.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("there is no shared list beside the checkout")
	}
	list, err := roster.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	check(t, 90, len(list.Rows))
	names := map[string]db.AliasKind{}
	for _, row := range list.Rows {
		if row.Problem != "" || row.Actor.Kind != "armed group" || row.Actor.UID == "" {
			t.Errorf("%s", told(row))
		}
		if strings.ContainsAny(row.Actor.Name, "()") || strings.TrimSpace(row.Actor.Name) == "" {
			t.Errorf("name %q", row.Actor.Name)
		}
		for _, a := range row.Actor.Aliases {
			names[row.Actor.Name+"/"+a.Name] = a.Kind
		}
	}
	// each of these stands in the list, at the end of a name or of an alias
	for name, kind := range map[string]db.AliasKind{
		"Al Qaida in the Arabian Peninsula/AQAP": db.AliasAcronym, "Lashkar-e-Tayyiba/JuD": db.AliasAcronym, "Combat 18/C18": db.AliasAcronym,
		"Al-Gama'a al-Islamiyya/IG": db.AliasAcronym, "Hamas/Islamic Resistance Movement": db.AliasOther, "Aum Shinrikyo/Aum": db.AliasAcronym,
		"Jama’at Nusrat Al-Islam Wal-Muslimin/JNIM": db.AliasAcronym, "Ansarallah/": "",
	} {
		if got := names[name]; got != kind {
			t.Errorf("%s is %q, want %q", name, got, kind)
		}
	}
}

// TestParse_Large: the largest list is read without fuss.
func TestParse_Large(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	b.WriteString("name,aliases\n")
	for i := range roster.MaxRows {
		fmt.Fprintf(&b, "Actor %d,\"Alias %d; A%d\"\n", i, i, i)
	}
	list, err := roster.Parse("x.csv", b.Bytes())
	if err != nil || len(list.Rows) != roster.MaxRows || len(list.Rows[7].Actor.Aliases) != 2 {
		t.Fatalf("%d rows, error %v", len(list.Rows), err)
	}
}
