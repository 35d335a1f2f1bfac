-- What is read from the texts, and what the analyst decided about it.
--
-- citation, mention, event and phrase are derived: reading a text again
-- replaces them. What the analyst decided is in decision alone, with the words
-- it was about, and is laid over what is found each time it is stored: as rows
-- of its own, with the verdict as their state, before which the rows found are
-- hidden. So taking a decision back needs no reading.

-- Which texts have been read, and by which rules.
CREATE TABLE reading (
    revision_id INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
    rules       TEXT NOT NULL,
    read_at     INTEGER NOT NULL
) STRICT;

-- Names that came, went or changed hands since the texts were last searched
-- for them.
CREATE TABLE name_change (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
) STRICT;

-- Choices that belong to the library, not to the window.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL, -- folded
    kind        TEXT NOT NULL,
    reliability TEXT NOT NULL, -- A-F, or '' (not graded)
    publisher   TEXT NOT NULL, -- the house; sources of one house are not independent
    notes       TEXT NOT NULL,
    kept        INTEGER NOT NULL, -- 1: the analyst edited it; stays when nothing cites it
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX source_by_name ON source (name_key, id);

-- The spellings under which texts cite a source.
CREATE TABLE source_variant (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    name      TEXT NOT NULL,
    name_key  TEXT NOT NULL UNIQUE -- folded
) STRICT;
CREATE INDEX source_variant_source ON source_variant (source_id);

-- One cited source with its date; those of one bracket share its span.
CREATE TABLE citation (
    id          INTEGER PRIMARY KEY,
    brief_id    INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    group_start INTEGER NOT NULL,
    group_end   INTEGER NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    signal      TEXT NOT NULL,
    outlet      TEXT NOT NULL, -- as written
    handle      TEXT NOT NULL,
    written     TEXT NOT NULL,
    earliest    TEXT NOT NULL,
    latest      TEXT NOT NULL,
    rule        TEXT NOT NULL,
    source_id   INTEGER NOT NULL REFERENCES source (id),
    state       TEXT NOT NULL, -- found, corrected, dismissed
    hidden      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX citation_revision ON citation (revision_id, group_start, start_byte);
CREATE INDEX citation_source ON citation (source_id, hidden, brief_id, revision_id, state); -- all that counting a source's takes
CREATE INDEX citation_brief ON citation (brief_id);

-- A place that names an actor. A name that several actors share has a row for
-- each.
CREATE TABLE mention (
    id          INTEGER PRIMARY KEY,
    brief_id    INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    alias       TEXT NOT NULL, -- the name that matched, as the actor has it
    actor_id    INTEGER REFERENCES actor (id) ON DELETE CASCADE, -- NULL: nobody
    state       TEXT NOT NULL, -- found, settled, added, nobody
    hidden      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mention_revision ON mention (revision_id, start_byte);
CREATE INDEX mention_actor ON mention (actor_id, hidden, brief_id, revision_id); -- all that counting an actor's takes
CREATE INDEX mention_brief ON mention (brief_id);
CREATE INDEX mention_alias ON mention (alias);

-- A dated statement: the sentence, the date in it, and the day it means.
CREATE TABLE event (
    id          INTEGER PRIMARY KEY,
    brief_id    INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    start_byte  INTEGER NOT NULL, -- the sentence
    end_byte    INTEGER NOT NULL,
    date_start  INTEGER NOT NULL, -- the words of the date; empty when the analyst dated it
    date_end    INTEGER NOT NULL,
    title       TEXT NOT NULL, -- the analyst's words, or '' for the sentence itself
    written     TEXT NOT NULL,
    earliest    TEXT NOT NULL,
    latest      TEXT NOT NULL,
    rule        TEXT NOT NULL,
    state       TEXT NOT NULL, -- found, kept, edited, added, dismissed
    hidden      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX event_revision ON event (revision_id, start_byte);
CREATE INDEX event_brief ON event (brief_id);
-- All that ordering and paging takes, without a look at the rows.
CREATE INDEX event_by_date ON event (earliest, latest, brief_id, start_byte, date_start, revision_id, hidden, state);

-- Capitalised phrases that may be names of somebody who is nobody yet. Briefs
-- in the trash have none, so that counting them over the library reads nothing
-- but phrase_by_name (0.1 s for 300,000, against 0.6 s with a look at each
-- brief).
CREATE TABLE phrase (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    name_key    TEXT NOT NULL, -- folded
    name        TEXT NOT NULL, -- as written first
    uses        INTEGER NOT NULL,
    start_byte  INTEGER NOT NULL, -- of the first
    end_byte    INTEGER NOT NULL,
    PRIMARY KEY (revision_id, name_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX phrase_by_name ON phrase (name_key, uses);

-- What the analyst confirmed, corrected or dismissed. The words it was about
-- stay with it, so that it can be found again in a changed text.
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL, -- mention, citation, event, check, acronym, new name, same source
    brief_id    INTEGER REFERENCES brief (id) ON DELETE CASCADE, -- NULL: about the whole library
    revision_id INTEGER REFERENCES revision (id) ON DELETE CASCADE,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    quote       TEXT NOT NULL,
    prefix      TEXT NOT NULL,
    suffix      TEXT NOT NULL,
    key         TEXT NOT NULL, -- what else tells it apart: the kind of check, where an event's date begins, a folded name
    verdict     TEXT NOT NULL, -- settled, nobody, added, corrected, kept, edited, dismissed
    actor_id    INTEGER REFERENCES actor (id) ON DELETE CASCADE,
    text        TEXT NOT NULL, -- an event's title, a citation's source
    written     TEXT NOT NULL,
    earliest    TEXT NOT NULL,
    latest      TEXT NOT NULL,
    rule        TEXT NOT NULL,
    decided_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX decision_of_words ON decision (kind, ifnull(revision_id, 0), start_byte, end_byte, key);
CREATE INDEX decision_brief ON decision (brief_id, kind);
CREATE INDEX decision_revision ON decision (revision_id);
CREATE INDEX decision_actor ON decision (actor_id);

CREATE TABLE relation (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            TEXT NOT NULL UNIQUE,
    actor_id       INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    other_id       INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL,
    since_written  TEXT NOT NULL,
    since_earliest TEXT NOT NULL,
    since_latest   TEXT NOT NULL,
    until_written  TEXT NOT NULL,
    until_earliest TEXT NOT NULL,
    until_latest   TEXT NOT NULL,
    annotation_id  INTEGER REFERENCES annotation (id) ON DELETE SET NULL, -- its evidence
    remark         TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    changed_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_actor ON relation (actor_id);
CREATE INDEX relation_other ON relation (other_id);
CREATE INDEX relation_annotation ON relation (annotation_id);

-- Merges and splits, with all that undoing them takes.
CREATE TABLE rearrangement (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL, -- merge actors, split actor, merge sources
    into_id   INTEGER NOT NULL, -- the actor or source that gained (of a split: that was split)
    from_id   INTEGER NOT NULL, -- the one that gave (of a split: that was made)
    from_name TEXT NOT NULL,
    detail    TEXT NOT NULL, -- JSON
    done_at   INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;
CREATE INDEX rearrangement_into ON rearrangement (into_id);

ALTER TABLE actor ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- the list or brief it came from
ALTER TABLE actor ADD COLUMN looked_at INTEGER; -- when its page was last in view
ALTER TABLE actor ADD COLUMN merged_into INTEGER REFERENCES actor (id) ON DELETE SET NULL;
CREATE INDEX actor_merged ON actor (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX actor_listed ON actor (name_key, id, kind) WHERE trashed_at IS NULL AND merged_into IS NULL;
ALTER TABLE alias ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- "merged from X", the brief that defined it
DROP INDEX alias_by_name;
CREATE INDEX alias_by_name ON alias (name_key, actor_id);

-- When a text was imported, without a look at the text.
CREATE INDEX revision_imported ON revision (id, imported_at);

ALTER TABLE note ADD COLUMN actor_id INTEGER REFERENCES actor (id) ON DELETE CASCADE;
CREATE INDEX note_actor ON note (actor_id);
CREATE UNIQUE INDEX note_of_actor ON note (actor_id) WHERE actor_id IS NOT NULL AND trashed_at IS NULL;
