-- Files of every format: which part of a file a text came from, where its
-- pages begin, and what was recognised, guessed and left out when it was read.

ALTER TABLE revision ADD COLUMN part TEXT NOT NULL DEFAULT ''; -- within the original: a chapter's or entry's name; '': the whole file
ALTER TABLE structure ADD COLUMN pages TEXT NOT NULL DEFAULT '[]'; -- JSON: [[label, start], ...] in the order of the text

-- What an import says of itself, a JSON array of [kind, field, detail].
CREATE TABLE import_log (
    revision_id INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
    remarks     TEXT NOT NULL
) STRICT;
