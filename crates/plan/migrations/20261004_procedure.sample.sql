INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators, periodicity,
    starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers, local_act, result_form,
    considered_at, decision_form, version)
VALUES (1, 2024, 1, 'results', 'Предметные результаты', 'Входная диагностика', 'control_work', 'контрольная работа',
    'КИМ', 'school.pass_rate', 'раз в год', '2024-09-10', '2024-09-20', '5, 6', NULL, NULL, 'Орлова А. В.', 'учителя',
    'Положение о ВСОКО', 'справка', 'совещание при директоре', 'приказ', 1);
