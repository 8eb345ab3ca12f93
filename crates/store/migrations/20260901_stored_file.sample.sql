INSERT INTO stored_file (sha256, name, size, content, stored_at)
VALUES ('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 'приказ.txt', 5, 'hello', '2026-09-01T08:00:00+00:00');
