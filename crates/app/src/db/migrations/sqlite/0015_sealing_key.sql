-- Which kith.key the sealed secrets of this database belong to.

CREATE TABLE sealing_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- What tells the key from others, and nothing of it.
    mark TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
