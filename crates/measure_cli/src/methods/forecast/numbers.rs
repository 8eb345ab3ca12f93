//! The quantities of one series of numbers.

use measure::forecast::{
    Backtest, BacktestPlan, EtsChoice, EtsModel, Method, NotForecast, OlsTrend, Predicted, Search, Series, backtest,
    choose_ets, fit_ets, forecast, ols_trend,
};

use super::columns::Found;
use super::sheets;
use crate::answer::{Answer, Value};

/// How many origins of the past are replayed at the most.
const MOST_ORIGINS: usize = 30;

/// What was found of one series, for the tables.
pub(super) struct Said {
    pub(super) outlooks: Vec<(Method, Result<Vec<Predicted>, NotForecast>)>,
    pub(super) choice: Result<EtsChoice, NotForecast>,
    pub(super) past: Vec<(Method, Result<Backtest, NotForecast>)>,
}

pub(super) fn put(answer: &mut Answer, found: &Found, series: &Series, steps: usize) {
    let is_positive = series.values().iter().all(|value| *value > 0.0);
    let models: &[EtsModel] = if is_positive { &EtsModel::ALL } else { &EtsModel::ADDITIVE };
    let choice = choose_ets(series, models, Search::AsForecast);
    if let Ok(choice) = &choice {
        put_models(answer, found, series, choice);
    }
    let methods = [Method::Naive, Method::Drift, Method::TheilSen, Method::OlsTrend].into_iter();
    let methods: Vec<Method> = methods.chain(models.iter().copied().map(Method::Ets)).collect();
    let outlooks: Vec<_> = methods.iter().map(|method| (*method, forecast(series, *method, steps))).collect();
    for (method, outlook) in &outlooks {
        put_outlook(answer, found, method.code(), outlook, steps);
    }
    put_slope(answer, found, &ols_trend(series));
    let first = (series.n() / 2).max(series.n().saturating_sub(MOST_ORIGINS));
    let plan = BacktestPlan { first, steps };
    let tried = Method::USUAL.into_iter().map(|method| (method, backtest(series, method, plan)));
    let said = Said { outlooks, choice, past: tried.collect() };
    for (method, past) in &said.past {
        put_past(answer, found, *method, past);
    }
    warn_of_shares(answer, found, &said);
    sheets::show(answer, found, &said);
}

/// Values that look like shares must not leave 0–1 unsaid.
fn warn_of_shares(answer: &mut Answer, found: &Found, said: &Said) {
    let is_share = found.values.iter().all(|value| (0.0..=1.0).contains(value));
    let is_broken = found.values.iter().any(|value| value.fract() != 0.0);
    let leaves = |step: &Predicted| step.interval.low < 0.0 || step.interval.high > 1.0;
    let mut ahead = said.outlooks.iter().filter_map(|(_, outlook)| outlook.as_ref().ok()).flatten();
    if is_share && is_broken && ahead.any(leaves) {
        let name = found.element("");
        let of = if name.is_empty() { name } else { format!("Ряд «{name}»: ") };
        answer.note(format!(
            "{of}значения похожи на доли, а прогноз выходит за 0 и 1 — так не бывает: задайте числа учеников и --whole."
        ));
    }
}

fn put_models(answer: &mut Answer, found: &Found, series: &Series, choice: &EtsChoice) {
    let name = found.element("");
    for (model, fit) in &choice.tried {
        let Ok(fit) = fit else { continue };
        let mut put = |part: &str, value: f64| answer.put(format!("ets_{}_{part}", model.code()), &name, value);
        put("alpha", fit.alpha);
        if model.has_slope() {
            put("beta", fit.beta);
        }
        if model.is_damped() {
            put("phi", fit.phi);
        }
        put("loglik", fit.loglik);
        put("aic", fit.aic);
        put("aicc", fit.aicc);
        put("bic", fit.bic);
        put("sigma2", fit.sigma2);
        if let Ok(thorough) = fit_ets(series, *model, Search::Thorough) {
            put("loglik_many_starts", thorough.loglik);
            if thorough.loglik > fit.loglik + 0.5 {
                let name = found.element(model.name());
                let [many, one] = [thorough.loglik, fit.loglik].map(|value| format!("{value:.2}").replace('.', ","));
                let text = "поиск из многих начал находит большее правдоподобие";
                answer.note(format!("{name}: {text} ({many} против {one}).").replace('-', "−"));
            }
        }
    }
    answer.put("ets_auto_aicc", found.element(choice.chosen.model.name()), choice.chosen.aicc);
}

/// The forecast of a method, step by step; where it refuses, the reason stands for each.
pub(super) fn put_outlook(
    answer: &mut Answer,
    found: &Found,
    code: &str,
    outlook: &Result<Vec<Predicted>, NotForecast>,
    steps: usize,
) {
    let part = |step: usize, of: fn(&Predicted) -> f64| match outlook {
        Ok(ahead) => Value::from(of(&ahead[step])),
        Err(why) => Value::unknown(why.key(), why.to_string()),
    };
    for step in 0..steps {
        let element = found.element(step + 1);
        answer.put(format!("{code}_mean"), &element, part(step, |ahead| ahead.mean));
        answer.put(format!("{code}_lo95"), &element, part(step, |ahead| ahead.interval.low));
        answer.put(format!("{code}_hi95"), &element, part(step, |ahead| ahead.interval.high));
    }
}

/// The slope of the line by least squares.
pub(in crate::methods) fn put_slope(answer: &mut Answer, found: &Found, trend: &Result<OlsTrend, NotForecast>) {
    let name = found.element("");
    if let Ok(trend) = trend {
        answer.put("ols_slope", &name, trend.slope);
        answer.put("ols_slope_se", &name, trend.slope_se);
        answer.put("ols_slope_p", &name, trend.slope_p);
    }
}

fn put_past(answer: &mut Answer, found: &Found, method: Method, past: &Result<Backtest, NotForecast>) {
    let Ok(past) = past else { return };
    for row in &past.horizons {
        let element = found.element(format!("{} {}", method.code(), row.horizon));
        answer.put("backtest_n", &element, row.n);
        answer.put("backtest_mae", &element, row.mae);
        let mase = row.mase.map_or_else(|| Value::unknown("no_spread", "прошлое ряда не менялось"), Value::from);
        answer.put("backtest_mase", &element, mase);
        answer.put("backtest_covered", &element, row.covered);
    }
}
