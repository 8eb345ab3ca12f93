//! `vsoko measure abilities`: the ability of each person with its error.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use measure::latent::{
    Ability, AbilityMethod, CategoryLink, ConditionalModel, Identification, ItemParameters, abilities, fit_conditional,
    wle_reliability,
};
use measure::{Measured, Responses};

use super::conditional::{refusal, rounded};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::csv_table::{Items, Table};
use crate::options::{Input, ItemColumns, real};

/// Abilities under a model fitted here, or under parameters that are given.
#[derive(Debug, Args)]
pub(crate) struct Abilities {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Оценка: wle — взвешенное правдоподобие (Warm), mle — наибольшее, eap — среднее апостериорного распределения
    #[arg(long, value_name = "ОЦЕНКА", default_value = "wle")]
    estimate: Estimate,
    /// Модель: rasch, pcm, rsm — параметры оцениваются условным правдоподобием; graded — только с --parameters. Без параметра:
    /// rasch для баллов 0 и 1, иначе pcm
    #[arg(long, value_name = "МОДЕЛЬ")]
    model: Option<Model>,
    /// Таблица CSV с известными параметрами: столбцы item, b1, b2 …, может быть a — крутизна; ничего не оценивается
    #[arg(long, value_name = "ФАЙЛ")]
    parameters: Option<PathBuf>,
    /// Столбец с именем или шифром участника, чтобы показать его в таблице
    #[arg(long, value_name = "СТОЛБЕЦ")]
    id: Option<String>,
    /// Среднее априорного распределения для eap, логиты
    #[arg(long, value_name = "ЧИСЛО", default_value = "0", allow_negative_numbers = true, value_parser = real)]
    mean: f64,
    /// Стандартное отклонение априорного распределения для eap, логиты
    #[arg(long, value_name = "ЧИСЛО", default_value = "1", value_parser = real)]
    sd: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Estimate {
    Wle,
    Mle,
    Eap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Model {
    Rasch,
    Pcm,
    Rsm,
    Graded,
}

impl Ask for Abilities {
    const NAME: &'static str = "abilities";
    const ABOUT: &'static str = "Подготовка каждого участника с ошибкой: WLE, MLE, EAP";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Каждый столбец — задание с баллами, каждая строка — участник; пусто или NA — ответа нет и задание не учитывается.
Подготовка — в логитах на шкале заданий. Без --parameters задания сначала оцениваются условным правдоподобием (сумма
накопленных порогов равна 0); с --parameters берутся параметры из таблицы: item — имя столбца задания, b1, b2 … — пороги, a —
крутизна (нет столбца — 1), пустой порог — у задания меньше баллов.
MLE для нуля и наибольшей суммы не существует, WLE и EAP есть для всех ответивших. EAP тянет всех к среднему априорного
распределения: сравнивать им участников с разными работами нельзя.";
    const OUTPUT: &'static [Output] = &[
        Output("wle_theta", "номер строки", "оценка WLE, логиты (при --estimate wle)"),
        Output("wle_theta_se", "номер строки", "её стандартная ошибка"),
        Output("mle_theta", "номер строки", "оценка MLE, логиты (при --estimate mle)"),
        Output("mle_theta_se", "номер строки", "её стандартная ошибка"),
        Output("eap_theta", "номер строки", "оценка EAP, логиты (при --estimate eap)"),
        Output("eap_theta_se", "номер строки", "стандартное отклонение апостериорного распределения"),
        Output("ability_reliability", "", "надёжность оценок: 1 − средний квадрат ошибки / дисперсия; не для EAP"),
        Output("n", "", "участников с оценкой"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let id = self.id.as_deref().map(|name| table.column(name, "--id")).transpose()?;
        let items = self.items.of(&table, id.as_slice())?;
        let mut answer = Answer::new("Подготовка участников");
        let parameters = match &self.parameters {
            Some(path) => given(&Table::open(path)?, &items.names, self.link())?,
            None => self.fitted(&items, &mut answer)?,
        };
        let found = abilities(&parameters, &items.responses, self.method())?;
        let name = |row: usize| match id {
            Some(column) => table.cell(row, column).to_owned(),
            None => (row + 1).to_string(),
        };
        self.put(&mut answer, &items.responses, &found, name);
        answer.notes.extend(items.notes);
        Ok(answer)
    }
}

impl Abilities {
    fn method(&self) -> AbilityMethod {
        match self.estimate {
            Estimate::Wle => AbilityMethod::Wle,
            Estimate::Mle => AbilityMethod::Mle,
            Estimate::Eap => AbilityMethod::Eap { mean: self.mean, sd: self.sd },
        }
    }

    fn link(&self) -> CategoryLink {
        match self.model {
            Some(Model::Graded) => CategoryLink::Cumulative,
            _ => CategoryLink::Adjacent,
        }
    }

    /// The items by conditional likelihood.
    fn fitted(&self, items: &Items, answer: &mut Answer) -> Result<Vec<ItemParameters>, Refusal> {
        let is_dichotomous = (0..items.responses.items()).all(|item| items.responses.greatest(item) == 1);
        let (model, called) = match self.model {
            Some(Model::Graded) => {
                return Err(Refusal::new("модель graded оценивается отдельно: передайте её параметры в --parameters"));
            }
            Some(Model::Rsm) => (ConditionalModel::RatingScale, "рейтинговой шкалы"),
            Some(Model::Pcm) => (ConditionalModel::PartialCredit, "частичного зачёта"),
            Some(Model::Rasch) => (ConditionalModel::Rasch, "Раша"),
            None if is_dichotomous => (ConditionalModel::Rasch, "Раша"),
            None => (ConditionalModel::PartialCredit, "частичного зачёта"),
        };
        let fit = fit_conditional(&items.responses, model, &Identification::CumulatedZero)
            .map_err(|why| refusal(&why, &items.names))?;
        answer.note(format!(
            "Задания оценены по модели {called}, условное правдоподобие. Ноль шкалы: {}.",
            fit.identification()
        ));
        Ok(fit.items().to_vec())
    }

    fn put(
        &self,
        answer: &mut Answer,
        responses: &Responses,
        found: &[Measured<Ability>],
        name: impl Fn(usize) -> String,
    ) {
        let (value, error) = match self.estimate {
            Estimate::Wle => ("wle_theta", "wle_theta_se"),
            Estimate::Mle => ("mle_theta", "mle_theta_se"),
            Estimate::Eap => ("eap_theta", "eap_theta_se"),
        };
        let mut sheet = Sheet::new("", ["Участник", "Баллов", "Из", "Подготовка", "Ошибка"]);
        for (row, ability) in found.iter().enumerate() {
            let element = (row + 1).to_string();
            answer.put(value, &element, ability.map(|ability| ability.value));
            answer.put(error, &element, ability.map(|ability| ability.error));
            let answered = responses.person(row).enumerate().filter_map(|(item, r)| Some((item, r.points()?)));
            let (total, most) = answered.fold((0, 0), |(total, most), (item, points)| {
                (total + usize::from(points), most + usize::from(responses.greatest(item)))
            });
            sheet.row([
                Cell::plain(name(row)),
                Cell::plain(total),
                Cell::plain(most),
                Cell::fixed(ability.map(|ability| ability.value), 2),
                Cell::fixed(ability.map(|ability| ability.error), 2),
            ]);
        }
        answer.show(sheet);
        let known: Vec<Ability> = found.iter().filter_map(|ability| ability.known()).collect();
        answer.put("n", "", known.len());
        if self.estimate == Estimate::Eap {
            answer.note(format!(
                "Априорное распределение нормальное: среднее {}, стандартное отклонение {}.",
                rounded(self.mean),
                rounded(self.sd)
            ));
        } else {
            let reliability = wle_reliability(&known);
            answer.put("ability_reliability", "", reliability);
            if let Some(reliability) = reliability.known() {
                answer.note(format!("Надёжность оценок: {}.", rounded(reliability)));
            }
        }
    }
}

/// The parameters of a table, in the order of the items asked about.
fn given(table: &Table, names: &[String], link: CategoryLink) -> Result<Vec<ItemParameters>, Refusal> {
    let item = table.column("item", "--parameters")?;
    let slope = table.names().iter().position(|name| name == "a");
    let thresholds: Vec<usize> =
        (1..).map_while(|step| table.names().iter().position(|name| *name == format!("b{step}"))).collect();
    if thresholds.is_empty() {
        return Err(Refusal::new("--parameters: нет столбца b1 с порогами"));
    }
    table.refuse_repeated(item, "--parameters")?;
    let of_item = |name: &String| {
        let row = (0..table.rows())
            .find(|&row| table.cell(row, item) == name.as_str())
            .ok_or_else(|| Refusal::new(format!("--parameters: нет строки с заданием «{name}»")))?;
        let slope = slope.map_or(Ok(Some(1.0)), |column| table.number(row, column))?.unwrap_or(1.0);
        let steps: Result<Vec<Option<f64>>, Refusal> =
            thresholds.iter().map(|&column| table.number(row, column)).collect();
        let steps = steps?.into_iter().map_while(|step| step).collect();
        ItemParameters::new(link, slope, steps)
            .map_err(|why| Refusal::new(format!("--parameters: задание «{name}»: {why}")))
    };
    names.iter().map(of_item).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    const ANSWERS: &str = "name,Q1,Q2,Q3\nА,1,0,0\nБ,1,1,0\nВ,0,1,1\nГ,1,1,1\nД,1,0,\nЕ,,,\nЖ,0,1,0\nЗ,0,0,1\n";

    #[test]
    fn everybody_who_answered_has_a_wle() {
        let answer = ask(&["abilities", "--id", "name"], ANSWERS);
        assert!(answer.number("wle_theta", "4") > answer.number("wle_theta", "2"));
        assert!(answer.number("wle_theta_se", "1") > 0.0);
        assert!(answer.long.contains("wle_theta,6,NA"), "{}", answer.long);
        assert_eq!(answer.number("n", ""), 7.0);
        assert!(answer.table.contains('Ж') && answer.table.contains("модели Раша"), "{}", answer.table);
    }

    #[test]
    fn the_greatest_total_has_no_mle_but_an_eap() {
        let mle = ask(&["abilities", "--estimate", "mle", "--items", "Q*"], ANSWERS);
        assert!(mle.long.contains("mle_theta,4,NA"), "{}", mle.long);
        let eap = ask(&["abilities", "--estimate", "eap", "--items", "Q*", "--mean", "-0.5"], ANSWERS);
        assert!(eap.number("eap_theta", "4").is_finite());
        assert!(eap.table.contains("−0,500"), "{}", eap.table);
    }

    #[test]
    fn given_parameters_are_taken_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("items.csv");
        std::fs::write(&path, "item,a,b1,b2\nQ2,1,0.3,\nQ1,1,0.3,\n").unwrap();
        let path = path.to_str().unwrap();
        let answer = ask(&["abilities", "--items", "Q1,Q2", "--parameters", path], ANSWERS);
        // Two equal items, one solved: half the odds on either side.
        assert!((answer.number("wle_theta", "1") - 0.3).abs() < 1e-9);
        assert!(refused(&["abilities", "--items", "Q3", "--parameters", path], ANSWERS).contains("заданием «Q3»"));
        let points = "Q1,Q2\n2,1\n0,1\n";
        let why = refused(&["abilities", "--parameters", path], points);
        assert!(why.contains("задание 1: баллов может быть больше"), "{why}");
        std::fs::write(path, "item,b1\nQ1,0.3\nQ2,0\nQ1,0.5\n").unwrap();
        let why = refused(&["abilities", "--items", "Q1,Q2", "--parameters", path], ANSWERS);
        assert_eq!(why, "--parameters: строка 4, столбец «item»: «Q1» уже есть в строке 2");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert!(refused(&["abilities", "--model", "graded", "--items", "Q*"], ANSWERS).contains("--parameters"));
        let flat = refused(&["abilities", "--estimate", "eap", "--sd", "0", "--items", "Q*"], ANSWERS);
        assert!(flat.contains("больше нуля"), "{flat}");
    }
}
