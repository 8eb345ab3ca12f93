//! Where the indicator of a problem goes if nothing is done: a forecast from the periods before.

use analyse::engine::{self, NoAnswer, real};
use analyse::problem_zones::Zone;
use analyse::shown;
use chrono::NaiveDate;
use formula::Unit;
use measure::forecast::{LEAST_POINTS, Method, Predicted, Series, forecast, forecast_shares};
use school::{Exact, Share, Term, TermScheme};
use store::Reads;

use super::labels;
use crate::effects::{Asking, Period, Reading, measure, read_group, same_pupils, term_of};

/// How many periods back it looks.
const MOST_POINTS: usize = 8;

/// The forecast in words; nothing when fewer than four periods have a value.
pub(super) async fn outlook(db: &mut impl Reads, zone: &Zone, today: NaiveDate) -> Result<Option<String>, NoAnswer> {
    let Some(indicator) = engine::catalogue().indicator(&zone.indicator_code) else { return Ok(None) };
    let group = read_group(&zone.breakdown_key);
    let mut period = Period { year: zone.school_year, term: term_of(&zone.breakdown_key) };
    let mut readings: Vec<Reading> = Vec::new();
    for _ in 0..MOST_POINTS {
        let Some(then) = same_pupils(&group, period.year - zone.school_year) else { break };
        let as_of = engine::usual_date(period.year, today);
        let asking = Asking { code: &indicator.code, group: &then, period, as_of };
        let Ok(reading) = measure(db, &asking).await?.reading else { break };
        readings.insert(0, reading);
        period = before(period);
    }
    let method = Method::Drift;
    let Some(ahead) = predicted(&readings, method) else { return Ok(None) };
    let value = |number: f64| value(indicator.unit, number);
    let said = (&*value(ahead.mean), &*value(ahead.interval.low), &*value(ahead.interval.high));
    Ok(Some(labels::forecast((&shown::group(&group), readings.len()), said, &method.title())))
}

fn predicted(readings: &[Reading], method: Method) -> Option<Predicted> {
    if readings.len() < LEAST_POINTS {
        return None;
    }
    let shares: Option<Vec<Share>> = readings.iter().map(|one| Share::new(one.part?, one.whole?)).collect();
    let ahead = match shares {
        Some(shares) => forecast_shares(&shares, method, 1, None).ok()?,
        None => {
            let values: Vec<f64> = readings.iter().map(|one| real(&one.exact())).collect();
            forecast(&Series::new(&values).ok()?, method, 1).ok()?
        }
    };
    ahead.first().copied()
}

fn value(unit: Unit, number: f64) -> String {
    shown::value(unit, &Exact::approximate_float(number).unwrap_or_default())
}

/// The period before of the same sort.
fn before(period: Period) -> Period {
    if let Some(term) = period.term.previous() {
        return Period { term, ..period };
    }
    let scheme = TermScheme::ALL.iter().find(|scheme| scheme.terms().contains(&period.term));
    let last = scheme.and_then(|scheme| scheme.terms().last().copied()).unwrap_or(Term::Year);
    Period { year: period.year - 1, term: last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_before_crosses_the_year() {
        let of = |code: &str| Period::from_code(code).unwrap();
        for (now, earlier) in
            [("2024:q2", "2024:q1"), ("2024:q1", "2023:q4"), ("2024:h1", "2023:h2"), ("2024:year", "2023:year")]
        {
            assert_eq!(before(of(now)), of(earlier));
        }
    }

    #[test]
    fn four_values_make_a_forecast_and_three_none() {
        let share = |part: i64| Reading {
            value: format!("{part}/30"),
            part: Some(part),
            whole: Some(30),
            n: Some(30),
            sd: None,
        };
        let readings: Vec<Reading> = [20, 18, 17, 12].into_iter().map(share).collect();
        assert!(predicted(&readings, Method::Drift).unwrap().mean < 0.45);
        assert_eq!(predicted(&readings[1..], Method::Drift), None);
    }
}
