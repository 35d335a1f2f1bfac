package db

import "time"

// State says how a finding came about: by reading alone, or by a decision of
// the analyst.
type State string

// The states of findings, which are the verdicts of decisions as well.
const (
	StateFound     State = "found"     // reading found it, nobody has judged it
	StateSettled   State = "settled"   // a mention is this actor
	StateNobody    State = "nobody"    // the words name none of our actors
	StateAdded     State = "added"     // the analyst added it
	StateCorrected State = "corrected" // a citation's source or date was set by the analyst
	StateKept      State = "kept"      // right as found
	StateEdited    State = "edited"    // an event with the analyst's title or date
	StateDismissed State = "dismissed" // no such thing
)

// DecisionKind says what a decision is about.
type DecisionKind string

// The kinds of decision.
const (
	DecideMention    DecisionKind = "mention"     // settled, nobody, added
	DecideCitation   DecisionKind = "citation"    // corrected, dismissed; the span is an item's
	DecideEvent      DecisionKind = "event"       // kept, edited, added, dismissed; the span is the sentence, Key is EventKey
	DecideCheck      DecisionKind = "check"       // kept, dismissed; Key is the check's kind
	DecideAcronym    DecisionKind = "acronym"     // dismissed; Key is the short form
	DecideNewName    DecisionKind = "new name"    // dismissed; no brief, Key is the folded name
	DecideSameSource DecisionKind = "same source" // dismissed; no brief, Key is SameSourceKey
)

// Decision is what the analyst said of a finding. It outlives the finding:
// reading again lays it over what is found.
type Decision struct {
	ID         int64
	UID        string
	Kind       DecisionKind
	BriefID    int64 // 0: about the whole library
	RevisionID int64
	Start, End int // byte offsets in the revision's text
	Quote      string
	Prefix     string
	Suffix     string
	Key        string
	Verdict    State // "" takes the decision back
	ActorID    int64 // mentions
	Text       string
	Date       Date
	DecidedAt  time.Time
}

// Source is an outlet that briefs cite.
type Source struct {
	ID          int64
	UID         string
	Name        string
	Kind        SourceKind
	Reliability string // "A" to "F" of the Admiralty code, or "" (not graded); "F" means unknown, not worst
	Publisher   string // the house; sources of one house are not independent
	Notes       string
	Variants    []string // the spellings under which it is cited, its name among them
	Citations   int      // in briefs that are not in the trash
	Briefs      int
	CreatedAt   time.Time
	ChangedAt   time.Time
}

// SourceKind says what kind of outlet a source is.
type SourceKind string

// The kinds of source.
const (
	SourceUnknown   SourceKind = ""
	SourceAgency    SourceKind = "news agency"
	SourcePaper     SourceKind = "newspaper or magazine"
	SourceBroadcast SourceKind = "broadcaster"
	SourceSocial    SourceKind = "social media"
	SourceOfficial  SourceKind = "official"
	SourceResearch  SourceKind = "research"
	SourceOther     SourceKind = "other"
)

// SourceKinds lists every kind in the order a chooser shows them.
var SourceKinds = []SourceKind{SourceUnknown, SourceAgency, SourcePaper, SourceBroadcast, SourceSocial, SourceOfficial, SourceResearch, SourceOther}

// SourceUpdate changes the fields that are not nil.
type SourceUpdate struct {
	Name, Reliability, Publisher, Notes *string
	Kind                                *SourceKind
}

// SourceOrder is an order of the source list. The sources of a brief always
// come most cited first.
type SourceOrder string

// The orders of the source list.
const (
	SourcesByName  SourceOrder = ""
	SourcesByCount SourceOrder = "citations" // most first
)

// SourceFilter picks and pages sources.
type SourceFilter struct {
	Text    string // folded words that the name or a variant must hold
	BriefID int64  // 0: of the whole library; Citations then counts this brief's alone
	Order   SourceOrder
	Offset  int
	Limit   int // 0: 200
}

// Citation is one cited source with its date, where a text cites it.
type Citation struct {
	ID                   int64
	BriefID, RevisionID  int64
	GroupStart, GroupEnd int // the bracket
	Start, End           int // the source and its own date
	Signal               string
	Outlet               string // as written
	Handle               string
	Date                 Date
	SourceID             int64
	Source               string // the record's name
	Reliability          string
	Publisher            string
	State                State
}

// CitationFilter picks and pages citations; one of BriefID and SourceID is given.
type CitationFilter struct {
	BriefID  int64
	SourceID int64
	Offset   int
	Limit    int // 0: all
}

// CitedPassage is a citation with the words that rest on it.
type CitedPassage struct {
	Citation
	Brief     Brief
	Paragraph int    // the number of the body paragraph, from 1; 0: elsewhere
	Sentence  string // the sentence that the bracket stands in, without the bracket
}

// Mention is a place where a text names an actor.
type Mention struct {
	ID                  int64
	BriefID, RevisionID int64
	Start, End          int
	Alias               string
	ActorID             int64 // 0: nobody
	Actor               string
	State               State
	Ambiguous           bool // several actors bear the name and nobody has said which is meant
}

// MentionInContext is one line of an actor's page.
type MentionInContext struct {
	Mention
	Brief                Brief
	Paragraph            int // the number of the body paragraph, from 1; 0: elsewhere
	Before, Words, After string
	New                  bool // imported since the page was last looked at
}

// MonthCount is how often an actor is named in the briefs of a month.
type MonthCount struct {
	Month string // "2024-08"
	Count int
}

// BriefActor is an actor as one brief has it.
type BriefActor struct {
	Actor     Actor
	Count     int // mentions in the brief
	Ambiguous int // of those, not settled
	First     int // start of the first
}

// ActorRow is what a list shows of an actor.
type ActorRow struct {
	Actor    Actor
	Mentions int
	Briefs   int
	New      int // mentions in briefs imported since its page was last looked at
}

// ActorOrder is an order of the actor list.
type ActorOrder string

// The orders of the actor list.
const (
	OrderName     ActorOrder = "name"
	OrderMentions ActorOrder = "mentions" // most first
)

// ActorFilter picks and pages the actor list.
type ActorFilter struct {
	Text   string // folded words that the name or an alias must hold
	Kind   string
	Order  ActorOrder
	Offset int
	Limit  int // 0: 200
}

// ActorUpdate changes the fields that are not nil. Aliases replaces them all;
// those that carry an ID keep their origin.
type ActorUpdate struct {
	Name, Kind, Summary *string
	Aliases             *[]Alias
}

// ActorKinds lists every kind of actor in the order a chooser shows them.
var ActorKinds = []string{"armed group", "state", "government body", "military", "company", "person", "place", "media", "other"}

// AliasKinds lists every kind of alias in the order a chooser shows them.
var AliasKinds = []AliasKind{AliasAcronym, AliasTranslation, AliasTransliteration, AliasFormerName, AliasNickname, AliasOther}

// ActorName is one spelling to search texts for.
type ActorName struct {
	ActorID int64
	Name    string
	Acronym bool // an alias of that kind
	Weak    bool
}

// RelationKind says how two actors stand to each other.
type RelationKind string

// The kinds of relation, read from the actor to the other.
const (
	RelationPartOf      RelationKind = "part of"
	RelationSuccessorOf RelationKind = "successor of"
	RelationAlliedWith  RelationKind = "allied with"
	RelationFights      RelationKind = "fights"
	RelationSupports    RelationKind = "supports"
	RelationCommands    RelationKind = "commands"
	RelationOther       RelationKind = "other"
)

// RelationKinds lists every kind in the order a chooser shows them.
var RelationKinds = []RelationKind{RelationPartOf, RelationSuccessorOf, RelationAlliedWith, RelationFights, RelationSupports, RelationCommands, RelationOther}

// Relation is how an actor stands to another, from when to when, and the
// annotation that is the evidence for it.
type Relation struct {
	ID           int64
	UID          string
	ActorID      int64
	OtherID      int64
	Actor, Other string // their names
	Kind         RelationKind
	Since, Until Date
	AnnotationID int64  // 0: none
	Evidence     string // the annotation's quote
	EvidenceOf   int64  // the annotation's brief
	Remark       string
	Passages     int // sentences of the library that name both actors
	CreatedAt    time.Time
	ChangedAt    time.Time
}

// Event is a dated statement of a text.
type Event struct {
	ID                  int64
	BriefID, RevisionID int64
	Start, End          int // the sentence
	DateStart, DateEnd  int // the words of the date; empty when the analyst dated it
	Title               string
	Sentence            string
	Date                Date
	State               State
	BriefTitle          string
	Publication         string
	Sources             []string // the sources cited by the sentence
	Actors              []string // named in the sentence
}

// EventFilter picks events: those of briefs, of an actor (in whose sentences it
// is named), or of all; by date.
type EventFilter struct {
	BriefIDs []int64
	ActorID  int64
	States   []State // nil: all but dismissed
	From, To string  // ISO days; "" for no bound
	Offset   int
	Limit    int // 0: 500
}

// Phrase is a capitalised phrase that recurs and names nobody yet.
type Phrase struct {
	Name   string
	Key    string // folded
	Uses   int
	Briefs int
	// An example: the first use in the brief asked for, or in the newest brief.
	BriefID    int64
	Start, End int
}

// Findings is what was read from one brief's current text, to be stored.
type Findings struct {
	BriefID, RevisionID int64
	// AsOf is the brief's ChangedAt when it was read: what was read before an
	// edit is not stored. Zero: not checked.
	AsOf      time.Time
	Citations []FoundCitation
	Mentions  []FoundMention
	Events    []FoundEvent
	Phrases   []FoundPhrase
}

// FoundCitation is a cited source as reading found it.
type FoundCitation struct {
	GroupStart, GroupEnd   int
	Start, End             int
	Signal, Outlet, Handle string
	Date                   Date
	Kind                   SourceKind // for a source that is new
	Publisher              string     // for a source that is new, where known
}

// FoundMention is a name as reading found it, with all who bear it.
type FoundMention struct {
	Start, End int
	Alias      string
	Actors     []int64
}

// FoundEvent is a dated statement as reading found it.
type FoundEvent struct {
	Start, End         int
	DateStart, DateEnd int
	Date               Date
}

// FoundPhrase is a capitalised phrase as reading found it.
type FoundPhrase struct {
	Name       string
	Uses       int
	Start, End int
}

// BriefText is a brief's current text, for passes over the whole library.
type BriefText struct {
	BriefID, RevisionID int64
	Text                string
}

// NameChange is a name to search the texts for again.
type NameChange struct {
	ID   int64
	Name string
}

// Rearrangement is a merge or a split, kept with what undoing it takes.
type Rearrangement struct {
	ID       int64
	Kind     string // MergeOfActors, SplitOfActor, MergeOfSources
	IntoID   int64
	FromID   int64
	FromName string
	DoneAt   time.Time
	UndoneAt time.Time // zero: in force
}

// ActorImport is one row of an actor list: a new actor, or names for one that
// is there.
type ActorImport struct {
	Actor Actor
	Into  int64 // 0: a new actor; else aliases (the row's name too) and an empty summary go to this one
}
