//! `vsoko measure dif`: items that work differently in two groups of equal ability.

use clap::{Args, ValueEnum};
use measure::classical::MissingAnswers;
use measure::dif::{
    EtsClass, LogisticDif, Mantel, MantelHaenszel, Matched, Member, NoDif, NoRaschDif, RaschDif, RaschGroups,
    logistic_dif, mantel, mantel_haenszel, match_on_total, purify,
};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::{Factor, Items};
use crate::methods::items::Missing;
use crate::options::{Input, ItemColumns};

/// Which items, which groups.
#[derive(Debug, Args)]
pub(crate) struct Dif {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Столбец с группой
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: String,
    /// Изучаемая группа; без параметра — вторая по порядку. Опорная — другая
    #[arg(long, value_name = "ГРУППА")]
    focal: Option<String>,
    /// Что значит пропуск: complete — участника нет в расчёте, zero — 0 баллов
    #[arg(long, value_name = "ЧТО", value_enum, default_value = "complete")]
    missing: Missing,
    /// Очистка: не уравнивать подготовку по заданиям, которые сами различаются; по критерию mh, logistic или rasch
    #[arg(long, value_name = "КРИТЕРИЙ", value_enum)]
    purify: Option<By>,
}

/// By what an item is left out of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Mh,
    Logistic,
    Rasch,
}

/// An item is called different from this chance on.
const LEVEL: f64 = 0.05;

impl Ask for Dif {
    const NAME: &'static str = "dif";
    const ABOUT: &'static str = "Задания, которые в двух группах работают по-разному";
    const USAGE: &'static str = "ФАЙЛ.csv --group СТОЛБЕЦ [--items Q*] [--focal ГРУППА] [--purify mh]";
    const MANUAL: &'static str = "\
Сравнивает, одинаково ли справляются с заданием участники двух групп с равным результатом. Одна строка — один участник;
столбцы заданий содержат баллы — целые числа от 0, столбец --group — группу. Опорная группа — первая по порядку (числа — по
возрастанию, тексты — по алфавиту), изучаемая — вторая или указанная в --focal. Если групп больше двух, --focal сравнивается со
всеми остальными вместе. Строки без группы не учитываются.

Для заданий в один балл — метод Мантеля — Хензеля: отношение шансов (опорная к изучаемой), дельта ETS = −2,35·ln и классы: A —
различие пренебрежимо, B — умеренное, C — заметное; и логистическая регрессия: равномерное различие (в одну сторону) и
неравномерное (меняется с результатом). Для заданий с частичным баллом — критерий Мантеля и стандартизованная разность средних
баллов (изучаемая минус опорная). Для тех и других — разность трудностей в двух группах по модели Раша (с частичным баллом —
по модели частичного балла), в логитах; ноль обеих шкал — средняя трудность опорных заданий. Уравнивают по сумме баллов вместе с самим заданием; с --purify — без заданий, которые
сами различаются (p < 0,05), пока их перечень не перестанет меняться.

Различие — повод перечитать задание, а не вывод о группе: группы могли по-разному учить именно эту тему.";
    const OUTPUT: &'static [Output] = &[
        Output("dif_reference_n", "группа", "участников опорной группы, чьи ответы учтены"),
        Output("dif_focal_n", "группа", "участников изучаемой группы, чьи ответы учтены"),
        Output("dif_mh_or", "задание", "общее отношение шансов, опорная группа к изучаемой"),
        Output(
            "dif_mh_chi2",
            "задание",
            "хи-квадрат Мантеля — Хензеля с поправкой на непрерывность, 1 степень свободы",
        ),
        Output("dif_mh_p", "задание", "его p"),
        Output("dif_mh_delta", "задание", "дельта ETS; ниже 0 — изучаемой группе труднее"),
        Output("dif_mh_delta_se", "задание", "её стандартная ошибка"),
        Output("dif_mh_class", "задание", "класс ETS: A, B или C"),
        Output("dif_mantel_chi2", "задание", "хи-квадрат Мантеля без поправки, 1 степень свободы"),
        Output("dif_mantel_p", "задание", "его p"),
        Output("dif_smd", "задание", "стандартизованная разность средних, баллы: изучаемая минус опорная"),
        Output("dif_smd_effect", "задание", "она же в стандартных отклонениях задания"),
        Output("dif_mantel_class", "задание", "класс по этой разности: A до 0,17, B до 0,25, C выше"),
        Output("dif_logistic_chi2_uniform", "задание", "хи-квадрат равномерного различия, 1 степень свободы"),
        Output("dif_logistic_p_uniform", "задание", "его p"),
        Output("dif_logistic_chi2_nonuniform", "задание", "хи-квадрат неравномерного различия, 1 степень свободы"),
        Output("dif_logistic_p_nonuniform", "задание", "его p"),
        Output("dif_logistic_chi2_both", "задание", "хи-квадрат обоих различий вместе, 2 степени свободы"),
        Output("dif_logistic_p_both", "задание", "его p"),
        Output("dif_logistic_r2", "задание", "прирост R² Нейджелкерке от группы"),
        Output("dif_logistic_class", "задание", "класс по приросту R²: A до 0,035, B до 0,070, C выше"),
        Output("dif_rasch_difference", "задание", "разность трудностей, логиты: изучаемая группа минус опорная"),
        Output("dif_rasch_se", "задание", "её стандартная ошибка"),
        Output("dif_rasch_p", "задание", "её p"),
        Output("dif_rasch_delta", "задание", "она же на шкале ETS: −2,35 логита; ниже 0 — изучаемой группе труднее"),
        Output("dif_rasch_class", "задание", "класс ETS: A, B или C"),
        Output("dif_andersen_chi2", "", "критерий Андерсена: одинаковы ли трудности в группах, все вместе"),
        Output("dif_andersen_df", "", "его степени свободы"),
        Output("dif_andersen_p", "", "его p"),
        Output("dif_anchor", "задание", "1 — задание осталось опорным, 0 — исключено очисткой"),
        Output("dif_purify_rounds", "", "сколько раз сравнивались задания при очистке"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let group = table.column(&self.group, "--group")?;
        let items = self.items.of(&table, &[group])?;
        let group = table.factor(group);
        let (focal, reference) = self.sides(&group)?;
        let member =
            |code: &Option<usize>| code.map(|level| if level == focal { Member::Focal } else { Member::Reference });
        let compared = Compared {
            members: group.codes.iter().map(member).collect(),
            missing: MissingAnswers::from(self.missing),
            items,
        };
        let mut answer = Answer::new(format!(
            "Задания, которые по-разному работают в группах: опорная — «{reference}», изучаемая — «{}»",
            group.levels[focal]
        ));
        let rasch = RaschGroups::fit(&compared.items.responses, &compared.members, compared.missing);
        let anchors = self.anchors(&compared, &rasch, &mut answer);
        compared.refuse_groups(&anchors)?;
        compared.put_groups(&mut answer, &reference, &group.levels[focal]);
        compared.put(&mut answer, &anchors);
        compared.put_rasch(&mut answer, &rasch, &anchors);
        answer.notes.extend(compared.items.notes.iter().cloned());
        answer.note("Различие — повод показать задание экспертам, а не вывод о группе или об учителе.");
        Ok(answer)
    }
}

impl Dif {
    /// The level of the focal group, and the name of the reference group.
    fn sides(&self, group: &Factor) -> Result<(usize, String), Refusal> {
        let known = || group.levels.iter().map(|level| format!("«{level}»")).collect::<Vec<_>>().join(", ");
        let focal = match &self.focal {
            Some(name) => group.levels.iter().position(|level| level == name.trim()).ok_or_else(|| {
                Refusal::new(format!("--focal: группы «{name}» нет в столбце «{}»; есть {}", self.group, known()))
            })?,
            None if group.levels.len() == 2 => 1,
            None => {
                let count = group.levels.len();
                let text = format!("в столбце «{}» групп {count}, а сравниваются две: {}", self.group, known());
                let hint = if count > 2 { "; укажите изучаемую группу: --focal" } else { "" };
                return Err(Refusal::new(format!("{text}{hint}")));
            }
        };
        let others: Vec<&str> =
            group.levels.iter().enumerate().filter(|(at, _)| *at != focal).map(|(_, level)| level.as_str()).collect();
        match others[..] {
            [] => Err(Refusal::new(format!("в столбце «{}» одна группа: сравнивать не с чем", self.group))),
            _ => Ok((focal, others.join(", "))),
        }
    }

    /// The items that are matched on.
    fn anchors(&self, compared: &Compared, rasch: &Result<RaschGroups, NoRaschDif>, answer: &mut Answer) -> Vec<bool> {
        let count = compared.items.names.len();
        let Some(by) = self.purify else { return vec![true; count] };
        let purified = match (by, rasch) {
            (By::Rasch, Ok(groups)) => purify(count, |anchors| {
                let found = groups.compare(anchors).unwrap_or_else(|_| vec![None; count]);
                found.into_iter().map(|found| found.is_some_and(|found| found.p < LEVEL)).collect()
            }),
            _ => purify(count, |anchors| (0..count).map(|item| compared.differs(item, anchors, by)).collect()),
        };
        answer.put("dif_purify_rounds", "", purified.rounds);
        if !purified.is_stable {
            answer.note("Очистка не пришла к устойчивому перечню опорных заданий; взят последний.");
        }
        for (name, is_anchor) in compared.items.names.iter().zip(&purified.anchors) {
            answer.put("dif_anchor", name, i64::from(*is_anchor));
        }
        purified.anchors
    }
}

/// Responses with the group of each person.
struct Compared {
    items: Items,
    members: Vec<Option<Member>>,
    missing: MissingAnswers,
}

impl Compared {
    fn matched(&self, item: usize, anchors: &[bool]) -> Result<Matched, NoDif> {
        match_on_total(&self.items.responses, &self.members, item, anchors, self.missing)
    }

    fn differs(&self, item: usize, anchors: &[bool], by: By) -> bool {
        let Ok(matched) = self.matched(item, anchors) else { return false };
        let p = match by {
            By::Mh if matched.greatest() == 1 => mantel_haenszel(&matched).map(|found| found.p),
            By::Logistic if matched.greatest() == 1 => {
                logistic_dif(&matched).map(|found| found.both_p.unwrap_or(found.uniform_p))
            }
            By::Mh | By::Logistic | By::Rasch => mantel(&matched).map(|found| found.p),
        };
        p.is_ok_and(|p| p < LEVEL)
    }

    /// What holds for all items is a refusal.
    fn refuse_groups(&self, anchors: &[bool]) -> Result<(), Refusal> {
        match self.matched(0, anchors) {
            Err(reason @ (NoDif::EmptyGroup { .. } | NoDif::NoAnchors | NoDif::UnequalLength)) => Err(reason.into()),
            _ => Ok(()),
        }
    }

    fn put_groups(&self, answer: &mut Answer, reference: &str, focal: &str) {
        let all = vec![true; self.items.names.len()];
        let of = |group| (0..all.len()).find_map(|item| self.matched(item, &all).ok().map(|of| of.persons(group)));
        let count = |group| i64::try_from(of(group).unwrap_or(0)).unwrap_or(i64::MAX);
        answer.put("dif_reference_n", reference, count(Member::Reference));
        answer.put("dif_focal_n", focal, count(Member::Focal));
        answer.note(format!(
            "Сравниваются {} участников опорной группы и {} изучаемой.",
            count(Member::Reference),
            count(Member::Focal)
        ));
    }

    fn put(&self, answer: &mut Answer, anchors: &[bool]) {
        let mut plain = Sheet::new(
            "Задания в один балл",
            ["Задание", "Отношение шансов", "Дельта", "p", "Класс", "p равномерного", "p неравномерного", "Что значит"],
        );
        let mut partial = Sheet::new(
            "Задания с частичным баллом",
            ["Задание", "Разность средних, баллы", "В станд. откл.", "p", "Класс", "Что значит"],
        );
        for (item, name) in self.items.names.iter().enumerate() {
            let matched = self.matched(item, anchors);
            let ordinal = matched.as_ref().map_err(|reason| *reason).and_then(mantel);
            put_mantel(answer, name, &ordinal);
            if self.items.responses.greatest(item) > 1 {
                partial.row(partial_row(name, &ordinal));
                continue;
            }
            let strata = matched.as_ref().map_err(|reason| *reason).and_then(mantel_haenszel);
            let model = matched.as_ref().map_err(|reason| *reason).and_then(logistic_dif);
            put_mantel_haenszel(answer, name, &strata);
            put_logistic(answer, name, &model);
            plain.row(plain_row(name, &strata, &model));
        }
        for sheet in [plain, partial].into_iter().filter(|sheet| !sheet.rows.is_empty()) {
            answer.show(sheet);
        }
    }

    fn put_rasch(&self, answer: &mut Answer, groups: &Result<RaschGroups, NoRaschDif>, anchors: &[bool]) {
        let groups = match groups {
            Ok(groups) => groups,
            Err(reason) => return answer.note(format!("Трудности по модели Раша не сравниваются: {reason}.")),
        };
        let test = groups.test();
        answer.put("dif_andersen_chi2", "", test.chi_square);
        answer.put("dif_andersen_df", "", test.degrees);
        answer.put("dif_andersen_p", "", test.p);
        let found = match groups.compare(anchors) {
            Ok(found) => found,
            Err(reason) => return answer.note(format!("Трудности по модели Раша не сравниваются: {reason}.")),
        };
        let mut sheet = Sheet::new(
            "Трудности по модели Раша: изучаемая группа минус опорная",
            ["Задание", "Разность, логиты", "Станд. ошибка", "p", "Дельта", "Класс", "Что значит"],
        );
        for (name, found) in self.items.names.iter().zip(&found) {
            let of = |of: fn(&RaschDif) -> f64| found.as_ref().map_or_else(not_estimated, |found| of(found).into());
            let class = found.map_or_else(not_estimated, |found| found.class.code().into());
            answer.put("dif_rasch_difference", name, of(|found| found.difference));
            answer.put("dif_rasch_se", name, of(|found| found.standard_error));
            answer.put("dif_rasch_p", name, of(|found| found.p));
            answer.put("dif_rasch_delta", name, of(|found| found.delta));
            answer.put("dif_rasch_class", name, class.clone());
            let said = found.map_or_else(not_estimated, |found| said(Ok((found.class, found.delta))).into());
            sheet.row([
                Cell::plain(name.as_str()),
                Cell::fixed(of(|found| found.difference), 2),
                Cell::fixed(of(|found| found.standard_error), 2),
                Cell::probability(of(|found| found.p)),
                Cell::fixed(of(|found| found.delta), 2),
                Cell::plain(class),
                Cell::plain(said),
            ]);
        }
        answer.show(sheet);
    }
}

fn not_estimated() -> Value {
    Value::unknown("not_estimated", "в одной из групп трудность не оценивается")
}

type Found<T> = Result<T, NoDif>;

/// One figure of what was found.
fn figure<T>(found: &Found<T>, of: impl Fn(&T) -> f64) -> Value {
    found.as_ref().map(of).map_err(|reason| *reason).into()
}

fn letter(class: Found<EtsClass>) -> Value {
    class.map(EtsClass::code).into()
}

fn put_mantel_haenszel(answer: &mut Answer, name: &str, found: &Found<MantelHaenszel>) {
    answer.put("dif_mh_or", name, figure(found, |found| found.odds_ratio));
    answer.put("dif_mh_chi2", name, figure(found, |found| found.chi2));
    answer.put("dif_mh_p", name, figure(found, |found| found.p));
    answer.put("dif_mh_delta", name, figure(found, |found| found.delta));
    answer.put("dif_mh_delta_se", name, figure(found, |found| found.delta_se));
    answer.put("dif_mh_class", name, letter(found.map(|found| found.class)));
}

fn put_mantel(answer: &mut Answer, name: &str, found: &Found<Mantel>) {
    answer.put("dif_mantel_chi2", name, figure(found, |found| found.chi2));
    answer.put("dif_mantel_p", name, figure(found, |found| found.p));
    answer.put("dif_smd", name, figure(found, |found| found.mean_difference));
    answer.put("dif_smd_effect", name, figure(found, |found| found.effect));
    answer.put("dif_mantel_class", name, letter(found.map(|found| found.class)));
}

fn put_logistic(answer: &mut Answer, name: &str, found: &Found<LogisticDif>) {
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

fn plain_row(name: &str, strata: &Found<MantelHaenszel>, model: &Found<LogisticDif>) -> Vec<Cell> {
    let nonuniform = model.as_ref().map_err(|reason| *reason).and_then(|found| found.nonuniform_p);
    vec![
        Cell::plain(name),
        Cell::fixed(figure(strata, |found| found.odds_ratio), 2),
        Cell::fixed(figure(strata, |found| found.delta), 2),
        Cell::probability(figure(strata, |found| found.p)),
        Cell::plain(letter(strata.map(|found| found.class))),
        Cell::probability(figure(model, |found| found.uniform_p)),
        Cell::probability(nonuniform),
        Cell::plain(said(strata.as_ref().map(|found| (found.class, found.delta)).map_err(|reason| *reason))),
    ]
}

fn partial_row(name: &str, found: &Found<Mantel>) -> Vec<Cell> {
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
fn said(found: Found<(EtsClass, f64)>) -> String {
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

#[cfg(test)]
mod tests {
    use crate::answer::Value;
    use crate::testing::{ask, refused};

    /// Four items; the second is harder for the group «м» at equal totals, the fifth column has three points.
    fn text() -> String {
        let mut text = String::from("Q1,Q2,Q3,Q4,R,sex\n");
        let mut state = 1_u32;
        let mut below = |bound: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % bound
        };
        for person in 0..240_u32 {
            let is_focal = person % 2 == 1;
            let ability = below(60);
            let mut solves = |ease: u32| u32::from(below(100) < ability + ease);
            let cells = [solves(20), solves(if is_focal { 0 } else { 40 }), solves(20), solves(10)];
            let points = solves(20) + solves(10);
            let cells: Vec<String> = cells.iter().chain([&points]).map(ToString::to_string).collect();
            text.push_str(&format!("{},{}\n", cells.join(","), if is_focal { "м" } else { "ж" }));
        }
        text
    }

    #[test]
    fn the_differing_item_is_found_with_its_direction() {
        let answer = ask(&["dif", "--group", "sex"], &text());
        assert!(answer.number("dif_mh_or", "Q2") > 2.0 && answer.number("dif_mh_delta", "Q2") < -1.5);
        assert!(answer.number("dif_logistic_p_uniform", "Q2") < 0.01);
        assert!(answer.number("dif_rasch_difference", "Q2") > 0.7 && answer.number("dif_rasch_delta", "Q2") < -1.5);
        assert!(answer.number("dif_andersen_p", "") < 0.01);
        assert_eq!(answer.value("dif_mh_class", "Q2"), &Value::Text("C".to_owned()));
        assert!(answer.table.contains("изучаемой группе труднее"), "{}", answer.table);
        assert!(answer.number("dif_smd", "R") > -0.5 && answer.table.contains("Задания с частичным баллом"));
        assert_eq!((answer.number("dif_reference_n", "ж"), answer.number("dif_focal_n", "м")), (120.0, 120.0));
        let turned = ask(&["dif", "--group", "sex", "--focal", "ж"], &text());
        assert!((turned.number("dif_mh_delta", "Q2") + answer.number("dif_mh_delta", "Q2")).abs() < 1e-9);
    }

    #[test]
    fn purification_leaves_the_differing_item_out() {
        for by in ["mh", "logistic", "rasch"] {
            let answer = ask(&["dif", "--group", "sex", "--purify", by], &text());
            assert_eq!((answer.number("dif_anchor", "Q2"), answer.number("dif_anchor", "Q3")), (0.0, 1.0));
            assert!(answer.number("dif_purify_rounds", "") >= 2.0);
        }
    }

    #[test]
    fn groups_that_cannot_be_compared_are_refused() {
        let refusal = |text: &str| refused(&["dif", "--group", "g"], text);
        assert_eq!(
            refusal("Q1,Q2,g\n1,0,а\n0,1,б\n1,1,в\n"),
            "в столбце «g» групп 3, а сравниваются две: «а», «б», «в»; укажите изучаемую группу: --focal"
        );
        assert_eq!(refusal("Q1,Q2,g\n1,0,а\n0,1,а\n"), "в столбце «g» групп 1, а сравниваются две: «а»");
        assert_eq!(refusal("Q1,Q2,g\n1,0,а\n,1,б\n"), "в изучаемой группе нет участников с ответами на все задания");
        assert_eq!(refusal("Q1,g\n1,а\n0,б\n"), "не осталось заданий, по которым можно уравнять подготовку");
        let focal = refused(&["dif", "--group", "g", "--focal", "х"], "Q1,Q2,g\n1,0,а\n0,1,б\n");
        assert_eq!(focal, "--focal: группы «х» нет в столбце «g»; есть «а», «б»");
    }

    #[test]
    fn an_item_that_cannot_be_compared_says_why() {
        let answer = ask(&["dif", "--group", "g"], "Q1,Q2,Q3,g\n1,0,1,а\n1,1,0,а\n1,1,0,б\n1,0,1,б\n");
        assert!(matches!(answer.value("dif_mh_or", "Q1"), Value::Unknown { .. }));
        assert!(answer.table.contains("у всех участников один и тот же балл"), "{}", answer.table);
    }
}
