//! Classes, teachers and schools beside each other.

use measure::agreement::{
    GroupAgreement, ShrunkenShare, Unit, UnitGrouping, against_rest, agreement_by_group, shrunken_shares, unit_effects,
};
use measure::mixed::{Column, Draws, Formula};
use measure::{MarkPair, Measured, SampleTier};

use super::Pairs;
use super::marks::{Marked, number, real};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};

const DRAWS: usize = 2_000;
/// How many groups a caution names.
const MOST_NAMED: usize = 12;

/// Which columns name groups, and which are to be taken into account.
pub(super) struct ByGroup {
    pub(super) groups: Vec<usize>,
    pub(super) covariates: Vec<usize>,
    pub(super) least: usize,
    pub(super) seed: u64,
}

pub(super) fn put(
    answer: &mut Answer,
    pairs: &Pairs<'_>,
    marked: Option<&Marked>,
    request: &ByGroup,
) -> Result<(), Refusal> {
    for group in &request.groups {
        put_against_rest(answer, pairs, *group, request.least);
        if let Some(marked) = marked {
            put_shares(answer, pairs, marked, *group);
        }
    }
    if request.groups.is_empty() { Ok(()) } else { put_shifts(answer, pairs, marked, request) }
}

fn name(pairs: &Pairs<'_>, column: usize) -> String {
    pairs.table.names().get(column).cloned().unwrap_or_default()
}

/// The group of each pair that has one, and the place of the pair.
fn grouped<'a>(pairs: &Pairs<'a>, group: usize) -> Vec<(&'a str, usize)> {
    let of = |(place, row): (usize, &usize)| Some((pairs.table.present(*row, group)?, place));
    pairs.rows.iter().enumerate().filter_map(of).collect()
}

fn put_against_rest(answer: &mut Answer, pairs: &Pairs<'_>, group: usize, least: usize) {
    let difference = |place: usize| pairs.x.get(place).zip(pairs.y.get(place)).map_or(0.0, |(x, y)| x - y);
    let rows: Vec<(&str, f64)> =
        grouped(pairs, group).into_iter().map(|(label, place)| (label, difference(place))).collect();
    let column = name(pairs, group);
    for found in against_rest(&rows, least) {
        answer.put(format!("{column}_vs_rest_p"), &found.label, found.p);
        answer.put(format!("{column}_vs_rest_p_bh"), &found.label, found.p_bh);
        answer.put(format!("{column}_vs_rest_p_holm"), &found.label, found.p_holm);
    }
}

fn put_shares(answer: &mut Answer, pairs: &Pairs<'_>, marked: &Marked, group: usize) {
    let column = name(pairs, group);
    let of = |(label, place): (&'_ str, usize)| {
        let [gradebook, paper] = *marked.marks.get(place)?;
        Some((label.to_owned(), (Some(paper), Some(gradebook))))
    };
    let rows: Vec<(String, MarkPair)> = grouped(pairs, group).into_iter().filter_map(of).collect();
    let rows: Vec<(&str, MarkPair)> = rows.iter().map(|(label, pair)| (label.as_str(), *pair)).collect();
    let groups = agreement_by_group(&rows, pairs.confidence);
    let lowered: Vec<_> = groups.iter().filter_map(|group| group.agreement.lowered().known()).collect();
    let shrunken = shrunken_shares(&lowered, pairs.confidence);
    answer.put("share_exam_lower_intraclass", &column, shrunken.as_ref().map(|found| found.intraclass));
    let headings = ["Группа", "Учеников", "Подтвердили", "Понизили", "Повысили", "Понизили, подтянуто", "от", "до"];
    let mut sheet = Sheet::new(format!("Отметки по «{column}»"), headings);
    for (place, group) in groups.iter().enumerate() {
        let element = format!("{column} {}", group.label);
        let agreement = &group.agreement;
        let shares = [agreement.confirmed(), agreement.lowered(), agreement.raised()].map(real);
        let of = |of: fn(&ShrunkenShare) -> f64| shrunken.as_ref().map(|found| found.groups.get(place).map_or(0.0, of));
        let pulled = [of(|share| share.shrunken), of(|share| share.interval.low), of(|share| share.interval.high)];
        answer.put("group_n", &element, agreement.base());
        for (name, share) in ["confirmed", "exam_lower", "exam_higher"].into_iter().zip(&shares) {
            answer.put(format!("group_share_{name}"), &element, *share);
        }
        for (name, value) in ["shrunken", "low", "high"].into_iter().zip(&pulled) {
            answer.put(format!("group_share_exam_lower_{name}"), &element, *value);
        }
        let cells = shares.into_iter().chain(pulled).map(|value| Cell::percent(value, 1));
        sheet.row([Cell::plain(group.label.as_str()), Cell::plain(agreement.base())].into_iter().chain(cells));
    }
    answer.show(sheet);
    if shrunken.as_ref().known().is_some_and(|found| found.intraclass == 0.0) {
        answer.note(format!(
            "«{column}»: доли понизивших отличаются не больше, чем случайно; подтянутая доля у всех общая. Интервалы учитывают, \
             что на деле группы могут отличаться."
        ));
    }
    put_cautions(answer, &groups);
}

/// One sentence for all groups of a size.
fn put_cautions(answer: &mut Answer, groups: &[GroupAgreement]) {
    for tier in SampleTier::ALL {
        let small = groups.iter().filter(|group| group.tier == tier);
        let labels: Vec<&str> = small.map(|group| group.label.as_str()).collect();
        if let (Some(caution), false) = (tier.caution(), labels.is_empty()) {
            let named = labels.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
            let more = if labels.len() > MOST_NAMED {
                format!(" и ещё {}", labels.len() - MOST_NAMED)
            } else {
                String::new()
            };
            answer.note(format!("{named}{more} — {caution}."));
        }
    }
}

/// Shifts of all groupings in one model, so that a class is not charged with its teacher.
fn put_shifts(
    answer: &mut Answer,
    pairs: &Pairs<'_>,
    marked: Option<&Marked>,
    request: &ByGroup,
) -> Result<(), Refusal> {
    let shift = match marked {
        Some(marked) => marked.marks.iter().map(|[gradebook, paper]| number(*paper) - number(*gradebook)).collect(),
        None => pairs.x.iter().zip(&pairs.y).map(|(x, y)| y - x).collect::<Vec<f64>>(),
    };
    let mut columns = vec![("shift".to_owned(), Column::of_numbers(shift))];
    let mut text = "shift ~ 1".to_owned();
    for (place, covariate) in request.covariates.iter().enumerate() {
        columns.push((format!("covariate{place}"), covariate_column(pairs, *covariate)?));
        text.push_str(&format!(" + covariate{place}"));
    }
    for (place, group) in request.groups.iter().enumerate() {
        let words = pairs.rows.iter().map(|row| pairs.table.present(*row, *group).map(str::to_owned));
        columns.push((format!("group{place}"), Column::Words(words.collect())));
        text.push_str(&format!(" + (1|group{place})"));
    }
    let formula: Formula = text.parse()?;
    let table: Vec<(&str, &Column)> = columns.iter().map(|(name, column)| (name.as_str(), column)).collect();
    let draws = Draws { count: DRAWS, seed: request.seed };
    match unit_effects(&formula, &table, pairs.confidence, draws) {
        Err(why) => answer
            .note(format!("Сдвиги групп не сравнивались: {why}.").replace("group0", &name(pairs, request.groups[0]))),
        Ok(found) => {
            for (grouping, column) in found.groupings.iter().zip(&request.groups) {
                put_units(answer, grouping, &name(pairs, *column));
            }
            if found.fit.dropped_rows > 0 {
                answer.note(format!("В сравнение групп не вошло строк с пропусками: {}.", found.fit.dropped_rows));
            }
        }
    }
    Ok(())
}

fn covariate_column(pairs: &Pairs<'_>, column: usize) -> Result<Column, Refusal> {
    if pairs.table.numeric(column)? {
        let numbers = pairs.rows.iter().map(|row| pairs.table.number(*row, column));
        return Ok(Column::Numbers(numbers.collect::<Result<_, _>>()?));
    }
    let words = pairs.rows.iter().map(|row| pairs.table.present(*row, column).map(str::to_owned));
    Ok(Column::Words(words.collect()))
}

fn put_units(answer: &mut Answer, grouping: &UnitGrouping, column: &str) {
    answer.put("shift_variance_share", column, grouping.variance_share);
    answer.put("shift_on_border", column, usize::from(grouping.is_on_border));
    let headings = ["Группа", "Учеников", "Сдвиг", "Сжатый", "от", "до", "Места от", "до", "От середины"];
    let mut sheet = Sheet::new(format!("Сдвиг по «{column}» сверх ожидаемого"), headings);
    for unit in &grouping.units {
        put_unit(answer, unit, &format!("{column} {}", unit.label));
        let few = || Value::unknown("too_few", "группам меньше 10 человек места не выводятся");
        let [best, worst] = match unit.rank {
            Measured::Known(rank) => [rank.best.into(), rank.worst.into()],
            Measured::Unknown(_) => [few(), few()],
        };
        let verdict = if unit.is_like_the_middle { "не отличима" } else { "отличается" };
        let numbers = [unit.estimate, unit.shrunken, unit.interval.low, unit.interval.high];
        let first = [Cell::plain(unit.label.as_str()), Cell::plain(unit.n)];
        let last = [Cell::plain(best), Cell::plain(worst), Cell::plain(verdict)];
        sheet.row(first.into_iter().chain(numbers.map(|value| Cell::fixed(value, 2))).chain(last));
    }
    answer.show(sheet);
    if grouping.is_on_border {
        answer.note(format!(
            "«{column}»: группы отличаются не больше, чем случайно, оценка их разброса — 0 (на границе), поэтому сжатые сдвиги \
             равны нулю. Интервалы учитывают, что на деле разброс может быть и больше."
        ));
    }
    let (all, apart) = (grouping.units.len(), grouping.told_apart);
    answer.note(format!("«{column}»: от середины отличаются {apart} из {all}; около одной из двадцати — случайно."));
}

fn put_unit(answer: &mut Answer, unit: &Unit, element: &str) {
    answer.put("group_shift", element, unit.estimate);
    answer.put("group_shift_shrunken", element, unit.shrunken);
    answer.put("group_shift_sd", element, unit.error);
    answer.put("group_shift_low", element, unit.interval.low);
    answer.put("group_shift_high", element, unit.interval.high);
    let rank = |of: fn(measure::agreement::RankSpread) -> usize| -> Measured<usize> { unit.rank.map(of) };
    answer.put("group_rank_best", element, rank(|rank| rank.best));
    answer.put("group_rank_worst", element, rank(|rank| rank.worst));
    answer.put("group_like_the_middle", element, usize::from(unit.is_like_the_middle));
}
