//! The spread behind a mean: what it takes to say whether two means differ by more than chance.

use formula::{Cell, Outcome, Which};
use plan::indicators::own_settings;
use school::Exact;
use store::{Assembled, Reads, Result};

use super::{Asked, Codes, catalogue, cells, values};

/// More rows than any school has behind one number.
const MOST_ROWS: i64 = 200_000;

/// A mean with the spread of the values it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// how many values
    pub n: usize,
    /// their mean
    pub mean: f64,
    /// their standard deviation, with n − 1 below
    pub sd: f64,
}

/// The spread of the values that an outcome is the mean of: among the columns of its rows, the one whose mean is exactly
/// the outcome. `asked` is the question that the outcome answers, about one indicator. Nothing where the outcome is no
/// mean of whole numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn spread(db: &mut impl Reads, asked: &Asked, outcome: &Outcome) -> Result<Option<Spread>> {
    let (Some(mean), Codes::List(codes)) = (outcome.value(), &asked.codes) else { return Ok(None) };
    let [code] = codes.as_slice() else { return Ok(None) };
    let request = asked.request(own_settings(db, asked.year).await?);
    let Ok(drill) = catalogue().drill(code, Which::Numerator, &request, (0, MOST_ROWS)) else { return Ok(None) };
    let sql = Assembled::from_schema_names(drill.rows.sql.clone());
    let rows = drill.read(&cells(db.grid(&sql, values(&drill.rows.params)).await?));
    let column = |at: usize| {
        rows.iter().filter_map(move |row| match row.cells.get(at) {
            Some(Cell::Int(number)) => Some(*number),
            _ => None,
        })
    };
    Ok((0..drill.columns.len()).find_map(|at| of_values(&column(at).collect::<Vec<i64>>(), &mean)))
}

/// The spread of these values, if this is their mean.
fn of_values(values: &[i64], mean: &Exact) -> Option<Spread> {
    let n = i128::try_from(values.len()).ok().filter(|n| *n >= 2)?;
    let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
    if Exact::new(sum, n) != *mean {
        return None;
    }
    // Σ(x − x̄)² = (n·Σx² − (Σx)²)/n, exactly.
    let squares: i128 = values.iter().map(|value| i128::from(*value) * i128::from(*value)).sum();
    let variance = real(&Exact::new(n * squares - sum * sum, n * (n - 1)));
    Some(Spread { n: values.len(), mean: real(mean), sd: variance.sqrt() })
}

/// The nearest floating number.
#[must_use]
pub fn real(exact: &Exact) -> f64 {
    *exact.numer() as f64 / *exact.denom() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_a_mean_is_known_by_its_mean() {
        let mean = Exact::new(7, 2);
        let spread = of_values(&[5, 4, 3, 2], &mean).unwrap();
        assert_eq!((spread.n, spread.mean), (4, 3.5));
        assert!((spread.sd - (5.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert_eq!(of_values(&[5, 4, 3], &mean), None);
        assert_eq!(of_values(&[4], &Exact::from_integer(4)), None);
    }

    #[tokio::test]
    async fn a_mean_of_marks_has_a_spread_and_a_share_has_none() {
        testkit::on_both(crate::schema(), |store| async move {
            crate::testing::small_school(&store).await;
            let mut db = store.clone();
            let as_of = crate::testing::day("2025-06-05");
            let of = |code: &str| Asked::whole(2024, as_of).codes([code]).only(formula::Dimension::Class, "8А");
            let asked = of("school.mean_mark").only(formula::Dimension::Subject, "Алгебра");
            let computed = super::super::recalculate_within(&mut db, &asked).await.unwrap();
            // 5, 4, 3 and 2; «н/а» is no value.
            let found = spread(&mut db, &asked, &computed.outcomes[0]).await.unwrap().unwrap();
            assert_eq!((found.n, found.mean), (4, 3.5));
            let share = of("school.pass_rate");
            let computed = super::super::recalculate_within(&mut db, &share).await.unwrap();
            assert_eq!(spread(&mut db, &share, &computed.outcomes[0]).await.unwrap(), None);
        })
        .await;
    }
}
