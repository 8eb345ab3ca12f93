-- A view holds no rows of its own.
SELECT 1;
