-- What people say about a step of the algorithm of management that leaves no other trace: motivation, resources …
CREATE TABLE algorithm_note (
    id BIGINT NOT NULL PRIMARY KEY,
    zone_id BIGINT NOT NULL REFERENCES problem_zone (id),
    step TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    written_by TEXT NOT NULL
);
CREATE INDEX algorithm_note_zone ON algorithm_note (zone_id, written_at);
