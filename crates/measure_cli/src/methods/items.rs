//! `vsoko measure items`: classical test theory of a test paper.

mod by_booklet;
#[cfg(test)]
mod tests;

use clap::{Args, ValueEnum};
use measure::classical::{
    ChosenOption, DistractorTable, ItemRow, KeyRival, MissingAnswers, NoStatistic, PaperAnalysis, analyse,
    distractor_table, item_person_picture, key_rivals, tetrachoric,
};
use measure::{Response, sample_tier};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::{Items as Scored, Table};
use crate::options::{Input, ItemColumns};

/// Which items, and what a blank cell means.
#[derive(Debug, Args)]
pub(crate) struct Items {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    items: ItemColumns,
    /// Что значит пропуск: zero — 0 баллов, pairwise — ответа нет в расчёте, complete — участника нет в расчёте
    #[arg(long, value_name = "ЧТО", value_enum, default_value = "pairwise")]
    missing: Missing,
    /// Ключи заданий с выбором ответа: Q1=Б,Q2=А; в этих столбцах стоит выбранный вариант, верный — 1 балл
    #[arg(long, value_name = "КЛЮЧИ", value_delimiter = ',')]
    key: Vec<String>,
    /// Вывести тетрахорические корреляции всех пар заданий
    #[arg(long)]
    tetrachoric: bool,
}

/// What a missing answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Missing {
    Zero,
    Pairwise,
    Complete,
}

impl From<Missing> for MissingAnswers {
    fn from(missing: Missing) -> MissingAnswers {
        match missing {
            Missing::Zero => MissingAnswers::Zero,
            Missing::Pairwise => MissingAnswers::Pairwise,
            Missing::Complete => MissingAnswers::Complete,
        }
    }
}

/// Into how many groups the participants are cut for the picture.
const GROUPS: usize = 5;

impl Ask for Items {
    const NAME: &'static str = "items";
    const ABOUT: &'static str = "Задания и надёжность работы: классическая теория тестов";
    const USAGE: &'static str = "ФАЙЛ.csv [--items Q*] [--max 2] [--missing pairwise|complete|zero] [--key Q1=Б]";
    const MANUAL: &'static str = "\
Одна строка — один участник; столбцы заданий содержат баллы — целые числа от 0. Пустая ячейка и NA — ответа нет; что это
значит, говорит --missing. Задание, которого не было в варианте участника (--not-administered), нулём не считается никогда.

Решаемость — средний балл, делённый на наибольший (доля от 0 до 1). Связь с остальными — корреляция балла за задание с суммой
остальных баллов; отрицательная — вероятна ошибка в ключе. Индекс различения — разность решаемости у 27 % участников с лучшими
и 27 % с худшими результатами; при равных результатах — в порядке строк файла. Альфа — согласованность заданий (надёжность),
интервал Фельдта 95 %. Ошибка измерения — в баллах. С --missing pairwise каждая пара заданий берёт тех, кто ответил на оба
(как R psych).

Столбцы из --key содержат выбранный вариант ответа текстом; для них выводится таблица вариантов: кто какой выбирает. О ключе говорится,
только если среди 27 % сильных другой вариант выбрали больше и это сверх случайного: критерий Манна — Уитни, Холм, 5 %.";
    const OUTPUT: &'static [Output] = &[
        Output("n", "", "участников в расчёте"),
        Output("left_out", "", "участников вне расчёта"),
        Output("test_mean", "", "средний результат, баллы"),
        Output("test_sd", "", "стандартное отклонение результата (n − 1), баллы"),
        Output("alpha", "", "альфа Кронбаха"),
        Output("alpha_psych", "", "она же под именем, принятым для R psych"),
        Output("alpha_ci95_feldt", "low, high", "её интервал Фельдта 95 %"),
        Output("sem", "", "стандартная ошибка измерения, баллы"),
        Output("lambda2", "", "лямбда-2 Гуттмана"),
        Output("lambda6", "", "лямбда-6 Гуттмана по ковариациям"),
        Output("lambda6_std", "", "лямбда-6 Гуттмана по корреляциям"),
        Output("split_half_spearman_brown", "", "надёжность по чётным и нечётным заданиям"),
        Output("kr20", "", "формула Кьюдера — Ричардсона 20 (задания в один балл)"),
        Output("kr21", "", "формула Кьюдера — Ричардсона 21 (задания в один балл)"),
        Output("floor_share", "", "доля участников без баллов"),
        Output("ceiling_share", "", "доля участников с наибольшим результатом"),
        Output("answered", "задание", "сколько участников учтено в задании"),
        Output("p_value", "задание", "решаемость: средний балл / наибольший, от 0 до 1"),
        Output("item_sd", "задание", "стандартное отклонение балла (n − 1)"),
        Output("item_total_r", "задание", "корреляция с результатом, задание входит в него"),
        Output("item_rest_r", "задание", "корреляция с суммой остальных заданий"),
        Output("d27", "задание", "индекс различения по 27 % сильных и слабых, от −1 до 1"),
        Output("alpha_if_deleted", "задание", "альфа без этого задания"),
        Output("item_note", "задание", "на что обратить внимание: ключи через пробел"),
        Output("booklet_n", "вариант", "участников варианта в расчёте (если варианты разные)"),
        Output("booklet_items", "вариант", "заданий в варианте, на которые кто-нибудь ответил"),
        Output("booklet_alpha", "вариант", "альфа Кронбаха внутри варианта"),
        Output("booklet_sem", "вариант", "ошибка измерения внутри варианта, баллы"),
        Output("booklet_item_rest_r", "вариант, задание", "корреляция с остальными заданиями внутри варианта"),
        Output("item_rest_r_pooled", "задание", "связь с остальными заданиями своего варианта, по всем вариантам"),
        Output("score_count", "балл", "сколько участников с таким результатом (ответившие на всё)"),
        Output("facility_by_score", "задание, баллы", "решаемость в группе участников с близкими результатами"),
        Output("tetrachoric_1_2", "", "тетрахорическая корреляция первых двух заданий в один балл"),
        Output("tetrachoric", "пара заданий", "тетрахорическая корреляция (с --tetrachoric)"),
        Output("option_count", "задание, вариант", "сколько участников выбрали вариант (с --key)"),
        Output("option_rest_r", "задание, вариант", "корреляция выбора варианта с суммой остальных заданий"),
        Output("option_upper", "задание, вариант", "доля выбравших среди 27 % сильных"),
        Output("option_lower", "задание, вариант", "доля выбравших среди 27 % слабых"),
        Output(
            "option_rival_p",
            "задание, вариант",
            "вероятность (Холм), если сильные чаще ключа выбирают этот вариант сверх случайного",
        ),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let keys = self.keys(&table)?;
        let (scored, choices) = self.scored(&table, &keys)?;
        let missing = MissingAnswers::from(self.missing);
        let analysis = analyse(&scored.responses, missing)?;
        let mut answer = Answer::new("Анализ заданий и надёжности работы");
        put_paper(&mut answer, &analysis);
        put_items(&mut answer, &analysis, &scored.names);
        by_booklet::put(&mut answer, &scored, missing);
        put_picture(&mut answer, &scored, missing);
        self.put_tetrachoric(&mut answer, &analysis, &scored.names);
        let chosen = choices.iter().zip(&keys).filter_map(|(at, key)| {
            let found = put_options(&mut answer, &table, &scored, *at, key)?;
            Some((scored.names[*at].as_str(), found))
        });
        let (names, tables): (Vec<&str>, Vec<DistractorTable>) = chosen.unzip();
        put_rivals(&mut answer, &names, &tables);
        put_notes(&mut answer, &analysis, &scored);
        Ok(answer)
    }
}

/// A column of chosen options with the right one.
struct Key {
    column: usize,
    right: String,
}

impl Items {
    fn keys(&self, table: &Table) -> Result<Vec<Key>, Refusal> {
        let read = |text: &String| {
            let (name, right) = text
                .rsplit_once('=')
                .filter(|(_, right)| !right.trim().is_empty())
                .ok_or_else(|| Refusal::new(format!("--key: «{text}» — не ключ; например, Q1=Б")))?;
            Ok(Key { column: table.column(name, "--key")?, right: right.trim().to_owned() })
        };
        self.key.iter().map(read).collect()
    }

    /// The responses in the order of the columns, and at which item each key stands.
    fn scored(&self, table: &Table, keys: &[Key]) -> Result<(Scored, Vec<usize>), Refusal> {
        let keyed: Vec<usize> = keys.iter().map(|key| key.column).collect();
        if keyed.is_empty() {
            return Ok((self.items.of(table, &[])?, Vec::new()));
        }
        let mut scored = self.items.besides(table, &keyed)?;
        let of_key = |key: &Key| {
            let response = |row| match table.present(row, key.column) {
                None => Response::Missing,
                Some(text) => Response::Points(u8::from(text == key.right)),
            };
            (1, (0..table.rows()).map(response).collect::<Vec<Response>>())
        };
        let others = (0..scored.responses.items())
            .map(|item| (scored.responses.greatest(item), scored.responses.item(item).collect::<Vec<Response>>()));
        let all: Vec<(u8, Vec<Response>)> = others.chain(keys.iter().map(of_key)).collect();
        let places = (scored.names.len()..all.len()).collect();
        scored.names.extend(keyed.iter().map(|column| table.names()[*column].clone()));
        scored.responses = measure::Responses::new(all)?;
        Ok((scored, places))
    }

    fn put_tetrachoric(&self, answer: &mut Answer, analysis: &PaperAnalysis, names: &[String]) {
        let paper = &analysis.paper;
        if paper.items() > 1 && paper.greatest(0) == 1 && paper.greatest(1) == 1 {
            answer.put("tetrachoric_1_2", "", tetrachoric(paper, 0, 1));
        }
        for one in 0..if self.tetrachoric { paper.items() } else { 0 } {
            for other in one + 1..paper.items() {
                let pair = format!("{} {}", names[one], names[other]);
                answer.put("tetrachoric", pair, tetrachoric(paper, one, other));
            }
        }
    }
}

fn put_paper(answer: &mut Answer, analysis: &PaperAnalysis) {
    let paper = &analysis.paper;
    let ends = &analysis.ends;
    let (low, high) = (analysis.alpha_interval.map(|at| at.low), analysis.alpha_interval.map(|at| at.high));
    let figures: [(&str, &str, &str, Value, usize); 16] = [
        ("n", "", "Участников в расчёте", whole(paper.persons()), 0),
        ("left_out", "", "Участников вне расчёта", whole(paper.left_out()), 0),
        ("test_mean", "", "Средний результат, баллы", paper.test_mean().into(), 2),
        ("test_sd", "", "Стандартное отклонение, баллы", analysis.test_sd.into(), 2),
        ("alpha", "", "Альфа Кронбаха", analysis.alpha.into(), 3),
        ("alpha_psych", "", "", analysis.alpha.into(), 3),
        ("alpha_ci95_feldt", "low", "Альфа: нижняя граница, 95 %", low.into(), 3),
        ("alpha_ci95_feldt", "high", "Альфа: верхняя граница, 95 %", high.into(), 3),
        ("sem", "", "Ошибка измерения, баллы", analysis.standard_error.into(), 2),
        ("lambda2", "", "Лямбда-2 Гуттмана", analysis.lambda2.into(), 3),
        ("lambda6", "", "Лямбда-6 Гуттмана", analysis.lambda6.into(), 3),
        ("lambda6_std", "", "Лямбда-6 Гуттмана по корреляциям", analysis.lambda6_standardised.into(), 3),
        ("split_half_spearman_brown", "", "Надёжность по половинам", analysis.split_half.into(), 3),
        ("kr20", "", "", analysis.kr20.into(), 3),
        ("kr21", "", "Формула Кьюдера — Ричардсона 21", analysis.kr21.into(), 3),
        ("floor_share", "", "", ends.floor.into(), 3),
    ];
    let mut sheet = Sheet::new("Работа в целом", ["Показатель", "Значение"]);
    for (name, element, label, value, digits) in figures {
        // What is the same under another name, and what formulas for right and wrong cannot say, stays out of the table.
        let is_silent = label.is_empty() || name == "kr21" && analysis.kr21.is_err();
        if !is_silent {
            sheet.row([Cell::plain(label), Cell::fixed(value.clone(), digits)]);
        }
        answer.put(name, element, value);
    }
    answer.put("ceiling_share", "", ends.ceiling);
    for (label, of) in [("Без баллов", ends.floor), ("С наибольшим результатом", ends.ceiling)]
    {
        sheet.row([Cell::plain(label), Cell::percent(of, 1)]);
    }
    answer.show(sheet);
    for (score, persons) in paper.scores().iter().enumerate() {
        answer.put("score_count", score.to_string(), whole(*persons));
    }
}

fn put_items(answer: &mut Answer, analysis: &PaperAnalysis, names: &[String]) {
    let headings = [
        "Задание",
        "Ответили",
        "Решаемость",
        "Станд. откл.",
        "Связь с результатом",
        "Связь с остальными",
        "Различение, 27 %",
        "Альфа без него",
        "На что обратить внимание",
    ];
    let mut sheet = Sheet::new("Задания", headings);
    for (name, row) in names.iter().zip(&analysis.items) {
        let ItemRow { facility, sd, total_correlation, rest_correlation, upper_lower, alpha_if_deleted, .. } = row;
        answer.put("answered", name, whole(row.answered));
        let keys: Vec<&str> = row.notes.iter().map(|note| note.key()).collect();
        let notes: Vec<&str> = row.notes.iter().map(|note| note.say()).collect();
        let figures = [
            ("p_value", facility),
            ("item_sd", sd),
            ("item_total_r", total_correlation),
            ("item_rest_r", rest_correlation),
            ("d27", upper_lower),
            ("alpha_if_deleted", alpha_if_deleted),
        ];
        for (quantity, value) in figures {
            answer.put(quantity, name, *value);
        }
        answer.put("item_note", name, keys.join(" "));
        let figures = figures.iter().map(|(_, value)| Cell::fixed(**value, 3));
        let first = [Cell::plain(name.as_str()), Cell::plain(whole(row.answered))];
        sheet.row(first.into_iter().chain(figures).chain([Cell::plain(notes.join("; "))]));
    }
    answer.show(sheet);
}

fn put_picture(answer: &mut Answer, scored: &Scored, missing: MissingAnswers) {
    let Ok(picture) = item_person_picture(&scored.responses, missing, GROUPS) else { return };
    let span = |least: u32, greatest: u32| {
        if least == greatest { least.to_string() } else { format!("{least}–{greatest}") }
    };
    let spans: Vec<String> = picture.groups.iter().map(|group| span(group.least, group.greatest)).collect();
    let headings = ["Задание".to_owned()].into_iter().chain(spans.iter().map(|span| format!("{span} б.")));
    let mut sheet = Sheet::new("Решаемость по результату участников, от лёгких заданий к трудным", headings);
    for &item in &picture.items {
        let name = &scored.names[item];
        for (span, group) in spans.iter().zip(&picture.groups) {
            answer.put("facility_by_score", format!("{name} {span}"), group.facilities[item]);
        }
        let cells = picture.groups.iter().map(|group| Cell::percent(group.facilities[item], 0));
        sheet.row([Cell::plain(name.as_str())].into_iter().chain(cells));
    }
    answer.show(sheet);
}

fn put_options(answer: &mut Answer, table: &Table, scored: &Scored, item: usize, key: &Key) -> Option<DistractorTable> {
    let choices: Vec<Option<&str>> = (0..table.rows()).map(|row| table.present(row, key.column)).collect();
    let rest = |person| {
        let others = scored.responses.person(person).enumerate().filter(|(at, _)| *at != item);
        others.filter_map(|(_, response)| response.points()).map(u32::from).sum::<u32>()
    };
    let rests: Vec<u32> = (0..table.rows()).map(rest).collect();
    let name = &scored.names[item];
    let found = match distractor_table(&choices, &key.right, &rests) {
        Ok(found) => found,
        Err(reason) => {
            answer.note(format!("{name}: {reason}."));
            return None;
        }
    };
    let headings = ["Вариант", "Выбрали", "Доля", "Среди сильных", "Среди слабых", "Связь с остальными"];
    let mut sheet = Sheet::new(format!("{name}: варианты ответа"), headings);
    for option in &found.options {
        let element = format!("{name} {}", option.option);
        let unknown = || Value::unknown("not_computed", NoStatistic::NoVariance.to_string());
        let r = option.rest_correlation.map_or_else(unknown, Value::from);
        answer.put("option_count", &element, whole(option.persons));
        answer.put("option_rest_r", &element, r.clone());
        answer.put("option_upper", &element, option.upper);
        answer.put("option_lower", &element, option.lower);
        let label = if option.is_key { format!("{} (ключ)", option.option) } else { option.option.clone() };
        sheet.row([
            Cell::plain(label),
            Cell::plain(whole(option.persons)),
            Cell::percent(option.share, 1),
            Cell::percent(option.upper, 1),
            Cell::percent(option.lower, 1),
            Cell::fixed(r, 3),
        ]);
    }
    answer.show(sheet);
    Some(found)
}

/// Says where the strong chose another option rather than the key, beyond chance.
fn put_rivals(answer: &mut Answer, names: &[&str], tables: &[DistractorTable]) {
    for KeyRival { table, option, key, p } in key_rivals(tables) {
        let name = names[table];
        answer.put("option_rival_p", format!("{name} {}", option.option), p);
        let upper = |option: &ChosenOption| option.upper.known().map_or(0, |share| share.part());
        answer.note(format!(
            "{name}: среди 27 % сильных участников вариант «{}» выбрали {}, ключ «{}» — {}; выбравшие «{}» сильнее и по остальным \
             заданиям (односторонний критерий Манна — Уитни с поправкой Холма на все задания, уровень 5 %). Стоит \
             сверить ключ и условие.",
            option.option,
            upper(option),
            key.option,
            upper(key),
            option.option,
        ));
    }
}

fn put_notes(answer: &mut Answer, analysis: &PaperAnalysis, scored: &Scored) {
    answer.notes.extend(scored.notes.iter().cloned());
    let persons = i64::try_from(analysis.paper.persons()).unwrap_or(i64::MAX);
    if let Some(caution) = sample_tier(persons).caution() {
        answer.note(format!("{}.", capital(caution)));
    }
    if analysis.ends.is_crowded() {
        answer.note(
            "На краю шкалы стоят не менее 15 % участников: работа их между собой не различает (слишком легка или трудна).",
        );
    }
    if let Ok(alpha) = analysis.alpha
        && alpha < 0.6
    {
        answer.note("Альфа ниже 0,6: о подготовке одного ученика результат говорит мало.");
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn whole(count: u64) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
