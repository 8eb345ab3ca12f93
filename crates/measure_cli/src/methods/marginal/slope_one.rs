//! Models in which every slope is 1, by marginal likelihood: the estimator `mml` of `rasch`, `pcm` and `rsm`.

use measure::latent::marginal::{MarginalFit, MarginalModel, s_x2};
use measure::latent::{AbilityMethod, abilities, wle_reliability, yen_q3};

use super::super::conditional::Zero;
use super::free_slopes::put_chi_square;
use super::{Integral, Sitting, error, put_abilities, put_expected, put_likelihood, put_notes};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::options::{Input, ItemColumns};

/// How a model is named in the answer.
pub(crate) struct SlopeOne {
    pub(crate) model: MarginalModel,
    /// `rasch`: as in `mml_rasch_difficulty`
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
}

/// What is asked of a model of slope one.
pub(crate) struct Question<'q> {
    pub(crate) input: &'q Input,
    pub(crate) items: &'q ItemColumns,
    pub(crate) integral: &'q Integral,
    pub(crate) zero: Option<Zero>,
    /// what `--group` names: a matter of the conditional likelihood
    pub(crate) group: Option<&'q str>,
}

impl Question<'_> {
    pub(crate) fn answer(&self, of: &SlopeOne) -> Result<Answer, Refusal> {
        if self.group.is_some() {
            return Err(Refusal::new("--group действует только с --estimator cml; для mml есть --population"));
        }
        let mut sitting = Sitting::read(self.input, self.items, self.integral, of.model)?;
        if of.name == "rasch" {
            sitting.refuse_points("pcm")?;
        }
        if self.zero.is_some() && sitting.has_anchors() {
            return Err(Refusal::new("--zero и --anchors вместе не нужны: ноль шкалы задают закреплённые задания"));
        }
        sitting.identification = self.zero.map(Zero::identification);
        slope_one(of, &sitting)
    }
}

/// The quantities of a method: its own, those of the conditional likelihood, then those that are printed here.
macro_rules! slope_one_outputs {
    ($name:literal; $($own:expr),* $(,)?) => {
        $crate::methods::conditional::outputs![
            $($own,)*
            Output(concat!("mml_", $name, "_difficulty"), "задание", "mml: трудность, логиты; подготовка N(0, σ²)"),
            Output(concat!("mml_", $name, "_se"), "задание", "mml: её стандартная ошибка"),
            Output(concat!("mml_", $name, "_loglik"), "", "mml: логарифм маргинального правдоподобия"),
            Output(concat!("mml_", $name, "_deviance"), "", "mml: девианс −2 ln L"),
            Output(concat!("mml_", $name, "_aic"), "", "mml: критерий Акаике"),
            Output(concat!("mml_", $name, "_bic"), "", "mml: критерий Шварца"),
            Output(concat!("mml_", $name, "_parameters"), "", "mml: сколько параметров оценено"),
            Output(concat!("mml_", $name, "_persons"), "", "mml: сколько участников дали хотя бы один ответ"),
            Output(concat!("mml_", $name, "_steps"), "", "mml: сколько шагов сделал поиск"),
            Output(concat!("mml_", $name, "_mean"), "группа", "mml: среднее подготовки, логиты"),
            Output(concat!("mml_", $name, "_mean_se"), "группа", "mml: ошибка среднего подготовки"),
            Output(concat!("mml_", $name, "_variance"), "группа", "mml: дисперсия подготовки, логиты²"),
            Output(concat!("mml_", $name, "_variance_se"), "группа", "mml: ошибка дисперсии подготовки"),
            Output(concat!("eap_", $name), "строка", "mml: ожидаемая подготовка участника, логиты"),
            Output(concat!("eap_", $name, "_se"), "строка", "mml: её стандартное отклонение"),
            Output("eap_reliability", "", "mml: надёжность этих оценок, доля"),
            Output(concat!("wle_mml_", $name), "строка", "mml: подготовка участника по Уорму при этих трудностях, логиты"),
            Output(concat!("wle_mml_", $name, "_se"), "строка", "mml: её стандартная ошибка"),
            Output("wle_reliability", "", "mml: надёжность оценок по Уорму, доля; меньше 0 — ошибка больше различий"),
            Output("yen_q3", "пара заданий", "mml: Q3 (Yen), корреляция остатков при оценке по Уорму"),
            Output(concat!("s_x2_", $name), "задание", "mml: согласие задания с моделью, хи-квадрат Орландо — Тиссена"),
            Output(concat!("s_x2_", $name, "_df"), "задание", "mml: его степени свободы"),
            Output(concat!("s_x2_", $name, "_p"), "задание", "mml: вероятность такого или большего, если модель верна"),
        ]
    };
}
pub(crate) use slope_one_outputs;

/// Fits and tells.
fn slope_one(of: &SlopeOne, sitting: &Sitting) -> Result<Answer, Refusal> {
    let fit = sitting.fit(of.model)?;
    let mut answer = Answer::new(of.title);
    put_items(&mut answer, of, sitting, &fit);
    put_likelihood(&mut answer, of.name, &fit);
    put_abilities(&mut answer, of.name, sitting, &fit);
    put_expected(&mut answer, of.name, "eap_reliability", &fit);
    put_weighted(&mut answer, of, sitting, &fit)?;
    put_notes(&mut answer, sitting, &fit);
    Ok(answer)
}

fn put_items(answer: &mut Answer, of: &SlopeOne, sitting: &Sitting, fit: &MarginalFit) {
    let steps = usize::from(sitting.most_points());
    let mut headings: Vec<String> = ["Задание", "Трудность, логиты", "Ошибка"].map(str::to_owned).to_vec();
    if steps > 1 {
        (1..=steps).for_each(|step| headings.extend([format!("Порог {step}"), "Ошибка".to_owned()]));
    }
    headings.extend(["S-X²", "ст. св.", "p"].map(str::to_owned));
    let mut sheet = Sheet::new("Задания", headings);
    for ((name, item), chi_square) in sitting.names.iter().zip(&fit.items).zip(s_x2(fit)) {
        let location_error = error(item.location_error);
        let location = item.parameters.location();
        answer.put(format!("mml_{}_difficulty", of.name), name, location);
        answer.put(format!("mml_{}_se", of.name), name, location_error.clone());
        let mut cells = vec![Cell::plain(name.as_str()), Cell::fixed(location, 3), Cell::fixed(location_error, 3)];
        if steps > 1 {
            for (step, threshold) in item.parameters.thresholds().iter().enumerate() {
                let threshold_error = error(item.threshold_errors[step]);
                answer.put(format!("mml_{}_b{}", of.name, step + 1), name, *threshold);
                answer.put(format!("mml_{}_b{}_se", of.name, step + 1), name, threshold_error.clone());
                cells.extend([Cell::fixed(*threshold, 3), Cell::fixed(threshold_error, 3)]);
            }
            cells.resize(3 + 2 * steps, Cell::plain(""));
        }
        cells.extend(put_chi_square(answer, &format!("s_x2_{}", of.name), name, chi_square));
        sheet.row(cells);
    }
    answer.show(sheet);
}

/// Weighted likelihood abilities given the difficulties, their reliability, and what pairs of items have in common beyond.
fn put_weighted(answer: &mut Answer, of: &SlopeOne, sitting: &Sitting, fit: &MarginalFit) -> Result<(), Refusal> {
    let items = fit.item_parameters();
    let weighted = abilities(&items, &sitting.responses, AbilityMethod::Wle)?;
    for (row, ability) in weighted.iter().enumerate() {
        answer.put(format!("wle_mml_{}", of.name), (row + 1).to_string(), ability.map(|ability| ability.value));
    }
    for (row, ability) in weighted.iter().enumerate() {
        answer.put(format!("wle_mml_{}_se", of.name), (row + 1).to_string(), ability.map(|ability| ability.error));
    }
    let known: Vec<_> = weighted.iter().filter_map(|ability| ability.known()).collect();
    answer.put("wle_reliability", "", wle_reliability(&known));
    for pair in yen_q3(&items, &sitting.responses)? {
        answer.put("yen_q3", format!("{} {}", sitting.names[pair.one], sitting.names[pair.other]), pair.q3);
    }
    Ok(())
}
