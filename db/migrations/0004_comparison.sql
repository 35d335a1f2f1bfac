-- Two texts held against each other, and what the analyst made of it.

CREATE TABLE comparison (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            TEXT NOT NULL UNIQUE,
    left_brief     INTEGER REFERENCES brief (id) ON DELETE CASCADE,
    left_revision  INTEGER REFERENCES revision (id) ON DELETE CASCADE, -- NULL: the current one
    left_note      INTEGER REFERENCES note (id) ON DELETE CASCADE,
    right_brief    INTEGER REFERENCES brief (id) ON DELETE CASCADE,
    right_revision INTEGER REFERENCES revision (id) ON DELETE CASCADE,
    right_note     INTEGER REFERENCES note (id) ON DELETE CASCADE,
    view           TEXT NOT NULL, -- editions, matters, or '' for what fits
    apart          INTEGER NOT NULL, -- 1: the sides scroll apart
    lined_up       TEXT NOT NULL, -- JSON: [[left, right], ...] byte offsets
    opened_at      INTEGER NOT NULL,
    created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX comparison_left ON comparison (left_brief);
CREATE INDEX comparison_right ON comparison (right_brief);
CREATE INDEX comparison_left_note ON comparison (left_note);
CREATE INDEX comparison_right_note ON comparison (right_note);
CREATE INDEX comparison_left_revision ON comparison (left_revision);
CREATE INDEX comparison_right_revision ON comparison (right_revision);
CREATE INDEX comparison_opened ON comparison (opened_at);

-- A difference is named by its kind and its words, so that the verdict stays
-- when the texts are compared again.
CREATE TABLE difference (
    comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
    key           TEXT NOT NULL,
    verdict       TEXT NOT NULL, -- kept, dismissed, noted
    decided_at    INTEGER NOT NULL,
    PRIMARY KEY (comparison_id, key)
) STRICT, WITHOUT ROWID;

ALTER TABLE note ADD COLUMN comparison_id INTEGER REFERENCES comparison (id) ON DELETE CASCADE;
CREATE INDEX note_comparison ON note (comparison_id);
CREATE UNIQUE INDEX note_of_comparison ON note (comparison_id) WHERE comparison_id IS NOT NULL AND trashed_at IS NULL;
