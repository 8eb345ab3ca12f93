//! `vsoko measure risk`: groups at risk by a model that gives its reasons.

use std::collections::HashSet;

use clap::Args;
use measure::risk::{
    Calibration, NoRisk, RiskModel, RocArea, Students, calibration, choose_ridge, cross_validate, cross_validated_area,
    risk_model, roc_area, say,
};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::Table;
use crate::options::{Input, Seed, real};

/// What is known, what came of it.
#[derive(Debug, Args)]
pub(crate) struct Risk {
    #[command(flatten)]
    input: Input,
    /// Столбец исхода: 1 — наступил, 0 — нет; у тех, о ком судят, пусто
    #[arg(long, value_name = "СТОЛБЕЦ")]
    y: String,
    /// Столбцы признаков — числа, через запятую, можно образцом; без параметра — все, не названные иначе
    #[arg(long, value_name = "СТОЛБЦЫ")]
    x: Vec<String>,
    /// Столбец с обозначением ученика; без параметра — номер строки
    #[arg(long, value_name = "СТОЛБЕЦ")]
    id: Option<String>,
    /// Сжатие коэффициентов (0 — без него); без параметра выбирается перекрёстной проверкой
    #[arg(long, value_name = "ЧИСЛО", value_parser = real)]
    ridge: Option<f64>,
    /// На сколько групп делить учеников в таблице калибровки
    #[arg(long, value_name = "ЧИСЛО", default_value = "5", value_parser = groups)]
    groups: u8,
    #[command(flatten)]
    seed: Seed,
}

/// How many students the table shows.
const SHOWN: usize = 20;

fn groups(text: &str) -> Result<u8, String> {
    let number = text.trim().parse().ok().filter(|number| (2..=20).contains(number));
    number.ok_or_else(|| "ожидается целое число от 2 до 20".to_owned())
}

impl Ask for Risk {
    const NAME: &'static str = "risk";
    const ABOUT: &'static str = "Группы риска: оценка вероятности с причинами по каждому ученику";
    const USAGE: &'static str = "ФАЙЛ.csv --y СТОЛБЕЦ [--x СТОЛБЦЫ] [--id СТОЛБЕЦ] [--ridge ЧИСЛО] [--seed ЧИСЛО]";
    const MANUAL: &'static str = "\
Одна строка — один ученик; столбцы признаков — числа, известные заранее (пропуски уроков, средняя отметка…), столбец --y — исход:
1 или 0. По ученикам с известным исходом строится логистическая модель; ученики с пустым исходом получают оценку по ней. Строка с
пропуском в признаках не учитывается: пропуск — не ноль.

Площадь под ROC-кривой и калибровка считаются по перекрёстной проверке: каждого ученика оценивает модель, построенная без него.
Интервал 95 % — о том, как эта модель упорядочит новых таких же учеников; он учитывает, что одни и те же ученики и строят, и
проверяют модель. Площадь 0,5 — как монета, от 0,7 — полезно. Калибровка верна, если средняя оценка группы лежит в интервале
наблюдённой доли.

Оценка — повод предложить помощь. Это не характеристика ученика; сама по себе она ничего не решает, а признак — не обязательно причина.";
    const OUTPUT: &'static [Output] = &[
        Output("risk_n", "", "учеников с известным исходом в модели"),
        Output("risk_events", "", "из них с исходом 1"),
        Output("risk_left_out", "", "строк с пропуском в признаках, не учтены"),
        Output("risk_ridge", "", "сжатие коэффициентов, на стандартизованных признаках"),
        Output("risk_at_mean", "", "логарифм шансов ученика со средними признаками"),
        Output("risk_loglik", "", "логарифм правдоподобия"),
        Output("risk_coef", "признак", "изменение логарифма шансов на единицу признака"),
        Output("risk_coef_se", "признак", "его стандартная ошибка"),
        Output("risk_odds_ratio", "признак", "отношение шансов на одно стандартное отклонение признака"),
        Output("risk_auc", "", "площадь под ROC-кривой, перекрёстная проверка, среднее по частям"),
        Output("risk_auc_se", "", "её стандартная ошибка: по Делонгу, с поправкой на общих учеников у моделей"),
        Output("risk_auc_ci95", "low, high", "её интервал 95 %"),
        Output("risk_auc_apparent", "", "площадь на тех же учениках, по которым строилась модель"),
        Output("risk_brier", "", "средний квадрат ошибки оценки, перекрёстная проверка"),
        Output("risk_brier_of_share", "", "он же, если всем дать одну оценку — общую долю"),
        Output("risk_calibration_slope", "", "наклон калибровки; 1 — верно, ниже — крайние оценки преувеличены"),
        Output("risk_group_mean", "группа", "средняя оценка в группе"),
        Output("risk_group_observed", "группа", "наблюдённая доля"),
        Output("risk_group_n", "группа", "учеников в группе"),
        Output("risk_chance", "ученик", "оценка вероятности, от 0 до 1"),
        Output("risk_reasons", "ученик", "оценка и её причины словами"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let read = self.read(&table)?;
        let known = Students::new(&read.known, &read.outcomes)?;
        let named = |reason: NoRisk| named(reason, &read.names);
        let ridge = match self.ridge {
            Some(ridge) => ridge,
            None => choose_ridge(&known, self.seed.seed).map_err(named)?.0,
        };
        let model = risk_model(&known, ridge).map_err(named)?;
        let mut answer = Answer::new(format!("Группы риска: оценка вероятности исхода «{}»", self.y));
        put_model(&mut answer, &model, &read);
        let own: Vec<f64> = read.known.iter().map(|row| model.chance(row)).collect();
        let checked = cross_validate(&known, ridge, self.seed.seed);
        let of_others = checked.as_ref().map_err(|reason| *reason);
        let area = cross_validated_area(&known, ridge, self.seed.seed);
        let found = of_others.and_then(|checked| calibration(&checked.chances, &read.outcomes, self.groups.into()));
        put_area(&mut answer, &area, &roc_area(&own, &read.outcomes));
        put_calibration(&mut answer, &found);
        put_students(&mut answer, &model, &read);
        put_notes(&mut answer, &model, &read);
        Ok(answer)
    }
}

/// A student who is estimated: the name, the signs, whether the outcome is still open.
struct Student {
    name: String,
    signs: Vec<f64>,
    is_open: bool,
}

/// What the table says.
struct Read {
    names: Vec<String>,
    known: Vec<Vec<f64>>,
    outcomes: Vec<bool>,
    all: Vec<Student>,
    left_out: usize,
}

impl Risk {
    fn read(&self, table: &Table) -> Result<Read, Refusal> {
        let y = table.column(&self.y, "--y")?;
        let id = self.id.as_ref().map(|name| table.column(name, "--id")).transpose()?;
        let others: Vec<usize> = [Some(y), id].into_iter().flatten().collect();
        let columns = table.choose(&self.x, "--x", &others)?;
        if columns.is_empty() {
            return Err(NoRisk::NoSigns.into());
        }
        if columns.contains(&y) {
            return Err(Refusal::new(format!("столбец «{}» указан и признаком, и исходом", self.y)));
        }
        let names = columns.iter().map(|column| table.names()[*column].clone()).collect();
        let mut read = Read { names, known: Vec::new(), outcomes: Vec::new(), all: Vec::new(), left_out: 0 };
        let mut seen = HashSet::new();
        for row in 0..table.rows() {
            let outcome = match table.number(row, y)? {
                None => None,
                Some(0.0) => Some(false),
                Some(1.0) => Some(true),
                Some(_) => {
                    let text = format!("{}: «{}» — не исход; исход — 1 или 0", table.place(row, y), table.cell(row, y));
                    return Err(Refusal::new(text));
                }
            };
            let signs = columns.iter().map(|column| table.number(row, *column)).collect::<Result<Vec<_>, _>>()?;
            let Some(signs) = signs.into_iter().collect::<Option<Vec<f64>>>() else {
                read.left_out += 1;
                continue;
            };
            if let Some(outcome) = outcome {
                read.known.push(signs.clone());
                read.outcomes.push(outcome);
            }
            let name =
                id.and_then(|column| table.present(row, column)).map_or_else(|| (row + 1).to_string(), str::to_owned);
            if !seen.insert(name.clone()) {
                let place = table.place(row, id.unwrap_or(y));
                return Err(Refusal::new(format!("{place}: ученик «{name}» встречается дважды")));
            }
            read.all.push(Student { name, signs, is_open: outcome.is_none() });
        }
        Ok(read)
    }
}

/// The reason with the name of the sign in place of its number.
fn named(reason: NoRisk, names: &[String]) -> Refusal {
    match reason {
        NoRisk::ConstantSign { sign } => {
            Refusal::new(format!("признак «{}» у всех одинаков: он ничего не объясняет", names[sign]))
        }
        NoRisk::SignOfFew { sign } => Refusal::new(format!(
            "признак «{}» почти у всех одинаков: без немногих учеников он ничего не объясняет, и сжатие не выбрать перекрёстной \
             проверкой; уберите признак или задайте --ridge",
            names[sign]
        )),
        NoRisk::FewForCheck { .. } => Refusal::new(format!("{reason}; без неё сжатие не выбрать: задайте --ridge")),
        NoRisk::Model(measure::NoLogistic::Collinear { term }) => Refusal::new(format!(
            "признак «{}» полностью следует из остальных; уберите его или задайте --ridge",
            names[term]
        )),
        NoRisk::Model(measure::NoLogistic::Separated { term }) => Refusal::new(format!(
            "признаки (прежде всего «{}») полностью разделяют исходы: без сжатия конечной оценки нет; задайте --ridge",
            names[term]
        )),
        other => other.into(),
    }
}

fn put_model(answer: &mut Answer, model: &RiskModel, read: &Read) {
    answer.put("risk_n", "", model.students);
    answer.put("risk_events", "", model.with_outcome);
    answer.put("risk_left_out", "", read.left_out);
    answer.put("risk_ridge", "", model.ridge);
    answer.put("risk_at_mean", "", model.at_mean);
    answer.put("risk_loglik", "", model.log_likelihood);
    let headings = [
        "Признак",
        "Среднее",
        "Станд. откл.",
        "Коэффициент на единицу",
        "Станд. ошибка",
        "Отношение шансов на станд. откл.",
    ];
    let mut sheet = Sheet::new("Модель", headings);
    for (name, term) in read.names.iter().zip(&model.terms) {
        let ratio = term.per_sd.exp();
        answer.put("risk_coef", name, term.coefficient);
        answer.put("risk_coef_se", name, term.standard_error);
        answer.put("risk_odds_ratio", name, ratio);
        sheet.row([
            Cell::plain(name.as_str()),
            Cell::fixed(term.mean, 2),
            Cell::fixed(term.sd, 2),
            Cell::fixed(term.coefficient, 3),
            Cell::fixed(term.standard_error, 3),
            Cell::fixed(ratio, 2),
        ]);
    }
    answer.show(sheet);
}

fn put_area(answer: &mut Answer, area: &Result<RocArea, NoRisk>, apparent: &Result<RocArea, NoRisk>) {
    let figure =
        |found: &Result<RocArea, NoRisk>, of: fn(RocArea) -> Result<f64, NoRisk>| Value::from(found.and_then(of));
    answer.put("risk_auc", "", figure(area, |area| Ok(area.area)));
    answer.put("risk_auc_se", "", figure(area, |area| area.standard_error));
    answer.put("risk_auc_ci95", "low", figure(area, |area| area.interval.map(|at| at.low)));
    answer.put("risk_auc_ci95", "high", figure(area, |area| area.interval.map(|at| at.high)));
    answer.put("risk_auc_apparent", "", figure(apparent, |area| Ok(area.area)));
    let mut sheet = Sheet::new("Как модель упорядочивает учеников, которых не видела", ["Показатель", "Значение"]);
    for (label, value) in [
        ("Площадь под ROC-кривой", figure(area, |area| Ok(area.area))),
        ("Нижняя граница, 95 %", figure(area, |area| area.interval.map(|at| at.low))),
        ("Верхняя граница, 95 %", figure(area, |area| area.interval.map(|at| at.high))),
    ] {
        sheet.row([Cell::plain(label), Cell::fixed(value, 3)]);
    }
    answer.show(sheet);
}

fn put_calibration(answer: &mut Answer, found: &Result<Calibration, NoRisk>) {
    let figure = |of: fn(&Calibration) -> f64| Value::from(found.as_ref().map(of).map_err(|reason| *reason));
    answer.put("risk_brier", "", figure(|found| found.brier));
    answer.put("risk_brier_of_share", "", figure(|found| found.brier_of_share));
    let Ok(found) = found else { return };
    let slope = found.slope.map_or_else(|| Value::unknown("not_computed", "наклон не вычисляется"), Value::from);
    answer.put("risk_calibration_slope", "", slope);
    let headings = ["Группа по оценке", "Учеников", "Средняя оценка", "Наблюдённая доля", "От", "До"];
    let mut sheet = Sheet::new("Сбываются ли оценки (калибровка)", headings);
    for (group, row) in (1..).zip(&found.rows) {
        let group: i64 = group;
        answer.put("risk_group_mean", group.to_string(), row.mean);
        answer.put("risk_group_observed", group.to_string(), row.observed);
        answer.put("risk_group_n", group.to_string(), row.observed.whole());
        sheet.row([
            Cell::plain(group),
            Cell::plain(row.observed.whole()),
            Cell::percent(row.mean, 1),
            Cell::percent(row.observed, 1),
            Cell::percent(row.interval.low, 1),
            Cell::percent(row.interval.high, 1),
        ]);
    }
    answer.show(sheet);
}

fn put_students(answer: &mut Answer, model: &RiskModel, read: &Read) {
    let names: Vec<&str> = read.names.iter().map(String::as_str).collect();
    let mut order: Vec<(f64, &Student)> =
        read.all.iter().map(|student| (model.chance(&student.signs), student)).collect();
    for (chance, student) in &order {
        answer.put("risk_chance", &student.name, *chance);
        answer.put("risk_reasons", &student.name, say(model, &student.signs, &names));
    }
    // Where outcomes are open, those students are the question; else all are shown.
    let has_open = read.all.iter().any(|student| student.is_open);
    order.retain(|(_, student)| student.is_open || !has_open);
    order.sort_by(|one, other| other.0.total_cmp(&one.0));
    let caption = if has_open {
        "Ученики без исхода: кому помощь нужнее"
    } else {
        "Ученики: кому помощь нужнее"
    };
    let mut sheet = Sheet::new(caption, ["Ученик", "Оценка", "Почему"]);
    for (chance, student) in order.iter().take(SHOWN) {
        sheet.row([
            Cell::plain(student.name.as_str()),
            Cell::plain(share(*chance)),
            Cell::plain(say(model, &student.signs, &names)),
        ]);
    }
    answer.show(sheet);
    if order.len() > SHOWN {
        answer.note(format!("Показаны {SHOWN} учеников из {}; все — с --format long.", order.len()));
    }
}

/// Whole percents; a chance is never shown as certainty.
fn share(chance: f64) -> String {
    match (chance * 100.0).round() {
        ..1.0 => "<1\u{a0}%".to_owned(),
        99.5.. => ">99\u{a0}%".to_owned(),
        percent => format!("{percent:.0}\u{a0}%"),
    }
}

fn put_notes(answer: &mut Answer, model: &RiskModel, read: &Read) {
    if model.is_thin() {
        answer.note("На один признак приходится меньше 10 учеников с более редким исходом: коэффициенты ненадёжны.");
    }
    if read.left_out > 0 {
        answer.note(format!("Строк с пропуском в признаках: {}; они не учтены, пропуск — не ноль.", read.left_out));
    }
    answer.note("Оценка — повод предложить помощь, а не характеристика ученика; признак — не обязательно причина.");
}

#[cfg(test)]
mod tests;
