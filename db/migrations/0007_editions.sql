-- Editions: a brief whose text was replaced by a corrected one. The texts are
-- revisions; what was said of one of them has a place in each.

-- Where an annotation stands in a revision, and what that rests on. The row of
-- the current revision and the annotation itself say the same. An annotation of
-- a brief that never had another edition has no rows.
CREATE TABLE annotation_place (
    annotation_id INTEGER NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    revision_id   INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    start_byte    INTEGER NOT NULL,
    end_byte      INTEGER NOT NULL,
    quote         TEXT NOT NULL, -- under review and detached: the words of the edition before
    prefix        TEXT NOT NULL,
    suffix        TEXT NOT NULL,
    state         TEXT NOT NULL, -- anchored, moved, review, detached
    quote_fit     REAL NOT NULL, -- from 0 to 1, as all of these
    context_fit   REAL NOT NULL,
    overlap       REAL NOT NULL,
    lead          REAL NOT NULL,
    PRIMARY KEY (annotation_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_place_revision ON annotation_place (revision_id);

-- What became in a later revision of a decision about an earlier one. Where it
-- was found beyond doubt, there is a decision of its own on the words there.
CREATE TABLE decision_place (
    decision_id INTEGER NOT NULL REFERENCES decision (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    state       TEXT NOT NULL,
    quote_fit   REAL NOT NULL,
    context_fit REAL NOT NULL,
    overlap     REAL NOT NULL,
    lead        REAL NOT NULL,
    PRIMARY KEY (decision_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_place_revision ON decision_place (revision_id);

-- What waits to be reviewed is counted at every change.
CREATE INDEX annotation_review ON annotation (brief_id) WHERE state = 'review' AND trashed_at IS NULL;
