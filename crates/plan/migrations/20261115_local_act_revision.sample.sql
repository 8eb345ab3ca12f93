UPDATE local_act SET school_year = 2024;
INSERT INTO local_act_revision (act_id, version, content, saved_at, saved_by)
VALUES (1, 1, '1. Общие положения', '2024-08-27T08:00:00+00:00', 'Орлова А. В.');
