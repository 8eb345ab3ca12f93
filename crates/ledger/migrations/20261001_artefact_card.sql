-- How an artefact is called in a chain: the last word of the crate that owns it.
CREATE TABLE artefact_card (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    dated DATE NULL,
    PRIMARY KEY (kind, id)
);
