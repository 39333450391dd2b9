-- Which kith.key the sealed secrets of this database belong to.
-- The SQLite migration of the same number says the same.

CREATE TABLE sealing_key (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    -- What tells the key from others, and nothing of it.
    mark TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL
);
