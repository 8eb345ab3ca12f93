//! What was found for one item: quantities and rows of the tables.

use measure::dif::{EtsClass, LogisticDif, Mantel, MantelHaenszel, NoDif};

use crate::answer::{Answer, Cell, Value};

pub(super) fn not_estimated() -> Value {
    Value::unknown("not_estimated", "в одной из групп трудность не оценивается")
}

pub(super) type Found<T> = Result<T, NoDif>;

/// One figure of what was found.
pub(super) fn figure<T>(found: &Found<T>, of: impl Fn(&T) -> f64) -> Value {
    found.as_ref().map(of).map_err(|reason| *reason).into()
}

pub(super) fn letter(class: Found<EtsClass>) -> Value {
    class.map(EtsClass::code).into()
}

pub(super) fn put_mantel_haenszel(answer: &mut Answer, name: &str, found: &Found<MantelHaenszel>) {
    answer.put("dif_mh_or", name, figure(found, |found| found.odds_ratio));
    answer.put("dif_mh_chi2", name, figure(found, |found| found.chi2));
    answer.put("dif_mh_p", name, figure(found, |found| found.p));
    answer.put("dif_mh_delta", name, figure(found, |found| found.delta));
    answer.put("dif_mh_delta_se", name, figure(found, |found| found.delta_se));
    answer.put("dif_mh_class", name, letter(found.map(|found| found.class)));
}

pub(super) fn put_mantel(answer: &mut Answer, name: &str, found: &Found<Mantel>) {
    answer.put("dif_mantel_chi2", name, figure(found, |found| found.chi2));
    answer.put("dif_mantel_p", name, figure(found, |found| found.p));
    answer.put("dif_smd", name, figure(found, |found| found.mean_difference));
    answer.put("dif_smd_effect", name, figure(found, |found| found.effect));
    answer.put("dif_mantel_class", name, letter(found.map(|found| found.class)));
}

pub(super) fn put_logistic(answer: &mut Answer, name: &str, found: &Found<LogisticDif>) {
    let part = |of: fn(&LogisticDif) -> Found<f64>| Value::from(found.as_ref().map_err(|reason| *reason).and_then(of));
    answer.put("dif_logistic_chi2_uniform", name, figure(found, |found| found.uniform_chi2));
    answer.put("dif_logistic_p_uniform", name, figure(found, |found| found.uniform_p));
    answer.put("dif_logistic_chi2_nonuniform", name, part(|found| found.nonuniform_chi2));
    answer.put("dif_logistic_p_nonuniform", name, part(|found| found.nonuniform_p));
    answer.put("dif_logistic_chi2_both", name, part(|found| found.both_chi2));
    answer.put("dif_logistic_p_both", name, part(|found| found.both_p));
    answer.put("dif_logistic_r2", name, figure(found, |found| found.r2_change));
    answer.put("dif_logistic_class", name, letter(found.as_ref().map(|found| found.class).map_err(|reason| *reason)));
}

pub(super) fn plain_row(name: &str, strata: &Found<MantelHaenszel>, model: &Found<LogisticDif>) -> Vec<Cell> {
    let nonuniform = model.as_ref().map_err(|reason| *reason).and_then(|found| found.nonuniform_p);
    vec![
        Cell::plain(name),
        Cell::fixed(figure(strata, |found| found.odds_ratio), 2),
        Cell::fixed(figure(strata, |found| found.delta), 2),
        Cell::probability(figure(strata, |found| found.p)),
        Cell::plain(letter(strata.map(|found| found.class))),
        Cell::probability(figure(model, |found| found.uniform_p)),
        Cell::probability(nonuniform),
        Cell::plain(match (strata, nonuniform) {
            (Ok(found), Ok(p)) if found.class == EtsClass::A && p < 0.05 => {
                "различие меняется с результатом: перечитайте задание".to_owned()
            }
            _ => said(strata.map(|found| (found.class, found.delta))),
        }),
    ]
}

pub(super) fn partial_row(name: &str, found: &Found<Mantel>) -> Vec<Cell> {
    vec![
        Cell::plain(name),
        Cell::fixed(figure(found, |found| found.mean_difference), 2),
        Cell::fixed(figure(found, |found| found.effect), 2),
        Cell::probability(figure(found, |found| found.p)),
        Cell::plain(letter(found.map(|found| found.class))),
        Cell::plain(said(found.map(|found| (found.class, found.mean_difference)))),
    ]
}

/// The class with its direction; a reason where there is no class.
pub(super) fn said(found: Found<(EtsClass, f64)>) -> String {
    match found {
        Ok((EtsClass::A, _)) => EtsClass::A.say().to_owned(),
        Ok((class, sign)) => {
            let whom = if sign < 0.0 {
                "изучаемой группе труднее"
            } else {
                "изучаемой группе легче"
            };
            format!("{}; {whom}", class.say())
        }
        Err(reason) => reason.to_string(),
    }
}
