-- How far an action item («поручение») is, and after how many steps: kept beside it, so that what is open is found among the
-- done of many years by its own index. A test counts the steps again.
ALTER TABLE action_item ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
ALTER TABLE action_item ADD COLUMN step_count BIGINT NOT NULL DEFAULT 0;
CREATE INDEX action_item_open ON action_item (due_on, state, responsible_staff_id, source_kind, id) WHERE state <> 'done';
CREATE INDEX action_item_done ON action_item (school_year, due_on, responsible_staff_id, source_kind, id) WHERE state = 'done';
