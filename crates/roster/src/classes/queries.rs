use chrono::NaiveDate;
use ledger::Change;
use school::{ClassName, EducationLevel, TermScheme};
use store::{Reads, Result, args, new_id};

/// A class group («класс», 8А) of one school year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ClassGroup {
    /// id
    pub id: i64,
    /// the school year it belongs to
    pub school_year: i64,
    /// year group («параллель»), 1 to 11
    pub year_group: i64,
    /// letter; empty when the class has none
    pub letter: String,
    /// «8А»
    pub name: String,
    /// code of [`TermScheme`]
    pub term_scheme: String,
    /// homeroom teacher («классный руководитель»)
    pub homeroom_staff_id: Option<i64>,
    /// advanced study of some subjects («углублённое изучение»)
    pub is_advanced: bool,
    /// profile education («профильное обучение»)
    pub is_profile: bool,
    /// distance technologies
    pub is_distance: bool,
    /// network form («сетевая форма»)
    pub is_network: bool,
}

impl ClassGroup {
    /// Quarters, half-years or trimesters.
    #[must_use]
    pub fn scheme(&self) -> TermScheme {
        TermScheme::from_code(&self.term_scheme).unwrap_or(TermScheme::Quarters)
    }

    /// Year group and letter, in the order in which classes are listed.
    #[must_use]
    pub fn class_name(&self) -> ClassName {
        ClassName { year_group: u8::try_from(self.year_group).unwrap_or_default(), letter: self.letter.clone() }
    }

    /// Primary, lower or upper secondary education.
    #[must_use]
    pub fn level(&self) -> Option<EducationLevel> {
        EducationLevel::of(u8::try_from(self.year_group).ok()?)
    }
}

/// The classes of a school year, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn class_groups(db: &mut impl Reads, school_year: i64) -> Result<Vec<ClassGroup>> {
    let mut classes: Vec<ClassGroup> = db
        .rows(
            "SELECT id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id, is_advanced, is_profile,
                 is_distance, is_network
             FROM class_group WHERE school_year = $1",
            args![school_year],
        )
        .await?;
    classes.sort_by_cached_key(ClassGroup::class_name);
    Ok(classes)
}

/// One class.
///
/// # Errors
/// When the database does not answer.
pub async fn class_group(db: &mut impl Reads, id: i64) -> Result<Option<ClassGroup>> {
    db.row(
        "SELECT id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id, is_advanced, is_profile,
             is_distance, is_network
         FROM class_group WHERE id = $1",
        args![id],
    )
    .await
}

/// The class of this name in this year.
///
/// # Errors
/// When the database does not answer.
pub async fn class_by_name(db: &mut impl Reads, school_year: i64, name: &ClassName) -> Result<Option<ClassGroup>> {
    db.row(
        "SELECT id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id, is_advanced, is_profile,
             is_distance, is_network
         FROM class_group WHERE school_year = $1 AND name = $2",
        args![school_year, name.to_string()],
    )
    .await
}

/// Makes a class with the usual term scheme of its year group. Answers its id.
///
/// # Errors
/// When the database refuses; a name is taken once a year.
pub async fn create_class(change: &mut Change, school_year: i64, name: &ClassName) -> Result<i64> {
    let class = new_class(school_year, name);
    insert_class(change, &class).await?;
    Ok(class.id)
}

/// A class that is not saved yet, with an id and the usual term scheme of its year group.
#[must_use]
pub fn new_class(school_year: i64, name: &ClassName) -> ClassGroup {
    ClassGroup {
        id: new_id(),
        school_year,
        year_group: name.year_group.into(),
        letter: name.letter.clone(),
        name: name.to_string(),
        term_scheme: TermScheme::usual(name.year_group).code().to_owned(),
        homeroom_staff_id: None,
        is_advanced: false,
        is_profile: false,
        is_distance: false,
        is_network: false,
    }
}

/// Saves a new class.
///
/// # Errors
/// When the database refuses; a name is taken once a year.
pub async fn insert_class(change: &mut Change, class: &ClassGroup) -> Result<()> {
    change
        .execute(
            "INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id, is_advanced,
                 is_profile, is_distance, is_network)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            args![
                class.id,
                class.school_year,
                class.year_group,
                &class.letter,
                &class.name,
                &class.term_scheme,
                class.homeroom_staff_id,
                class.is_advanced,
                class.is_profile,
                class.is_distance,
                class.is_network
            ],
        )
        .await?;
    Ok(())
}

/// Saves what a person says of a class: scheme, homeroom teacher and kinds, which are confirmed by that. Its name and
/// year stay.
///
/// # Errors
/// When the database refuses.
pub async fn save_class(change: &mut Change, class: &ClassGroup) -> Result<()> {
    change
        .execute(
            "UPDATE class_group SET term_scheme = $2, homeroom_staff_id = $3, is_advanced = $4, is_profile = $5,
                 is_distance = $6, is_network = $7, kinds_confirmed = TRUE
             WHERE id = $1",
            args![
                class.id,
                class.scheme().code(),
                class.homeroom_staff_id,
                class.is_advanced,
                class.is_profile,
                class.is_distance,
                class.is_network
            ],
        )
        .await?;
    Ok(())
}

/// How many classes of a year nobody has said the kinds of.
///
/// # Errors
/// When the database does not answer.
pub async fn unconfirmed_kinds(db: &mut impl Reads, school_year: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM class_group WHERE school_year = $1 AND NOT kinds_confirmed";
    Ok(db.number(sql, args![school_year]).await?.unwrap_or(0))
}

/// Confirms the kinds of all classes of a year as they stand; answers of how many nobody had said them.
///
/// # Errors
/// When the database refuses.
pub async fn confirm_kinds(change: &mut Change, school_year: i64) -> Result<u64> {
    let sql = "UPDATE class_group SET kinds_confirmed = TRUE WHERE school_year = $1 AND NOT kinds_confirmed";
    change.execute(sql, args![school_year]).await
}

/// How many students a class has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct ClassSize {
    /// class
    pub class_group_id: i64,
    /// students enrolled on the day
    pub student_count: i64,
}

/// The sizes of a year's classes on a day; classes without students are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn class_sizes(db: &mut impl Reads, school_year: i64, on: NaiveDate) -> Result<Vec<ClassSize>> {
    db.rows(
        "SELECT c.id AS class_group_id, COUNT(*) AS student_count
         FROM class_group c
         JOIN enrolment e ON e.class_group_id = c.id AND e.from_on <= $2 AND (e.until_on IS NULL OR e.until_on > $2)
         WHERE c.school_year = $1
         GROUP BY c.id",
        args![school_year, on],
    )
    .await
}

/// The classes of a year whose pages this person may open: those with students whom the person may see, and those where
/// the person teaches or is the homeroom teacher.
///
/// # Errors
/// When the database does not answer.
pub async fn classes_open_to(
    db: &mut impl Reads,
    school_year: i64,
    whole: bool,
    staff_id: Option<i64>,
) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT c.id FROM class_group c
             WHERE c.school_year = $1
               AND ($2 OR c.homeroom_staff_id = $3
                 OR EXISTS (SELECT 1 FROM teaching t WHERE t.class_group_id = c.id AND t.staff_id = $3))",
            args![school_year, whole, staff_id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Who teaches what to a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::FromRow)]
pub struct Teaching {
    /// teacher
    pub staff_id: i64,
    /// class
    pub class_group_id: i64,
    /// subject
    pub subject_id: i64,
}

/// Who teaches what in a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn teaching(db: &mut impl Reads, school_year: i64) -> Result<Vec<Teaching>> {
    db.rows(
        "SELECT t.staff_id, t.class_group_id, t.subject_id
         FROM teaching t JOIN class_group c ON c.id = t.class_group_id
         WHERE c.school_year = $1 ORDER BY t.class_group_id, t.subject_id, t.staff_id",
        args![school_year],
    )
    .await
}

/// Says that a teacher teaches a subject to a class; saying it twice is saying it once. Answers whether it is new.
///
/// # Errors
/// When the database refuses.
pub async fn assign_teaching(change: &mut Change, teaching: Teaching, batch_id: Option<i64>) -> Result<bool> {
    let added = change
        .execute(
            "INSERT INTO teaching (staff_id, class_group_id, subject_id, batch_id) VALUES ($1, $2, $3, $4)
             ON CONFLICT (staff_id, class_group_id, subject_id) DO NOTHING",
            args![teaching.staff_id, teaching.class_group_id, teaching.subject_id, batch_id],
        )
        .await?;
    Ok(added > 0)
}

/// Ends it.
///
/// # Errors
/// When the database refuses.
pub async fn end_teaching(change: &mut Change, teaching: Teaching) -> Result<()> {
    change
        .execute(
            "DELETE FROM teaching WHERE staff_id = $1 AND class_group_id = $2 AND subject_id = $3",
            args![teaching.staff_id, teaching.class_group_id, teaching.subject_id],
        )
        .await?;
    Ok(())
}
