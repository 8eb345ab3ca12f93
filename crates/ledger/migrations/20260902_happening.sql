-- What happened, one sentence each, chained by hashes: an entry cannot be altered or taken out unnoticed.
CREATE TABLE happening (
    seq BIGINT NOT NULL PRIMARY KEY,
    happened_at TIMESTAMPTZ NOT NULL,
    actor_account_id BIGINT NULL,
    actor_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    sentence TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
);
CREATE INDEX happening_subject ON happening (subject_kind, subject_id);

-- What followed from what: an artefact of one stage leads to an artefact of a later one.
CREATE TABLE artefact_link (
    from_kind TEXT NOT NULL,
    from_id BIGINT NOT NULL,
    to_kind TEXT NOT NULL,
    to_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (from_kind, from_id, to_kind, to_id, kind)
);
CREATE INDEX artefact_link_back ON artefact_link (to_kind, to_id);
