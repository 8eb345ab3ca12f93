//! A small invented school for the tests of this crate. Every number that a test expects can be counted by hand here.

use chrono::NaiveDate;
use store::{Store, Value, WriteTx, args};

pub(crate) const TEACHER: i64 = 1;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Writes the rows; nobody imports anything here.
pub(crate) struct Pen {
    tx: WriteTx,
    students: i64,
    results: i64,
}

impl Pen {
    pub(crate) async fn new(store: &Store) -> Self {
        Self { tx: store.begin().await.unwrap(), students: 0, results: 0 }
    }

    pub(crate) async fn write(&mut self, sql: &'static str, args: Vec<Value>) {
        self.tx.execute(sql, args).await.unwrap();
    }

    pub(crate) async fn done(self) {
        self.tx.commit().await.unwrap();
    }

    async fn year(&mut self, year: i64) {
        let date = |year: i64, rest: &str| day(&format!("{year}-{rest}"));
        self.write(
            "INSERT INTO school_year (school_year, starts_on, ends_on) VALUES ($1, $2, $3)",
            args![year, date(year, "09-01"), date(year + 1, "08-31")],
        )
        .await;
    }

    async fn class(&mut self, id: i64, year: i64, name: &str) {
        let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap();
        let year_group: i64 = name[..digits].parse().unwrap();
        self.write(
            "INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme)
             VALUES ($1, $2, $3, $4, $5, 'quarters')",
            args![id, year, year_group, &name[digits..], name],
        )
        .await;
    }

    async fn subject(&mut self, id: i64, name: &str) {
        self.write(
            "INSERT INTO subject (id, name, name_key, short_name, position) VALUES ($1, $2, $3, $2, $1)",
            args![id, name, name.to_lowercase()],
        )
        .await;
    }

    /// Students of a class; answers their ids.
    pub(crate) async fn students(&mut self, class: i64, year: i64, count: i64) -> Vec<i64> {
        let mut ids = Vec::new();
        for _ in 0..count {
            self.students += 1;
            let id = self.students;
            let surname = format!("Ученик{id:03}");
            self.write(
                "INSERT INTO student (id, surname, given_name, patronymic, name_key, sex) VALUES ($1, $2, 'Имя', '', $3, 'f')",
                args![id, surname.as_str(), format!("{} имя", surname.to_lowercase())],
            )
            .await;
            self.write(
                "INSERT INTO enrolment (id, student_id, class_group_id, from_on) VALUES ($1, $1, $2, $3)",
                args![id, class, day(&format!("{year}-09-01"))],
            )
            .await;
            ids.push(id);
        }
        ids
    }

    /// One mark each, in the order of the students: `5432`, `н` is «н/а», `о` is «освобождён», `.` is nothing.
    pub(crate) async fn marks(
        &mut self,
        (year, term, class, subject): (i64, &str, i64, i64),
        students: &[i64],
        marks: &str,
    ) {
        for (row, (student, mark)) in students.iter().zip(marks.chars()).enumerate() {
            let (mark, standing) = match mark {
                '.' => continue,
                'н' => (None, "not_assessed"),
                'о' => (None, "exempt"),
                digit => (digit.to_digit(10).map(i64::from), "marked"),
            };
            self.write(
                "INSERT INTO period_mark (school_year, term, student_id, subject_id, class_group_id, mark, standing, batch_id,
                    sheet, source_row) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 'Лист1', $8)",
                args![year, term, *student, subject, class, mark, standing, i64::try_from(row).unwrap() + 10],
            )
            .await;
        }
    }

    pub(crate) async fn paper(
        &mut self,
        id: i64,
        year: i64,
        (subject, year_group): (i64, i64),
        items: &[(&str, &str, i64)],
    ) {
        let most: i64 = items.iter().map(|(_, _, points)| points).sum();
        self.write(
            "INSERT INTO assessed_paper (id, programme, school_year, subject_id, subject_name, year_group, held_on, max_primary,
                title, batch_id) SELECT $1, 'vpr', $2, id, name, $3, $4, $5, $6, 2 FROM subject WHERE id = $7",
            args![
                id,
                year,
                year_group,
                day(&format!("{}-04-21", year + 1)),
                most,
                format!("ВПР {} {year_group} класс, работа {id}", year + 1),
                subject
            ],
        )
        .await;
        for (position, (label, level, points)) in items.iter().enumerate() {
            let position = i64::try_from(position).unwrap() + 1;
            self.write(
                "INSERT INTO paper_item (id, paper_id, position, label, level, max_points) VALUES ($1, $2, $3, $4, $5, $6)",
                args![id * 100 + position, id, position, *label, *level, *points],
            )
            .await;
        }
    }

    /// A participant: mark, mark of the gradebook, points for each item (nothing is «X»).
    pub(crate) async fn result(
        &mut self,
        (paper, class, class_name): (i64, i64, &str),
        (mark, journal): (i64, Option<i64>),
        points: &[Option<i64>],
    ) {
        self.results += 1;
        let id = self.results;
        let score: i64 = points.iter().flatten().sum();
        self.write(
            "INSERT INTO paper_result (id, paper_id, code, class_name, class_group_id, variant, primary_score, mark,
                journal_mark, sheet, source_row, batch_id) VALUES ($1, $2, $3, $4, $5, '1', $6, $7, $8, 'Ф1', $9, 2)",
            args![id, paper, format!("{:05}", 40000 + id), class_name, class, score, mark, journal, 8 + id],
        )
        .await;
        for (position, points) in (1_i64..).zip(points) {
            self.write(
                "INSERT INTO item_point (result_id, item_id, points) VALUES ($1, $2, $3)",
                args![id, paper * 100 + position, *points],
            )
            .await;
        }
    }
}

/// 2024/25 with two files. 8А (5 students), 8Б (4), 1А (3, with marks that count nowhere), 9А (30), 4А (100, a ВПР paper).
/// The teacher teaches algebra in 8А.
pub(crate) async fn small_school(store: &Store) {
    let mut pen = Pen::new(store).await;
    pen.write("INSERT INTO school (id, name, short_name) VALUES (1, 'Средняя школа № 1', 'СШ № 1')", args![]).await;
    pen.year(2023).await;
    pen.year(2024).await;
    files(&mut pen).await;
    for (id, year, name) in
        [(1, 2024, "8А"), (2, 2024, "8Б"), (3, 2024, "1А"), (4, 2024, "9А"), (5, 2024, "4А"), (6, 2023, "7А")]
    {
        pen.class(id, year, name).await;
    }
    pen.subject(1, "Русский язык").await;
    pen.subject(2, "Алгебра").await;
    pen.write(
        "INSERT INTO staff (id, surname, given_name, patronymic, name_key) VALUES ($1, 'Белова', 'Ирина', 'Олеговна', 'белова')",
        args![TEACHER],
    )
    .await;
    pen.write("INSERT INTO teaching (staff_id, class_group_id, subject_id) VALUES ($1, 1, 2)", args![TEACHER]).await;
    year_marks(&mut pen).await;
    drop_in_9a(&mut pen).await;
    paper_of_4a(&mut pen).await;
    pen.done().await;
}

async fn files(pen: &mut Pen) {
    let stored_at: chrono::DateTime<chrono::Utc> = "2025-06-01T09:00:00Z".parse().unwrap();
    for (id, kind, name) in [(1, "class_year_sheet", "Табель.xlsx"), (2, "vpr_f1", "Ф1 РУ4.xlsx")] {
        let sha256 = store::digest(name.as_bytes());
        pen.write(
            "INSERT INTO stored_file (sha256, name, size, content, stored_at) VALUES ($1, $2, 1, $3, $4)",
            args![sha256.as_str(), name, vec![1_u8], stored_at],
        )
        .await;
        pen.write(
            "INSERT INTO import_batch (id, kind, school_year, file_sha256, file_name, sheet, state, rows_read, created_count,
                changed_count, skipped_count, applied_at, applied_by)
             VALUES ($1, $2, 2024, $3, $4, 'Лист1', 'applied', 1, 1, 0, 0, $5, 'Орлова М. П.')",
            args![id, kind, sha256.as_str(), name, stored_at],
        )
        .await;
    }
}

async fn year_marks(pen: &mut Pen) {
    let a = pen.students(1, 2024, 5).await;
    let b = pen.students(2, 2024, 4).await;
    let first = pen.students(3, 2024, 3).await;
    pen.marks((2024, "year", 1, 2), &a, "5432н").await;
    pen.marks((2024, "year", 1, 1), &a, "5443о").await;
    pen.marks((2024, "year", 2, 2), &b, "4433").await;
    pen.marks((2024, "year", 2, 1), &b, "3332").await;
    pen.marks((2024, "year", 3, 1), &first, "222").await;
    // The same pupils a year before, in 7А.
    for (enrolment, student) in a.iter().enumerate() {
        let id = 9000 + i64::try_from(enrolment).unwrap();
        let from = day("2023-09-01");
        let until = day("2024-08-31");
        pen.write(
            "INSERT INTO enrolment (id, student_id, class_group_id, from_on, until_on) VALUES ($1, $2, 6, $3, $4)",
            args![id, *student, from, until],
        )
        .await;
    }
    pen.marks((2023, "year", 6, 2), &a, "55444").await;
}

/// Quality of 9А in algebra: 24 of 30 in the third quarter, 9 of 30 in the fourth; in Russian 16 and 14 of 30.
async fn drop_in_9a(pen: &mut Pen) {
    let students = pen.students(4, 2024, 30).await;
    let marks = |good: usize| format!("{}{}", "4".repeat(good), "3".repeat(30 - good));
    pen.marks((2024, "q3", 4, 2), &students, &marks(24)).await;
    pen.marks((2024, "q4", 4, 2), &students, &marks(9)).await;
    pen.marks((2024, "q3", 4, 1), &students, &marks(16)).await;
    pen.marks((2024, "q4", 4, 1), &students, &marks(14)).await;
}

/// 100 participants of 4А: item 1 done by 57, item 2 by 56 (two of the rest did not try), item 3 (raised) by 30. Twenty
/// have no mark in the gradebook; of the eighty others 20 are lowered (4 of them by two), 50 confirmed, 10 raised.
async fn paper_of_4a(pen: &mut Pen) {
    pen.paper(1, 2024, (1, 4), &[("1", "base", 1), ("2", "base", 1), ("3", "raised", 1)]).await;
    for n in 0..100 {
        let second = if n < 56 {
            Some(1)
        } else if n < 98 {
            Some(0)
        } else {
            None
        };
        let points = [Some(i64::from(n < 57)), second, Some(i64::from(n < 30))];
        let marks = match n {
            0..4 => (3, Some(5)),
            4..20 => (3, Some(4)),
            20..70 => (4, Some(4)),
            70..80 => (4, Some(3)),
            _ => (2, None),
        };
        pen.result((1, 5, "4А"), marks, &points).await;
    }
}
