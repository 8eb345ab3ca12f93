use chrono::NaiveDate;
use ledger::Change;
use school::{PersonName, name_key};
use store::{Reads, Result, args, new_id};

use super::Interval;

/// A student («обучающийся»).
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Student {
    /// id
    pub id: i64,
    /// «Фамилия»
    pub surname: String,
    /// «Имя»
    pub given_name: String,
    /// «Отчество»
    pub patronymic: String,
    /// date of birth
    pub birth_on: Option<NaiveDate>,
    /// `f` or `m`
    pub sex: Option<String>,
    /// the import that brought the row
    pub batch_id: Option<i64>,
    /// its row in the file
    pub source_row: Option<i64>,
}

impl Student {
    /// The name.
    #[must_use]
    pub fn name(&self) -> PersonName {
        PersonName {
            surname: self.surname.clone(),
            given_name: self.given_name.clone(),
            patronymic: self.patronymic.clone(),
        }
    }
}

/// One student.
///
/// # Errors
/// When the database does not answer.
pub async fn student(db: &mut impl Reads, id: i64) -> Result<Option<Student>> {
    db.row(
        "SELECT id, surname, given_name, patronymic, birth_on, sex, batch_id, source_row FROM student WHERE id = $1",
        args![id],
    )
    .await
}

/// Saves a student under the id; one without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_student(change: &mut Change, student: &Student) -> Result<i64> {
    let id = if student.id == 0 { new_id() } else { student.id };
    change
        .execute(
            "INSERT INTO student (id, surname, given_name, patronymic, name_key, birth_on, sex, batch_id, source_row)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET surname = excluded.surname, given_name = excluded.given_name,
                 patronymic = excluded.patronymic, name_key = excluded.name_key, birth_on = excluded.birth_on,
                 sex = excluded.sex, batch_id = excluded.batch_id, source_row = excluded.source_row",
            args![
                id,
                &student.surname,
                &student.given_name,
                &student.patronymic,
                name_key(&student.name().full()),
                student.birth_on,
                student.sex.as_ref(),
                student.batch_id,
                student.source_row
            ],
        )
        .await?;
    Ok(id)
}

/// Removes a student whom nothing mentions.
///
/// # Errors
/// When the database refuses, because something does.
pub async fn remove_student(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM student WHERE id = $1", args![id]).await?;
    Ok(())
}

/// A stay of a student in a class («контингент»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Enrolment {
    /// id
    pub id: i64,
    /// who
    pub student_id: i64,
    /// where
    pub class_group_id: i64,
    /// first day
    pub from_on: NaiveDate,
    /// the first day that is no longer part of it
    pub until_on: Option<NaiveDate>,
    /// the import that brought the row
    pub batch_id: Option<i64>,
}

impl Enrolment {
    /// The days of the stay.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval { from_on: self.from_on, until_on: self.until_on }
    }
}

/// The stays of one student, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn enrolments_of(db: &mut impl Reads, student_id: i64) -> Result<Vec<Enrolment>> {
    db.rows(
        "SELECT id, student_id, class_group_id, from_on, until_on, batch_id FROM enrolment
         WHERE student_id = $1 ORDER BY from_on",
        args![student_id],
    )
    .await
}

/// Enrols a student. The caller has asked [`super::check_enrolment`]. Answers the id of the stay.
///
/// # Errors
/// When the database refuses.
pub async fn enrol(change: &mut Change, stay: &Enrolment) -> Result<i64> {
    let id = if stay.id == 0 { new_id() } else { stay.id };
    change
        .execute(
            "INSERT INTO enrolment (id, student_id, class_group_id, from_on, until_on, batch_id)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![id, stay.student_id, stay.class_group_id, stay.from_on, stay.until_on, stay.batch_id],
        )
        .await?;
    Ok(id)
}

/// Sets the first day after a stay, or opens it again.
///
/// # Errors
/// When the database refuses.
pub async fn end_enrolment(change: &mut Change, id: i64, until_on: Option<NaiveDate>) -> Result<()> {
    change.execute("UPDATE enrolment SET until_on = $2 WHERE id = $1", args![id, until_on]).await?;
    Ok(())
}

/// Every student there is, without order.
///
/// # Errors
/// When the database does not answer.
pub async fn students(db: &mut impl Reads) -> Result<Vec<Student>> {
    db.rows("SELECT id, surname, given_name, patronymic, birth_on, sex, batch_id, source_row FROM student", args![])
        .await
}

/// A stay with the class and the year it is in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Stay {
    /// who
    pub student_id: i64,
    /// where
    pub class_group_id: i64,
    /// «8А»
    pub class_name: String,
    /// year group of the class
    pub year_group: i64,
    /// letter of the class
    pub letter: String,
    /// when
    pub school_year: i64,
    /// first day
    pub from_on: NaiveDate,
    /// the first day that is no longer part of it
    pub until_on: Option<NaiveDate>,
}

/// Every stay there is, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn stays(db: &mut impl Reads) -> Result<Vec<Stay>> {
    db.rows(
        "SELECT e.student_id, e.class_group_id, c.name AS class_name, c.year_group, c.letter, c.school_year, e.from_on,
             e.until_on
         FROM enrolment e JOIN class_group c ON c.id = e.class_group_id
         ORDER BY e.from_on, e.student_id",
        args![],
    )
    .await
}

/// A student in a class of a year: what a name in a file is matched against.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EnrolledStudent {
    /// who
    pub student_id: i64,
    /// «Фамилия»
    pub surname: String,
    /// «Имя»
    pub given_name: String,
    /// «Отчество»
    pub patronymic: String,
    /// the key by which names are matched
    pub name_key: String,
    /// date of birth
    pub birth_on: Option<NaiveDate>,
    /// `f` or `m`
    pub sex: Option<String>,
    /// where
    pub class_group_id: i64,
    /// first day
    pub from_on: NaiveDate,
    /// the first day that is no longer part of the stay
    pub until_on: Option<NaiveDate>,
}

impl EnrolledStudent {
    /// The name.
    #[must_use]
    pub fn name(&self) -> PersonName {
        PersonName {
            surname: self.surname.clone(),
            given_name: self.given_name.clone(),
            patronymic: self.patronymic.clone(),
        }
    }
}

/// Everybody who was in a class of this year on any day; one row for each stay.
///
/// # Errors
/// When the database does not answer.
pub async fn enrolled_in_year(db: &mut impl Reads, school_year: i64) -> Result<Vec<EnrolledStudent>> {
    db.rows(
        "SELECT s.id AS student_id, s.surname, s.given_name, s.patronymic, s.name_key, s.birth_on, s.sex,
             e.class_group_id, e.from_on, e.until_on
         FROM class_group c
         JOIN enrolment e ON e.class_group_id = c.id
         JOIN student s ON s.id = e.student_id
         WHERE c.school_year = $1
         ORDER BY s.name_key, e.from_on",
        args![school_year],
    )
    .await
}

/// The students of one class, by name: those whom this person may see (`whole`, or through `scope_student`).
///
/// # Errors
/// When the database does not answer.
pub async fn students_of_class(
    db: &mut impl Reads,
    class_group_id: i64,
    whole: bool,
    staff_id: Option<i64>,
) -> Result<Vec<EnrolledStudent>> {
    let mut students: Vec<EnrolledStudent> = db
        .rows(
            "SELECT s.id AS student_id, s.surname, s.given_name, s.patronymic, s.name_key, s.birth_on, s.sex,
                 e.class_group_id, e.from_on, e.until_on
             FROM enrolment e
             JOIN student s ON s.id = e.student_id
             WHERE e.class_group_id = $1
               AND ($2 OR EXISTS (SELECT 1 FROM scope_student v WHERE v.staff_id = $3 AND v.student_id = s.id
                                    AND v.class_group_id = e.class_group_id))",
            args![class_group_id, whole, staff_id],
        )
        .await?;
    students.sort_by_cached_key(|student| school::ru::sort_key(&student.name().full()));
    Ok(students)
}

/// A stay of one student, with the class and the dates of its school year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct StayInYear {
    pub(crate) id: i64,
    pub(crate) class_group_id: i64,
    pub(crate) class_name: String,
    pub(crate) school_year: i64,
    pub(crate) from_on: NaiveDate,
    pub(crate) until_on: Option<NaiveDate>,
    pub(crate) year_ends_on: NaiveDate,
}

/// The stays of one student, the latest first.
pub(crate) async fn stays_of(db: &mut impl Reads, student_id: i64) -> Result<Vec<StayInYear>> {
    db.rows(
        "SELECT e.id, e.class_group_id, c.name AS class_name, c.school_year, e.from_on, e.until_on,
             y.ends_on AS year_ends_on
         FROM enrolment e
         JOIN class_group c ON c.id = e.class_group_id
         JOIN school_year y ON y.school_year = c.school_year
         WHERE e.student_id = $1 ORDER BY e.from_on DESC",
        args![student_id],
    )
    .await
}

/// One student, if this person may see the name (`whole`, or who teaches the student in the latest year of her stays).
pub(crate) async fn student_seen(
    db: &mut impl Reads,
    id: i64,
    whole: bool,
    staff_id: Option<i64>,
) -> Result<Option<Student>> {
    db.row(
        "SELECT id, surname, given_name, patronymic, birth_on, sex, batch_id, source_row FROM student s
         WHERE s.id = $1
           AND ($2 OR EXISTS (SELECT 1 FROM scope_student v WHERE v.staff_id = $3 AND v.student_id = s.id
                AND v.school_year = (SELECT MAX(c.school_year) FROM enrolment e JOIN class_group c ON c.id = e.class_group_id
                                     WHERE e.student_id = s.id)))",
        args![id, whole, staff_id],
    )
    .await
}
