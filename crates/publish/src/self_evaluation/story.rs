//! A small invented school with three years, for the tests of this feature. Marks follow simple rules, so that what a
//! test expects can be counted by hand; one class has three pupils, too few to be published.

use chrono::NaiveDate;
use store::{Store, Value, WriteTx, args};

/// Classes of 2023/24 with their pupils; a year later everybody is one class further.
const CLASSES: [(i64, &str, i64); 7] =
    [(1, "А", 20), (4, "А", 22), (5, "А", 25), (8, "А", 24), (8, "Б", 3), (9, "А", 21), (10, "А", 12)];
const SUBJECTS: [&str; 4] = ["Русский язык", "Математика", "История", "Физика"];

pub(super) struct Pen(WriteTx);

impl Pen {
    pub(super) async fn new(store: &Store) -> Self {
        Self(store.begin().await.unwrap())
    }

    pub(super) async fn write(&mut self, sql: &'static str, args: Vec<Value>) {
        self.0.execute(sql, args).await.unwrap();
    }

    pub(super) async fn done(self) {
        self.0.commit().await.unwrap();
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) async fn tell(store: &Store) {
    let mut pen = Pen::new(store).await;
    pen.write(
        "INSERT INTO school (id, name, short_name, locality, address, principal_name, founder)
         VALUES (1, 'Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1»', 'МБОУ СШ № 1',
            'г. Примерск', '600000, г. Примерск, ул. Школьная, д. 1', 'Орлова Мария Петровна', 'Администрация города')",
        args![],
    )
    .await;
    for year in 2022..=2024_i64 {
        pen.write(
            "INSERT INTO school_year (school_year, starts_on, ends_on) VALUES ($1, $2, $3)",
            args![year, day(&format!("{year}-09-01")), day(&format!("{}-08-31", year + 1))],
        )
        .await;
        for (code, from, until) in [("q1", "09-01", "10-27"), ("q2", "11-05", "12-29")] {
            pen.write(
                "INSERT INTO school_term (school_year, code, starts_on, ends_on) VALUES ($1, $2, $3, $4)",
                args![year, code, day(&format!("{year}-{from}")), day(&format!("{year}-{until}"))],
            )
            .await;
        }
    }
    for (id, name) in (1_i64..).zip(SUBJECTS) {
        pen.write(
            "INSERT INTO subject (id, name, name_key, short_name, position) VALUES ($1, $2, $3, $2, $1)",
            args![id, name, name.to_lowercase()],
        )
        .await;
    }
    people(&mut pen).await;
    staff(&mut pen).await;
    papers(&mut pen).await;
    exams(&mut pen).await;
    rest(&mut pen).await;
    pen.done().await;
}

/// Every pupil of every class in the three years: a year younger before, a year older after.
async fn people(pen: &mut Pen) {
    let mut student = 0_i64;
    for (group, (year_group, letter, size)) in (0_i64..).zip(CLASSES) {
        for (year, step) in [(2022_i64, -1), (2023, 0), (2024, 1)] {
            let year_group = year_group + step;
            if (1..=11).contains(&year_group) {
                pen.write(
                    "INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme, is_profile,
                         kinds_confirmed)
                     VALUES ($1, $2, $3, $4, $5, 'quarters', $6, TRUE)",
                    args![
                        year * 100 + group,
                        year,
                        year_group,
                        letter,
                        format!("{year_group}{letter}"),
                        year_group > 9
                    ],
                )
                .await;
            }
        }
        for place in 0..size {
            student += 1;
            pen.write(
                "INSERT INTO student (id, surname, given_name, patronymic, name_key, sex)
                 VALUES ($1, $2, 'Имя', '', $3, 'f')",
                args![student, format!("Секретова{student}"), format!("секретова{student} имя")],
            )
            .await;
            for (year, step) in [(2022_i64, -1), (2023, 0), (2024, 1)] {
                let year_group = year_group + step;
                if !(1..=11).contains(&year_group) {
                    continue;
                }
                let class = year * 100 + group;
                pen.write(
                    "INSERT INTO enrolment (id, student_id, class_group_id, from_on, until_on) VALUES ($1, $2, $3, $4, $5)",
                    args![
                        student * 10 + step + 1,
                        student,
                        class,
                        day(&format!("{year}-09-01")),
                        day(&format!("{}-08-31", year + 1))
                    ],
                )
                .await;
                if year < 2024 && year_group > 1 {
                    marks(pen, year, class, student, place).await;
                }
            }
        }
    }
}

/// The first third of a class has fives, the second fours with a three in mathematics in the earlier year, the rest
/// threes; the last pupil has a two in physics.
async fn marks(pen: &mut Pen, year: i64, class: i64, student: i64, place: i64) {
    for subject in 1..=4_i64 {
        let mark = match place % 3 {
            0 => 5,
            1 if year == 2022 && subject == 2 => 3,
            1 => 4,
            _ if place == 20 && subject == 4 => 2,
            _ => 3,
        };
        pen.write(
            "INSERT INTO period_mark (school_year, term, student_id, subject_id, class_group_id, mark, standing, sheet)
             VALUES ($1, 'year', $2, $3, $4, $5, 'marked', 'Лист1')",
            args![year, student, subject, class, mark],
        )
        .await;
    }
}

async fn staff(pen: &mut Pen) {
    for id in 1..=12_i64 {
        let category = match id {
            1..=4 => "highest",
            5..=8 => "first",
            _ => "none",
        };
        pen.write(
            "INSERT INTO staff (id, surname, given_name, patronymic, name_key, birth_on, position, education,
                education_is_pedagogical, category, experience_years, experience_on, employed_from)
             VALUES ($1, $2, 'Анна', 'Петровна', $3, $4, 'учитель', $5, TRUE, $6, $7, $8, $9)",
            args![
                id,
                format!("Учителева{id}"),
                format!("учителева{id} анна петровна"),
                day(&format!("{}-05-04", 1964 + id * 3)),
                if id > 9 { "vocational" } else { "higher" },
                category,
                36 - id * 3,
                day("2024-09-01"),
                day("2010-09-01")
            ],
        )
        .await;
        if id < 10 {
            pen.write(
                "INSERT INTO staff_course (id, staff_id, title, hours, completed_on, is_fgos)
                 VALUES ($1, $1, 'Обновлённый ФГОС', 36, '2023-06-10', TRUE)",
                args![id],
            )
            .await;
        }
    }
    pen.write(
        "INSERT INTO methodological_association (id, name) VALUES (1, 'ШМО учителей точных наук'), (2, 'ШМО учителей русского языка')",
        args![],
    )
    .await;
}

/// ВПР of spring 2024 in the year groups 4, 5 and 8: in Russian and mathematics.
async fn papers(pen: &mut Pen) {
    let mut result = 0_i64;
    for (group, year_group, size) in [(1_i64, 4_i64, 22_i64), (2, 5, 25), (4, 8, 3)] {
        for subject in 1..=2_i64 {
            let paper = year_group * 10 + subject;
            pen.write(
                "INSERT INTO assessed_paper (id, programme, school_year, subject_id, subject_name, year_group, held_on,
                    max_primary, title) VALUES ($1, 'vpr', 2023, $2, $3, $4, '2024-04-16', 20, 'ВПР')",
                args![paper, subject, SUBJECTS[usize::try_from(subject - 1).unwrap()], year_group],
            )
            .await;
            for place in 0..size {
                result += 1;
                let (mark, journal) = match place % 4 {
                    0 => (5, 5),
                    1 => (4, 4),
                    2 => (3, 4),
                    _ => (3, 3),
                };
                pen.write(
                    "INSERT INTO paper_result (id, paper_id, code, class_name, class_group_id, variant, primary_score,
                        mark, journal_mark, sheet) VALUES ($1, $2, $3, $4, $5, '1', $6, $7, $8, 'Ф1')",
                    args![
                        result,
                        paper,
                        format!("{:05}", 40000 + result),
                        format!("{year_group}А"),
                        202_300 + group,
                        mark * 4,
                        mark,
                        journal
                    ],
                )
                .await;
            }
        }
    }
}

/// ОГЭ of the 21 pupils of 9А in Russian and mathematics; four of them also in physics.
async fn exams(pen: &mut Pen) {
    let first: i64 = CLASSES[..5].iter().map(|(_, _, size)| size).sum::<i64>() + 1;
    for (subject, takers) in [(1_i64, 21_i64), (2, 21), (4, 4)] {
        for place in 0..takers {
            pen.write(
                "INSERT INTO exam_result (id, school_year, exam, subject_id, variant, student_id, class_group_id, mark,
                    passed) VALUES ($1, 2023, 'oge', $2, '', $3, 202305, $4, TRUE)",
                args![subject * 1000 + place, subject, first + place, 3 + place % 3],
            )
            .await;
        }
    }
}

async fn rest(pen: &mut Pen) {
    for (id, student, level, result) in
        [(1_i64, 1_i64, "municipal", "participant"), (2, 2, "municipal", "prize"), (3, 2, "regional", "winner")]
    {
        pen.write(
            "INSERT INTO achievement (id, student_id, event, level, result, held_on)
             VALUES ($1, $2, 'Олимпиада по математике', $3, $4, '2024-11-15')",
            args![id, student, level, result],
        )
        .await;
    }
    let at: chrono::DateTime<chrono::Utc> = "2024-12-31T08:00:00Z".parse().unwrap();
    for (code, number) in
        [("computers_in_teaching", 54_i64), ("library_items", 2400), ("reading_room", 1), ("teaching_area", 1500)]
    {
        pen.write(
            "INSERT INTO condition_value (code, as_of, number_numerator, number_denominator, entered_by, entered_at)
             VALUES ($1, '2024-12-31', $2, 1, 'Орлова М. П.', $3)",
            args![code, number, at],
        )
        .await;
    }
    pen.write(
        "INSERT INTO problem_zone (id, school_year, rule_code, indicator_code, breakdown_key, heading, found_at, checked_at)
         VALUES (70, 2023, 'school.quality_low', 'school.good_mark_rate', 'class=8А', 'Качество: 8А, Физика', $1, $1)",
        args![at],
    )
    .await;
    pen.write(
        "INSERT INTO problem_zone_finding (zone_id, ordinal, seen_at, sentence, group_size, evidence_json)
         VALUES (70, 1, $1, 'Требует проверки', 24, '[]')",
        args![at],
    )
    .await;
    pen.write(
        "INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by) VALUES (70, 1, 'decided', $1, 'Система')",
        args![at],
    )
    .await;
    order(pen, at).await;
}

/// A signed order with one action item.
async fn order(pen: &mut Pen, at: chrono::DateTime<chrono::Utc>) {
    pen.write(
        "INSERT INTO administrative_order (id, school_year, heading, statement, control, drafted_at, drafted_by)
         VALUES (80, 2023, 'Об итогах 2023/24 учебного года', 'Установлено', 'оставляю за собой', $1, 'Орлова М. П.')",
        args![at],
    )
    .await;
    pen.write(
        "INSERT INTO order_clause (id, order_id, place, task, responsible, due_on)
         VALUES (81, 80, 1, 'Изучить причины', 'Белова И. О.', '2024-12-01')",
        args![],
    )
    .await;
    pen.write(
        "INSERT INTO order_signature (order_id, number, signed_on, post, signatory, signed_at)
         VALUES (80, '112', '2024-06-20', 'Директор', 'М. П. Орлова', $1)",
        args![at],
    )
    .await;
    pen.write(
        "INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible, due_on,
            opened_on)
         VALUES (82, 2023, 'administrative_order', 80, 'Приказ от 20.06.2024 № 112', 1, 'Изучить причины', 'Белова И. О.',
            '2024-12-01', '2024-06-20')",
        args![],
    )
    .await;
}
