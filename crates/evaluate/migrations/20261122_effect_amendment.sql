-- That the aim of a review was changed before it was measured: what it was, what it became, why.
CREATE TABLE effect_amendment (
    review_id BIGINT NOT NULL REFERENCES effect_review (id),
    ordinal BIGINT NOT NULL,
    old_target TEXT NOT NULL,
    new_target TEXT NOT NULL,
    old_matters TEXT NOT NULL,
    new_matters TEXT NOT NULL,
    old_after TEXT NOT NULL,
    new_after TEXT NOT NULL,
    old_on DATE NOT NULL,
    new_on DATE NOT NULL,
    reason TEXT NOT NULL,
    amended_by TEXT NOT NULL,
    amended_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review_id, ordinal)
);
