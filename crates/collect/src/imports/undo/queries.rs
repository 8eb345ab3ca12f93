use ledger::Change;
use store::{Reads, Result, args};

/// How often something is used, and by what.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Use {
    pub(super) used_by: String,
    pub(super) uses: i64,
}

/// What still mentions the students that an import made.
pub(super) async fn uses_of_students(db: &mut impl Reads, batch_id: i64) -> Result<Vec<Use>> {
    db.rows(
        "SELECT used_by, uses FROM (
             SELECT 'enrolment' AS used_by, COUNT(*) AS uses FROM enrolment
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'period_mark', COUNT(*) FROM period_mark
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'journal_mark', COUNT(*) FROM journal_mark
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'paper_result', COUNT(*) FROM paper_result
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'exam_result', COUNT(*) FROM exam_result
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'achievement', COUNT(*) FROM achievement
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'mark_correction', COUNT(*) FROM mark_correction
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
             UNION ALL
             SELECT 'account', COUNT(*) FROM account_student
             WHERE student_id IN (SELECT id FROM student WHERE batch_id = $1)
         ) u WHERE uses > 0",
        args![batch_id],
    )
    .await
}

/// What still mentions the staff that an import made.
pub(super) async fn uses_of_staff(db: &mut impl Reads, batch_id: i64) -> Result<Vec<Use>> {
    db.rows(
        "SELECT used_by, uses FROM (
             SELECT 'journal_mark' AS used_by, COUNT(*) AS uses FROM journal_mark
             WHERE teacher_id IN (SELECT id FROM staff WHERE batch_id = $1)
             UNION ALL
             SELECT 'teaching', COUNT(*) FROM teaching
             WHERE staff_id IN (SELECT id FROM staff WHERE batch_id = $1)
             UNION ALL
             SELECT 'homeroom', COUNT(*) FROM class_group
             WHERE homeroom_staff_id IN (SELECT id FROM staff WHERE batch_id = $1)
             UNION ALL
             SELECT 'association', COUNT(*) FROM methodological_association
             WHERE head_staff_id IN (SELECT id FROM staff WHERE batch_id = $1)
             UNION ALL
             SELECT 'course', COUNT(*) FROM staff_course
             WHERE staff_id IN (SELECT id FROM staff WHERE batch_id = $1)
             UNION ALL
             SELECT 'account', COUNT(*) FROM account
             WHERE staff_id IN (SELECT id FROM staff WHERE batch_id = $1)
         ) u WHERE uses > 0",
        args![batch_id],
    )
    .await
}

/// How often a class is used, and by what.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct ClassUse {
    pub(super) name: String,
    pub(super) used_by: String,
    pub(super) uses: i64,
}

/// What still mentions a class.
pub(super) async fn uses_of_class(db: &mut impl Reads, class_group_id: i64) -> Result<Vec<ClassUse>> {
    db.rows(
        "SELECT c.name, u.used_by, u.uses FROM (
             SELECT 'enrolment' AS used_by, COUNT(*) AS uses FROM enrolment WHERE class_group_id = $1
             UNION ALL
             SELECT 'period_mark', COUNT(*) FROM period_mark WHERE class_group_id = $1
             UNION ALL
             SELECT 'journal_mark', COALESCE(CAST(SUM(mark_count) AS BIGINT), 0) FROM journal_tally WHERE class_group_id = $1
             UNION ALL
             SELECT 'paper_result', COUNT(*) FROM paper_result WHERE class_group_id = $1
             UNION ALL
             SELECT 'exam_result', COUNT(*) FROM exam_result WHERE class_group_id = $1
             UNION ALL
             SELECT 'teaching', COUNT(*) FROM teaching WHERE class_group_id = $1
         ) u JOIN class_group c ON c.id = $1
         WHERE u.uses > 0",
        args![class_group_id],
    )
    .await
}

/// The name of a subject that something uses; nothing when nothing does.
pub(super) async fn use_of_subject(db: &mut impl Reads, subject_id: i64) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .row(
            "SELECT s.name FROM subject s WHERE s.id = $1 AND (
                 EXISTS (SELECT 1 FROM period_mark m WHERE m.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM journal_tally t WHERE t.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM assessed_paper p WHERE p.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM exam_result e WHERE e.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM teaching t WHERE t.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM mark_correction c WHERE c.subject_id = s.id)
                 OR EXISTS (SELECT 1 FROM association_subject a WHERE a.subject_id = s.id))",
            args![subject_id],
        )
        .await?;
    Ok(row.map(|row| row.0))
}

pub(super) async fn year_is_used(db: &mut impl Reads, school_year: i64, batch_id: i64) -> Result<bool> {
    let found = db
        .number(
            "SELECT (SELECT COUNT(*) FROM class_group WHERE school_year = $1)
                 + (SELECT COUNT(*) FROM assessed_paper WHERE school_year = $1)
                 + (SELECT COUNT(*) FROM exam_result WHERE school_year = $1)
                 + (SELECT COUNT(*) FROM import_batch WHERE school_year = $1 AND state = 'applied' AND id <> $2)",
            args![school_year, batch_id],
        )
        .await?;
    Ok(found.unwrap_or(0) > 0)
}

pub(super) async fn any_class(db: &mut impl Reads) -> Result<bool> {
    let found = db.number("SELECT COUNT(*) FROM class_group", args![]).await?;
    Ok(found.unwrap_or(0) > 0)
}

pub(super) async fn remove_teaching(change: &mut Change, batch_id: i64) -> Result<()> {
    change.execute("DELETE FROM teaching WHERE batch_id = $1", args![batch_id]).await?;
    Ok(())
}

pub(super) async fn remove_enrolments(change: &mut Change, batch_id: i64) -> Result<()> {
    change.execute("DELETE FROM enrolment WHERE batch_id = $1", args![batch_id]).await?;
    Ok(())
}

pub(super) async fn remove_students(change: &mut Change, batch_id: i64) -> Result<()> {
    change.execute("DELETE FROM student WHERE batch_id = $1", args![batch_id]).await?;
    Ok(())
}

pub(super) async fn remove_staff(change: &mut Change, batch_id: i64) -> Result<()> {
    change.execute("DELETE FROM staff WHERE batch_id = $1", args![batch_id]).await?;
    Ok(())
}

pub(super) async fn remove_class(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM class_group WHERE id = $1", args![id]).await?;
    Ok(())
}

pub(super) async fn remove_subject(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM subject_alias WHERE subject_id = $1", args![id]).await?;
    change.execute("DELETE FROM subject WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Removes another name of a subject, unless the subject is one of those given.
pub(super) async fn remove_alias(change: &mut Change, alias_key: &str, except: &[i64]) -> Result<()> {
    let owner = change.number("SELECT subject_id FROM subject_alias WHERE alias_key = $1", args![alias_key]).await?;
    if owner.is_some_and(|owner| !except.contains(&owner)) {
        change.execute("DELETE FROM subject_alias WHERE alias_key = $1", args![alias_key]).await?;
    }
    Ok(())
}

pub(super) async fn remove_year(change: &mut Change, school_year: i64) -> Result<()> {
    change.execute("DELETE FROM school_term WHERE school_year = $1", args![school_year]).await?;
    change.execute("DELETE FROM school_year WHERE school_year = $1", args![school_year]).await?;
    Ok(())
}

pub(super) async fn remove_school(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM school WHERE id = $1", args![id]).await?;
    Ok(())
}
