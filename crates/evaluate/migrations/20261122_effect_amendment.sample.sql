INSERT INTO effect_amendment (review_id, ordinal, old_target, new_target, old_matters, new_matters, old_after, new_after,
    old_on, new_on, reason, amended_by, amended_at)
VALUES (1, 1, '9/10', '19/20', '1/20', '1/20', '2024:q2', '2024:q2', '2025-01-10', '2025-01-12', 'Каникулы длиннее',
    'Орлова А. В.', '2024-11-20T08:00:00+00:00');
