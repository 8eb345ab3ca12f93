//! Forms of many rows: how many are shown, and the button that asks for one more without saving.

use web::forms::Fields;

/// Rows that a form offers besides those in use.
const SPARE: usize = 2;

/// How many rows a form shows, of which so many are in use: some to spare, no fewer than it showed before, and one more
/// where the button asked for it.
pub(crate) fn shown(fields: &Fields, used: usize, most: usize) -> usize {
    let before: usize = fields.get("rows").parse().unwrap_or(0);
    let asked = if wants_more(fields) { before.max(used) + 1 } else { before };
    asked.min(most).max(used + SPARE)
}

/// Whether the form was sent only to get one more row.
pub(crate) fn wants_more(fields: &Fields) -> bool {
    fields.is_ticked("more")
}

/// Whether the form was sent only to come back changed: longer, or with the members of a body.
pub(crate) fn is_resent(fields: &Fields) -> bool {
    wants_more(fields) || fields.is_ticked("fill")
}

/// The version that the form was made from.
pub(crate) fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_grows_and_does_not_shrink() {
        let sent = |rows: usize, more: &str| Fields::empty().with("rows", rows).with("more", more);
        let table = [
            (Fields::empty(), 0, 2),
            (Fields::empty(), 3, 5),
            (sent(2, ""), 2, 4),
            (sent(2, "1"), 0, 3),
            (sent(4, "1"), 2, 5),
            (sent(5, ""), 1, 5),
            (sent(9, "1"), 1, 9),
        ];
        for (fields, used, wanted) in table {
            assert_eq!(shown(&fields, used, 9), wanted, "{fields:?} {used}");
        }
    }
}
