INSERT INTO stored_file (sha256, name, size, content, stored_at)
VALUES ('7509e5bda0c762d2bac7f90d758b5b2263fa01ccbc542ab5e3df163be08e6ca9', 'журнал.csv', 12, '', '2026-09-01T08:00:00+00:00');
INSERT INTO stored_file_part (sha256, ordinal, content)
VALUES ('7509e5bda0c762d2bac7f90d758b5b2263fa01ccbc542ab5e3df163be08e6ca9', 1, 'hello '),
       ('7509e5bda0c762d2bac7f90d758b5b2263fa01ccbc542ab5e3df163be08e6ca9', 2, 'world!');
