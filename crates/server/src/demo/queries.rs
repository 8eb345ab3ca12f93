use ledger::Change;
use store::{Result, args};

use super::{Size, day};

/// Numbers of the conditions of a school of a thousand: code, numerator, denominator. Yes is one.
const CONDITIONS: [(&str, i64, i64); 15] = [
    ("computers_in_teaching", 212, 1),
    ("library_items", 27140, 1),
    ("teaching_area", 64615, 10),
    ("broadband_students", 990, 1),
    ("electronic_document_flow", 1, 1),
    ("reading_room", 1, 1),
    ("reading_room_computers", 1, 1),
    ("reading_room_media", 1, 1),
    ("reading_room_scanning", 1, 1),
    ("reading_room_internet", 1, 1),
    ("reading_room_printing", 0, 1),
    ("certificates_9_not_received", 1, 1),
    ("certificates_11_not_received", 0, 1),
    ("certificates_9_honours", 2, 1),
    ("certificates_11_honours", 1, 1),
];

/// Enters the numbers of the conditions for the last day of the calendar year.
pub(super) async fn conditions(change: &mut Change, size: &Size) -> Result<()> {
    let (as_of, now, by) = (day(size.newest, 12, 31), change.now(), change.actor().name.clone());
    let students = i64::try_from(size.students).unwrap_or(1000);
    for (code, of_thousand, denominator) in CONDITIONS {
        let numerator = if of_thousand > 10 { of_thousand * students / 1000 } else { of_thousand };
        change
            .execute(
                "INSERT INTO condition_value (code, as_of, number_numerator, number_denominator, entered_by, entered_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                args![code, as_of, numerator, denominator, &by, now],
            )
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_condition_is_known_to_the_packs() {
        for (code, _, _) in super::CONDITIONS {
            let is_known = analyse::engine::catalogue().conditions().any(|condition| condition.code == code);
            assert!(is_known, "{code}");
        }
    }
}
