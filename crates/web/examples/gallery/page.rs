//! Sample data for every macro, rendered. The names are invented.

use askama::Template;
use web::filters;
use web::flash::{Flash, Tone};
use web::forms::Fields;
use web::ui::{Choice, Pagination, Step, Tab, steps};
use web::{NavLink, Page, Rendered, Shell, Stage};

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery {
    fields: Fields,
    bad: Fields,
    subjects: Vec<Choice>,
    kinds: Vec<Choice>,
    tabs: Vec<Tab>,
    steps: Vec<Step>,
    pages: Pagination,
    classes: Vec<ClassRow>,
    heatmap: Heatmap,
    signers: Vec<(&'static str, &'static str)>,
}

struct ClassRow {
    name: &'static str,
    students: i64,
    pass: school::Share,
    good: school::Share,
    level: &'static str,
    change: (&'static str, &'static str),
    homeroom: &'static str,
}

struct Heatmap {
    columns: Vec<(&'static str, i64)>,
    rows: Vec<(&'static str, i64, Vec<Cell>)>,
}

struct Cell {
    x: i64,
    text: String,
    level: &'static str,
}

/// The whole page.
pub(crate) fn gallery() -> Rendered {
    Page::new("Учебные результаты")
        .stage(Stage::Analyse)
        .crumb("Анализ", "/analyse")
        .crumb("Показатели", "/analyse/indicators")
        .lead("2-я четверть 2024/25 учебного года, 612 учеников 2–11-х классов. Рассчитано 12 января 2025 г.")
        .body(body())
        .in_shell(&Shell {
            flash: Some(Flash {
                tone: Tone::Done, text: "Файл «Табель 8А.xlsx» загружен: 27 учеников.".to_owned()
            }),
            ..shell()
        })
}

#[derive(Template)]
#[template(path = "form.html")]
struct WrongForm {
    bad: Fields,
    subjects: Vec<Choice>,
    kinds: Vec<Choice>,
}

/// A form sent back.
pub(crate) fn form_with_errors() -> Rendered {
    let bad = bad_fields();
    let page = Page::new("Новый приказ").stage(Stage::Decide).crumb("Приказы", "/decide/orders").with_errors_of(&bad);
    page.body(WrongForm { bad, subjects: subjects(), kinds: kinds() }).in_shell(&shell())
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    fields: Fields,
}

/// A page before signing in.
pub(crate) fn sign_in() -> Rendered {
    let body = SignIn { fields: Fields::empty().with("login", "ivanova") };
    Page::new("Вход").narrow().body(body).in_shell(&Shell { form_token: "7f".to_owned(), ..Shell::default() })
}

#[derive(Template)]
#[template(path = "running.html")]
struct Running;

/// Long work.
pub(crate) fn running() -> Rendered {
    Page::new("Загрузка отметок").stage(Stage::Collect).refresh(3).body(Running).in_shell(&shell())
}

/// The shell of a deputy principal.
pub(crate) fn shell() -> Shell {
    let link = |stage, label, href| NavLink { stage, label, href };
    Shell {
        school_name: "МБОУ «Школа № 17», г. Заречный".to_owned(),
        viewer_name: Some("Смирнова Ольга Петровна".to_owned()),
        role_name: Some("заместитель директора по УВР".to_owned()),
        year: 2024,
        years: vec![2025, 2024, 2023],
        navigation: vec![
            link(Stage::Plan, "Показатели и нормы", "/plan"),
            link(Stage::Collect, "Загрузка файлов", "/collect/imports"),
            link(Stage::Analyse, "Показатели", "/analyse/indicators"),
            link(Stage::Analyse, "Классы и предметы", "/analyse/heatmap"),
            link(Stage::Analyse, "ВПР", "/analyse/vpr"),
            link(Stage::Analyse, "Проблемные зоны", "/analyse/problems"),
            link(Stage::Decide, "Приказы", "/decide/orders"),
            link(Stage::Publish, "Отчёты", "/publish/reports"),
            link(Stage::School, "Классы", "/school/classes"),
            link(Stage::Settings, "История", "/settings/history"),
        ],
        form_token: "token".to_owned(),
        path: "/analyse/indicators?term=q2".to_owned(),
        ..Shell::default()
    }
}

fn body() -> Gallery {
    Gallery {
        fields: Fields::empty()
            .with("heading", "О результатах 2-й четверти")
            .with("dated", "15.01.2025")
            .with("subject", 3)
            .with("kind", "order")
            .with("class", "8А")
            .with("share", "57,5"),
        bad: bad_fields(),
        subjects: subjects(),
        kinds: kinds(),
        tabs: vec![
            Tab::new("По классам", "?by=class").current_if("class", "class"),
            Tab::new("По предметам", "?by=subject").count(16),
            Tab::new("По педагогам", "?by=teacher").count(41),
        ],
        steps: steps(&["Файлы", "Проверка", "Расхождения", "Готово"], 2),
        pages: Pagination::new(4, 612, 50, "/school/students?class=8"),
        classes: classes(),
        heatmap: heatmap(),
        signers: vec![("Директор школы", "А. В. Кузнецов"), ("Заместитель директора по УВР", "О. П. Смирнова")],
    }
}

fn bad_fields() -> Fields {
    let mut bad = Fields::empty().with("dated", "31.02.2025").with("share", "много").with("class", "8Б");
    let _ = bad.text("heading", "Укажите заголовок приказа.");
    let _ = bad.date_if_any("dated");
    let _ = bad.number_if_any("share");
    let _ = bad.choice("kind", "Выберите вид документа.", |_| None::<()>);
    bad.refuse_all("Приказ нельзя подписать: нет ни одного поручения.");
    bad
}

fn subjects() -> Vec<Choice> {
    ["Русский язык", "Математика", "Алгебра", "История", "Физика"]
        .iter()
        .enumerate()
        .map(|(id, name)| Choice::new(id + 1, *name))
        .collect()
}

fn kinds() -> Vec<Choice> {
    vec![
        Choice::new("order", "Приказ").hint("подписывает директор"),
        Choice::new("instruction", "Распоряжение").hint("подписывает заместитель директора"),
    ]
}

fn classes() -> Vec<ClassRow> {
    let share = |part, whole| school::Share::new(part, whole).expect("the samples are right");
    let row = |name, students, pass, good, level, change, homeroom| ClassRow {
        name,
        students,
        pass: share(pass, students),
        good: share(good, students),
        level,
        change,
        homeroom,
    };
    vec![
        row("5А", 28, 28, 23, "high", ("+3,6 п. п.", "better"), "Белова Н. С."),
        row("6Б", 26, 26, 18, "raised", ("+0,4 п. п.", "same"), "Ёлкин Д. А."),
        row("8А", 27, 26, 15, "base", ("−1,2 п. п.", "same"), "Громова Т. И."),
        row("8Б", 24, 20, 8, "low", ("−14,3 п. п.", "worse"), "Захаров П. Р."),
        row("10А", 9, 9, 6, "absent", ("—", "none"), "Орлова М. В."),
    ]
}

fn heatmap() -> Heatmap {
    let columns = ["Русский", "Лит.", "Матем.", "Ин. яз.", "История", "Биология", "Физика", "Химия"];
    let rows = [
        ("5А", [78, 92, 74, 88, 81, 85, 0, 0]),
        ("6Б", [66, 84, 61, 75, 70, 77, 0, 0]),
        ("7В", [52, 71, 49, 63, 66, 58, 51, 0]),
        ("8А", [55, 73, 50, 60, 62, 57, 47, 52]),
        ("8Б", [38, 61, 33, 48, 52, 46, 29, 41]),
    ];
    let level = |value| match value {
        0 => "absent",
        80.. => "high",
        65.. => "raised",
        50.. => "base",
        _ => "low",
    };
    let cell = |(place, value): (i64, &i64)| Cell {
        x: 44 + place * 78,
        text: if *value == 0 { "—".to_owned() } else { value.to_string() },
        level: level(*value),
    };
    Heatmap {
        columns: columns.iter().zip(0..).map(|(name, place)| (*name, 44 + place * 78 + 37)).collect(),
        rows: (0..)
            .zip(&rows)
            .map(|(y, (name, row))| (*name, 28 + y * 40, (0..).zip(row).map(cell).collect()))
            .collect(),
    }
}
