INSERT INTO setting (key, value, changed_at) VALUES ('school.simonov_index.weights', '100;64;36;16;7', '2025-01-15T08:00:00+00:00');
