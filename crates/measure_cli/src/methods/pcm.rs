//! `vsoko measure pcm`: the partial credit model.

use clap::Args;
use measure::latent::marginal::MarginalModel;
use measure::latent::{ConditionalFit, ConditionalModel, Identification, fit_conditional};

use super::conditional::{FIT_HEADINGS, Printing, Zero, refusal};
use super::marginal::{self, Estimator, Integral, SlopeOne, slope_one_outputs};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::options::{Input, ItemColumns};

/// Responses of several points.
#[derive(Debug, Args)]
pub(crate) struct Pcm {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Способ оценки: cml — условное правдоподобие, без предположений о распределении подготовки; mml — маргинальное, подготовка
    /// распределена нормально
    #[arg(long, value_name = "СПОСОБ", default_value = "cml")]
    estimator: Estimator,
    /// Чем закреплена шкала: cumulated — сумма накопленных порогов равна 0 (обычно в cml), steps — среднее порогов, sum — сумма
    /// трудностей заданий, first — первый порог; только в mml: ability — среднее подготовки равно 0 (обычно), standard —
    /// подготовка N(0, 1) при общей крутизне
    #[arg(long, value_name = "УСЛОВИЕ")]
    zero: Option<Zero>,
    /// Столбец с группой: между группами проверяется, одинаковы ли пороги
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    #[command(flatten)]
    integral: Integral,
}

const MARGINAL: SlopeOne = SlopeOne {
    model: MarginalModel::PartialCredit,
    name: "pcm",
    title: "Модель частичного зачёта (PCM), маргинальное правдоподобие",
};

impl Ask for Pcm {
    const NAME: &'static str = "pcm";
    const ABOUT: &'static str = "Модель частичного зачёта: задания с несколькими баллами";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Каждый столбец — задание с баллами 0, 1, 2 …, каждая строка — участник; пусто или NA — ответа нет.
Порог h — подготовка в логитах, при которой h − 1 и h баллов равновероятны. Условное правдоподобие: без предположений о
распределении подготовки. Пропущенные ответы не учитываются; варианты оцениваются вместе, если связаны общими заданиями.
Отказ, если какого-то балла за задание никто не получил (объедините баллы), если у вариантов нет общих заданий.";
    const OUTPUT: &'static [Output] = slope_one_outputs!["pcm";
        Output("mml_pcm_b*", "задание", "mml: порог с этим номером, логиты; с _se — его стандартная ошибка"),
        Output("cml_pcm_threshold_*", "задание", "порог с этим номером, логиты; сумма накопленных порогов равна 0"),
        Output("cml_pcm_threshold_se_*", "задание", "его стандартная ошибка при том же условии"),
        Output("cml_pcm_threshold_mean0", "задание-C и номер порога", "порог, логиты; среднее всех порогов равно 0"),
        Output("cml_pcm_threshold_mean0_se", "задание-C и номер порога", "его стандартная ошибка при том же условии"),
        Output("cml_pcm_loglik", "", "логарифм условного правдоподобия"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        if self.estimator == Estimator::Mml {
            let Pcm { input, items, integral, zero, .. } = self;
            let group = self.group.as_deref();
            return marginal::Question { input, items, integral, zero: *zero, group }.answer(&MARGINAL);
        }
        self.integral.refuse_for_conditional()?;
        let question =
            Question { items: &self.items, zero: self.zero.unwrap_or(Zero::Cumulated), group: self.group.as_deref() };
        let mut answer = Answer::new("Модель частичного зачёта (PCM), условное правдоподобие");
        question.put(&mut answer, &self.input, ConditionalModel::PartialCredit, "pcm")?;
        Ok(answer)
    }
}

/// What `pcm` and `rsm` ask alike.
pub(super) struct Question<'a> {
    pub(super) items: &'a ItemColumns,
    pub(super) zero: Zero,
    pub(super) group: Option<&'a str>,
}

impl Question<'_> {
    pub(super) fn put(
        &self,
        answer: &mut Answer,
        input: &Input,
        model: ConditionalModel,
        short: &str,
    ) -> Result<(), Refusal> {
        let table = input.open()?;
        let group = self.group.map(|name| table.column(name, "--group")).transpose()?;
        let items = self.items.of(&table, group.as_slice())?;
        let group = group.map(|column| table.factor(column).codes);
        let said = |why| refusal(&why, &items.names);
        let fit = fit_conditional(&items.responses, model, &Identification::CumulatedZero).map_err(said)?;
        let mean = fit.identified(&Identification::StepsZero).map_err(said)?;
        let shown = fit.identified(&self.zero.identification()).map_err(said)?;
        put_thresholds(answer, short, &items.names, (&fit, &mean));
        answer.put(format!("cml_{short}_loglik"), "", fit.log_likelihood());
        let printing = Printing {
            names: &items.names,
            responses: &items.responses,
            fit: &shown,
            scale: &fit,
            group: group.as_deref(),
        };
        answer.show(sheet(&printing)?);
        printing.put_all(answer)?;
        answer.notes.extend(items.notes);
        Ok(())
    }
}

fn put_thresholds(answer: &mut Answer, short: &str, names: &[String], (fit, mean): (&ConditionalFit, &ConditionalFit)) {
    for (item, name) in names.iter().enumerate() {
        let steps = fit.items()[item].thresholds().iter().zip(fit.errors(item));
        for (step, (threshold, error)) in steps.enumerate() {
            answer.put(format!("cml_{short}_threshold_{}", step + 1), name, *threshold);
            answer.put(format!("cml_{short}_threshold_se_{}", step + 1), name, error);
        }
        let steps = mean.items()[item].thresholds().iter().zip(mean.errors(item));
        for (step, (threshold, error)) in steps.enumerate() {
            let element = format!("{name}-C{}", step + 1);
            answer.put(format!("cml_{short}_threshold_mean0"), &element, *threshold);
            answer.put(format!("cml_{short}_threshold_mean0_se"), &element, error);
        }
    }
}

/// The items with their thresholds.
fn sheet(printing: &Printing<'_>) -> Result<Sheet, Refusal> {
    let most = printing.fit.items().iter().map(|item| item.greatest()).max().unwrap_or(0);
    let thresholds = (1..=most).flat_map(|step| [format!("Порог {step}"), "Ошибка".to_owned()]);
    let headings = ["Задание", "Место"].into_iter().map(str::to_owned).chain(thresholds);
    let mut sheet = Sheet::new("Задания", headings.chain(FIT_HEADINGS.into_iter().map(str::to_owned)));
    for ((item, name), fit) in printing.names.iter().enumerate().zip(printing.fit_cells()?) {
        let parameters = &printing.fit.items()[item];
        let mut cells = vec![Cell::plain(name.as_str()), Cell::fixed(parameters.location(), 2)];
        let errors = printing.fit.errors(item);
        for step in 0..most {
            for values in [parameters.thresholds(), &errors] {
                cells.push(values.get(step).map_or_else(
                    || Cell::plain(Value::unknown("no_such_step", "у задания меньше баллов")),
                    |value| Cell::fixed(*value, 2),
                ));
            }
        }
        sheet.row(cells.into_iter().chain(fit));
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    /// Every pattern of three items of 0, 1, 2 points once: all alike, each step at the same place.
    fn all_patterns() -> String {
        let mut csv = "Q1,Q2,Q3\n".to_owned();
        for pattern in 0..27 {
            csv.push_str(&format!("{},{},{}\n", pattern / 9, pattern / 3 % 3, pattern % 3));
        }
        csv
    }

    #[test]
    fn equal_items_stand_at_zero() {
        let answer = ask(&["pcm"], &all_patterns());
        for item in ["Q1", "Q2", "Q3"] {
            assert!(answer.number("cml_pcm_threshold_1", item).abs() < 1e-9);
            assert!(answer.number("cml_pcm_threshold_mean0", &format!("{item}-C2")).abs() < 1e-9);
        }
        // Every pattern with its total is as likely as any other: 27 totals among 1, 3, 6, 7, 6, 3, 1 patterns.
        let log = 2.0 * 3.0 * 3.0_f64.ln() + 2.0 * 6.0 * 6.0_f64.ln() + 7.0 * 7.0_f64.ln();
        assert!((answer.number("cml_pcm_loglik", "") + log).abs() < 1e-9);
        assert!(answer.table.contains("сумма накопленных порогов"), "{}", answer.table);
    }

    #[test]
    fn abilities_move_with_the_thresholds() {
        let csv = "Q1,Q2,Q3\n2,1,0\n1,1,0\n0,1,2\n2,2,1\n1,0,0\n2,0,1\n0,0,1\n1,2,1\n2,1,1\n1,1,2\n";
        for method in ["pcm", "rsm"] {
            let usual = ask(&[method, "--zero", "cumulated"], csv);
            for zero in ["first", "steps", "sum"] {
                let moved = ask(&[method, "--zero", zero], csv);
                let shift = moved.number("table_shift", "");
                assert!(shift.abs() > 1e-3, "{method} --zero {zero}: {shift}");
                for (caption, heading) in [("Задания", "Порог 1"), ("Подготовка", "Подготовка (WLE)")]
                {
                    for (before, after) in usual.shown(caption, heading).iter().zip(moved.shown(caption, heading)) {
                        assert!((after - before - shift).abs() < 1e-7, "{method} --zero {zero}: {before}, {after}");
                    }
                }
                assert_eq!(moved.value("wle_theta_by_score", "2"), usual.value("wle_theta_by_score", "2"));
                assert_eq!(moved.value("identification", ""), usual.value("identification", ""));
            }
        }
    }

    #[test]
    fn an_empty_category_is_refused_with_its_place() {
        let csv = "Q1,Q2\n2,0\n0,1\n2,1\n0,2\n1,0\n1,2\n0,0\n";
        assert!(refused(&["pcm", "--max", "Q1=3,Q2=2"], csv).contains("задание «Q1»: среди тех"));
    }
}
