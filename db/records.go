package db

import "time"

// BlockKind says what a block of a text is.
type BlockKind string

// The kinds of block a brief is made of.
const (
	KindTitle       BlockKind = "title"
	KindByline      BlockKind = "byline"
	KindPublication BlockKind = "publication"
	KindCaption     BlockKind = "caption"
	KindHeading     BlockKind = "heading"
	KindParagraph   BlockKind = "paragraph"
	KindBullet      BlockKind = "bullet"
	KindQuote       BlockKind = "quote"
	KindTable       BlockKind = "table"
	KindFootnote    BlockKind = "footnote"
)

// BlockKinds lists every kind in the order a chooser shows them.
var BlockKinds = []BlockKind{KindTitle, KindByline, KindPublication, KindCaption, KindHeading,
	KindParagraph, KindBullet, KindQuote, KindTable, KindFootnote}

// SectionSummary is the Section of the blocks that form the executive summary
// (its heading included).
const SectionSummary = "summary"

// Block is a piece of a revision's text with a role in it. Start and End are
// byte offsets, half open; list markers and quote signs lie outside.
type Block struct {
	Kind    BlockKind
	Section string // "" or SectionSummary
	Level   int    // headings 1-6; bullets: nesting depth from 0
	Start   int
	End     int
}

// InlineKind says how a run of words was set apart in the original.
type InlineKind string

// The kinds of inline.
const (
	InlineEmphasis InlineKind = "emphasis"
	InlineStrong   InlineKind = "strong"
	InlineCode     InlineKind = "code"
	InlineLink     InlineKind = "link"
)

// Inline is emphasis or a link beside the text it covers (byte offsets).
type Inline struct {
	Kind   InlineKind
	Target string // a link's address; shown and copied, never opened by the program itself
	Start  int
	End    int
}

// Date keeps what is known of a day: the words as written, the earliest and
// latest day they can mean (ISO 8601, "2024-08-19", or "") and the rule used.
type Date struct {
	Written  string
	Earliest string
	Latest   string
	Rule     string
}

// Brief is what a list shows of a brief; its text is in its Revision.
type Brief struct {
	ID          int64
	UID         string // UUIDv7
	Title       string // without the series prefix
	Series      string // "Brief", without the colon
	Publication string
	Volume      string
	Issue       string
	Author      string
	Published   Date
	Tags        []string
	TLP         TLP   // how far it may be passed on
	Words       int   // words in the current text
	RevisionID  int64 // the current revision
	Annotations int   // annotations not in the trash
	// ReadingPosition is the byte offset of the first words in view when the
	// brief was last read.
	ReadingPosition int
	AddedAt         time.Time
	ChangedAt       time.Time
	TrashedAt       time.Time // zero: not in the trash
}

// Revision is one text of a brief, as imported.
type Revision struct {
	ID         int64
	UID        string
	BriefID    int64
	Text       string // canonical: valid UTF-8, LF, no BOM
	TextSHA256 string // hex
	Blocks     []Block
	Inlines    []Inline
	Pages      []Page
	Part       string // which part of the original it is; "": all of it
	ImportedAt time.Time
}

// Page is where a page of the original begins in the text. Each page has a name
// of its own; see PageAt for pages that begin more than once.
type Page struct {
	Label string // as a citation gives it: "7", "iv"
	Start int    // byte offset
}

// RemarkKind says how one thing about a brief came to be known.
type RemarkKind string

// The kinds of remark.
const (
	RemarkRecognised RemarkKind = "recognised" // the file says so itself
	RemarkGuessed    RemarkKind = "guessed"    // likely, worth a look
	RemarkDropped    RemarkKind = "dropped"    // seen and left out
)

// Remark is a line of the log of an import. Field names what it is about
// ("title", "published", "summary", "encoding", ...); Detail is one plain
// English sentence without a full stop.
type Remark struct {
	Kind   RemarkKind
	Field  string
	Detail string
}

// Original is the imported file, byte for byte.
type Original struct {
	SHA256    string // hex, of Bytes; computed by the library
	Name      string // file name without folder, or "" when pasted
	MediaType string // "text/plain", "text/markdown"
	Encoding  string // "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"
	Bytes     []byte
}

// NewBrief is a brief to be added, whole.
type NewBrief struct {
	Title, Series, Publication, Volume, Issue, Author string
	Published                                         Date
	Tags                                              []string
	TLP                                               TLP
	Text                                              string
	Blocks                                            []Block
	Inlines                                           []Inline
	Pages                                             []Page // in the order of the text
	Original                                          Original
	Part                                              string   // which part of the original it is; "": all of it
	Remarks                                           []Remark // the log of the import
}

// BriefUpdate changes the fields that are not nil. Blocks, when given,
// replaces the blocks of the current revision (the text stays).
type BriefUpdate struct {
	Title, Series, Publication, Volume, Issue, Author *string
	Published                                         *Date
	Tags                                              *[]string
	TLP                                               *TLP
	Blocks                                            *[]Block
}

// BriefOrder is an order of lists.
type BriefOrder string

// The orders of the brief list.
const (
	OrderPublished BriefOrder = "published" // newest publication first, then newest added
	OrderAdded     BriefOrder = "added"     // newest added first
	OrderTitle     BriefOrder = "title"
)

// BriefFilter picks and pages the brief list.
type BriefFilter struct {
	Text    string // words that title, publication or author must hold, folded, and "tlp:red" for a mark; "" for all
	Trashed bool   // the trash instead of the library
	Order   BriefOrder
	Offset  int
	Limit   int // 0: 200
}

// Label is a kind of highlight.
type Label struct {
	ID        int64
	UID       string
	Name      string // "Fact"
	Key       string // "1" to "9", or ""
	Letter    string // "F", shown in the margin
	Colour    string // a name in the palette: fact, judgement, assumption, gap, question
	Underline string // solid, double, dashed, dotted, thick
	Position  int
}

// AnchorState says how sure an annotation's place is.
type AnchorState string

// The states of an anchor.
const (
	AnchorAnchored AnchorState = "anchored" // the words at Start..End are the quote
	AnchorMoved    AnchorState = "moved"
	AnchorReview   AnchorState = "review"
	AnchorDetached AnchorState = "detached"
)

// Annotation is a passage of a revision's text, marked with a label and
// commented. Quote, Prefix and Suffix are the W3C TextQuoteSelector, Start and
// End (byte offsets here) its TextPositionSelector.
type Annotation struct {
	ID         int64
	UID        string
	BriefID    int64
	RevisionID int64
	LabelID    int64 // 0: no label
	Quote      string
	Prefix     string
	Suffix     string
	Start      int
	End        int
	State      AnchorState
	Note       string // Markdown
	CreatedAt  time.Time
	ChangedAt  time.Time
	TrashedAt  time.Time
}

// NewAnnotation is an annotation to be added to a brief's current revision.
type NewAnnotation struct {
	BriefID               int64
	LabelID               int64
	Start, End            int
	Quote, Prefix, Suffix string
	Note                  string
}

// AnnotationUpdate changes the fields that are not nil.
type AnnotationUpdate struct {
	LabelID *int64
	Note    *string
}

// Note is Markdown written by the analyst, about one brief or free.
type Note struct {
	ID      int64
	UID     string
	BriefID int64 // 0: not of a brief
	ActorID int64 // 0: not of an actor
	// ComparisonID is 0 where it is not of a comparison; all three 0: a free note.
	ComparisonID int64
	Title        string
	Body         string
	TLP          TLP // of its own
	Handling     TLP // the strictest of its own and those of what it is about; not stored
	CreatedAt    time.Time
	ChangedAt    time.Time
	TrashedAt    time.Time
}

// NoteVersion is an earlier body of a note.
type NoteVersion struct {
	ID      int64
	NoteID  int64
	Title   string
	Body    string
	SavedAt time.Time
}

// AliasKind says where another name comes from.
type AliasKind string

// The kinds of alias.
const (
	AliasAcronym         AliasKind = "acronym"
	AliasTranslation     AliasKind = "translation"
	AliasTransliteration AliasKind = "transliteration"
	AliasFormerName      AliasKind = "former name"
	AliasNickname        AliasKind = "nickname"
	AliasOther           AliasKind = "other"
)

// Alias is another name of an actor. A weak alias ("the group") never links
// by itself.
type Alias struct {
	ID   int64
	Name string
	Kind AliasKind
	Weak bool
	// Origin says where the name came from: "merged from X", the brief that defined it.
	Origin string
}

// Actor is somebody or something that briefs speak of.
type Actor struct {
	ID        int64
	UID       string
	Name      string
	Kind      string // "armed group", "state", "government body", "military", "company", "person", "place", "media", "other"
	Summary   string
	Aliases   []Alias
	Origin    string    // the list or brief it came from
	LookedAt  time.Time // when its page was last in view
	CreatedAt time.Time
	ChangedAt time.Time
	TrashedAt time.Time
}

// Kind names a kind of record where several are spoken of together.
type Kind string

// The kinds of record that can go to the trash.
const (
	KindBrief      Kind = "brief"
	KindAnnotation Kind = "annotation"
	KindNote       Kind = "note"
	KindActor      Kind = "actor"
)

// Trashed is a row of the trash.
type Trashed struct {
	Kind      Kind
	ID        int64
	Title     string // a brief's title, a note's title, an annotation's quote, an actor's name
	TLP       TLP    // by which a brief, annotation or note is handled
	TrashedAt time.Time
}

// Counts says how much the library holds, the trash left out.
type Counts struct {
	Briefs, Actors, Annotations, Notes, Trashed int
	Review                                      int // annotations whose place another edition left in doubt
}

// Finding is one thing that Check found wrong.
type Finding struct {
	Kind   string // "integrity", "foreign key", "span", "hash", "search"
	Record string // "brief 12", "annotation 7"
	Detail string
}
