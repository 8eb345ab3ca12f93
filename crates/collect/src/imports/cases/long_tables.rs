use chrono::NaiveDate;
use school::Term;

use super::{codes, open, told};
use crate::imports::finding::{Findings, Severity};
use crate::imports::kind::Kind;
use crate::imports::long_table::{self, Field, Mapping, Proposal};
use crate::imports::parse::{Reading, Source, parse};
use crate::imports::recognise::{Shape, recognise};

fn proposals(table: &str) -> Vec<Proposal> {
    match recognise(&open(table.as_bytes())).unwrap() {
        Shape::LongTable(proposals) => proposals,
        other => panic!("{other:?}"),
    }
}

fn mapping(table: &str, kind: Kind) -> Mapping {
    let first = proposals(table).into_iter().next().unwrap();
    assert_eq!(first.mapping.kind, kind);
    assert!(first.is_sure(), "{first:?}");
    first.mapping
}

fn columns(mapping: &Mapping, fields: &[Field]) -> Vec<Option<u32>> {
    fields.iter().map(|field| mapping.column(*field)).collect()
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

const JOURNAL: &str = "Дата урока;ФИО ученика;Класс;Предмет;Учитель;Оценка;Вес\n\
    02.09.2024;Орлова Анна;8А;Алгебра;Белова Е. И.;5;1,5\n03.09.2024;Орлов Лев;8А;Химия;;0;1\n";

#[test]
fn a_journal_is_known_by_its_headings() {
    let mapping = mapping(JOURNAL, Kind::JournalMarks);
    let fields =
        [Field::Date, Field::Student, Field::Class, Field::Subject, Field::Teacher, Field::Mark, Field::Weight];
    assert_eq!(columns(&mapping, &fields), [1, 2, 3, 4, 5, 6, 7].map(Some));
    let english =
        "student,class,subject,teacher,date,mark,weight\nОрлова Анна,8А,Алгебра,Белова Е. И.,2024-09-02,5,1\n";
    assert_eq!(columns(&self::mapping(english, Kind::JournalMarks), &fields), [5, 1, 2, 3, 4, 6, 7].map(Some));
}

#[test]
fn each_kind_is_told_from_the_others() {
    for (headings, kind) in [
        ("№;Фамилия;Имя;Отчество;Класс;Литера;Дата рождения;Пол", Kind::Students),
        ("ФИО;Класс;Дата зачисления;Дата выбытия", Kind::Students),
        ("ФИО педагога;Должность;Образование;Категория;Стаж;Дата рождения;Курсы;Дата курсов;Часы", Kind::Staff),
        ("Ученик;Класс;Предмет;Период;Отметка", Kind::SubjectMarks),
        ("ФИО;Класс;Предмет;1 четверть;2 четверть;3 четверть;4 четверть;Год", Kind::SubjectMarks),
        ("ФИО;Класс;Предмет;Первичный балл;Оценка", Kind::Oge),
        ("Фамилия;Имя;Отчество;Класс;Предмет;Первичный балл;Тестовый балл", Kind::Ege),
        ("ФИО;Класс;Олимпиада;Уровень;Результат;Дата", Kind::Achievements),
    ] {
        let table = format!("{headings}\n{}\n", ";".repeat(headings.matches(';').count()));
        let first = proposals(&table).into_iter().next().unwrap();
        assert_eq!(first.mapping.kind, kind, "{headings}");
        assert!(first.is_sure(), "{headings}: {first:?}");
    }
}

#[test]
fn a_table_that_is_not_sure_waits_for_a_person() {
    let table = "ФИО;Класс;Предмет;Баллов\nОрлова Анна;8А;Алгебра;5\n";
    let source = Source { file_name: "таблица.csv", sha256: "" };
    let Ok(Reading::NeedsMapping(proposals)) = parse(&open(table.as_bytes()), source, None) else {
        panic!("a person must match the columns");
    };
    let of_exam = proposals.into_iter().find(|proposal| proposal.mapping.kind == Kind::Oge).unwrap();
    let mapping = of_exam.mapping;
    assert_eq!(mapping.missing(), [Field::Mark]);
    let error = parse(&open(table.as_bytes()), source, Some(&mapping)).err().unwrap();
    assert_eq!(error.to_string(), "Не указаны колонки: Отметка");
    let mut mapping = mapping;
    mapping.columns.insert(Field::Mark, 4);
    assert!(matches!(parse(&open(table.as_bytes()), source, Some(&mapping)), Ok(Reading::Parsed(_))));
}

#[test]
fn a_match_is_kept_and_found_again() {
    let first = &proposals(JOURNAL)[0];
    let json = serde_json::to_string(&first.mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), first.mapping);
    let shouted = JOURNAL.replace("Класс", "КЛАСС").replace("ФИО ученика", "ФИО  ученика:");
    assert_eq!(proposals(&shouted)[0].header_key, first.header_key);
    let moved = JOURNAL.replace("Класс;Предмет", "Предмет;Класс");
    assert_ne!(proposals(&moved)[0].header_key, first.header_key);
}

#[test]
fn students_are_read() {
    let table = "Список обучающихся;;;;;;\n№;Фамилия;Имя;Отчество;Класс;Дата рождения;Пол\n\
        1;Орлова;Анна;Олеговна;8А;05.03.2010;ж\n2;Юдин;Иван;;8 «Б»;31.02.2010;муж\n3;Белов;Глеб;Ильич;;01.01.2010;?\n\
        Итого;;;3;;;\n";
    let mapping = mapping(table, Kind::Students);
    assert_eq!(mapping.header_row, 2);
    let mut findings = Findings::default();
    let (students, counts) = long_table::students(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    let read: Vec<_> =
        students.iter().map(|one| (one.name.as_str(), one.class.as_str(), one.birth_on, one.sex)).collect();
    let first = ("Орлова Анна Олеговна", "8А", day(2010, 3, 5), Some("f"));
    assert_eq!(read, [first, ("Юдин Иван", "8 «Б»", None, Some("m"))]);
    assert_eq!((counts.rows, counts.left_out), (3, 1));
    assert_eq!(
        codes(findings),
        [
            (Severity::Error, "not_a_date".to_owned(), 1),
            (Severity::Error, "incomplete_row".to_owned(), 1),
            (Severity::Note, "total_row".to_owned(), 1),
        ]
    );
}

#[test]
fn staff_is_read() {
    let table = "ФИО;Должность;Образование;Категория;Дата рождения;Стаж;Курсы;Часы;Дата окончания курсов\n\
        Белова Ева Игоревна;Учитель химии;высшее педагогическое;высшая;03.04.1970;31;Обновлённый ФГОС;72;15.10.2024\n\
        Зуев Пётр Ильич;Заместитель директора;высшее;кандидат;;сорок;Менеджмент;;\n\
        Юдин Лев Ильич;Учитель;высшее;б/к;;5;;;\n";
    let mapping = mapping(table, Kind::Staff);
    let mut findings = Findings::default();
    let (staff, _) = long_table::staff(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    let first = &staff[0];
    assert_eq!(
        (first.staff_kind, first.education, first.category),
        (Some("pedagogical"), Some("higher"), Some("highest"))
    );
    assert_eq!((first.education_is_pedagogical, first.experience_years), (Some(true), Some(31)));
    let course = first.course.as_ref().unwrap();
    assert_eq!((course.hours, Some(course.completed_on), course.is_fgos), (Some(72), day(2024, 10, 15), true));
    let second = &staff[1];
    assert_eq!((second.staff_kind, second.category, second.experience_years), (Some("administrative"), None, None));
    assert!(second.course.is_none());
    assert_eq!(staff[2].category, Some("none"));
    let told: Vec<String> = codes(findings).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(told, ["not_a_value", "not_a_number", "course_without_date", "staff_kind_by_position"]);
}

#[test]
fn marks_of_terms_are_read_in_rows_and_in_columns() {
    let rows = "Ученик;Класс;Предмет;Период;Отметка;Средний балл\nОрлова Анна;8А;Химия;1 четверть;4;4,25\n\
        Орлова Анна;8А;Химия;Год;0;\nОрлова Анна;8А;Химия;пятая четверть;5;\n";
    let mut findings = Findings::default();
    let read = |table: &str, findings: &mut Findings| {
        let mapping = mapping(table, Kind::SubjectMarks);
        long_table::subject_marks(&open(table.as_bytes()), &mapping, findings).unwrap()
    };
    let (marks, counts) = read(rows, &mut findings);
    assert_eq!((counts.rows, counts.left_out, marks.len()), (3, 1, 2));
    assert_eq!((marks[0].term, marks[0].shown_average.as_deref()), (Term::Quarter(1), Some("4.25")));
    assert_eq!(marks[1].place.address(), "E3");
    assert_eq!(told(findings, "not_a_term").len(), 1);

    let columns =
        "ФИО;Класс;Предмет;1 полугодие;2 полугодие;Год\nОрлова Анна;10А;Химия;4;н/а;4\nОрлов Лев;10А;Химия;;;\n";
    let (marks, _) = read(columns, &mut Findings::default());
    let places: Vec<_> = marks.iter().map(|mark| (mark.term.code(), mark.place.address())).collect();
    let expected =
        [("h1", "D2"), ("h2", "E2"), ("year", "F2")].map(|(term, place)| (term.to_owned(), place.to_owned()));
    assert_eq!(places, expected);
}

#[test]
fn protocols_of_examinations_are_read_part_by_part() {
    let table = "01 - Русский язык 2025.05.30;;;;;\nФамилия;Имя;Отчество;Класс;Первичный балл;Итоговый балл\n\
        Орлова;Анна;Олеговна;11А;45;87\n22 - Математика профильная 2025.06.02;;;;;\n\
        Фамилия;Имя;Отчество;Класс;Первичный балл;Итоговый балл\nОрлова;Анна;Олеговна;11А;20;101\nСредние;;;;20;70\n";
    let mapping = mapping(table, Kind::Ege);
    let mut findings = Findings::default();
    let (exams, counts) = long_table::exams(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    assert_eq!(exams.len(), 1);
    let first = &exams[0];
    assert_eq!((first.subject.as_str(), first.score, first.primary_score), ("Русский язык", Some(87), Some(45)));
    assert_eq!((first.held_on, first.student.as_str()), (day(2025, 5, 30), "Орлова Анна Олеговна"));
    assert_eq!((counts.rows, counts.left_out), (2, 1));
    assert_eq!(told(findings, "out_of_range"), ["F6: Тестовый балл: 101, а бывает от 0 до 100"]);
}

#[test]
fn mathematics_has_two_levels() {
    let table = "ФИО;Класс;Предмет;Тестовый балл;Оценка;Дата экзамена\n\
        Орлова Анна;11А;Математика (базовая);;5;30.05.2025\nОрлов Лев;11А;Математика профильная;70;;30.05.2025\n\
        Юдин Иван;11А;Физика;;;30.05.2025\n";
    let mapping = mapping(table, Kind::Ege);
    let mut findings = Findings::default();
    let (exams, _) = long_table::exams(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    let read: Vec<_> = exams.iter().map(|one| (one.subject.as_str(), one.variant, one.score, one.mark)).collect();
    assert_eq!(read, [("Математика", "base", None, Some(5)), ("Математика", "profile", Some(70), None)]);
    assert_eq!(told(findings, "no_result"), ["D4: В строке нет значения «Тестовый балл». Она не загружена"]);
}

#[test]
fn a_mark_of_base_mathematics_may_stand_among_scores() {
    let table = "ФИО;Класс;Предмет;Тестовый балл\nИванов Пётр Ильич;11А;Русский язык;77\n\
        Петров Пётр Ильич;11А;Математика (базовая);5\nЮдин Иван;11А;Математика база;15\n";
    let mapping = mapping(table, Kind::Ege);
    let mut findings = Findings::default();
    let (exams, counts) = long_table::exams(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    let read: Vec<_> = exams.iter().map(|one| (one.subject.as_str(), one.variant, one.score, one.mark)).collect();
    assert_eq!(read, [("Русский язык", "", Some(77), None), ("Математика", "base", None, Some(5))]);
    assert_eq!(counts.left_out, 1);
    assert_eq!(
        told(findings, "mark_for_score"),
        ["D3: Математика базового уровня оценивается отметкой: 5 из столбца баллов загружается как отметка"]
    );
}

fn read(table: &str) -> Reading {
    parse(&open(table.as_bytes()), Source { file_name: "таблица.csv", sha256: "" }, None).unwrap()
}

/// What is told about the columns of a table that is read.
fn of_columns(table: &str) -> Vec<(Severity, String, String)> {
    let Reading::Parsed(parsed) = read(table) else { panic!("the columns are sure: {table}") };
    let codes = ["column_twice", "column_not_read", "marks_not_read"];
    let of_columns = parsed.discrepancies.into_iter().filter(|one| codes.contains(&one.code.as_str()));
    of_columns.map(|one| (one.severity, one.place.address(), one.message)).collect()
}

#[test]
fn columns_with_one_heading_are_left_to_a_person() {
    for (table, doubt) in [
        (
            "ФИО;Класс;Предмет;Период;Отметка;Отметка\nОрлова Анна;8А;Алгебра;1 четверть;5;5\n\
             Иванов Пётр;8А;Алгебра;1 четверть;4;3\n",
            "Столбец «Отметка» повторяется: E и F. Значения в них разные, например в строке 3: «4» и «3». Выберите, \
             какой из них загружать",
        ),
        (
            "ФИО;Класс;Предмет;1 четверть;1 четверть;Год\nИванов Пётр;8А;Алгебра;4;;4\n",
            "Столбец «1 четверть» повторяется: D и E. Значения в них разные, например в строке 2: «4» и пусто. Выберите, \
             какой из них загружать",
        ),
        (
            "ФИО;Класс;Предмет;1 четверть;I четверть;Год\nИванов Пётр;8А;Алгебра;4;5;4\n",
            "Столбец «1 четверть» повторяется: D и E. Значения в них разные, например в строке 2: «4» и «5». Выберите, \
             какой из них загружать",
        ),
    ] {
        let Reading::NeedsMapping(proposals) = read(table) else { panic!("a person must pick the column") };
        assert_eq!(proposals[0].doubts, [doubt]);
        // A person picks the second one: that match is used as it is.
        let mut mapping = proposals[0].mapping.clone();
        let [first, second] = proposals[0].twice[0].columns[..] else { panic!("two columns") };
        let picked = mapping.columns.values_mut().chain(mapping.terms.values_mut()).find(|column| **column == first);
        *picked.unwrap() = second;
        let source = Source { file_name: "таблица.csv", sha256: "" };
        let Ok(Reading::Parsed(parsed)) = parse(&open(table.as_bytes()), source, Some(&mapping)) else {
            panic!("the person has picked");
        };
        let unread: Vec<&str> = parsed.discrepancies.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(unread, ["column_not_read"]);
    }
    let same = "ФИО;Класс;Предмет;Период;Отметка;Отметка\nОрлова Анна;8А;Алгебра;1 четверть;5;5\n";
    let message = "Столбец «Отметка» повторяется: E и F. Значения в них одинаковые, прочитан E";
    assert_eq!(of_columns(same), [(Severity::Note, "F1".to_owned(), message.to_owned())]);
}

#[test]
fn columns_that_are_not_read_are_named() {
    let table = "№;Ученик;Класс;Предмет;Период;Отметка;Комментарий\n1;Орлова Анна;8А;Химия;1 четверть;4;пересдала\n";
    let message = "Столбец G «Комментарий» не прочитан: из таблиц этого вида он не загружается";
    assert_eq!(of_columns(table), [(Severity::Note, "G1".to_owned(), message.to_owned())]);

    let wide = "ФИО;Класс;Алгебра;Физика;Кружок\nИванов Пётр;8А;4;3;шахматы\nОрлова Анна;8А;5;н/а;\n";
    let told = of_columns(wide);
    let short: Vec<_> = told.iter().map(|(severity, place, _)| (*severity, place.as_str())).collect();
    assert_eq!(short, [(Severity::Warning, "C1"), (Severity::Warning, "D1"), (Severity::Note, "E1")]);
    assert!(told[0].2.starts_with("Столбец C «Алгебра» не прочитан, а в нём, похоже, отметки"), "{}", told[0].2);
}

#[test]
fn achievements_are_read() {
    let table = "ФИО участника;Класс;Мероприятие;Уровень;Результат;Дата\n\
        Орлова Анна;8А;Олимпиада по химии;муниципальный;призёр;12.12.2024\nЮдин Иван;8А;Кросс;дворовый;1 место;12.12.2024\n";
    let mapping = mapping(table, Kind::Achievements);
    let mut findings = Findings::default();
    let (read, counts) = long_table::achievements(&open(table.as_bytes()), &mapping, &mut findings).unwrap();
    assert_eq!((read[0].level, read[0].result, Some(read[0].held_on)), ("municipal", "prize", day(2024, 12, 12)));
    assert_eq!((read.len(), counts.left_out), (1, 1));
    assert_eq!(told(findings, "not_a_value").len(), 1);
}

#[test]
fn every_refused_row_is_told() {
    let source = Source { file_name: "журнал.csv", sha256: "" };
    let Ok(Reading::Parsed(parsed)) = parse(&open(JOURNAL.as_bytes()), source, None) else {
        panic!("the headings are sure");
    };
    assert_eq!((parsed.kind, parsed.content.len()), (Kind::JournalMarks, 1));
    let codes: Vec<&str> = parsed.discrepancies.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["mark_zero"]);
}
