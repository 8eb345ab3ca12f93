//! The tables for people.

use measure::forecast::{Method, NotForecast, Predicted};

use super::columns::Found;
use super::numbers::Said;
use crate::answer::{Answer, Cell, Sheet, Value};

/// In what the series is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit {
    /// With this many digits after the comma.
    Own(usize),
    Share,
}

impl Unit {
    fn cell(self, value: f64) -> Cell {
        match self {
            Unit::Own(digits) => Cell::fixed(value, digits),
            Unit::Share => Cell::percent(value, 1),
        }
    }
}

pub(super) fn show(answer: &mut Answer, found: &Found, said: &Said) {
    let greatest = found.values.iter().fold(0.0_f64, |greatest, value| greatest.max(value.abs()));
    let digits = if greatest < 100.0 { 2 } else { 1 };
    show_outlooks(answer, found, &said.outlooks, Unit::Own(digits));
    if let Ok(choice) = &said.choice {
        let headings = ["Модель", "alpha", "beta", "phi", "Правдоподобие", "AICc", ""];
        let mut sheet = Sheet::new(caption("Модели сглаживания", found), headings);
        for fit in choice.tried.iter().filter_map(|(_, fit)| fit.as_ref().ok()) {
            let there = |is_there: bool, value: f64| if is_there { Cell::fixed(value, 4) } else { Cell::plain("") };
            let chosen = if fit.model == choice.chosen.model { "выбрана" } else { "" };
            sheet.row([
                Cell::plain(fit.model.name()),
                Cell::fixed(fit.alpha, 4),
                there(fit.model.has_slope(), fit.beta),
                there(fit.model.is_damped(), fit.phi),
                Cell::fixed(fit.loglik, 3),
                Cell::fixed(fit.aicc, 3),
                Cell::plain(chosen),
            ]);
        }
        answer.show(sheet);
    }
    let headings = ["Метод", "Прогнозов", "Средняя ошибка", "MASE", "В интервале"];
    let mut sheet = Sheet::new(caption("Проверка на прошлом, один шаг вперёд", found), headings);
    for (method, past) in &said.past {
        let Some(row) = past.as_ref().ok().and_then(|past| past.horizons.first()) else { continue };
        let mase = row.mase.map_or_else(|| Cell::plain(""), |mase| Cell::fixed(mase, 2));
        sheet.row([
            Cell::plain(method.title()),
            Cell::plain(row.n),
            Cell::fixed(row.mae, 2),
            mase,
            Cell::plain(row.covered),
        ]);
    }
    if !sheet.rows.is_empty() {
        answer.show(sheet);
    }
}

/// The first and the farthest step of each method.
pub(super) fn show_outlooks(
    answer: &mut Answer,
    found: &Found,
    outlooks: &[(Method, Result<Vec<Predicted>, NotForecast>)],
    unit: Unit,
) {
    let farthest = outlooks.iter().filter_map(|(_, outlook)| Some(outlook.as_ref().ok()?.len())).max().unwrap_or(1);
    let steps: Vec<usize> = if farthest > 1 { vec![1, farthest] } else { vec![1] };
    let mut headings = vec!["Метод".to_owned()];
    for step in &steps {
        headings.extend([format!("Шаг {step}"), "от".to_owned(), "до".to_owned()]);
    }
    let mut sheet = Sheet::new(caption("Прогноз", found), headings);
    for (method, outlook) in outlooks {
        let mut cells = vec![Cell::plain(method.title())];
        for step in &steps {
            match outlook {
                Ok(ahead) => {
                    let Predicted { mean, interval, .. } = ahead[step - 1];
                    cells.extend([mean, interval.low, interval.high].map(|value| unit.cell(value)));
                }
                Err(why) => cells.extend((0..3).map(|_| Cell::plain(Value::unknown(why.key(), why.to_string())))),
            }
        }
        sheet.row(cells);
    }
    answer.show(sheet);
}

fn caption(text: &str, found: &Found) -> String {
    if found.name.is_empty() { text.to_owned() } else { format!("{text}: {}", found.name) }
}
