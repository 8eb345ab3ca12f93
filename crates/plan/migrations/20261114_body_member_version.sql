-- Two people who change one member see each other.
ALTER TABLE body_member ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
