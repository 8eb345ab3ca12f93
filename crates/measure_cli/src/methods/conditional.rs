//! What the models by conditional likelihood print alike: `rasch`, `pcm`, `rsm`.

use clap::ValueEnum;
use measure::latent::{
    Ability, AbilityMethod, Andersen, ConditionalFit, Identification, ItemParameters, NotFitted, ResidualFit,
    abilities, abilities_by_total, andersen_test, item_fit, person_fit, test_information, wle_reliability, wright_map,
    yen_q3,
};
use measure::{Measured, Responses};

use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};

/// The condition that fixes the zero of the scale, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Zero {
    Sum,
    First,
    Cumulated,
    Steps,
    Ability,
    Standard,
}

impl Zero {
    pub(super) fn identification(self) -> Identification {
        match self {
            Zero::Sum => Identification::SumZero,
            Zero::First => Identification::FirstZero,
            Zero::Cumulated => Identification::CumulatedZero,
            Zero::Steps => Identification::StepsZero,
            Zero::Ability => Identification::CentredAbility,
            Zero::Standard => Identification::StandardAbility,
        }
    }
}

/// The quantities of a method: its own, then those that [`Printing::put_all`] prints.
macro_rules! outputs {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            $crate::methods::Output("n", "", "участников, ответивших хотя бы на одно задание"),
            $crate::methods::Output("n_informative", "", "из них набравших не ноль и не наибольшую сумму: по ним сравниваются задания"),
            $crate::methods::Output("cml_parameters", "", "число свободных параметров"),
            $crate::methods::Output("cml_aic", "", "критерий Акаике по условному правдоподобию"),
            $crate::methods::Output("cml_bic", "", "критерий Шварца по условному правдоподобию"),
            $crate::methods::Output("mle_theta_by_score", "сумма баллов", "подготовка по наибольшему правдоподобию, логиты"),
            $crate::methods::Output("mle_se_by_score", "сумма баллов", "её стандартная ошибка"),
            $crate::methods::Output("wle_theta_by_score", "сумма баллов", "подготовка по взвешенному правдоподобию (Warm), логиты"),
            $crate::methods::Output("wle_se_by_score", "сумма баллов", "её стандартная ошибка: 1/√информации"),
            $crate::methods::Output("cml_wle_reliability", "", "надёжность оценок WLE: 1 − средний квадрат ошибки / дисперсия"),
            $crate::methods::Output("outfit_msq", "задание", "средний квадрат стандартизованных остатков; ожидается 1"),
            $crate::methods::Output("infit_msq", "задание", "взвешенный средний квадрат остатков; ожидается 1"),
            $crate::methods::Output("outfit_t", "задание", "outfit на шкале нормального распределения"),
            $crate::methods::Output("infit_t", "задание", "infit на шкале нормального распределения"),
            $crate::methods::Output("person_outfit_msq", "P и номер строки", "то же для участника; у крайних сумм нет"),
            $crate::methods::Output("person_infit_msq", "P и номер строки", "взвешенный средний квадрат остатков участника"),
            $crate::methods::Output("person_outfit_t", "P и номер строки", "outfit участника на шкале нормального распределения"),
            $crate::methods::Output("person_infit_t", "P и номер строки", "infit участника на шкале нормального распределения"),
            $crate::methods::Output("andersen_lr", "chi2, df, p", "проверка Андерсена: сумма не выше средней против суммы выше средней"),
            $crate::methods::Output("andersen_left_out", "задание", "1: задание не вошло в проверку, в одной из групп оно не оценивается"),
            $crate::methods::Output("andersen_lr_group", "chi2, df, p", "проверка Андерсена между группами --group"),
            $crate::methods::Output("andersen_left_out_group", "задание", "1: задание не вошло в проверку между группами"),
            $crate::methods::Output("cml_yen_q3", "пара заданий", "Q3 (Yen): корреляция остатков при оценке WLE"),
            $crate::methods::Output("test_information", "подготовка", "информация работы при этой подготовке"),
            $crate::methods::Output("test_information_se", "подготовка", "стандартная ошибка, которую она допускает, логиты"),
            $crate::methods::Output("wright_persons", "от..до", "участников с оценкой WLE на этом отрезке шкалы"),
            $crate::methods::Output("wright_thresholds", "от..до", "порогов заданий на этом отрезке шкалы"),
            $crate::methods::Output("identification", "", "чем закреплён ноль шкалы, на которой стоят эти пороги, подготовка, карта и информация"),
            $crate::methods::Output("table_identification", "", "cml: чем ноль закреплён в таблицах для людей (--zero)"),
            $crate::methods::Output("table_shift", "", "cml: сколько логитов прибавить к подготовке, чтобы перейти к шкале таблиц"),
        ]
    };
}
pub(super) use outputs;

/// A refusal with the items under their names.
pub(super) fn refusal(why: &NotFitted, names: &[String]) -> Refusal {
    let text = why.say(|item| format!("«{}»", names[item]));
    match why {
        NotFitted::UnequalGreatest { most, .. } => Refusal::new(format!("{text} (--max {most})")),
        _ => Refusal::new(text),
    }
}

/// What all three methods know when they begin to print.
pub(super) struct Printing<'a> {
    pub(super) names: &'a [String],
    pub(super) responses: &'a Responses,
    /// Under the condition of the tables for people.
    pub(super) fit: &'a ConditionalFit,
    /// Under the condition that the names of the quantities promise: whatever `--zero` says, a name means one number.
    pub(super) scale: &'a ConditionalFit,
    /// The group of each person, if there is one.
    pub(super) group: Option<&'a [Option<usize>]>,
}

impl Printing<'_> {
    /// Everything that does not depend on the model.
    pub(super) fn put_all(&self, answer: &mut Answer) -> Result<(), Refusal> {
        let items = self.scale.items();
        answer.put("n", "", self.fit.persons());
        answer.put("n_informative", "", self.fit.informative());
        answer.put("cml_parameters", "", self.fit.parameters());
        if let Some(criteria) = self.fit.criteria() {
            answer.put("cml_aic", "", criteria.aic);
            answer.put("cml_bic", "", criteria.bic);
        }
        self.put_by_score(answer)?;
        self.put_item_fit(answer)?;
        self.put_person_fit(answer)?;
        self.put_andersen(answer)?;
        for pair in yen_q3(items, self.responses)? {
            answer.put("cml_yen_q3", format!("{} {}", self.names[pair.one], self.names[pair.other]), pair.q3);
        }
        let wle: Vec<Ability> =
            abilities(items, self.responses, AbilityMethod::Wle)?.into_iter().filter_map(Measured::known).collect();
        let reliability = wle_reliability(&wle);
        answer.put("cml_wle_reliability", "", reliability);
        put_information(answer, items);
        self.put_map(answer, &wle);
        self.put_zero(answer);
        if let Some(reliability) = reliability.known() {
            answer.note(format!("Надёжность оценок подготовки (WLE): {}.", rounded(reliability)));
        }
        Ok(())
    }

    fn put_item_fit(&self, answer: &mut Answer) -> Result<(), Refusal> {
        let fits = item_fit(self.scale.items(), self.responses, AbilityMethod::Mle)?;
        let is_noisy = |fit: ResidualFit| fit.infit > 1.3 && fit.infit_t().known().is_some_and(|t| t > 2.0);
        let mut noisy = Vec::new();
        for (name, fit) in self.names.iter().zip(fits) {
            put_fit(answer, "", name, fit);
            if fit.known().is_some_and(is_noisy) {
                noisy.push(name.as_str());
            }
        }
        if !noisy.is_empty() {
            answer.note(format!(
                "Ответы разбросаны сильнее, чем допускает модель: {}. Проверьте ключ и формулировку.",
                noisy.join(", ")
            ));
        }
        Ok(())
    }

    fn put_person_fit(&self, answer: &mut Answer) -> Result<(), Refusal> {
        let fits = person_fit(self.scale.items(), self.responses, AbilityMethod::Mle)?;
        let is_odd = |fit: &ResidualFit| fit.outfit > 1.3 && fit.outfit_t().known().is_some_and(|t| t > 2.0);
        let odd = fits.iter().filter_map(|fit| fit.known()).filter(is_odd).count();
        for (row, fit) in fits.into_iter().enumerate().filter(|(_, fit)| fit.is_known()) {
            put_fit(answer, "person_", &format!("P{}", row + 1), fit);
        }
        answer.note(format!("Участников с необычным набором ответов (outfit > 1,3 и t > 2): {odd}."));
        Ok(())
    }

    fn put_andersen(&self, answer: &mut Answer) -> Result<(), Refusal> {
        let model = self.fit.model();
        let by_mean = andersen_test(self.responses, model, None);
        self.put_test(answer, ("andersen_lr", "andersen_left_out", "с суммой баллов до средней и выше"), by_mean);
        if let Some(group) = self.group {
            let given: Vec<usize> = (0..self.responses.persons()).filter(|&row| group[row].is_some()).collect();
            let codes: Vec<usize> = given.iter().filter_map(|&row| group[row]).collect();
            let all: Vec<usize> = (0..self.responses.items()).collect();
            let test = andersen_test(&self.responses.part(&given, &all), model, Some(&codes));
            self.put_test(answer, ("andersen_lr_group", "andersen_left_out_group", "из разных групп"), test);
        }
        Ok(())
    }

    fn put_test(
        &self,
        answer: &mut Answer,
        (name, left_out, of): (&'static str, &'static str, &str),
        found: Result<Andersen, NotFitted>,
    ) {
        match found {
            Ok(found) => {
                answer.put(name, "chi2", found.test.chi_square);
                answer.put(name, "df", found.test.degrees);
                answer.put(name, "p", found.test.p);
                let names: Vec<&str> = found.left_out.iter().map(|&item| self.names[item].as_str()).collect();
                for name in &names {
                    answer.put(left_out, *name, 1_usize);
                }
                let p = if found.test.p < 0.001 { "<0,001".to_owned() } else { rounded(found.test.p) };
                let without = if names.is_empty() {
                    String::new()
                } else {
                    format!(", без заданий {}", names.join(", "))
                };
                answer.note(format!(
                    "Одинаковы ли трудности для участников {of} (Андерсен{without}): χ² = {}, степеней свободы {}, p = {p}.",
                    rounded(found.test.chi_square),
                    found.test.degrees
                ));
            }
            Err(why) => {
                let why = refusal(&why, self.names).to_string();
                for part in ["chi2", "df", "p"] {
                    answer.put(name, part, Value::unknown("not_computed", why.clone()));
                }
                answer.note(format!("Проверка Андерсена для участников {of} невозможна: {why}."));
            }
        }
    }

    /// What the scale of the tables has more than that of the quantities. Every slope is 1, so all parameters and abilities
    /// move alike.
    fn shift(&self) -> f64 {
        let [shown, scale] =
            [self.fit, self.scale].map(|fit| fit.items().first().map_or(0.0, ItemParameters::location));
        shown - scale
    }

    /// Which zero the numbers have.
    fn put_zero(&self, answer: &mut Answer) {
        let (shown, scale) = (self.fit.identification(), self.scale.identification());
        answer.put("identification", "", scale.to_string());
        answer.put("table_identification", "", shown.to_string());
        answer.put("table_shift", "", self.shift());
        answer.note(format!("Ноль шкалы: {shown}."));
        if shown != scale {
            answer.note(format!(
                "В long и json условие иное, какое обещают названия величин: {scale}; до шкалы таблиц прибавьте {}.",
                rounded(self.shift())
            ));
        }
    }

    /// Abilities by total of those who answered everything.
    fn put_by_score(&self, answer: &mut Answer) -> Result<(), Refusal> {
        let by_total = |fit: &ConditionalFit, method| abilities_by_total(fit.items(), method);
        let [mle, wle] = [by_total(self.scale, AbilityMethod::Mle)?, by_total(self.scale, AbilityMethod::Wle)?];
        for (total, (mle, wle)) in mle.into_iter().zip(wle).enumerate() {
            let element = total.to_string();
            if mle.is_known() {
                answer.put("mle_theta_by_score", &element, mle.map(|ability| ability.value));
                answer.put("mle_se_by_score", &element, mle.map(|ability| ability.error));
            }
            answer.put("wle_theta_by_score", &element, wle.map(|ability| ability.value));
            answer.put("wle_se_by_score", &element, wle.map(|ability| ability.error));
        }
        let headings = ["Сумма баллов", "Подготовка (WLE)", "Ошибка", "Подготовка (MLE)"];
        let mut sheet = Sheet::new("Подготовка ответивших на все задания, логиты", headings);
        let [mle, wle] = [by_total(self.fit, AbilityMethod::Mle)?, by_total(self.fit, AbilityMethod::Wle)?];
        for (total, (mle, wle)) in mle.into_iter().zip(wle).enumerate() {
            sheet.row([
                Cell::plain(total),
                Cell::fixed(wle.map(|ability| ability.value), 2),
                Cell::fixed(wle.map(|ability| ability.error), 2),
                Cell::fixed(mle.map(|ability| ability.value), 2),
            ]);
        }
        answer.show(sheet);
        Ok(())
    }

    /// The map: on the scale of the quantities for machines, on that of the tables for people.
    fn put_map(&self, answer: &mut Answer, wle: &[Ability]) {
        let places: Vec<f64> = wle.iter().map(|ability| ability.value).collect();
        for band in wright_map(self.scale.items(), &places, 0.5).iter().rev() {
            let element = format!("{}..{}", band.low, band.high);
            answer.put("wright_persons", &element, band.persons);
            answer.put("wright_thresholds", &element, band.thresholds.len());
        }
        let items = self.fit.items();
        let label = |&(item, step): &(usize, usize)| match items[item].greatest() {
            1 => self.names[item].clone(),
            _ => format!("{}·{step}", self.names[item]),
        };
        let shift = self.shift();
        let places: Vec<f64> = places.into_iter().map(|place| place + shift).collect();
        let mut sheet = Sheet::new("Участники и задания на одной шкале", ["От", "До", "Участников", "Пороги заданий"]);
        for band in wright_map(items, &places, 0.5).iter().rev() {
            let thresholds: Vec<String> = band.thresholds.iter().map(label).collect();
            sheet.row([
                Cell::fixed(band.low, 1),
                Cell::fixed(band.high, 1),
                Cell::plain(band.persons),
                Cell::plain(thresholds.join(" ")),
            ]);
        }
        answer.show(sheet);
    }

    /// The cells of an item that stand behind its parameters: outfit, infit and their t.
    pub(super) fn fit_cells(&self) -> Result<Vec<[Cell; 4]>, Refusal> {
        let cells = |fit: Measured<ResidualFit>| {
            [
                Cell::fixed(fit.map(|fit| fit.outfit), 2),
                Cell::fixed(fit.map(|fit| fit.infit), 2),
                Cell::fixed(fit.and_then(|fit| fit.outfit_t()), 1),
                Cell::fixed(fit.and_then(|fit| fit.infit_t()), 1),
            ]
        };
        Ok(item_fit(self.scale.items(), self.responses, AbilityMethod::Mle)?.into_iter().map(cells).collect())
    }
}

/// The headings of [`Printing::fit_cells`].
pub(super) const FIT_HEADINGS: [&str; 4] = ["Outfit", "Infit", "t outfit", "t infit"];

fn put_fit(answer: &mut Answer, prefix: &'static str, element: &str, fit: Measured<ResidualFit>) {
    answer.put(format!("{prefix}outfit_msq"), element, fit.map(|fit| fit.outfit));
    answer.put(format!("{prefix}infit_msq"), element, fit.map(|fit| fit.infit));
    answer.put(format!("{prefix}outfit_t"), element, fit.and_then(|fit| fit.outfit_t()));
    answer.put(format!("{prefix}infit_t"), element, fit.and_then(|fit| fit.infit_t()));
}

fn put_information(answer: &mut Answer, items: &[ItemParameters]) {
    let places: Vec<f64> = (-8..=8).map(|half| f64::from(half) / 2.0).collect();
    for point in test_information(items, &places) {
        let element = point.ability.to_string();
        answer.put("test_information", &element, point.information);
        answer.put("test_information_se", &element, point.error);
    }
}

/// A number within a sentence.
pub(super) fn rounded(number: f64) -> String {
    format!("{number:.3}").replace('.', ",").replace('-', "−")
}
