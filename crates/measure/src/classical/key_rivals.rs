//! Wrong options that the strong choose rather than the key («спор варианта с ключом»).

use super::distractors::{ChosenOption, DistractorTable};
use crate::stats::holm;

/// A wrong option that the strong choose rather than the key, beyond chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyRival<'a> {
    /// Which of the tables.
    pub table: usize,
    /// The option.
    pub option: &'a ChosenOption,
    /// The key.
    pub key: &'a ChosenOption,
    /// The probability of [`ChosenOption::above_key`], adjusted by Holm for all options that were compared.
    pub p: f64,
}

/// The adjusted probability below which a difference is beyond chance.
const LEVEL: f64 = 0.05;

/// The wrong options that the strong choose rather than the key, over all items of a paper.
///
/// # Definition
/// Every wrong option chosen by at least 10 % of the persons is compared with the key: do those who chose it stand
/// higher on the rest of the paper than those who chose the key (one-sided rank sum test, [`ChosenOption::above_key`])?
/// The probabilities of all options of all items are adjusted by [`holm`]. An option is a rival of the key when
/// its adjusted probability is below 0.05 and more persons of the upper 27 % chose it than the key.
///
/// # Reads as
/// With right keys, however little the items tell the strong from the weak, at most 5 of 100 papers have any rival. A
/// rival asks for a look at the key and the wording; the key may be right all the same.
///
/// # Undefined when
/// Never: without options to compare there are no rivals. A key that nobody chose cannot be compared.
///
/// # Caution
/// No rival does not mean that the key is right: in a class of 25 a wrong key often stays within chance.
///
/// # Source
/// Mann H. B., Whitney D. R. (1947), Annals of Mathematical Statistics 18, 50–60; Holm S. (1979), Scandinavian Journal of
/// Statistics 6, 65–70.
///
/// # Example
/// ```
/// use measure::classical::{distractor_table, key_rivals};
///
/// let rests: Vec<u32> = (0..20).collect();
/// let choices: Vec<_> = rests.iter().map(|rest| Some(if *rest < 8 { "А" } else { "Б" })).collect();
/// let tables = [distractor_table(&choices, "А", &rests).unwrap()];
/// assert_eq!(key_rivals(&tables)[0].option.option, "Б");
/// let right = [distractor_table(&choices, "Б", &rests).unwrap()];
/// assert!(key_rivals(&right).is_empty());
/// ```
#[must_use]
pub fn key_rivals(tables: &[DistractorTable]) -> Vec<KeyRival<'_>> {
    let mut compared = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let Some(key) = table.options.iter().find(|option| option.is_key) else { continue };
        let frequent = table.options.iter().filter(|option| option.persons * 10 >= table.persons);
        compared.extend(frequent.filter_map(|option| option.above_key.map(|p| KeyRival { table: at, option, key, p })));
    }
    let probabilities: Vec<f64> = compared.iter().map(|rival| rival.p).collect();
    let adjusted = holm(&probabilities).known().unwrap_or_default();
    let with_adjusted = compared.into_iter().zip(adjusted).map(|(rival, p)| KeyRival { p, ..rival });
    with_adjusted.filter(|rival| rival.p < LEVEL && is_chosen_more(rival)).collect()
}

/// Whether more of the strong chose the option than the key.
fn is_chosen_more(rival: &KeyRival<'_>) -> bool {
    let upper = |option: &ChosenOption| option.upper.known().map(school::Share::part);
    upper(rival.option) > upper(rival.key)
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_pcg::Pcg64;

    use super::*;
    use crate::classical::distractor_table;

    const OPTIONS: [&str; 4] = ["А", "Б", "В", "Г"];
    const ITEMS: usize = 10;

    /// Tables of a paper whose right answers are «А»; `pull` is how much the strong know, `key` what is taken for right in
    /// the first item.
    fn paper(random: &mut Pcg64, persons: usize, pull: f64, key: &str) -> Vec<DistractorTable> {
        let abilities: Vec<f64> =
            (0..persons).map(|_| (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0).collect();
        let mut choose = |ability: f64, item: usize| {
            let difficulty = 0.3 * item as f64 - 0.5;
            let chance = 1.0 / (1.0 + (difficulty - pull * ability).exp());
            if random.random::<f64>() < chance { 0 } else { 1 + usize::from(random.random::<f64>() < 0.4) }
        };
        let rows: Vec<Vec<usize>> =
            abilities.iter().map(|&ability| (0..ITEMS).map(|item| choose(ability, item)).collect()).collect();
        let table = |item: usize| {
            let rest = |row: &Vec<usize>| {
                let solved = row.iter().enumerate().filter(|(at, choice)| *at != item && **choice == 0).count();
                u32::try_from(solved).unwrap()
            };
            let choices: Vec<_> = rows.iter().map(|row| Some(OPTIONS[row[item]])).collect();
            let rests: Vec<u32> = rows.iter().map(rest).collect();
            distractor_table(&choices, if item == 0 { key } else { "А" }, &rests).unwrap()
        };
        (0..ITEMS).map(table).collect()
    }

    #[test]
    fn right_keys_are_suspected_in_at_most_5_of_100_papers() {
        let mut random = Pcg64::seed_from_u64(20_261_122);
        // At the very border (pull 0) choices have nothing to do with knowledge; from there on it only gets rarer.
        for (pull, most) in [(0.0, 20), (1.0, 1)] {
            let flagged = (0..250).filter(|_| !key_rivals(&paper(&mut random, 25, pull, "А")).is_empty()).count();
            assert!(flagged <= most, "{pull}: {flagged} of 250");
        }
    }

    #[test]
    fn a_wrong_key_is_found_when_there_are_persons_enough() {
        let mut random = Pcg64::seed_from_u64(1);
        let found = |rivals: Vec<KeyRival<'_>>| matches!(rivals[..], [KeyRival { table: 0, option, .. }] if option.option == "А");
        let times = (0..20).filter(|_| found(key_rivals(&paper(&mut random, 120, 1.5, "Б")))).count();
        assert!(times >= 18, "{times} of 20");
    }

    #[test]
    fn without_anything_to_compare_there_is_no_rival() {
        assert!(key_rivals(&[]).is_empty());
        let unchosen = distractor_table(&[Some("Б"), Some("Б")], "А", &[1, 2]).unwrap();
        assert!(key_rivals(&[unchosen]).is_empty());
    }
}
