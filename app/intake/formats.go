package intake

import (
	"path/filepath"
	"slices"
	"strings"

	"sidelight/app/intake/archive"
	"sidelight/app/intake/book"
	"sidelight/app/intake/format"
	"sidelight/app/intake/mail"
	"sidelight/app/intake/office"
	"sidelight/app/intake/pdf"
	"sidelight/app/intake/rtf"
	"sidelight/app/intake/tables"
	"sidelight/app/intake/web"
)

// Format is a kind of file that can be imported. What the window, the command
// line and the desktop say about formats comes from this table.
type Format struct {
	Name       string   // as a list of formats has it: "web pages"
	Extensions []string // in small letters, with the dot
	MediaTypes []string // for which a desktop offers the program; none where other programs come first

	// begins knows a file by its first bytes and, where these do not tell, by its
	// name. Nil: a text that no other format claims.
	begins func(name string, data []byte) bool
	read   format.Reader
	table  bool // of articles, whose columns can be chosen; read is not used
}

// formats are asked in this order; an archive that is a document of some kind
// stands above the archives.
var formats = []Format{
	{Name: "plain text", Extensions: []string{".txt", ".text"}, MediaTypes: []string{"text/plain"}},
	{Name: "Markdown", Extensions: []string{".md", ".markdown"}, MediaTypes: []string{"text/markdown"}},
	{Name: "PDF", Extensions: []string{".pdf"}, MediaTypes: []string{"application/pdf"}, begins: pdf.Known, read: pdf.Read},
	{Name: "saved web pages", Extensions: []string{".html", ".htm", ".xhtml"}, MediaTypes: []string{"text/html", "application/xhtml+xml"}, begins: web.Known, read: web.Read},
	{Name: "web archives", Extensions: []string{".mhtml", ".mht"}, MediaTypes: []string{"multipart/related", "application/x-mimearchive"}, begins: web.KnownArchive, read: web.ReadArchive},
	{Name: "Word documents (.docx)", Extensions: []string{".docx", ".docm"}, MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, begins: office.KnownDOCX, read: office.ReadDOCX},
	{Name: "OpenDocument texts (.odt)", Extensions: []string{".odt"}, MediaTypes: []string{"application/vnd.oasis.opendocument.text"}, begins: office.KnownODT, read: office.ReadODT},
	{Name: "Rich Text documents (.rtf)", Extensions: []string{".rtf"}, MediaTypes: []string{"application/rtf"}, begins: rtf.Known, read: rtf.Read},
	{Name: "EPUB books", Extensions: []string{".epub"}, MediaTypes: []string{"application/epub+zip"}, begins: book.Known, read: book.Read},
	{Name: "mail (.eml)", Extensions: []string{".eml"}, MediaTypes: []string{"message/rfc822"}, begins: mail.Known, read: mail.Read},
	{Name: "tables of articles (.csv, .json)", Extensions: []string{".csv", ".tsv", ".json", ".jsonl", ".ndjson"}, begins: tables.Known, table: true},
	{Name: "ZIP archives of these", Extensions: []string{".zip"}, begins: archive.Known, read: archive.Read},
}

// Formats is the table of what can be imported.
func Formats() []Format { return slices.Clone(formats) }

// FormatNames are the names of all formats, for a list of them.
func FormatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// Extensions are those of all formats, in small letters.
func Extensions() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.Extensions...)
	}
	return all
}

// Sniffable reports whether an import of a folder takes the file, judging by
// its name alone.
func Sniffable(path string) bool {
	return !strings.HasPrefix(filepath.Base(path), ".") && slices.Contains(Extensions(), strings.ToLower(filepath.Ext(path)))
}

// formatOf finds the format of a file; one without a reader is plain text or
// Markdown.
func formatOf(name string, data []byte) Format {
	for _, f := range formats {
		if f.begins != nil && f.begins(name, data) {
			return f
		}
	}
	return Format{}
}
