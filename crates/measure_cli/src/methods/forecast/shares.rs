//! The quantities of one series of shares.

use measure::forecast::{Method, forecast_shares};
use school::Share;

use super::columns::{Found, present};
use super::{numbers, sheets};
use crate::Refusal;
use crate::answer::Answer;
use crate::csv_table::Table;

const METHODS: [Method; 5] = [Method::Naive, Method::Drift, Method::TheilSen, Method::OlsTrend, Method::EtsByAicc];

pub(super) fn put(
    answer: &mut Answer,
    table: &Table,
    found: &Found,
    (whole, next): (usize, Option<i64>),
    steps: usize,
) -> Result<(), Refusal> {
    let mut shares = Vec::with_capacity(found.rows.len());
    for (row, part) in found.rows.iter().zip(&found.values) {
        let all = present(table, *row, whole)?;
        shares.push(share(*part, all).ok_or_else(|| {
            let place = table.place(*row, whole);
            Refusal::new(format!("{place}: {part} из {all} — не доля целого числа учеников"))
        })?);
    }
    let outlooks: Vec<_> = METHODS.map(|method| (method, forecast_shares(&shares, method, steps, next))).into();
    // A reason that lies in the series itself is told as a refusal.
    if let [(_, Err(why)), ..] = outlooks[..]
        && outlooks.iter().all(|(_, outlook)| outlook.is_err())
    {
        return Err(why.into());
    }
    for (method, outlook) in &outlooks {
        numbers::put_outlook(answer, found, &format!("share_{}", method.code()), outlook, steps);
    }
    let people = next.or_else(|| shares.last().map(|share| share.whole())).unwrap_or_default();
    let of = found.element("");
    let of = if of.is_empty() { of } else { format!("Ряд «{of}»: ") };
    answer.note(format!(
        "{of}интервалы — для доли, которую наблюдают в группе из {people} чел., со случайностью набора."
    ));
    sheets::show_outlooks(answer, found, &outlooks, sheets::Unit::Share);
    Ok(())
}

fn share(part: f64, whole: f64) -> Option<Share> {
    let count = |number: f64| if number.fract() == 0.0 { format!("{number:.0}").parse::<i64>().ok() } else { None };
    Share::new(count(part)?, count(whole)?)
}
