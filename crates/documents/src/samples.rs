//! Papers of an invented school, for tests of both renderers and for looking at.

use chrono::NaiveDate;

use crate::orders::{Clause, OrderPaper};
use crate::{
    Align, Block, Cell, Column, Contents, Document, Heading, List, ListKind, Page, Paragraph, Person, Picture, Run,
    Signature, Stamp, Table, Text,
};

const SCHOOL: &str = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7 города Заречного»";

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// An order after a problem zone was found.
#[must_use]
pub fn order() -> OrderPaper {
    let clause = |text: &str, responsible: Option<&str>, due_on| Clause {
        text: text.to_owned(),
        responsible: responsible.map(str::to_owned),
        due_on,
    };
    let person = |name: &str, post: &str| Person { name: name.into(), post: post.into() };
    OrderPaper {
        institution: vec![
            "Муниципальное бюджетное общеобразовательное учреждение".to_owned(),
            "«Средняя школа № 7 города Заречного»".to_owned(),
        ],
        place: "г. Заречный".to_owned(),
        dated: Some(day(2025, 6, 5)),
        made_on: day(2025, 6, 5),
        number: Some("112-о".to_owned()),
        heading: "Об итогах ВПР по математике в 5-х классах и мерах по повышению качества подготовки".to_owned(),
        statement: vec![
            "На основании плана внутренней системы оценки качества образования на 2024/25 учебный год, по результатам анализа выполнения всероссийской проверочной работы по математике (54 участника, доля выполнения заданий базового уровня — 56,9\u{a0}%), в целях устранения выявленных дефицитов".to_owned(),
        ],
        clauses: vec![
            clause("Утвердить справку по итогам ВПР по математике в 5-х классах", None, None),
            clause(
                "Провести дополнительные занятия по темам «Обыкновенные дроби» и «Задачи на движение» для обучающихся 5А и 5Б классов",
                Some("Кузнецова М. И., учитель математики"),
                Some(day(2025, 10, 31)),
            ),
            clause(
                "Рассмотреть итоги на заседании школьного методического объединения учителей математики",
                Some("Орлова Т. С., руководитель ШМО"),
                Some(day(2025, 9, 12)),
            ),
        ],
        control: "возложить на заместителя директора по учебной работе Петрову Е. В.".to_owned(),
        post: "Директор".to_owned(),
        signatory: "А. П. Иванова".to_owned(),
        acquainted: vec![
            person("Петрова Е. В.", "заместитель директора"),
            person("Кузнецова М. И.", "учитель математики"),
            person("Орлова Т. С.", "руководитель ШМО"),
        ],
        is_kept_long: false,
    }
}

/// A drawing of two bars, when no chart is at hand.
#[must_use]
pub fn picture(caption: &str) -> Picture {
    let svg = concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120" role="img" aria-label="Качество">"#,
        r##"<rect x="60" y="20" width="180" height="30" fill="#2b6cb8"/><rect x="60" y="66" width="120" height="30" fill="#b96309"/>"##,
        r##"<text x="248" y="40" font-size="13" fill="#1b1f24">57,1&#160;%</text></svg>"##
    );
    Picture {
        svg: svg.to_owned(),
        width: 320.0,
        height: 120.0,
        caption: caption.into(),
        alt: "Качество знаний: 5А — 57,1\u{a0}%, 5Б — 48,0\u{a0}%".into(),
    }
}

/// A report with everything a report may have, and these pictures.
#[must_use]
pub fn report(pictures: Vec<Picture>) -> Document {
    let mut blocks = cover();
    let heading = |level, text: &str| Block::Heading(Heading { level, text: text.into() });
    blocks.push(heading(1, "1. Аналитическая часть"));
    blocks.push(heading(2, "1.1. Общие сведения об образовательной организации"));
    blocks.push(Block::Paragraph(Paragraph::running(vec![
        Run::plain("Самообследование проведено в соответствии с пунктом 3 части 2 статьи 29 Федерального закона № 273-ФЗ. На 31.12.2024 в школе обучались "),
        Run::bold("1\u{a0}014 учащихся"),
        Run::plain(", из них на «4» и «5» по итогам учебного года успевали 57,1\u{a0}%; "),
        Run::italic("без учёта 1-х классов"),
        Run::plain("."),
    ])));
    blocks.push(Block::List(List {
        mark: ListKind::Dashed,
        items: vec![vec![Run::plain("начальное общее образование;")], vec![Run::plain("основное общее образование.")]],
    }));
    blocks.push(heading(2, "1.2. Содержание и качество подготовки обучающихся"));
    blocks.push(Block::Table(attainment()));
    blocks.push(Block::Note {
        text: "Как получено: доля отметок «4» и «5» среди годовых отметок; база — учащиеся с отметками.".into(),
    });
    blocks.extend(pictures.into_iter().map(Block::Picture));
    blocks.push(heading(1, "2. Показатели деятельности, подлежащие самообследованию"));
    blocks.push(Block::Table(indicators(46)));
    blocks.push(Block::Signature(Signature { post: "Директор".into(), name: "А. П. Иванова".into() }));
    Document {
        title: "Отчёт о результатах самообследования за 2024 год".into(),
        institution: SCHOOL.into(),
        dated: day(2025, 4, 15),
        page: Page::gost().sized(12),
        blocks,
    }
}

fn cover() -> Vec<Block> {
    vec![
        Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(SCHOOL)])),
        Block::Space { height: 10 },
        Block::Stamps {
            stamps: vec![
                Stamp::adopted_by("педагогическим советом", "4", day(2025, 4, 14)),
                Stamp::approved_by("Директор", "А. П. Иванова", Some(day(2025, 4, 15))),
            ],
        },
        Block::Space { height: 60 },
        Block::Title {
            lines: vec!["Отчёт".into(), "о результатах самообследования".into(), "за 2024 год".into()]
        },
        Block::PageBreak,
        Block::Contents(Contents { heading: "Содержание".into(), pages: Vec::new() }),
        Block::PageBreak,
    ]
}

/// Two header rows, merged cells, a total, gaps.
fn attainment() -> Table {
    let columns = vec![
        Column::words(30),
        Column::numbers(14),
        Column::numbers(14),
        Column::numbers(14),
        Column::numbers(14),
        Column::numbers(14),
    ];
    let header = vec![
        vec![
            Cell::new("Предмет").down(2),
            Cell::new("Учащихся").down(2),
            Cell::new("Успеваемость, %").across(2),
            Cell::new("Качество, %").across(2),
        ],
        vec![Cell::new("2022/23"), Cell::new("2023/24"), Cell::new("2022/23"), Cell::new("2023/24")],
    ];
    let mut table = Table {
        caption: Some("Успеваемость и качество по предметам".into()),
        columns,
        header,
        rows: Vec::new(),
        notes: Vec::new(),
    };
    table.rows.push(vec![Cell::new("Основное общее образование").strong().across(6).aligned(Align::Left)]);
    table.row(["Русский язык", "512", "98,4", "98,8", "52,1", "54,0"]);
    table.row(["Основы безопасности и защиты Родины", "204", "100,0", "100,0", "81,9", "84,3"]);
    table.rows.push(vec![
        Cell::new("Информатика"),
        Cell::new("310"),
        Cell::new("99,0"),
        Cell::new("99,4"),
        Cell::new("нет данных").faint().across(2),
    ]);
    table.rows.push(["Всего", "512", "98,9", "99,1", "57,1", "58,8"].map(|text| Cell::new(text).strong()).to_vec());
    table.noted("Прочерк — предмет в этом году не изучался.")
}

fn indicators(count: usize) -> Table {
    let columns = vec![Column::numbers(10), Column::words(60), Column::numbers(15), Column::numbers(15)];
    let mut table = Table::new(columns, &["№ п/п", "Показатель", "Единица измерения", "Значение"])
        .captioned("Показатели деятельности общеобразовательной организации");
    for number in 1..=count {
        let name = "Численность/удельный вес численности учащихся, успевающих на «4» и «5» по результатам промежуточной аттестации, в общей численности учащихся";
        table.row([
            Text::from(format!("1.{number}")),
            name.into(),
            "человек/%".into(),
            format!("579/57,{}\u{a0}%", number % 10).into(),
        ]);
    }
    table
}

/// A report of the size named in the speed targets: so many tables and these pictures.
#[must_use]
pub fn long_report(tables: usize, pictures: Vec<Picture>) -> Document {
    let mut document = report(Vec::new());
    let mut pictures = pictures.into_iter();
    for number in 1..=tables {
        let text = format!("3.{number}. Раздел о содержании и качестве подготовки");
        document.blocks.push(Block::Heading(Heading { level: 2, text: text.into() }));
        let words = "Анализ показывает, что доля учащихся, успевающих на «4» и «5», по сравнению с прошлым годом выросла на 1,7 процентного пункта, при этом сохраняется разрыв между внутренней и внешней оценкой. ".repeat(3);
        document.blocks.push(Block::Paragraph(Paragraph::running(vec![Run::plain(words)])));
        document.blocks.push(Block::Table(attainment()));
        document.blocks.extend(pictures.next().map(Block::Picture));
    }
    document
}
