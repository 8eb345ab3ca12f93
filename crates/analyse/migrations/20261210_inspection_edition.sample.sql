INSERT INTO inspection_report_edition (inspection_id, edition, signed_on, signatory, reason, annulled_on, annulled_by, paper)
VALUES (1, 1, '2025-02-14', 'В. П. Соколова', 'Ошибка в классах', '2025-02-20', 'Соколова В. П.', '<p>Справка</p>');
