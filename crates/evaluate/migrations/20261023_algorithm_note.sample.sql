INSERT INTO algorithm_note (id, zone_id, step, words, written_at, written_by)
VALUES (1, 1, 'resources', 'Есть час консультаций в неделю', '2024-11-13T08:00:00+00:00', 'Орлова А. В.');
