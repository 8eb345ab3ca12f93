//! Papers of which every person had only a part («варианты работы»).

use std::collections::BTreeMap;

use num_traits::ToPrimitive;

use super::{MissingAnswers, NoStatistic};
use crate::{Response, Responses};

/// The persons who were given the same items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booklet {
    /// The items that were given, ascending.
    pub items: Vec<usize>,
    /// The persons, ascending.
    pub persons: Vec<usize>,
}

/// The booklets of a paper: persons by the set of items that they were given.
///
/// A missing answer belongs to the booklet all the same; an item that nobody answered belongs to none. Persons without
/// any item are left out. The order is that of the sets of items.
#[must_use]
pub fn booklets(responses: &Responses) -> Vec<Booklet> {
    let is_answered = |item: &usize| responses.item(*item).any(|response| response.points().is_some());
    let answered: Vec<usize> = (0..responses.items()).filter(is_answered).collect();
    let mut by_items: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for person in 0..responses.persons() {
        let given = |item: &usize| responses.get(person, *item) != Response::NotAdministered;
        by_items.entry(answered.iter().copied().filter(given).collect()).or_default().push(person);
    }
    let with_items = by_items.into_iter().filter(|(items, _)| !items.is_empty());
    with_items.map(|(items, persons)| Booklet { items, persons }).collect()
}

/// The correlation of an item with the rest of the person's own booklet («связь с остальными внутри вариантов»).
///
/// # Definition
/// Within each booklet ([`booklets`]) both the points of the item and the share of the points that the person has on the
/// other answered items of the booklet are taken as deviations from their means over the booklet. The correlation is
/// `Σxy / √(Σx²·Σy²)`, all sums over all booklets. With [`MissingAnswers::Complete`] only persons with an answer to every
/// item of their booklet count, with [`MissingAnswers::Zero`] a missing answer is 0 points.
///
/// # Reads as
/// From −1 to 1, as [`item_rest_correlation`](super::item_rest_correlation), which it equals with one booklet and no
/// blanks. Booklets of different difficulty or given to different classes do not make it.
///
/// # Undefined when
/// The item or the rest is the same for all within every booklet: [`NoStatistic::ConstantItem`],
/// [`NoStatistic::ConstantRest`]; nobody has a rest: [`NoStatistic::FewPersons`].
///
/// # Caution
/// A booklet with one person adds nothing.
///
/// # Source
/// The pooled correlation within groups: Snijders T. A. B., Bosker R. J. (2012), Multilevel Analysis, chapter 3.
///
/// # Example
/// ```
/// use measure::Response::{NotAdministered, Points};
/// use measure::Responses;
/// use measure::classical::{MissingAnswers, booklet_rest_correlation};
///
/// let one = [Points(1), Points(1), Points(0), NotAdministered, NotAdministered];
/// let both = [Points(1), Points(1), Points(0), Points(1), Points(0)];
/// let other = [NotAdministered, NotAdministered, NotAdministered, Points(1), Points(0)];
/// let responses = Responses::new([(1, one), (1, both), (1, other)]).unwrap();
/// let r = booklet_rest_correlation(&responses, MissingAnswers::Pairwise, 1).unwrap();
/// assert!((r - 1.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
///
/// # Panics
/// When there is no such item.
pub fn booklet_rest_correlation(
    responses: &Responses,
    missing: MissingAnswers,
    item: usize,
) -> Result<f64, NoStatistic> {
    let (mut own, mut rest, mut shared, mut persons) = (0.0, 0.0, 0.0, 0_u64);
    for booklet in booklets(responses) {
        let pair = |person: &usize| own_and_rest(responses, missing, &booklet.items, *person, item);
        let mut pairs: Vec<(f64, f64)> = booklet.persons.iter().filter_map(pair).collect();
        // The order of persons must not matter, not even in the last digit.
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let n = pairs.len().to_f64().unwrap_or(f64::MAX);
        let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
        let (mean_own, mean_rest) = (mean(|pair| pair.0), mean(|pair| pair.1));
        for (points, share) in &pairs {
            let (x, y) = (points - mean_own, share - mean_rest);
            own += x * x;
            rest += y * y;
            shared += x * y;
        }
        persons += pairs.len().to_u64().unwrap_or(u64::MAX);
    }
    if persons < 2 {
        return Err(NoStatistic::FewPersons { persons });
    }
    if own < ROUNDING {
        return Err(NoStatistic::ConstantItem { item });
    }
    if rest < ROUNDING {
        return Err(NoStatistic::ConstantRest { item });
    }
    Ok((shared / (own * rest).sqrt()).clamp(-1.0, 1.0))
}

/// A sum of squares below this is a rounding error of zero: points are whole, shares differ by 1/65,535² at least.
const ROUNDING: f64 = 1e-20;

/// The points of the item and the share of the points on the rest of the booklet.
fn own_and_rest(
    responses: &Responses,
    missing: MissingAnswers,
    items: &[usize],
    person: usize,
    item: usize,
) -> Option<(f64, f64)> {
    let points = |at: usize| match responses.get(person, at) {
        Response::Missing if missing == MissingAnswers::Zero => Some(0),
        other => other.points().map(u32::from),
    };
    let answered: Vec<(usize, u32)> = items.iter().filter_map(|at| Some((*at, points(*at)?))).collect();
    if missing == MissingAnswers::Complete && answered.len() < items.len() {
        return None;
    }
    let own = answered.iter().find(|(at, _)| *at == item)?.1;
    let others = || answered.iter().filter(|(at, _)| *at != item);
    let could: u32 = others().map(|(at, _)| u32::from(responses.greatest(*at))).sum();
    let earned: u32 = others().map(|(_, points)| points).sum();
    (could > 0).then(|| (f64::from(own), f64::from(earned) / f64::from(could)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classical::{CountedPaper, item_rest_correlation};
    use Response::{Missing, NotAdministered, Points};

    fn paper(rows: &[[Response; 4]]) -> Responses {
        Responses::new((0..4).map(|item| (1, rows.iter().map(|row| row[item]).collect::<Vec<_>>()))).unwrap()
    }

    #[test]
    fn with_one_booklet_it_is_the_usual_correlation() {
        let rows = [[1, 1, 0, 1], [1, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 0]].map(|row| row.map(Points));
        let responses = paper(&rows);
        let usual = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
        for item in 0..4 {
            let r = booklet_rest_correlation(&responses, MissingAnswers::Complete, item).unwrap();
            assert!((r - item_rest_correlation(&usual, item).unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    fn a_wrong_key_is_seen_in_booklets_and_a_silent_column_disturbs_nothing() {
        let (no, silent) = (NotAdministered, Missing);
        let rows = [
            [Points(1), Points(0), no, silent],
            [Points(1), Points(0), no, silent],
            [Points(0), Points(1), no, silent],
            [no, Points(0), Points(1), silent],
            [no, Points(1), Points(0), silent],
        ];
        let responses = paper(&rows);
        let found = booklets(&responses);
        assert_eq!(found[0], Booklet { items: vec![0, 1], persons: vec![0, 1, 2] });
        assert_eq!(found[1], Booklet { items: vec![1, 2], persons: vec![3, 4] });
        let of = |item| booklet_rest_correlation(&responses, MissingAnswers::Complete, item);
        assert!((of(1).unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(of(3), Err(NoStatistic::FewPersons { persons: 0 }));
        assert_eq!(booklets(&Responses::default()), []);
    }

    #[test]
    fn what_is_the_same_for_all_has_no_correlation() {
        let rows = [[1, 1, 0, 1], [1, 0, 0, 0]].map(|row| row.map(Points));
        let of = |item| booklet_rest_correlation(&paper(&rows), MissingAnswers::Zero, item);
        assert_eq!(of(0), Err(NoStatistic::ConstantItem { item: 0 }));
        let opposite = [[1, 0, 1, 0], [0, 1, 1, 0]].map(|row| row.map(Points));
        let rest = booklet_rest_correlation(&paper(&opposite).part(&[0, 1], &[0, 2, 3]), MissingAnswers::Zero, 0);
        assert_eq!(rest, Err(NoStatistic::ConstantRest { item: 0 }));
    }
}
