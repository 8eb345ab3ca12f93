-- A meeting («заседание») of a collegial body, or with the principal: planned until it is held.
CREATE TABLE meeting (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    planned_on DATE NOT NULL,
    starts_at TEXT NOT NULL,
    place TEXT NOT NULL,
    chair_staff_id BIGINT NULL REFERENCES staff (id),
    chair TEXT NOT NULL,
    secretary_staff_id BIGINT NULL REFERENCES staff (id),
    secretary TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    changed_by TEXT NOT NULL
);
CREATE INDEX meeting_year ON meeting (school_year, planned_on);
-- Who is a member of the body at this meeting. The pedagogical council is written down when it is held.
CREATE TABLE meeting_member (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id),
    place BIGINT NOT NULL,
    staff_id BIGINT NULL REFERENCES staff (id),
    name TEXT NOT NULL,
    is_present BOOLEAN NOT NULL,
    PRIMARY KEY (meeting_id, place)
);
CREATE INDEX meeting_member_person ON meeting_member (staff_id);
-- A question of the agenda («вопрос повестки»), and what the minutes say of it.
CREATE TABLE agenda_point (
    id BIGINT NOT NULL PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id),
    place BIGINT NOT NULL,
    topic TEXT NOT NULL,
    speaker_staff_id BIGINT NULL REFERENCES staff (id),
    speaker TEXT NOT NULL,
    heard TEXT NOT NULL,
    spoke TEXT NOT NULL,
    votes_for BIGINT NULL,
    votes_against BIGINT NULL,
    votes_abstained BIGINT NULL,
    method TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    changed_by TEXT NOT NULL
);
CREATE INDEX agenda_point_meeting ON agenda_point (meeting_id, place);
-- What a question is about: problem zones, inspections, procedures.
CREATE TABLE agenda_point_matter (
    point_id BIGINT NOT NULL REFERENCES agenda_point (id),
    kind TEXT NOT NULL,
    artefact_id BIGINT NOT NULL,
    PRIMARY KEY (point_id, kind, artefact_id)
);
-- What was resolved: what, and where it asks for something, who and until when.
CREATE TABLE resolution_clause (
    id BIGINT NOT NULL PRIMARY KEY,
    point_id BIGINT NOT NULL REFERENCES agenda_point (id),
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    responsible_staff_id BIGINT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    due_on DATE NULL
);
CREATE INDEX resolution_clause_point ON resolution_clause (point_id, place);
-- A state is a row with who and when: the meeting was held, its minutes were signed, its resolution was adopted.
CREATE TABLE meeting_holding (
    meeting_id BIGINT NOT NULL PRIMARY KEY REFERENCES meeting (id),
    held_on DATE NOT NULL,
    invited TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    noted_by TEXT NOT NULL
);
CREATE TABLE minutes_signature (
    meeting_id BIGINT NOT NULL PRIMARY KEY REFERENCES meeting (id),
    number TEXT NOT NULL,
    signed_on DATE NOT NULL,
    chair TEXT NOT NULL,
    secretary TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    noted_by TEXT NOT NULL
);
CREATE TABLE adopted_resolution (
    point_id BIGINT NOT NULL PRIMARY KEY REFERENCES agenda_point (id),
    adopted_on DATE NOT NULL
);
