//! 1.3, second half: what others measured. ВПР and its agreement with the gradebook, state examinations, achievements.

use formula::{Dimension, Outcome, Unit};
use school::{Exact, SchoolYear, ru};

use super::super::content::{Chart, Drawing, MarkSharesRow, Part, Reading, Scale, Table};
use super::super::figures::{amount, cell, is_hidden, marked, notes, reading};
use super::super::gather::Gathered;
use super::super::gather_queries::ExamCount;
use super::super::words;
use super::attainment::share_point;
use crate::labels;

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let mut parts = vpr(gathered);
    parts.extend(exams(gathered));
    parts.extend(awards(gathered));
    parts
}

const SHARES: [&str; 4] = ["vpr.share_2", "vpr.share_3", "vpr.share_4", "vpr.share_5"];

/// One work: a subject in a year group.
struct Work<'a> {
    name: String,
    n: i64,
    any: &'a Outcome,
}

fn works(gathered: &Gathered) -> Vec<Work<'_>> {
    let mut works: Vec<Work<'_>> = gathered
        .vpr
        .of("vpr.good_mark_rate", &[Dimension::YearGroup, Dimension::Subject])
        .into_iter()
        .filter(|outcome| outcome.value().is_some())
        .map(|outcome| {
            let at = |dimension| outcome.at(dimension).unwrap_or_default();
            let name = format!("{}, {} класс", at(Dimension::Subject), at(Dimension::YearGroup));
            Work { name, n: outcome.whole().unwrap_or(0), any: outcome }
        })
        .collect();
    let year_group = |work: &Work<'_>| work.any.at(Dimension::YearGroup).and_then(|text| text.parse::<u32>().ok());
    works.sort_by_key(|work| (year_group(work), ru::sort_key(&work.name)));
    works
}

/// Columns of the table of marks, with their widths.
const MARKS_COLUMNS: [(&str, u32); 7] = [
    ("Работа", 30),
    ("Участников", 12),
    ("«2», %", 11),
    ("«3», %", 11),
    ("«4», %", 11),
    ("«5», %", 11),
    ("Средняя отметка", 14),
];

/// Columns of the table of agreement, with their widths.
const AGREEMENT_COLUMNS: [(&str, u32); 5] =
    [("Работа", 40), ("Понизили, %", 15), ("Подтвердили, %", 15), ("Повысили, %", 15), ("Отметок в сравнении", 15)];

fn vpr(gathered: &Gathered) -> Vec<Part> {
    let year = SchoolYear(gathered.finished()).short();
    let mut parts = vec![Part::Heading("Всероссийские проверочные работы".to_owned())];
    let works = works(gathered);
    if works.is_empty() {
        parts.push(super::absent(&format!("Результаты ВПР за {year} учебный год")));
        return parts;
    }
    parts.push(Part::Text(vpr_text(gathered, works.len())));
    let mut marks = Table::new(format!("Отметки за ВПР, {year} учебный год"), 1, &MARKS_COLUMNS);
    let mut agreement = Table::new(
        format!("Соответствие отметок за ВПР и отметок по журналу, {year} учебный год"),
        1,
        &AGREEMENT_COLUMNS,
    );
    let mut rows = Vec::new();
    for work in &works {
        let of = |code: &str| gathered.vpr.get(code, &work.any.by);
        if is_hidden(Some(work.n)) {
            let dash = || ru::NO_VALUE.to_owned();
            marks.row([work.name.clone(), labels::FEWER.to_owned(), dash(), dash(), dash(), dash(), dash()]);
            continue;
        }
        let mut cells = vec![marked(&work.name, work.n), ru::thousands(work.n)];
        cells.extend(SHARES.map(|code| cell(Unit::Share, of(code))));
        cells.push(cell(Unit::Mark, of("vpr.mean_mark")));
        marks.row(cells);
        rows.push(MarkSharesRow {
            label: work.name.clone(),
            base: format!("n = {}", ru::thousands(work.n)),
            shares: SHARES.iter().filter_map(|code| of(code)?.part()).map(|part| share_point(part, work.n)).collect(),
        });
        if let Some(confirmed) = of("vpr.confirmed").filter(|outcome| outcome.value().is_some()) {
            let base = confirmed.whole().unwrap_or(0);
            agreement.row([
                marked(&work.name, base),
                cell(Unit::Share, of("vpr.lowered")),
                cell(Unit::Share, Some(confirmed)),
                cell(Unit::Share, of("vpr.raised")),
                if is_hidden(Some(base)) { labels::FEWER.to_owned() } else { ru::thousands(base) },
            ]);
        }
    }
    let sizes: Vec<i64> = works.iter().map(|work| work.n).collect();
    marks.notes = small_notes(&sizes);
    parts.push(Part::Table(marks));
    let caption = "Распределение отметок за ВПР";
    for rows in rows.chunks(MOST_ROWS) {
        let drawing = Drawing::MarkShares { rows: rows.to_vec() };
        parts.push(Part::Chart(Chart { caption: caption.to_owned(), alt: caption.to_owned(), drawing }));
    }
    if !agreement.rows.is_empty() {
        agreement.notes.push("Сравниваются участники, у которых есть обе отметки.".to_owned());
        parts.push(Part::Table(agreement));
        parts.extend(agreement_chart(gathered, &works).map(Part::Chart));
    }
    parts
}

const MOST_ROWS: usize = 22;

fn vpr_text(gathered: &Gathered, works: usize) -> String {
    let whole = |code: &str| gathered.vpr.get(code, &Vec::new());
    let works = i64::try_from(works).unwrap_or(i64::MAX);
    let mut text = format!(
        "В {} учебном году результаты ВПР загружены по {} {}.",
        SchoolYear(gathered.finished()).short(),
        ru::thousands(works),
        ru::plural(works, "работе", "работам", "работам"),
    );
    if let Some(good) = whole("vpr.good_mark_rate")
        && let Some(value) = good.value()
    {
        text.push_str(&format!(" Доля отметок «4» и «5» — {}", ru::percent(&value, 1)));
        if let Some(n) = good.whole() {
            text.push_str(&format!(" (всего {} {})", ru::thousands(n), ru::plural(n, "отметка", "отметки", "отметок")));
        }
        text.push('.');
    }
    let share = |code: &str| whole(code).and_then(Outcome::value).map(|value| ru::percent(&value, 1));
    if let (Some(lowered), Some(confirmed), Some(raised)) =
        (share("vpr.lowered"), share("vpr.confirmed"), share("vpr.raised"))
    {
        text.push_str(&format!(
            " Отметку по журналу подтвердили {confirmed} участников, понизили — {lowered}, повысили — {raised}. Расхождение \
             само по себе не говорит о необъективности: это повод изучить причины."
        ));
    }
    text
}

/// Year groups with a work that is too small to be shown are left out: counted over its works, the same few pupils would
/// pass for a larger group.
fn agreement_chart(gathered: &Gathered, works: &[Work<'_>]) -> Option<Chart> {
    let has_hidden = |year_group: Option<&str>| {
        works.iter().any(|work| work.any.at(Dimension::YearGroup) == year_group && is_hidden(Some(work.n)))
    };
    let mut groups: Vec<&Outcome> = gathered.vpr.of("vpr.confirmed", &[Dimension::YearGroup]);
    groups.retain(|outcome| outcome.value().is_some() && outcome.at(Dimension::YearGroup).is_some());
    groups.retain(|outcome| !has_hidden(outcome.at(Dimension::YearGroup)));
    groups.sort_by_key(|outcome| outcome.at(Dimension::YearGroup).and_then(|text| text.parse::<u32>().ok()));
    let series = [("Понизили", "vpr.lowered"), ("Подтвердили", "vpr.confirmed"), ("Повысили", "vpr.raised")];
    let series = series.map(|(name, code)| {
        let readings: Vec<Reading> =
            groups.iter().map(|group| reading(Unit::Share, gathered.vpr.get(code, &group.by))).collect();
        (name.to_owned(), readings)
    });
    let caption = "Соответствие отметок за ВПР и по журналу по параллелям";
    (!groups.is_empty()).then(|| Chart {
        caption: caption.to_owned(),
        alt: caption.to_owned(),
        drawing: Drawing::Columns {
            scale: Scale::Share,
            groups: groups
                .iter()
                .map(|group| format!("{}-е", group.at(Dimension::YearGroup).unwrap_or_default()))
                .collect(),
            series: series.to_vec(),
        },
    })
}

fn exams(gathered: &Gathered) -> Vec<Part> {
    let mut parts = vec![Part::Heading("Государственная итоговая аттестация".to_owned())];
    if gathered.exams.is_empty() {
        parts.push(super::absent(&format!("Результаты ОГЭ и ЕГЭ {} года", gathered.year)));
        return parts;
    }
    let of = |exam: &str| gathered.exams.iter().filter(|row| row.exam == exam).collect::<Vec<_>>();
    let (oge, ege) = (of("oge"), of("ege"));
    if !oge.is_empty() {
        let columns =
            [("Предмет", 36), ("Сдавали", 16), ("Средняя отметка", 16), ("На «4» и «5», %", 16), ("«2», человек", 16)];
        parts.push(Part::Table(exam_table(
            &format!("Результаты ОГЭ {} года", gathered.year),
            &columns,
            &oge,
            oge_cells,
        )));
        parts.extend(exam_chart(
            "Средняя отметка ОГЭ по предметам",
            &oge,
            Scale::Amount,
            |row| (row.marks > 0).then(|| Exact::new(row.mark_sum.into(), row.marks.into())),
        ));
    }
    if !ege.is_empty() {
        let columns = [("Предмет", 46), ("Сдавали", 18), ("Средний балл", 18), ("Ниже минимума, человек", 18)];
        parts.push(Part::Table(exam_table(
            &format!("Результаты ЕГЭ {} года", gathered.year),
            &columns,
            &ege,
            ege_cells,
        )));
        parts.extend(exam_chart("Средний балл ЕГЭ по предметам", &ege, Scale::Index, |row| {
            (row.scores > 0 && row.variant != "base").then(|| Exact::new(row.score_sum.into(), row.scores.into()))
        }));
    }
    parts
}

fn exam_name(row: &ExamCount) -> String {
    match row.variant.as_str() {
        "base" => format!("{} (базовый уровень)", row.subject),
        "profile" => format!("{} (профильный уровень)", row.subject),
        _ => row.subject.clone(),
    }
}

fn exam_table(
    caption: &str,
    columns: &[(&str, u32)],
    rows: &[&ExamCount],
    cells: fn(&ExamCount) -> Vec<String>,
) -> Table {
    let mut table = Table::new(caption, 1, columns);
    for row in rows {
        if is_hidden(Some(row.takers)) {
            let mut hidden = vec![exam_name(row), labels::FEWER.to_owned()];
            hidden.resize(columns.len(), ru::NO_VALUE.to_owned());
            table.row(hidden);
        } else {
            let mut shown = vec![marked(&exam_name(row), row.takers), ru::thousands(row.takers)];
            shown.extend(cells(row));
            table.row(shown);
        }
    }
    let sizes: Vec<i64> = rows.iter().map(|row| row.takers).collect();
    table.notes = small_notes(&sizes);
    table
}

/// Notes of a table whose rows do not add up to anything, so that no row can be found by subtraction.
fn small_notes(sizes: &[i64]) -> Vec<String> {
    let hidden: Vec<bool> = sizes.iter().map(|n| is_hidden(Some(*n))).collect();
    notes(sizes, &hidden)
}

fn mean(sum: i64, n: i64, decimals: u8) -> String {
    if n > 0 { ru::number(&Exact::new(sum.into(), n.into()), decimals) } else { ru::NO_VALUE.to_owned() }
}

fn oge_cells(row: &ExamCount) -> Vec<String> {
    let good = if row.marks > 0 {
        ru::number(&Exact::new((row.good * 100).into(), row.marks.into()), 1)
    } else {
        ru::NO_VALUE.to_owned()
    };
    vec![mean(row.mark_sum, row.marks, 2), good, ru::thousands(row.twos)]
}

fn ege_cells(row: &ExamCount) -> Vec<String> {
    // The base level has marks, not points of a hundred: never in one mean.
    if row.variant == "base" {
        return vec![
            format!("отметка {}", mean(row.mark_sum, row.marks, 2)),
            ru::thousands(row.twos.max(row.not_passed)),
        ];
    }
    vec![mean(row.score_sum, row.scores, 1), ru::thousands(row.not_passed)]
}

fn exam_chart(
    caption: &str,
    rows: &[&ExamCount],
    scale: Scale,
    value: fn(&ExamCount) -> Option<Exact>,
) -> Option<Part> {
    let bars: Vec<(String, Reading)> = rows
        .iter()
        .filter(|row| !is_hidden(Some(row.takers)))
        .filter_map(|row| {
            let value = value(row)?;
            let label = ru::number(&value, if scale == Scale::Amount { 2 } else { 1 });
            Some((exam_name(row), Reading::Known(super::super::content::Point::new(&value, label))))
        })
        .collect();
    (bars.len() > 1).then(|| {
        Part::Chart(Chart {
            caption: caption.to_owned(),
            alt: caption.to_owned(),
            drawing: Drawing::Bars { scale, bars, threshold: None },
        })
    })
}

const AWARD_LEVELS: [(&str, &str); 5] = [
    ("school", "Школьный"),
    ("municipal", "Муниципальный"),
    ("regional", "Региональный"),
    ("federal", "Федеральный"),
    ("international", "Международный"),
];

fn awards(gathered: &Gathered) -> Vec<Part> {
    let mut parts = vec![Part::Heading("Участие в олимпиадах, смотрах и конкурсах".to_owned())];
    if gathered.awards.is_empty() {
        parts.push(super::absent(&format!("Достижения учащихся за {} год", gathered.year)));
        return parts;
    }
    let share =
        |code: &str| gathered.row(code).filter(|outcome| !is_hidden(outcome.whole())).and_then(words::people_share);
    if let Some(took_part) = share("1324.1.18") {
        let won = share("1324.1.19").map_or_else(String::new, |won| format!("; победителей и призёров — {won}"));
        let part = gathered.row("1324.1.18").and_then(Outcome::part).unwrap_or(0);
        let verb = ru::plural(part, "принял", "приняли", "приняли");
        parts.push(Part::Text(format!(
            "В олимпиадах, смотрах и конкурсах {} года {verb} участие {took_part}{won}. Учащийся, участвовавший в нескольких \
             мероприятиях, учтён один раз.",
            gathered.year
        )));
    }
    let of = |level: &str| gathered.awards.iter().find(|row| row.level == level);
    let columns = [("Уровень", 40), ("Участников", 30), ("Победителей и призёров", 30)];
    let mut table = Table::new(
        format!("Участники и победители по уровням мероприятий, {} год, человек", gathered.year),
        1,
        &columns,
    );
    for (level, name) in AWARD_LEVELS {
        if let Some(row) = of(level) {
            table.row([name.to_owned(), ru::thousands(row.participants), ru::thousands(row.winners)]);
        }
    }
    table
        .notes
        .push("Один учащийся может участвовать в мероприятиях разных уровней: строки не складываются.".to_owned());
    let series = |name: &str, count: fn(&super::super::gather_queries::AwardCount) -> i64| {
        let readings = AWARD_LEVELS.iter().map(|(level, _)| amount(Some(of(level).map_or(0, count)))).collect();
        (name.to_owned(), readings)
    };
    let caption = "Участники и победители по уровням мероприятий";
    let chart = Chart {
        caption: caption.to_owned(),
        alt: caption.to_owned(),
        drawing: Drawing::Columns {
            scale: Scale::Amount,
            groups: AWARD_LEVELS.map(|(_, name)| name.to_owned()).to_vec(),
            series: vec![
                series("Участники", |row| row.participants),
                series("Победители и призёры", |row| row.winners),
            ],
        },
    };
    parts.extend([Part::Table(table), Part::Chart(chart)]);
    parts
}
