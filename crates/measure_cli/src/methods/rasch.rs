//! `vsoko measure rasch`: the Rasch model.

use clap::Args;
use measure::latent::marginal::MarginalModel;
use measure::latent::{ConditionalModel, Identification, fit_conditional};

use super::conditional::{FIT_HEADINGS, Printing, Zero, refusal};
use super::marginal::{Estimator, Integral, Question, SlopeOne, slope_one_outputs};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::csv_table::Items;
use crate::options::{Input, ItemColumns};

/// Responses of 0 and 1.
#[derive(Debug, Args)]
pub(crate) struct Rasch {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Способ оценки: cml — условное правдоподобие, без предположений о распределении подготовки; mml — маргинальное, подготовка
    /// распределена нормально
    #[arg(long, value_name = "СПОСОБ", default_value = "cml")]
    estimator: Estimator,
    /// Чем закреплена шкала: sum — сумма трудностей равна 0 (обычно в cml), first — первое задание равно 0; только в mml:
    /// ability — среднее подготовки равно 0 (обычно), standard — подготовка N(0, 1) при общей крутизне
    #[arg(long, value_name = "УСЛОВИЕ")]
    zero: Option<Zero>,
    /// Столбец с группой: между группами проверяется, одинаковы ли трудности
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    #[command(flatten)]
    integral: Integral,
}

const MARGINAL: SlopeOne =
    SlopeOne {
        model: MarginalModel::PartialCredit, name: "rasch", title: "Модель Раша, маргинальное правдоподобие"
    };

impl Ask for Rasch {
    const NAME: &'static str = "rasch";
    const ABOUT: &'static str = "Модель Раша: трудность заданий и подготовка участников на одной шкале";
    const USAGE: &'static str = "ФАЙЛ.csv";
    const MANUAL: &'static str = "\
Каждый столбец — задание с баллами 0 и 1, каждая строка — участник; пусто или NA — ответа нет.
Трудность и подготовка — в логитах: при подготовке, равной трудности, задание решает половина; разница в 1 логит меняет
шансы в 2,72 раза. Пропущенные ответы не учитываются, как если бы задания не было в работе; если пропуск значит «не решил»,
поставьте 0. Разные варианты (буклеты) оцениваются вместе, если связаны общими заданиями.
Отказ, если задание решили все или никто (из набравших не ноль и не всё), если у вариантов нет общих заданий, если ответы
образуют совершенную шкалу Гуттмана.";
    const OUTPUT: &'static [Output] = slope_one_outputs!["rasch";
        Output("cml_rasch_difficulty", "задание", "трудность, логиты; сумма трудностей равна 0"),
        Output("cml_rasch_se", "задание", "её стандартная ошибка при том же условии"),
        Output("cml_rasch_difficulty_first0", "задание", "трудность, логиты; у первого задания 0"),
        Output("cml_rasch_se_first0", "задание", "её стандартная ошибка при том же условии"),
        Output("cml_loglik", "", "логарифм условного правдоподобия"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        if self.estimator == Estimator::Mml {
            let Rasch { input, items, integral, zero, .. } = self;
            return Question { input, items, integral, zero: *zero, group: self.group.as_deref() }.answer(&MARGINAL);
        }
        self.integral.refuse_for_conditional()?;
        let table = self.input.open()?;
        let group = self.group.as_deref().map(|name| table.column(name, "--group")).transpose()?;
        let items = self.items.of(&table, group.as_slice())?;
        let group = group.map(|column| table.factor(column).codes);
        let mut answer = conditional(&items, self.zero.unwrap_or(Zero::Sum), group.as_deref())?;
        answer.notes.extend(items.notes);
        Ok(answer)
    }
}

fn conditional(items: &Items, zero: Zero, group: Option<&[Option<usize>]>) -> Result<Answer, Refusal> {
    let names = &items.names;
    let said = |why| refusal(&why, names);
    let model = ConditionalModel::Rasch;
    let sum = fit_conditional(&items.responses, model, &Identification::SumZero).map_err(said)?;
    let first = sum.identified(&Identification::FirstZero).map_err(said)?;
    let shown = sum.identified(&zero.identification()).map_err(said)?;
    let mut answer = Answer::new("Модель Раша, условное правдоподобие");
    for (item, name) in names.iter().enumerate() {
        answer.put("cml_rasch_difficulty", name, sum.items()[item].location());
        answer.put("cml_rasch_se", name, sum.errors(item)[0]);
        answer.put("cml_rasch_difficulty_first0", name, first.items()[item].location());
        answer.put("cml_rasch_se_first0", name, first.errors(item)[0]);
    }
    answer.put("cml_loglik", "", sum.log_likelihood());
    let printing = Printing { names, responses: &items.responses, fit: &shown, scale: &sum, group };
    let mut sheet = Sheet::new("Задания", ["Задание", "Трудность", "Ошибка"].into_iter().chain(FIT_HEADINGS));
    for ((item, name), fit) in names.iter().enumerate().zip(printing.fit_cells()?) {
        let difficulty = Cell::fixed(shown.items()[item].location(), 2);
        sheet.row(
            [Cell::plain(name.as_str()), difficulty, Cell::fixed(shown.errors(item)[0], 2)].into_iter().chain(fit),
        );
    }
    answer.show(sheet);
    printing.put_all(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use crate::answer::Value;
    use crate::testing::{ask, refused};

    /// The 32 patterns of LSAT6 as often as they occurred (Bock, Lieberman 1970).
    fn lsat6() -> String {
        let counts = [
            3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61,
            28, 298,
        ];
        let mut csv = "Q1,Q2,Q3,Q4,Q5,sex\n".to_owned();
        for (pattern, count) in counts.into_iter().enumerate() {
            let bits: Vec<String> = (0..5).rev().map(|bit| (pattern >> bit & 1).to_string()).collect();
            for person in 0..count {
                csv.push_str(&format!("{},{}\n", bits.join(","), ["f", "m"][person % 2]));
            }
        }
        csv
    }

    #[test]
    fn lsat6_is_as_published_with_the_packages() {
        let answer = ask(&["rasch", "--estimator", "cml", "--items", "Q*"], &lsat6());
        for (quantity, element, value, tolerance) in [
            ("cml_rasch_difficulty", "Q1", -1.256_128, 5e-6),
            ("cml_rasch_se", "Q1", 0.104_406, 5e-6),
            ("cml_rasch_difficulty_first0", "Q3", 2.492_112, 5e-6),
            ("cml_rasch_se_first0", "Q1", 0.0, 0.0),
            ("cml_loglik", "", -1_091.569_69, 1e-5),
            ("mle_theta_by_score", "1", -1.601_533, 5e-6),
            ("wle_theta_by_score", "0", -2.790_480, 5e-6),
            ("wle_se_by_score", "5", 1.714_159, 5e-6),
            ("outfit_msq", "Q1", 0.800_754, 5e-5),
            ("infit_t", "Q5", -1.903_5, 5e-3),
            ("person_outfit_msq", "P4", 0.744_464, 1e-4),
            ("andersen_lr", "chi2", 0.168_07, 1e-4),
            ("andersen_lr", "df", 4.0, 0.0),
            ("n", "", 1000.0, 0.0),
            ("n_informative", "", 699.0, 0.0),
        ] {
            let found = answer.number(quantity, element);
            assert!((found - value).abs() <= tolerance, "{quantity} {element}: {found}");
        }
        assert!(answer.table.contains("сумма трудностей всех заданий равна нулю"), "{}", answer.table);
    }

    #[test]
    fn groups_are_compared_and_the_zero_can_be_moved() {
        let answer = ask(&["rasch", "--group", "sex", "--zero", "first"], &lsat6());
        assert_eq!(answer.number("andersen_lr_group", "df"), 4.0);
        assert!(answer.number("andersen_lr_group", "p") > 0.05);
        assert!(answer.table.contains("первый порог первого задания равен нулю"), "{}", answer.table);
    }

    #[test]
    fn abilities_and_the_map_stand_on_the_scale_of_the_chosen_zero() {
        let [sum, first] = ["sum", "first"].map(|zero| ask(&["rasch", "--items", "Q*", "--zero", zero], &lsat6()));
        let shift = -sum.number("cml_rasch_difficulty", "Q1");
        for (caption, heading, count) in
            [("Задания", "Трудность", 5), ("Подготовка", "Подготовка (WLE)", 6), ("Подготовка", "Подготовка (MLE)", 4)]
        {
            let (before, after) = (sum.shown(caption, heading), first.shown(caption, heading));
            assert_eq!((before.len(), after.len()), (count, count));
            for (before, after) in before.iter().zip(&after) {
                assert!((after - before - shift).abs() < 1e-9, "{heading}: {before} became {after}");
            }
        }
        // the first item stands at zero: its band begins or ends there
        let bands = first.column("Участники", "Пороги заданий");
        let at = bands.iter().position(|band| matches!(band, Value::Text(text) if text.contains("Q1"))).unwrap();
        assert!((first.shown("Участники", "От")[at] - 0.0).abs() < 1e-12, "{}", first.table);
        assert!(sum.shown("Участники", "До").iter().zip(first.shown("Участники", "До")).any(|(a, b)| *a != b));
    }

    #[test]
    fn quantities_keep_the_zero_of_their_names_and_say_so() {
        let [sum, first] = ["sum", "first"].map(|zero| ask(&["rasch", "--items", "Q*", "--zero", zero], &lsat6()));
        for (quantity, element) in [
            ("wle_theta_by_score", "3"),
            ("mle_theta_by_score", "3"),
            ("test_information", "0"),
            ("cml_rasch_se", "Q2"),
        ] {
            assert_eq!(sum.value(quantity, element), first.value(quantity, element));
        }
        assert_eq!(first.value("identification", ""), &Value::from("сумма трудностей всех заданий равна нулю"));
        assert_eq!(first.value("table_identification", ""), &Value::from("первый порог первого задания равен нулю"));
        let shift = first.number("cml_rasch_difficulty_first0", "Q3") - first.number("cml_rasch_difficulty", "Q3");
        assert!((first.number("table_shift", "") - shift).abs() < 1e-9);
        assert_eq!(sum.number("table_shift", ""), 0.0);
        assert!(first.table.contains("В long и json условие иное") && !sum.table.contains("условие иное"));
    }

    #[test]
    fn what_has_no_estimate_is_refused_with_the_name_of_the_item() {
        let all = "Q1,Q2,Q3\n1,0,1\n1,1,0\n1,0,0\n";
        assert!(refused(&["rasch"], all).starts_with("задание «Q1»: среди тех"), "{}", refused(&["rasch"], all));
        let apart = "A1,A2,B1,B2\n1,0,,\n0,1,,\n,,1,0\n,,0,1\n";
        assert!(refused(&["rasch"], apart).contains("«B1», «B2» не связаны"));
        assert!(refused(&["rasch"], "Q1,Q2\n2,0\n0,1\n1,1\n").contains("с баллами 0 и 1"));
        assert!(refused(&["rasch"], "Q1\n1\n0\n").contains("не менее двух заданий"));
    }

    #[test]
    fn a_test_that_cannot_be_made_says_why() {
        let answer = ask(&["rasch"], "Q1,Q2\n1,0\n1,0\n0,1\n1,1\n");
        assert!(answer.long.contains("andersen_lr,chi2,NA"), "{}", answer.long);
        assert!(answer.table.contains("Проверка Андерсена"), "{}", answer.table);
    }
}
