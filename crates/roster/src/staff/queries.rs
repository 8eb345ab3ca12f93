use chrono::NaiveDate;
use ledger::Change;
use school::{PersonName, name_key};
use serde::{Deserialize, Serialize};
use store::{Reads, Result, args, new_id};

/// A member of staff («работник»). A value that nobody has entered is `None`, never a default.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub struct StaffMember {
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
    /// post («должность»)
    pub position: String,
    /// `pedagogical`, `administrative` or `other`
    pub staff_kind: String,
    /// `higher`, `vocational` or `other`
    pub education: Option<String>,
    /// whether the education is a teacher's
    pub education_is_pedagogical: Option<bool>,
    /// `highest`, `first` or `none`
    pub category: Option<String>,
    /// since when the category is held
    pub category_on: Option<NaiveDate>,
    /// teaching experience in full years, as it was on `experience_on`
    pub experience_years: Option<i64>,
    /// the day for which the experience was told
    pub experience_on: Option<NaiveDate>,
    /// first day of work
    pub employed_from: Option<NaiveDate>,
    /// day of leaving
    pub left_on: Option<NaiveDate>,
    /// the import that brought the row
    pub batch_id: Option<i64>,
    /// its row in the file
    pub source_row: Option<i64>,
}

impl StaffMember {
    /// The name.
    #[must_use]
    pub fn name(&self) -> PersonName {
        PersonName {
            surname: self.surname.clone(),
            given_name: self.given_name.clone(),
            patronymic: self.patronymic.clone(),
        }
    }

    /// «Иванова А. П., учитель», as papers and forms name who answers for something.
    #[must_use]
    pub fn with_position(&self) -> String {
        let name = self.name().with_initials();
        if self.position.is_empty() { name } else { format!("{name}, {}", self.position) }
    }
}

/// Everybody on the staff list, by name; those who have left are listed too.
///
/// # Errors
/// When the database does not answer.
pub async fn staff(db: &mut impl Reads) -> Result<Vec<StaffMember>> {
    let mut staff: Vec<StaffMember> = db
        .rows(
            "SELECT id, surname, given_name, patronymic, birth_on, sex, position, staff_kind, education,
                 education_is_pedagogical, category, category_on, experience_years, experience_on, employed_from, left_on,
                 batch_id, source_row
             FROM staff",
            args![],
        )
        .await?;
    staff.sort_by_cached_key(|member| school::ru::sort_key(&member.name().full()));
    Ok(staff)
}

/// One member of staff.
///
/// # Errors
/// When the database does not answer.
pub async fn staff_member(db: &mut impl Reads, id: i64) -> Result<Option<StaffMember>> {
    db.row(
        "SELECT id, surname, given_name, patronymic, birth_on, sex, position, staff_kind, education,
             education_is_pedagogical, category, category_on, experience_years, experience_on, employed_from, left_on,
             batch_id, source_row
         FROM staff WHERE id = $1",
        args![id],
    )
    .await
}

/// Saves a member of staff under the id; one without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_staff_member(change: &mut Change, member: &StaffMember) -> Result<i64> {
    let id = if member.id == 0 { new_id() } else { member.id };
    change
        .execute(
            "INSERT INTO staff (id, surname, given_name, patronymic, name_key, birth_on, sex, position, staff_kind,
                 education, education_is_pedagogical, category, category_on, experience_years, experience_on,
                 employed_from, left_on, batch_id, source_row)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
             ON CONFLICT (id) DO UPDATE SET surname = excluded.surname, given_name = excluded.given_name,
                 patronymic = excluded.patronymic, name_key = excluded.name_key, birth_on = excluded.birth_on,
                 sex = excluded.sex, position = excluded.position, staff_kind = excluded.staff_kind,
                 education = excluded.education, education_is_pedagogical = excluded.education_is_pedagogical,
                 category = excluded.category, category_on = excluded.category_on,
                 experience_years = excluded.experience_years, experience_on = excluded.experience_on,
                 employed_from = excluded.employed_from, left_on = excluded.left_on, batch_id = excluded.batch_id,
                 source_row = excluded.source_row",
            args![
                id,
                &member.surname,
                &member.given_name,
                &member.patronymic,
                name_key(&member.name().full()),
                member.birth_on,
                member.sex.as_ref(),
                &member.position,
                &member.staff_kind,
                member.education.as_ref(),
                member.education_is_pedagogical,
                member.category.as_ref(),
                member.category_on,
                member.experience_years,
                member.experience_on,
                member.employed_from,
                member.left_on,
                member.batch_id,
                member.source_row
            ],
        )
        .await?;
    Ok(id)
}

/// Removes a member of staff whom nothing mentions.
///
/// # Errors
/// When the database refuses, because something does.
pub async fn remove_staff_member(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM staff WHERE id = $1", args![id]).await?;
    Ok(())
}

/// A course of professional development («курс повышения квалификации»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub struct StaffCourse {
    /// id
    pub id: i64,
    /// who completed it
    pub staff_id: i64,
    /// title
    pub title: String,
    /// hours
    pub hours: Option<i64>,
    /// when it was completed
    pub completed_on: NaiveDate,
    /// whether it is about applying the ФГОС
    pub is_fgos: bool,
    /// the import that brought the row
    pub batch_id: Option<i64>,
    /// its row in the file
    pub source_row: Option<i64>,
}

/// The courses of one member of staff, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn courses_of(db: &mut impl Reads, staff_id: i64) -> Result<Vec<StaffCourse>> {
    db.rows(
        "SELECT id, staff_id, title, hours, completed_on, is_fgos, batch_id, source_row
         FROM staff_course WHERE staff_id = $1 ORDER BY completed_on DESC, id",
        args![staff_id],
    )
    .await
}

/// All courses.
///
/// # Errors
/// When the database does not answer.
pub async fn courses(db: &mut impl Reads) -> Result<Vec<StaffCourse>> {
    db.rows(
        "SELECT id, staff_id, title, hours, completed_on, is_fgos, batch_id, source_row
         FROM staff_course ORDER BY staff_id, completed_on, id",
        args![],
    )
    .await
}

/// Saves a course under its id; one without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_course(change: &mut Change, course: &StaffCourse) -> Result<i64> {
    let id = if course.id == 0 { new_id() } else { course.id };
    change
        .execute(
            "INSERT INTO staff_course (id, staff_id, title, hours, completed_on, is_fgos, batch_id, source_row)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, hours = excluded.hours,
                 completed_on = excluded.completed_on, is_fgos = excluded.is_fgos, batch_id = excluded.batch_id,
                 source_row = excluded.source_row",
            args![
                id,
                course.staff_id,
                &course.title,
                course.hours,
                course.completed_on,
                course.is_fgos,
                course.batch_id,
                course.source_row
            ],
        )
        .await?;
    Ok(id)
}

/// Removes a course.
///
/// # Errors
/// When the database refuses.
pub async fn remove_course(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM staff_course WHERE id = $1", args![id]).await?;
    Ok(())
}
