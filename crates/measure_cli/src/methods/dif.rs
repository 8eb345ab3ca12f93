//! `vsoko measure dif`: items that work differently in two groups of equal ability.

mod figures;
#[cfg(test)]
mod tests;

use clap::{Args, ValueEnum};
use measure::classical::MissingAnswers;
use measure::dif::{
    Matched, Member, NoDif, NoRaschDif, RaschDif, RaschGroups, logistic_dif, mantel, mantel_haenszel, match_on_total,
    purify,
};

use figures::{not_estimated, partial_row, plain_row, put_logistic, put_mantel, put_mantel_haenszel, said};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
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
