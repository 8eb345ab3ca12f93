-- Whether a person has said which kinds a class is of (advanced study, profile, distance, network): until then it is not
-- known, which is not the same as none.
ALTER TABLE class_group ADD COLUMN kinds_confirmed BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE class_group SET kinds_confirmed = TRUE WHERE is_advanced OR is_profile OR is_distance OR is_network;
