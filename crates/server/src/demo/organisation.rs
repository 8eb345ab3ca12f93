//! The plan's people and papers: bodies, local acts in several states, the model, the roadmap.

use chrono::{Days, NaiveDate};
use ledger::{Artefact, Change, Happening};
use plan::bodies::{self, BodyKind, Member};
use plan::local_acts::{self, Act, ActKind, LocalAct, Step};
use plan::roadmap::{self, ActionPlanRow};
use roster::staff::queries::StaffMember;

use super::day;
use super::story::Story;
use crate::trouble::Trouble;

struct Founded;

impl Happening for Founded {
    fn kind(&self) -> &'static str {
        "plan.organised"
    }
    fn subject(&self) -> Artefact {
        bodies::artefact(0)
    }
    fn sentence(&self) -> String {
        "Внесены органы управления, локальные акты, модель ВСОКО и дорожная карта".to_owned()
    }
}

/// Everything at once, as a school would have it before the year begins.
pub(super) async fn organise(story: &Story<'_>) -> Result<(), Trouble> {
    let year = story.size.newest;
    let mut change = story.on(day(year, 8, 30), story.deputy()).await?;
    let school = roster::setup::queries::school(&mut change).await?.unwrap_or_default();
    let start = day(year, 9, 1);
    found_bodies(&mut change, story, start).await?;
    keep_acts(&mut change, school.shown_name(), start, story.people()).await?;
    plan::model::add_typical(&mut change).await?;
    draw_roadmap(&mut change, year).await?;
    change.commit(&Founded).await?;
    Ok(())
}

async fn found_bodies(change: &mut Change, story: &Story<'_>, since: NaiveDate) -> store::Result<()> {
    for mut body in bodies::usual_bodies() {
        let is_of_staff =
            !matches!(body.kind, BodyKind::ParentsCouncil | BodyKind::PupilsCouncil | BodyKind::SocialPartners);
        body.order_number = if is_of_staff { "1-ОД".to_owned() } else { String::new() };
        body.order_on = is_of_staff.then_some(since);
        let body_id = bodies::keep(change, &body).await?;
        for (seat, position) in seats(body.kind) {
            let picked = (!position.is_empty()).then(|| story.who(position));
            let member = Member {
                id: 0,
                body_id,
                staff_id: picked.map(|one| one.id),
                name: picked.map_or_else(|| "Ким О. П.".to_owned(), |one| one.name().with_initials()),
                seat: (*seat).to_owned(),
                since,
                until: None,
                version: 0,
            };
            bodies::queries::save_member(change, &member).await?;
        }
    }
    Ok(())
}

/// Seat, and the position of whoever takes it; nobody of the staff where it is empty.
fn seats(kind: BodyKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        BodyKind::QualityCommission => &[
            ("председатель, заместитель директора по УВР", "Заместитель директора по УВР"),
            ("представитель администрации", "Заместитель директора по методической"),
            ("представитель коллектива", "Учитель физики"),
            ("руководитель МО", "Учитель русского языка"),
            ("социальный педагог", "Социальный педагог"),
            ("педагог-психолог", "Педагог-психолог"),
            ("родитель", ""),
        ],
        BodyKind::PedagogicalCouncil => &[
            ("председатель", "Директор"),
            ("секретарь", "Учитель истории"),
            ("член", "Заместитель директора по УВР"),
            ("член", "Учитель математики"),
        ],
        BodyKind::ExpertGroup => &[
            ("председатель", "Заместитель директора по методической"),
            ("секретарь", "Учитель биологии"),
            ("член", "Учитель математики"),
            ("член", "Учитель русского языка"),
        ],
        BodyKind::ParentsCouncil | BodyKind::PupilsCouncil => &[("председатель", "")],
        _ => &[],
    }
}

const CONTROL: &str = "\
1. Общие положения
1.1. Внутришкольный контроль изучает причины отклонений, которые показал мониторинг, и помогает их устранить.
2. Порядок проведения
2.1. Контроль проводится по циклограмме; по каждой процедуре составляется план-задание.
2.2. Итоги оформляются справкой с выводами и рекомендациями, рассматриваются на совещании или педагогическом совете.
3. Заключительные положения
3.1. Изменения вносятся в том же порядке, в котором акт принят.";

const MONITORING: &str = "\
1. Общие положения
1.1. Программа определяет, какие показатели школа наблюдает в течение года и из каких сведений они считаются.
2. Показатели и сроки
2.1. Показатели и сроки повторяют циклограмму ВСОКО.";

async fn keep_acts(change: &mut Change, school: &str, start: NaiveDate, people: &[StaffMember]) -> store::Result<()> {
    let until = |days: i64| Some(Story::ago(-days));
    let whole = [Act::Consider, Act::Adopt, Act::Approve];
    let regulation = LocalAct {
        number: "17".to_owned(),
        valid_from: Some(start),
        valid_until: until(500),
        ..local_acts::regulation_draft(school)
    };
    let id = keep_act(change, &regulation, &whole, start).await?;
    let readers: Vec<i64> = people.iter().take(12).map(|one| one.id).collect();
    local_acts::queries::save_readers(change, id, &readers).await?;
    for reader in readers.iter().take(7) {
        local_acts::queries::acknowledge(change, id, *reader).await?;
    }
    let short = |title: &str, kind: ActKind, text: &str, days: i64| LocalAct {
        title: title.to_owned(),
        body_text: text.to_owned(),
        valid_until: until(days),
        ..local_acts::draft(kind)
    };
    let control = short("Порядок внутришкольного контроля", ActKind::Procedure, CONTROL, 40);
    keep_act(change, &control, &whole, start).await?;
    let group = LocalAct { valid_until: until(900), ..local_acts::expert_group_draft(school) };
    keep_act(change, &group, &whole[..2], start).await?;
    keep_act(change, &short("Программа мониторинга", ActKind::Programme, MONITORING, 700), &[], start).await?;
    Ok(())
}

async fn keep_act(change: &mut Change, act: &LocalAct, acts: &[Act], on: NaiveDate) -> store::Result<i64> {
    let id = local_acts::keep_draft(change, act).await?;
    for (at, act) in acts.iter().enumerate() {
        let (who, document) = match act {
            Act::Consider => ("Методический совет", "протокол № 1"),
            Act::Adopt => ("Педагогический совет", "протокол № 1"),
            _ => ("Директор", "приказ № 17"),
        };
        let step = Step {
            act: *act,
            done_on: on.checked_add_days(Days::new(at as u64)).unwrap_or(on),
            body_id: None,
            who: who.to_owned(),
            document: document.to_owned(),
            recorded_by: String::new(),
        };
        if let Some(known) = local_acts::queries::act(change, id).await?
            && let Some(state) = local_acts::target(known.state(), *act)
        {
            local_acts::record(change, &known, &step, state).await?;
        }
    }
    Ok(id)
}

/// «Мероприятие», «ожидаемые результаты», «ответственные», «сроки».
const ROADMAP: [[&str; 4]; 5] = [
    [
        "Обсудить итоги прошлого года и уточнить модель ВСОКО",
        "Протокол, список изменений",
        "Экспертная группа",
        "август",
    ],
    ["Утвердить циклограмму и график оценочных процедур", "Приказ, график на сайте", "Директор", "сентябрь"],
    [
        "Обучить экспертов работе с инструментарием",
        "Программа, список участников",
        "Заместитель директора по МР",
        "октябрь",
    ],
    ["Провести внутренний аудит в методических объединениях", "Протоколы аудита", "Рабочая группа", "январь"],
    ["Подготовить план корректирующих мероприятий", "План, сроки и ответственные", "Рабочая группа", "май"],
];

async fn draw_roadmap(change: &mut Change, year: i64) -> store::Result<()> {
    for (at, [activity, expected, responsible, month]) in ROADMAP.into_iter().enumerate() {
        let place = i64::try_from(at).unwrap_or_default() + 1;
        let is_after_new_year = matches!(month, "январь" | "май");
        let period = format!("{month} {}", if is_after_new_year { year + 1 } else { year });
        let days = match roadmap::period::read(&period) {
            roadmap::period::Period::Days { from, until } => (from, Some(until)),
            _ => (None, None),
        };
        let row = ActionPlanRow {
            id: 0,
            school_year: year,
            place,
            number: place.to_string(),
            activity: activity.to_owned(),
            expected: expected.to_owned(),
            responsible: responsible.to_owned(),
            period,
            starts_on: days.0,
            ends_on: days.1,
            version: 0,
        };
        roadmap::queries::save_row(change, &row).await?;
    }
    Ok(())
}
