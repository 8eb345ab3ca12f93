use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use crate::inspections::figures::{Figure, Frozen};
use crate::inspections::report::{Finding, Recommendation, Report, ReportState, Told};

#[derive(sqlx::FromRow)]
struct ReportRow {
    studied: String,
    facts: String,
    comparison: String,
    told_facts: String,
    told_comparison: String,
    causes: String,
    recheck_on: Option<NaiveDate>,
    version: i64,
    saved_at: Option<DateTime<Utc>>,
    saved_by: String,
    state: String,
}

/// The report of an inspection; whoever asks has been let to the inspection or to the report.
///
/// # Errors
/// When the database does not answer.
pub async fn report(db: &mut impl Reads, inspection_id: i64) -> Result<Option<Report>> {
    let row: Option<ReportRow> = db
        .row(
            "SELECT r.studied, r.facts, r.comparison, r.told_facts, r.told_comparison, r.causes, r.recheck_on, r.version,
                r.saved_at, r.saved_by, s.state
             FROM inspection_report r JOIN inspection_report_state s ON s.inspection_id = r.inspection_id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM inspection_report_state l WHERE l.inspection_id = r.inspection_id)
             WHERE r.inspection_id = $1",
            args![inspection_id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let findings: Vec<Finding> = db
        .rows(
            "SELECT id, sentence FROM inspection_finding WHERE inspection_id = $1 ORDER BY place",
            args![inspection_id],
        )
        .await?;
    let recommendations: Vec<Recommendation> = db
        .rows(
            "SELECT id, task, responsible_staff_id, responsible, due_on FROM inspection_recommendation
             WHERE inspection_id = $1 ORDER BY place",
            args![inspection_id],
        )
        .await?;
    Ok(Some(Report {
        inspection_id,
        studied: row.studied,
        facts: row.facts,
        comparison: row.comparison,
        told: Told { facts: lines(&row.told_facts), comparison: lines(&row.told_comparison) },
        causes: row.causes,
        findings,
        recommendations,
        recheck_on: row.recheck_on,
        state: ReportState::from_code(&row.state).unwrap_or(ReportState::Draft),
        version: row.version,
        saved_at: row.saved_at,
        saved_by: row.saved_by,
    }))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Keeps what the program says of the figures, beside the words of the group; without sentences it is made anew.
///
/// # Errors
/// When the database refuses.
pub async fn save_told(change: &mut Change, inspection_id: i64, told: &Told) -> Result<()> {
    change
        .execute(
            "UPDATE inspection_report SET told_facts = $2, told_comparison = $3 WHERE inspection_id = $1",
            args![inspection_id, told.facts.join("\n"), told.comparison.join("\n")],
        )
        .await?;
    Ok(())
}

/// Saves the words of a report; its version becomes one more. `saved_at` says whether anybody has written yet.
///
/// # Errors
/// When the database refuses.
pub async fn save_report(change: &mut Change, report: &Report) -> Result<()> {
    change
        .execute(
            "INSERT INTO inspection_report (inspection_id, studied, facts, comparison, causes, recheck_on, version, saved_at,
                saved_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (inspection_id) DO UPDATE SET studied = excluded.studied, facts = excluded.facts,
                comparison = excluded.comparison, causes = excluded.causes, recheck_on = excluded.recheck_on,
                version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by",
            args![
                report.inspection_id,
                &report.studied,
                &report.facts,
                &report.comparison,
                &report.causes,
                report.recheck_on,
                report.version + 1,
                report.saved_at,
                &report.saved_by
            ],
        )
        .await?;
    let of = report.inspection_id;
    change.execute("DELETE FROM inspection_finding WHERE inspection_id = $1", args![of]).await?;
    for (place, finding) in (1_i64..).zip(&report.findings) {
        let id = if finding.id == 0 { new_id() } else { finding.id };
        change
            .execute(
                "INSERT INTO inspection_finding (id, inspection_id, place, sentence) VALUES ($1, $2, $3, $4)",
                args![id, of, place, &finding.sentence],
            )
            .await?;
    }
    change.execute("DELETE FROM inspection_recommendation WHERE inspection_id = $1", args![of]).await?;
    for (place, one) in (1_i64..).zip(&report.recommendations) {
        let id = if one.id == 0 { new_id() } else { one.id };
        change
            .execute(
                "INSERT INTO inspection_recommendation (id, inspection_id, place, task, responsible_staff_id, responsible,
                    due_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![id, of, place, &one.task, one.responsible_staff_id, &one.responsible, one.due_on],
            )
            .await?;
    }
    Ok(())
}

/// A state that a report was set to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StateSet {
    /// its code
    pub state: String,
    /// what was said with it
    pub remark: String,
    /// when
    pub set_at: DateTime<Utc>,
    /// by whom
    pub set_by: String,
}

/// All states of a report, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn report_states(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<StateSet>> {
    db.rows(
        "SELECT state, remark, set_at, set_by FROM inspection_report_state WHERE inspection_id = $1 ORDER BY ordinal",
        args![inspection_id],
    )
    .await
}

/// Sets a report to a state.
///
/// # Errors
/// When the database refuses.
pub async fn set_state(change: &mut Change, inspection_id: i64, state: ReportState, remark: &str) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO inspection_report_state (inspection_id, ordinal, state, remark, set_at, set_by)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5 FROM inspection_report_state WHERE inspection_id = $1",
            args![inspection_id, state.code(), remark, at, by],
        )
        .await?;
    Ok(())
}

/// That a report was signed: when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Signature {
    /// date of the report
    pub signed_on: NaiveDate,
    /// «Заместитель директора»
    pub post: String,
    /// «А. В. Орлова»
    pub signatory: String,
}

/// The signature of a report.
///
/// # Errors
/// When the database does not answer.
pub async fn signature(db: &mut impl Reads, inspection_id: i64) -> Result<Option<Signature>> {
    let sql = "SELECT signed_on, post, signatory FROM inspection_report_signature WHERE inspection_id = $1";
    db.row(sql, args![inspection_id]).await
}

/// Keeps the signature of a report.
///
/// # Errors
/// When the database refuses; a report is signed once.
pub async fn save_signature(change: &mut Change, inspection_id: i64, signature: &Signature) -> Result<()> {
    let at = change.now();
    change
        .execute(
            "INSERT INTO inspection_report_signature (inspection_id, signed_on, post, signatory, signed_at)
             VALUES ($1, $2, $3, $4, $5)",
            args![inspection_id, signature.signed_on, &signature.post, &signature.signatory, at],
        )
        .await?;
    Ok(())
}

/// The figures of a signed report as they were on the day of the signature.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<Frozen>> {
    db.rows(
        "SELECT code, name, place, norm, value, exact, part, whole, n, reason, level, earlier, earlier_exact, change,
            direction, note, verdict, people, formula, numerator, base, sources, pack, href, as_of, computed_at
         FROM inspection_figure WHERE inspection_id = $1 ORDER BY ordinal",
        args![inspection_id],
    )
    .await
}

/// Freezes the figures of a report with their passports.
///
/// # Errors
/// When the database refuses.
pub async fn save_figures(change: &mut Change, inspection_id: i64, figures: &[Figure]) -> Result<()> {
    for (ordinal, figure) in (1_i64..).zip(figures) {
        let one = figure.freeze();
        change
            .execute(
                "INSERT INTO inspection_figure (inspection_id, ordinal, code, name, place, norm, value, exact, part, whole, n,
                    reason, level, earlier, earlier_exact, change, direction, note, verdict, people, formula, numerator, base,
                    sources, pack, href, as_of, computed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                    $22, $23, $24, $25, $26, $27, $28)",
                args![
                    inspection_id,
                    ordinal,
                    one.code,
                    one.name,
                    one.place,
                    one.norm,
                    one.value,
                    one.exact,
                    one.part,
                    one.whole,
                    one.n,
                    one.reason,
                    one.level,
                    one.earlier,
                    one.earlier_exact,
                    one.change,
                    one.direction,
                    one.note,
                    one.verdict,
                    one.people,
                    one.formula,
                    one.numerator,
                    one.base,
                    one.sources,
                    one.pack,
                    one.href,
                    one.as_of,
                    one.computed_at
                ],
            )
            .await?;
    }
    Ok(())
}
