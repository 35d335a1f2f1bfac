-- Short sketches of texts, by which nearly equal ones are found. They are
-- derived: they may be thrown away and made again from the texts.

CREATE TABLE sketch (
    revision_id INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
    rules       TEXT NOT NULL, -- by which it was made
    bytes       BLOB NOT NULL
) STRICT;
