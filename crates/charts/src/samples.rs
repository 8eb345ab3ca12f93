//! One small story per kind of chart, for tests, for galleries and for documents that need a chart to try themselves on.

use crate::{
    Bar, Bars, Chart, Entry, Figure, Gantt, GanttBar, GanttPart, GroupedColumns, HeatCell, HeatRow, Heatmap, Item,
    ItemBand, ItemCompletion, ItemLevel, Lines, Look, MarkShares, MarkZone, Reading, Register, Registers, Scale,
    ScoreHistogram, Series, Shading, SharesRow, Sparkline, Threshold, Verdict,
};
use num_rational::Ratio;

/// All stories by name.
#[must_use]
pub fn all(look: Look) -> Vec<(&'static str, Chart)> {
    vec![
        ("heatmap", heatmap().draw(look)),
        ("heatmap_change", change().draw(look)),
        ("bars", bars().draw(look)),
        ("columns", columns().draw(look)),
        ("shares", shares().draw(look)),
        ("lines", lines().draw(look)),
        ("line", line().draw(look)),
        ("histogram", histogram().draw(look)),
        ("items", items().draw(look)),
        ("sparkline", sparkline().draw(look)),
        ("registers", registers().draw(look)),
        ("gantt", gantt().draw(look)),
    ]
}

/// A share of tenths of a percent, read with a decimal comma.
fn share(permille: i128) -> Figure {
    Figure::new(&Ratio::new(permille, 1000), format!("{},{}\u{a0}%", permille / 10, permille % 10))
}

fn known(permille: i128) -> Reading {
    Reading::Known(share(permille))
}

fn mark(hundredths: i128) -> Reading {
    Reading::known(&Ratio::new(hundredths, 100), format!("{},{:02}", hundredths / 100, hundredths % 100))
}

fn absent() -> Reading {
    Reading::absent("предмет не изучается")
}

const SUBJECTS: [&str; 9] = [
    "Русский язык",
    "Литература",
    "Математика",
    "История",
    "Обществознание",
    "Физика",
    "Химия",
    "Основы безопасности и защиты Родины",
    "Физическая культура",
];
const CLASSES: [&str; 12] = ["5А", "5Б", "6А", "6Б", "7А", "7Б", "8А", "8Б", "9А", "9Б", "10А", "11А"];

fn heat(cell: impl Fn(i128, i128) -> Reading, shading: Shading) -> Heatmap {
    let rows = (0..).zip(SUBJECTS).map(|(row, subject)| HeatRow {
        label: subject.to_owned(),
        cells: (0..)
            .zip(CLASSES)
            .map(|(column, class)| HeatCell {
                reading: cell(row, column),
                base: format!("учеников: {}", 20 + column),
                is_small: column == 11,
                href: Some(format!("/analyse/indicators/school.good_mark_rate?class={class}&subject={row}")),
            })
            .collect(),
    });
    Heatmap {
        alt: "Качество знаний по классам и предметам, 2024/25 учебный год".to_owned(),
        columns: CLASSES.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        shading,
    }
}

fn heatmap() -> Heatmap {
    let cell = |row: i128, column: i128| {
        if row == 6 && column < 6 { absent() } else { known((row * 137 + column * 211 + 90) % 1001) }
    };
    let from = Figure::new(&Ratio::from_integer(0), "0\u{a0}%");
    heat(cell, Shading::Amount { from, to: Figure::new(&Ratio::from_integer(1), "100\u{a0}%") })
}

fn change() -> Heatmap {
    let cell = |row: i128, column: i128| {
        let points = (row * 37 + column * 53) % 41 - 20;
        let sign = if points < 0 { "−" } else { "+" };
        Reading::known(&Ratio::new(points, 100), format!("{sign}{},0", points.abs()))
    };
    let mut map = heat(cell, Shading::Change { most: Figure::new(&Ratio::new(20, 100), "20 п. п.") });
    map.columns = ["Русский язык", "Литература", "Математика", "История"].map(str::to_owned).to_vec();
    map.rows.truncate(4);
    for (row, class) in map.rows.iter_mut().zip(CLASSES) {
        class.clone_into(&mut row.label);
    }
    map
}

fn bars() -> Bars {
    let values = [871, 790, 704, 688, 650, 612, 0, 540, 1000];
    let bars = SUBJECTS.iter().zip(values).map(|(subject, value)| Bar {
        label: (*subject).to_owned(),
        reading: if value == 0 { absent() } else { known(value) },
        href: None,
    });
    let at = Figure::new(&Ratio::new(684, 1000), "по школе 68,4\u{a0}%");
    Bars {
        alt: "Качество знаний по предметам".to_owned(),
        scale: Scale::Share,
        bars: bars.collect(),
        thresholds: vec![Threshold { at }],
    }
}

fn columns() -> GroupedColumns {
    let series = |name: &str, shift: i128| Series {
        name: name.to_owned(),
        readings: (0..6)
            .map(|at| if at == 4 && shift == 0 { absent() } else { known(420 + at * 61 + shift) })
            .collect(),
    };
    GroupedColumns {
        alt: "Качество знаний по параллелям за три года".to_owned(),
        scale: Scale::Share,
        groups: ["5-е классы", "6-е классы", "7-е классы", "8-е классы", "9-е классы", "10–11-е классы"]
            .map(str::to_owned)
            .to_vec(),
        series: vec![series("2022/23", 0), series("2023/24", 37), series("2024/25", -24)],
    }
}

fn shares() -> MarkShares {
    let row = |label: &str, base: &str, parts: [i128; 4]| SharesRow {
        label: label.to_owned(),
        base: base.to_owned(),
        shares: Ok(parts.map(share)),
    };
    let mut rows = vec![
        row("Русский язык, 5-е классы", "54 работы", [74, 389, 426, 111]),
        row("Математика, 5-е классы", "52 работы", [19, 289, 442, 250]),
        row("Окружающий мир, 4-е классы", "48 работ", [0, 125, 604, 271]),
    ];
    rows.push(SharesRow {
        label: "Физика, 8Б".to_owned(),
        base: String::new(),
        shares: Err("работа не проводилась".to_owned()),
    });
    MarkShares { alt: "Распределение отметок за ВПР".to_owned(), rows }
}

fn periods() -> Vec<String> {
    ["2020/21", "2021/22", "2022/23", "2023/24", "2024/25"].map(str::to_owned).to_vec()
}

fn lines() -> Lines {
    let series = |name: &str, values: [i128; 5]| Series {
        name: name.to_owned(),
        readings: values.map(|value| if value == 0 { absent() } else { mark(value) }).to_vec(),
    };
    Lines {
        alt: "Средний балл по годам".to_owned(),
        scale: Scale::Mark,
        periods: periods(),
        series: vec![
            series("Русский язык", [371, 380, 377, 392, 401]),
            series("Математика", [352, 0, 349, 361, 358]),
            series("Физика", [340, 352, 366, 359, 356]),
        ],
    }
}

fn line() -> Lines {
    let readings = [512, 538, 0, 561, 574].map(|value| if value == 0 { absent() } else { known(value) });
    Lines {
        alt: "Качество знаний по годам".to_owned(),
        scale: Scale::Share,
        periods: periods(),
        series: vec![Series { name: "Качество знаний".to_owned(), readings: readings.to_vec() }],
    }
}

fn histogram() -> ScoreHistogram {
    let zone = |mark, from, to| MarkZone { mark, from, to };
    ScoreHistogram {
        alt: "Распределение первичных баллов, математика, 5-е классы".to_owned(),
        counts: vec![0, 1, 0, 2, 1, 3, 2, 9, 7, 6, 8, 5, 4, 10, 6, 5, 3, 4, 2, 1, 1],
        zones: vec![zone(2, 0, 6), zone(3, 7, 10), zone(4, 11, 15), zone(5, 16, 20)],
    }
}

fn items() -> ItemCompletion {
    use ItemLevel::{Base, High, Raised};
    let item = |label: &str, level, permille: i128, verdict| Item {
        label: label.to_owned(),
        level,
        completion: if permille < 0 { Reading::absent("никто не приступал") } else { known(permille) },
        verdict,
        href: Some(format!("/analyse/papers/1/items/{label}")),
    };
    let band = |level, lower, upper| ItemBand { level, lower: Ratio::new(lower, 1000), upper: Ratio::new(upper, 1000) };
    ItemCompletion {
        alt: "Выполнение заданий ВПР по математике".to_owned(),
        items: vec![
            item("1", Base, 914, Verdict::Sufficient),
            item("2", Base, 600, Verdict::Sufficient),
            item("3", Base, 570, Verdict::Uncertain),
            item("4.1", Base, 569, Verdict::Insufficient),
            item("4.2", Raised, 412, Verdict::Sufficient),
            item("5", Raised, 290, Verdict::Uncertain),
            item("6", Base, 733, Verdict::Sufficient),
            item("7", Raised, 284, Verdict::Insufficient),
            item("8", High, 308, Verdict::Sufficient),
            item("9", High, -1, Verdict::Insufficient),
        ],
        bands: vec![band(Base, 570, 600), band(Raised, 285, 300), band(High, 285, 300)],
    }
}

fn sparkline() -> Sparkline {
    Sparkline {
        alt: "Качество знаний за пять лет: растёт".to_owned(),
        scale: Scale::Share,
        readings: vec![known(512), known(538), absent(), known(561), known(674)],
    }
}

fn registers() -> Registers {
    let entry = |label: &str| Entry {
        label: label.to_owned(),
        note: "1 связь".to_owned(),
        href: Some("/plan/model".to_owned()),
    };
    Registers {
        alt: "Модель: что чем оценивается".to_owned(),
        registers: vec![
            Register {
                title: "Объекты".to_owned(), entries: vec![entry("Результаты"), entry("Условия")]
            },
            Register {
                title: "Инструменты".to_owned(),
                entries: vec![entry("Контрольно-измерительные материалы по предметам учебного плана")],
            },
            Register { title: "Продукты".to_owned(), entries: Vec::new() },
        ],
        links: vec![((0, 0), (1, 0)), ((0, 0), (0, 1)), ((0, 0), (2, 0))],
        ties: vec![(0, 1, 1), (2, 0, 3)],
        nothing: "пока пусто".to_owned(),
    }
}

fn gantt() -> Gantt {
    let months = [(0, "сен"), (30, "окт"), (61, "ноя"), (91, "дек")];
    let bar = |label: &str, from, until, group| GanttBar {
        label: label.to_owned(),
        from,
        until,
        group,
        hint: format!("{label}: срок по плану"),
        href: Some("/plan/calendar/1".to_owned()),
    };
    Gantt {
        alt: "Процедуры по месяцам".to_owned(),
        days: 122,
        parts: months.map(|(from, label)| GanttPart { from, label: label.to_owned() }).to_vec(),
        groups: vec!["Процесс".to_owned(), "Результаты".to_owned()],
        bars: vec![
            bar("Входная диагностика", 9, 24, 1),
            bar("Адаптация пятиклассников и десятиклассников к новым условиям обучения", 30, 54, 0),
            bar("Итоги полугодия", 121, 121, 1),
        ],
        marked: Some(40),
    }
}
