-- Full text, saved searches, and what was opened last.
--
-- What is searched are words as words() makes them, which the program
-- registers with the driver: folded (no case, no marks, no stroke letters), with
-- spaces for all signs between them. So a word is found whatever its spelling,
-- and what a word is does not depend on the tokenizer, which only splits at the
-- spaces. The tables below hold the index alone (contentless FTS5): they are fed
-- by direct INSERT in the transaction that changes a record, and by 'delete' with
-- the old words. A row has the id of its record; what lists do not know (the
-- trash, what went there with its brief or actor, the notes of merged actors)
-- has none. secure-delete takes the words out of the file at once. prefix is for
-- words that are still being typed: without it the beginning of many words takes
-- three times as long, with it the index is two thirds larger.

CREATE VIRTUAL TABLE brief_text USING fts5 (title, publication, text, content = '', tokenize = 'ascii', prefix = '4');
CREATE VIRTUAL TABLE note_text USING fts5 (title, text, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE annotation_text USING fts5 (quote, note, content = '', tokenize = 'ascii');
INSERT INTO brief_text (brief_text, rank) VALUES ('secure-delete', 1);
INSERT INTO note_text (note_text, rank) VALUES ('secure-delete', 1);
INSERT INTO annotation_text (annotation_text, rank) VALUES ('secure-delete', 1);

-- The words of the briefs, with how many have each.
CREATE VIRTUAL TABLE brief_word USING fts5vocab (brief_text, row);

INSERT INTO brief_text (rowid, title, publication, text)
    SELECT d.id, words(d.title), words(d.publication || ' ' || d.volume || ' ' || d.issue), words(r.text)
    FROM brief d JOIN revision r ON r.id = d.revision_id
    WHERE d.trashed_at IS NULL ORDER BY d.id;
INSERT INTO note_text (rowid, title, text)
    SELECT d.id, words(d.title), words(d.body)
    FROM note d LEFT JOIN brief b ON b.id = d.brief_id LEFT JOIN actor a ON a.id = d.actor_id
    WHERE d.trashed_at IS NULL AND b.trashed_at IS NULL AND a.trashed_at IS NULL AND a.merged_into IS NULL ORDER BY d.id;
INSERT INTO annotation_text (rowid, quote, note)
    SELECT d.id, words(d.quote), words(d.note)
    FROM annotation d JOIN brief b ON b.id = d.brief_id
    WHERE d.trashed_at IS NULL AND b.trashed_at IS NULL ORDER BY d.id;

-- All that counting the actors of many briefs takes.
DROP INDEX mention_brief;
CREATE INDEX mention_brief ON mention (brief_id, hidden, actor_id, revision_id);

-- What was added since a moment.
CREATE INDEX note_created ON note (created_at);
CREATE INDEX annotation_created ON annotation (created_at);

-- A search worth asking again.
CREATE TABLE saved_search (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    sort       TEXT NOT NULL, -- relevance, date
    position   INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL, -- when its results were last looked at; what came later is new
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- When a record was last opened in the window: the look-up box shows the last
-- ones first. record_id names a row of the kind's own table.
CREATE TABLE opened (
    kind      TEXT NOT NULL, -- brief, actor, source, note, annotation, saved search
    record_id INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    times     INTEGER NOT NULL,
    PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opened_last ON opened (opened_at);
