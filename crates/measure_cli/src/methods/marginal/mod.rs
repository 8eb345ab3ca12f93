//! Item response models by marginal likelihood: what `2pl`, `gpcm`, `graded` and the estimator `mml` of others share.

mod anchors;
mod free_slopes;
mod slope_one;
#[cfg(test)]
mod tests;

pub(crate) use free_slopes::{FreeSlopes, free_slopes};
pub(super) use slope_one::slope_one_outputs;
pub(crate) use slope_one::{Question, SlopeOne};

use std::path::PathBuf;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};
use measure::latent::Identification;
use measure::latent::marginal::{
    Anchor, MarginalFit, MarginalModel, MarginalSettings, NotFitted, Quadrature, fit_marginal,
};
use measure::{Response, Responses};

use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::Table;
use crate::options::{Input, ItemColumns, real, whole};

/// The integral over ability, populations and anchors.
#[derive(Debug, Args)]
pub(crate) struct Integral {
    /// Сколько узлов интегрирования по подготовке
    #[arg(long, value_name = "ЧИСЛО", default_value = "61", value_parser = whole::<usize>)]
    nodes: usize,
    /// Крайний узел: узлы стоят через равные промежутки от −ЧИСЛО до ЧИСЛО логитов
    #[arg(long, value_name = "ЧИСЛО", default_value = "6", value_parser = real)]
    range: f64,
    /// Столбец с группой участников (вариант, год, школа): у каждой группы свои среднее и дисперсия подготовки
    #[arg(long, value_name = "СТОЛБЕЦ")]
    population: Option<String>,
    /// Файл CSV с известными параметрами заданий: столбцы item, b (или b1, b2, …) и, если есть крутизна, a
    #[arg(long, value_name = "ФАЙЛ")]
    anchors: Option<PathBuf>,
}

/// By which likelihood the items are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Estimator {
    Cml,
    Mml,
}

impl Integral {
    /// Refuses what only the marginal likelihood knows.
    pub(crate) fn refuse_for_conditional(&self) -> Result<(), Refusal> {
        let given = [("--population", self.population.is_some()), ("--anchors", self.anchors.is_some())];
        match given.into_iter().find(|(_, is_given)| *is_given) {
            Some((name, _)) => Err(Refusal::new(format!("{name} действует только с --estimator mml"))),
            None => Ok(()),
        }
    }
}

/// What was read for a fit.
pub(crate) struct Sitting {
    pub(crate) names: Vec<String>,
    pub(crate) responses: Responses,
    pub(crate) notes: Vec<String>,
    /// the names of the groups; none where there is one population
    levels: Vec<String>,
    group_of: Option<Vec<usize>>,
    anchors: Vec<Anchor>,
    quadrature: Quadrature,
    /// the condition on the scale, if it is not the usual one
    pub(crate) identification: Option<Identification>,
}

impl Sitting {
    pub(crate) fn read(
        input: &Input,
        items: &ItemColumns,
        integral: &Integral,
        model: MarginalModel,
    ) -> Result<Sitting, Refusal> {
        let table = input.open()?;
        let population = integral.population.as_ref().map(|name| table.column(name, "--population")).transpose()?;
        let items = items.of(&table, population.as_slice())?;
        let (levels, group_of) = match population {
            Some(column) => groups(&table, column)?,
            None => (Vec::new(), None),
        };
        let anchors = match &integral.anchors {
            Some(path) => anchors::read(&Table::open(path)?, &items.names, model)?,
            None => Vec::new(),
        };
        Ok(Sitting {
            names: items.names,
            responses: items.responses,
            notes: items.notes,
            levels,
            group_of,
            anchors,
            quadrature: Quadrature { nodes: integral.nodes, half_range: integral.range },
            identification: None,
        })
    }

    pub(crate) fn has_anchors(&self) -> bool {
        !self.anchors.is_empty()
    }

    /// Fits a model; a refusal names items as the file does.
    pub(crate) fn fit(&self, model: MarginalModel) -> Result<MarginalFit, Refusal> {
        self.tried(model).map_err(|not| Refusal::new(self.say(not)))
    }

    pub(crate) fn tried(&self, model: MarginalModel) -> Result<MarginalFit, NotFitted> {
        let mut settings = MarginalSettings::new(model);
        settings.quadrature = self.quadrature;
        if let Some(identification) = &self.identification {
            settings.identification = identification.clone();
        }
        settings.groups = self.group_of.as_deref();
        settings.anchors = &self.anchors;
        settings.threads = available_parallelism().map_or(1, Into::into);
        fit_marginal(&self.responses, &settings)
    }

    pub(crate) fn say(&self, not: NotFitted) -> String {
        not.say(|item| format!("«{}»", self.names[item]))
    }

    /// The most points of any item.
    pub(crate) fn most_points(&self) -> u8 {
        (0..self.responses.items()).map(|item| self.responses.greatest(item)).max().unwrap_or(0)
    }

    /// Refuses items of more than one point; `instead` is a method that takes them.
    pub(crate) fn refuse_points(&self, instead: &str) -> Result<(), Refusal> {
        match (0..self.names.len()).find(|&item| self.responses.greatest(item) > 1) {
            Some(item) => {
                let name = &self.names[item];
                Err(Refusal::new(format!("задание «{name}» даёт больше 1 балла: возьмите {instead}")))
            }
            None => Ok(()),
        }
    }

    /// What stands for a group in the long form: nothing where there is one.
    pub(crate) fn group(&self, group: usize) -> String {
        self.levels.get(group).cloned().unwrap_or_default()
    }
}

fn groups(table: &Table, column: usize) -> Result<(Vec<String>, Option<Vec<usize>>), Refusal> {
    let factor = table.factor(column);
    let code = |(row, code): (usize, &Option<usize>)| {
        code.ok_or_else(|| Refusal::new(format!("{}: группа участника не указана", table.place(row, column))))
    };
    let codes = factor.codes.iter().enumerate().map(code).collect::<Result<Vec<usize>, Refusal>>()?;
    Ok((factor.levels, Some(codes)))
}

/// Log-likelihood, deviance, criteria, and how the fit came about.
fn put_likelihood(answer: &mut Answer, prefix: &str, fit: &MarginalFit) {
    let criteria = fit.criteria();
    let none = || Value::from(measure::Why::Inapplicable);
    let (aic, bic) = criteria.map_or_else(|| (none(), none()), |criteria| (criteria.aic.into(), criteria.bic.into()));
    let rows = [
        ("loglik", "Логарифм правдоподобия", Value::from(fit.log_likelihood)),
        ("deviance", "Девианс (−2 ln L)", fit.deviance().into()),
        ("aic", "AIC", aic),
        ("bic", "BIC", bic),
        ("parameters", "Оценено параметров", fit.parameters.into()),
        ("persons", "Участников с ответами", fit.persons.into()),
        ("steps", "Шагов поиска", fit.steps.into()),
    ];
    let mut sheet = Sheet::new("Модель в целом", ["Величина", "Значение"]);
    for (name, title, value) in rows {
        answer.put(format!("mml_{prefix}_{name}"), "", value.clone());
        let is_count = matches!(value, Value::Count(_));
        sheet.row([Cell::plain(title), if is_count { Cell::plain(value) } else { Cell::fixed(value, 2) }]);
    }
    answer.show(sheet);
}

/// The distribution of ability of each group.
fn put_abilities(answer: &mut Answer, prefix: &str, sitting: &Sitting, fit: &MarginalFit) {
    let mut sheet =
        Sheet::new("Подготовка", ["Группа", "Среднее, логиты", "Ошибка", "Дисперсия, логиты²", "Ошибка дисперсии"]);
    for (group, ability) in fit.abilities.iter().enumerate() {
        let (mean_error, variance_error) = (error(ability.mean_error), error(ability.variance_error));
        let element = sitting.group(group);
        answer.put(format!("mml_{prefix}_mean"), &element, ability.mean);
        answer.put(format!("mml_{prefix}_mean_se"), &element, mean_error.clone());
        answer.put(format!("mml_{prefix}_variance"), &element, ability.variance);
        answer.put(format!("mml_{prefix}_variance_se"), &element, variance_error.clone());
        let name = if element.is_empty() { "все".to_owned() } else { element };
        sheet.row([
            Cell::plain(name),
            Cell::fixed(ability.mean, 3),
            Cell::fixed(mean_error, 3),
            Cell::fixed(ability.variance, 3),
            Cell::fixed(variance_error, 3),
        ]);
    }
    answer.show(sheet);
}

/// A standard error, or why there is none.
fn error(error: Option<f64>) -> Value {
    error.map_or_else(|| Value::unknown("given", "задано, не оценивалось"), Value::from)
}

/// What a reader must know beside the numbers.
fn put_notes(answer: &mut Answer, sitting: &Sitting, fit: &MarginalFit) {
    answer.notes.extend(sitting.notes.iter().cloned());
    answer.put("identification", "", fit.identification.to_string());
    answer.note(format!("Начало и единица шкалы: {}.", fit.identification));
    answer.note(format!(
        "Подготовка проинтегрирована по {} узлам от −{} до {} логитов.",
        fit.quadrature.nodes, fit.quadrature.half_range, fit.quadrature.half_range
    ));
    if fit.is_range_narrow() {
        let beyond = format!("{:.1}", fit.beyond_nodes * 100.0).replace('.', ",");
        answer.note(format!("За крайними узлами осталось бы {beyond} % участников: увеличьте --range."));
    }
    let has_gaps = (0..sitting.responses.items())
        .any(|item| sitting.responses.item(item).any(|response| matches!(response, Response::Missing)));
    if has_gaps {
        answer.note("Пустые ячейки из правдоподобия исключены. Если пропуск значит «не решил», впишите 0.");
    }
}

/// Expected abilities of all persons, and what part of their differences is not error.
fn put_expected(answer: &mut Answer, model: &str, reliability: &str, fit: &MarginalFit) {
    let abilities = measure::latent::marginal::expected_abilities(fit);
    for (row, ability) in abilities.iter().enumerate() {
        answer.put(format!("eap_{model}"), (row + 1).to_string(), ability.map(|ability| ability.value));
    }
    for (row, ability) in abilities.iter().enumerate() {
        answer.put(format!("eap_{model}_se"), (row + 1).to_string(), ability.map(|ability| ability.error));
    }
    answer.put(reliability.to_owned(), "", measure::latent::marginal::eap_reliability(fit));
}
