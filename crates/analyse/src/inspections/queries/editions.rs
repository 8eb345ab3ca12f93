use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

/// An edition of a report that was signed and withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Edition {
    /// its number, from 1
    pub edition: i64,
    /// when it was signed
    pub signed_on: NaiveDate,
    /// by whom
    pub signatory: String,
    /// why it was withdrawn
    pub reason: String,
    /// when
    pub annulled_on: NaiveDate,
    /// by whom
    pub annulled_by: String,
}

/// The withdrawn editions of a report, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<Edition>> {
    db.rows(
        "SELECT edition, signed_on, signatory, reason, annulled_on, annulled_by FROM inspection_report_edition
         WHERE inspection_id = $1 ORDER BY edition",
        args![inspection_id],
    )
    .await
}

/// A withdrawn edition as it was printed, in the language of pages.
///
/// # Errors
/// When the database does not answer.
pub async fn edition_paper(db: &mut impl Reads, inspection_id: i64, edition: i64) -> Result<Option<String>> {
    let sql = "SELECT paper FROM inspection_report_edition WHERE inspection_id = $1 AND edition = $2";
    let row: Option<(String,)> = db.row(sql, args![inspection_id, edition]).await?;
    Ok(row.map(|(paper,)| paper))
}

/// Puts a withdrawn edition away as it was printed.
///
/// # Errors
/// When the database refuses.
pub async fn save_edition(change: &mut Change, inspection_id: i64, edition: &Edition, paper: &str) -> Result<()> {
    change
        .execute(
            "INSERT INTO inspection_report_edition (inspection_id, edition, signed_on, signatory, reason, annulled_on,
                annulled_by, paper) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                inspection_id,
                edition.edition,
                edition.signed_on,
                &edition.signatory,
                &edition.reason,
                edition.annulled_on,
                &edition.annulled_by,
                paper
            ],
        )
        .await?;
    Ok(())
}

/// Makes room for the next edition: without signature, frozen figures and acknowledgements. The withdrawn one has been put
/// away.
///
/// # Errors
/// When the database refuses.
pub async fn unsign(change: &mut Change, inspection_id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM inspection_report_signature WHERE inspection_id = $1",
        "DELETE FROM inspection_figure WHERE inspection_id = $1",
        "DELETE FROM inspection_acknowledgement WHERE inspection_id = $1",
        "UPDATE inspection_report SET told_facts = '', told_comparison = '' WHERE inspection_id = $1",
    ] {
        change.execute(sql, args![inspection_id]).await?;
    }
    Ok(())
}
