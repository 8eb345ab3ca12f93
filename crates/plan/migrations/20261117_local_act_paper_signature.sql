-- Who has signed the acquaintance list on paper: the day on it, and who has noted it here.
ALTER TABLE local_act_reader ADD COLUMN signed_on DATE NULL;
ALTER TABLE local_act_reader ADD COLUMN noted_by TEXT NOT NULL DEFAULT '';
