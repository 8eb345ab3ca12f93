INSERT INTO local_act_correction (id, act_id, ordinal, said_before, reason, corrected_at, corrected_by)
VALUES (1, 1, 1, 'Методический совет, протокол № 2, 28.08.2024', 'опечатка в номере', '2024-08-29T08:00:00+00:00', 'Орлова А. В.');
