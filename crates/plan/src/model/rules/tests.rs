//! One story per rule: what it finds in facts that break it, and that it is silent about facts that do not.

use chrono::NaiveDate;
use rstest::rstest;

use super::super::{
    ActFact, ClassFact, Element, ElementKind, KnownIndicator, ModelFacts, ModelLink, Part, Target, VprWindow,
    WorkLesson, rulebook,
};
use super::found;
use crate::calendar::{Area, Procedure, ProcedureKind};
use crate::testing::procedure;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn element(id: i64, kind: ElementKind, part: Option<Part>, name: &str) -> Element {
    Element { id, kind, part, name: name.to_owned(), note: String::new(), version: 1 }
}

/// A model without faults: every register filled, everything linked, every direction covered.
fn whole() -> ModelFacts {
    let elements = vec![
        element(1, ElementKind::Object, Some(Part::Results), "Результаты"),
        element(2, ElementKind::Object, Some(Part::Process), "Процесс"),
        element(3, ElementKind::Object, Some(Part::Conditions), "Условия"),
        element(4, ElementKind::Document, None, "Положение"),
        element(5, ElementKind::Subject, None, "Педагоги"),
        element(6, ElementKind::Instrument, None, "КИМ"),
        element(7, ElementKind::Resource, None, "Кадры"),
        element(8, ElementKind::Product, None, "Отчёт"),
        element(9, ElementKind::Decision, None, "Приказ"),
    ];
    let links = (2..=9).map(|id| ModelLink { element_id: id, to: Target::Element(1) }).collect();
    let row = |id: i64, area: Area| Procedure {
        area,
        instrument: "КИМ и таблица".to_owned(),
        responsible: format!("Ответственный {id}"),
        due_on: Some(day("2024-10-15")),
        indicators: vec![format!("i.{id}")],
        ..procedure(id, &format!("Процедура {id}"))
    };
    let indicator = |id: i64| KnownIndicator {
        code: format!("i.{id}"),
        name: format!("Показатель {id}"),
        pack: "Набор".to_owned(),
    };
    ModelFacts {
        school_year: 2024,
        today: day("2025-01-15"),
        procedures: Area::ALL.into_iter().enumerate().map(|(at, area)| row(11 + at as i64, area)).collect(),
        elements,
        links,
        older_procedures: Vec::new(),
        bodies: vec![50],
        acts: vec![ActFact {
            id: 60,
            title: "Акт".to_owned(),
            is_approved: true,
            valid_until: Some(day("2027-08-31")),
        }],
        indicators: (11..=15).map(indicator).collect(),
        staff: Vec::new(),
        classes: vec![
            ClassFact { name: "5А".to_owned(), year_group: 5 },
            ClassFact { name: "8А".to_owned(), year_group: 8 },
        ],
        subjects: [(30, "Алгебра".to_owned())].into(),
        vpr_windows: Vec::new(),
        lessons: (11..=15)
            .map(|id| (id, WorkLesson { lesson: Some(3), lessons_that_day: Some(6), takes: 1 }))
            .collect(),
        hours: (1..=11).map(|group| ((30, group), 102)).collect(),
    }
}

/// A year of which the pack knows no days of the national tests.
fn next_year(facts: &mut ModelFacts) {
    facts.school_year = 2026;
}

fn lesson(facts: &mut ModelFacts, at: usize, lesson: i64, lessons_that_day: i64) {
    let known = WorkLesson { lesson: Some(lesson), lessons_that_day: Some(lessons_that_day), takes: 1 };
    facts.lessons.insert(facts.procedures[at].id, known);
}

fn work(facts: &mut ModelFacts, at: usize, from: &str, until: &str, classes: &str) {
    let one = &mut facts.procedures[at];
    one.kind = ProcedureKind::ControlWork;
    (one.starts_on, one.due_on) = (Some(day(from)), Some(day(until)));
    one.classes = classes.to_owned();
    one.subject_id = Some(30);
}

fn told(facts: &ModelFacts, rule: &str) -> Vec<String> {
    let of_rule = |one: &super::Found| one.rule == rule;
    found(facts, rulebook()).into_iter().filter(of_rule).map(|one| one.message).collect()
}

#[test]
fn a_whole_model_has_no_findings() {
    assert_eq!(found(&whole(), rulebook()), []);
}

type Harm = fn(&mut ModelFacts);

#[rstest]
#[case::component("model.component", |f: &mut ModelFacts| f.elements.retain(|one| one.kind != ElementKind::Resource), "нет ресурсов")]
#[case::no_cyclogram("model.component", |f: &mut ModelFacts| f.procedures.clear(), "2024/2025 учебный год нет ни одной процедуры")]
#[case::register("model.register", |f: &mut ModelFacts| f.elements.retain(|one| one.kind != ElementKind::Decision), "нет форм")]
#[case::products("model.products", |f: &mut ModelFacts| f.elements.retain(|one| one.kind != ElementKind::Product), "нет продуктов")]
#[case::parts("model.parts", |f: &mut ModelFacts| f.elements[2].part = None, "«качество условий»: нет объекта")]
#[case::links("model.links", |f: &mut ModelFacts| f.links.retain(|link| link.element_id != 8), "«Отчёт» ни с чем не связан")]
#[case::broken("model.broken_link", |f: &mut ModelFacts| f.links.push(ModelLink { element_id: 8, to: Target::Procedure(999) }), "процедурой")]
#[case::direction("model.direction", |f: &mut ModelFacts| f.procedures[4].area = Area::Process, "«удовлетворённость потребителей»")]
#[case::pack("indicator.pack", |f: &mut ModelFacts| f.procedures[0].indicators.clear(), "Без процедур 1 из 5: «Показатель 11».")]
#[case::unknown("procedure.unknown_indicator", |f: &mut ModelFacts| f.procedures[0].indicators.push("i.99".to_owned()), "i.99")]
#[case::instrument("procedure.instrument", |f: &mut ModelFacts| f.procedures[0].instrument.clear(), "инструментарий")]
#[case::owner("procedure.owner", |f: &mut ModelFacts| f.procedures[0].responsible.clear(), "ответственный")]
#[case::date("procedure.date", |f: &mut ModelFacts| f.procedures[0].due_on = None, "срок")]
#[case::decision("procedure.decision", |f: &mut ModelFacts| f.procedures[0].decision_form.clear(), "решение")]
#[case::expired("local_act.expired", |f: &mut ModelFacts| f.acts[0].valid_until = Some(day("2025-01-14")), "закончился 14.01.2025")]
#[case::expires("local_act.expires", |f: &mut ModelFacts| f.acts[0].valid_until = Some(day("2025-01-15")), "до 15.01.2025")]
#[case::unused("instrument.unused", |f: &mut ModelFacts| f.elements.push(element(70, ElementKind::Instrument, None, "Анкета")), "«Анкета»")]
#[case::overload("person.overload", |f: &mut ModelFacts| {
    let mut more: Vec<Procedure> = (0..6).map(|at| Procedure { id: 100 + at, ..f.procedures[0].clone() }).collect();
    more.iter_mut().for_each(|one| one.indicators.clear());
    f.procedures.extend(more);
}, "октябрь 2024: 7 процедур")]
#[case::twice("data.twice", |f: &mut ModelFacts| {
    f.procedures[1].indicators = vec!["i.11".to_owned()];
    f.procedures[1].object = f.procedures[0].object.to_uppercase();
}, "«Показатель 11» измеряет и процедура «Процедура 11»")]
#[case::day("works.day", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    work(f, 1, "2024-10-15", "2024-10-15", "5А, 8А");
}, "15.10.2024: «Процедура 11», «Процедура 12».")]
#[case::interval("works.interval", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-01", "2024-10-01", "8");
    work(f, 1, "2024-10-18", "2024-10-18", "8А");
}, "Алгебра, 8-е классы: 17 дней после работы «Процедура 11»")]
#[case::vpr("works.vpr_window", |f: &mut ModelFacts| work(f, 0, "2025-05-16", "2025-05-20", "5, 9"), "5-е классы")]
#[case::own_row("works.vpr_window", |f: &mut ModelFacts| {
    next_year(f);
    work(f, 0, "2027-04-28", "2027-04-28", "5-е классы");
    work(f, 1, "2027-04-20", "2027-05-20", "4–8, 10");
    f.procedures[1].kind = ProcedureKind::ExternalWork;
    f.procedures[1].subject_id = None;
}, "В дни работы «Процедура 12» (20.04.2027–20.05.2027): 5-е классы.")]
#[case::own_row_beside_the_pack("works.vpr_window", |f: &mut ModelFacts| {
    work(f, 0, "2025-03-12", "2025-03-12", "5А");
    work(f, 1, "2025-03-10", "2025-03-20", "5");
    f.procedures[1].kind = ProcedureKind::ExternalWork;
}, "5-е классы")]
#[case::entered("works.vpr_window", |f: &mut ModelFacts| {
    next_year(f);
    work(f, 0, "2027-04-28", "2027-04-28", "5, 9");
    let (from, until) = (day("2027-04-20"), day("2027-05-20"));
    f.vpr_windows.push(VprWindow { from, until, year_groups: vec![4, 5], source: "приказ".to_owned() });
}, "Дни ВПР 20.04.2027–20.05.2027: 5-е классы.")]
#[case::no_window("works.vpr_unknown", |f: &mut ModelFacts| {
    next_year(f);
    work(f, 0, "2027-04-28", "2027-04-28", "5");
}, "2026/2027 учебном году не введены")]
#[case::sunday("works.day_off", |f: &mut ModelFacts| work(f, 0, "2024-10-13", "2024-10-13", "5"), "воскресенье")]
#[case::holiday("works.day_off", |f: &mut ModelFacts| work(f, 0, "2025-01-01", "2025-01-01", "5"), "01.01.2025: праздничный день.")]
#[case::interval_from_the_end("works.interval", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-01", "2024-10-17", "8");
    work(f, 1, "2024-10-21", "2024-10-21", "8");
}, "4 дня после работы «Процедура 11» (17.10.2024).")]
#[case::hours("works.hours", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    f.lessons.insert(11, WorkLesson { takes: 11, ..WorkLesson::default() });
    f.hours.insert((30, 5), 105);
}, "уходит 11 уроков из 105 ч в год — 10,5\u{a0}%, а можно не больше 10 %")]
#[case::hours_unknown("works.hours_unknown", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    f.hours.clear();
}, "Не введены часы: Алгебра, 5-е классы.")]
#[case::no_subject("works.hours_unknown", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    f.procedures[0].subject_id = None;
}, "Не назван предмет: «Процедура 11».")]
#[case::first_lesson("works.lesson", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    lesson(f, 0, 1, 6);
}, "первом уроке")]
#[case::last_lesson("works.lesson", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    lesson(f, 0, 6, 6);
}, "6-й из 6")]
#[case::lesson_unknown("works.lesson_unknown", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    f.lessons.clear();
}, "«Процедура 11»")]
#[case::no_day("works.unreadable", |f: &mut ModelFacts| work(f, 0, "2024-10-10", "2024-10-20", "5"), "«Процедура 11»")]
#[case::unreadable("works.unreadable", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-10", "2024-10-10", "5, выборочно");
}, "«Процедура 11» (написано «5, выборочно»)")]
#[case::written_otherwise("works.day", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5-е классы");
    work(f, 1, "2024-10-15", "2024-10-15", "5А");
}, "15.10.2024: «Процедура 11», «Процедура 12».")]
#[case::class_of_the_cyclogram_alone("works.day", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "7");
    work(f, 1, "2024-10-15", "2024-10-15", "7В");
}, "15.10.2024: «Процедура 11», «Процедура 12».")]
#[case::dash("procedure.instrument", |f: &mut ModelFacts| f.procedures[0].instrument = "—".to_owned(), "инструментарий")]
#[case::no("procedure.decision", |f: &mut ModelFacts| f.procedures[0].decision_form = "Нет".to_owned(), "решение")]
#[case::nobody("procedure.owner", |f: &mut ModelFacts| f.procedures[0].responsible = "-".to_owned(), "ответственный")]
#[case::unused_beside_a_dash("instrument.unused", |f: &mut ModelFacts| {
    f.procedures[0].instrument = "-".to_owned();
    f.procedures[1].instrument = "анкета".to_owned();
    f.elements.push(element(70, ElementKind::Instrument, None, "Анкета для родителей первоклассников"));
    f.links.push(ModelLink { element_id: 70, to: Target::Element(1) });
}, "«Анкета для родителей первоклассников»")]
#[case::twice_written_otherwise("data.twice", |f: &mut ModelFacts| {
    f.procedures[1].indicators = vec!["i.11".to_owned()];
    f.procedures[0].classes = "5, 6".to_owned();
    f.procedures[1].classes = "5–6".to_owned();
    f.procedures[1].object = "Успеваемость по предметам".to_owned();
}, "«Показатель 11» измеряет и процедура «Процедура 11»")]
fn each_rule_finds_its_fault(#[case] rule: &str, #[case] harm: Harm, #[case] words: &str) {
    let mut facts = whole();
    harm(&mut facts);
    let told = told(&facts, rule);
    assert!(told.len() == 1 && told[0].contains(words), "{rule}: {told:?}");
}

#[test]
fn an_indicator_that_the_model_names_needs_a_procedure() {
    let mut facts = whole();
    facts.links.push(ModelLink { element_id: 1, to: Target::Indicator("i.11".to_owned()) });
    assert_eq!(told(&facts, "indicator.procedure"), Vec::<String>::new());
    facts.procedures[0].indicators.clear();
    assert_eq!(told(&facts, "indicator.procedure"), ["Показатель «Показатель 11» не измеряется ни одной процедурой."]);
    assert_eq!(told(&facts, "indicator.pack"), Vec::<String>::new());
}

#[rstest]
#[case::works_keep_distance("works.interval", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-01", "2024-10-01", "8");
    work(f, 1, "2024-10-19", "2024-10-19", "8");
})]
#[case::national_tests_are_over("works.vpr_window", |f: &mut ModelFacts| work(f, 0, "2025-05-17", "2025-05-20", "5"))]
#[case::other_subject("works.vpr_window", |f: &mut ModelFacts| {
    work(f, 0, "2025-03-12", "2025-03-12", "5");
    work(f, 1, "2025-03-10", "2025-03-20", "5");
    f.procedures[1].kind = ProcedureKind::ExternalWork;
    f.procedures[1].subject_id = Some(31);
})]
#[case::whole_school_is_not_meant("works.day", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "все 8-е классы");
    work(f, 1, "2024-10-15", "2024-10-15", "5А");
})]
#[case::excepted("works.day", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5–8, кроме 5А");
    work(f, 1, "2024-10-15", "2024-10-15", "5А");
})]
#[case::rows_of_one_work("works.interval", |f: &mut ModelFacts| {
    f.classes.push(ClassFact { name: "5Б".to_owned(), year_group: 5 });
    work(f, 0, "2024-10-15", "2024-10-15", "5А");
    work(f, 1, "2024-10-16", "2024-10-16", "5Б");
    f.procedures[1].name = f.procedures[0].name.clone();
})]
#[case::one_lesson_a_week("works.lesson", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    lesson(f, 0, 1, 6);
    f.hours.insert((30, 5), 34);
})]
#[case::just_ten_percent("works.hours", |f: &mut ModelFacts| {
    work(f, 0, "2024-10-15", "2024-10-15", "5");
    f.lessons.insert(11, WorkLesson { takes: 10, ..WorkLesson::default() });
    f.hours.insert((30, 5), 100);
})]
#[case::all_is_entered("works.lesson_unknown", |f: &mut ModelFacts| work(f, 0, "2024-10-15", "2024-10-15", "5"))]
#[case::all_hours_are_entered("works.hours_unknown", |f: &mut ModelFacts| work(f, 0, "2024-10-15", "2024-10-15", "5"))]
#[case::one_day_joins_them("data.twice", |f: &mut ModelFacts| {
    f.procedures[1].indicators = vec!["i.11".to_owned()];
    (f.procedures[0].starts_on, f.procedures[0].due_on) = (Some(day("2024-10-01")), Some(day("2024-10-15")));
    (f.procedures[1].starts_on, f.procedures[1].due_on) = (Some(day("2024-10-15")), Some(day("2024-10-25")));
})]
#[case::ninth_grade_writes_none("works.vpr_window", |f: &mut ModelFacts| work(f, 0, "2025-05-12", "2025-05-13", "9"))]
#[case::other_classes("data.twice", |f: &mut ModelFacts| {
    f.procedures[1].indicators = vec!["i.11".to_owned()];
    f.procedures[1].classes = "9".to_owned();
})]
#[case::instrument_is_linked("instrument.unused", |f: &mut ModelFacts| {
    f.elements.push(element(70, ElementKind::Instrument, None, "Анкета"));
    f.links.push(ModelLink { element_id: 70, to: Target::Procedure(11) });
})]
#[case::link_to_an_older_year("model.broken_link", |f: &mut ModelFacts| {
    f.older_procedures = vec![999];
    f.links.push(ModelLink { element_id: 8, to: Target::Procedure(999) });
})]
#[case::a_draft_cannot_run_out("local_act.expired", |f: &mut ModelFacts| {
    f.acts[0].is_approved = false;
    f.acts[0].valid_until = Some(day("2020-01-01"));
})]
fn what_is_right_is_left_alone(#[case] rule: &str, #[case] harm: Harm) {
    let mut facts = whole();
    harm(&mut facts);
    assert_eq!(told(&facts, rule), Vec::<String>::new());
}

#[test]
fn two_thousand_procedures_are_checked_at_once() {
    let mut facts = whole();
    let rows = facts.procedures.clone();
    facts.procedures = (0..2000)
        .map(|at| {
            let mut one = rows[at % rows.len()].clone();
            one.id = at as i64;
            one.kind = ProcedureKind::ControlWork;
            one.classes = "1–11".to_owned();
            one.subject_id = Some(30);
            one.starts_on = day("2024-09-01").checked_add_days(chrono::Days::new((at % 250) as u64));
            one.due_on = one.starts_on;
            one
        })
        .collect();
    assert!(found(&facts, rulebook()).len() > 1000);
    names_are_unique(&facts);
}

/// What the first of two faults was called does not change what the second is called.
#[test]
fn each_fault_of_a_place_has_its_own_name() {
    let keys = |facts: &ModelFacts| -> Vec<String> {
        found(facts, rulebook()).into_iter().filter(|one| one.rule == "data.twice").map(|one| one.place.key).collect()
    };
    let mut facts = whole();
    facts.procedures[1].indicators = vec!["i.11".to_owned()];
    facts.procedures[2].indicators = vec!["i.11".to_owned(), "i.12".to_owned()];
    assert_eq!(keys(&facts), ["procedure:12:11:i.11", "procedure:13:11:i.11", "procedure:13:12:i.11"]);
    facts.procedures[0].indicators.clear();
    assert_eq!(keys(&facts), ["procedure:13:12:i.11"]);
    facts.procedures[0].indicators = vec!["i.98".to_owned(), "i.99".to_owned(), "i.99".to_owned()];
    let unknown: Vec<String> = found(&facts, rulebook())
        .into_iter()
        .filter(|one| one.rule == "procedure.unknown_indicator")
        .map(|one| one.place.key)
        .collect();
    assert_eq!(unknown, ["procedure:11:i.98", "procedure:11:i.99"]);
}

/// No two findings share rule and key: otherwise one acceptance would hide both.
fn names_are_unique(facts: &ModelFacts) {
    let all = found(facts, rulebook());
    let names: std::collections::BTreeSet<(&str, &str)> =
        all.iter().map(|one| (one.rule, one.place.key.as_str())).collect();
    assert_eq!(names.len(), all.len());
}
