//! Lays years of work upon a school of `vsoko demo`, for measuring lists and calendars that have grown long:
//! `long_history DATA_FOLDER NEWEST_YEAR YEARS`. A year gets 400 procedures, 40 inspections begun from them, 200 signed
//! orders that ask for 20 things each, and 40 meetings.

use std::error::Error;
use std::path::Path;

use act::action_items::queries::{NewStep, take_step};
use act::action_items::{Act, State};
use analyse::inspections::{self, Inspection};
use chrono::{Days, NaiveDate, NaiveTime};
use decide::meetings::{AgendaPoint, Meeting, MeetingKind, chain, queries::write};
use decide::method::Method;
use decide::orders::{Clause, Order, Signature, artefact, queries::save_draft, take_effect};
use ledger::{Actor, Artefact, Change, Happening};
use plan::calendar::batches::{Origin, TEMPLATE, add};
use plan::calendar::{Procedure, artefact as procedure_artefact};
use plan::cards::typical_cards;
use roster::staff::queries::{StaffMember, staff};
use store::{Store, new_id};

const PROCEDURES: usize = 400;
const INSPECTIONS: usize = 40;
const ORDERS: u64 = 200;
const CLAUSES: i64 = 20;
const MEETINGS: u64 = 40;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What history says about it.
struct Laid(i64);

impl Happening for Laid {
    fn kind(&self) -> &'static str {
        "demo.long_history"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "school_year", id: self.0 }
    }
    fn sentence(&self) -> String {
        "Добавлены записи для измерения скорости".to_owned()
    }
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(newest), Some(years)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("long_history DATA_FOLDER NEWEST_YEAR YEARS".into());
    };
    let (newest, years): (i64, i64) = (newest.parse()?, years.parse()?);
    let store = match std::env::var("VSOKO_DATABASE_URL") {
        Ok(url) => Store::open(&url).await?,
        Err(_) => Store::open(&Path::new(&folder).join("vsoko.sqlite").to_string_lossy()).await?,
    };
    store.migrate(&server::composition::schema()).await?;
    let people: Vec<StaffMember> =
        staff(&mut store.clone()).await?.into_iter().filter(|one| one.left_on.is_none()).collect();
    for year in (newest - years + 1)..=newest {
        let begun = day(year, 9, 1);
        let mut change =
            Change::begin(&store, Actor::program("long_history"), begun.and_time(NaiveTime::MIN).and_utc(), begun)
                .await?;
        let rows = procedures(&mut change, year, &people).await?;
        inspect(&mut change, year, &rows).await?;
        for number in 0..ORDERS {
            order(&mut change, (year, number, year == newest), &people).await?;
        }
        for number in 0..MEETINGS {
            meeting(&mut change, (year, number)).await?;
        }
        change.commit(&Laid(year)).await?;
    }
    store.close().await;
    Ok(())
}

/// The year template again and again, each time somewhat later and for another class.
async fn procedures(change: &mut Change, year: i64, people: &[StaffMember]) -> Outcome<Vec<Procedure>> {
    let mut rows = Vec::new();
    for (number, typical) in TEMPLATE.rows.iter().cycle().take(PROCEDURES).enumerate() {
        let round = u64::try_from(number / TEMPLATE.rows.len())?;
        let row = typical.in_year(year, 0);
        let later = |on: Option<NaiveDate>| on.and_then(|on| on.checked_add_days(Days::new(3 * round)));
        let answers = &people[number % people.len()];
        rows.push(Procedure {
            name: format!("{}: {}-я часть", row.name, round + 1),
            classes: (2 + number % 10).to_string(),
            starts_on: later(row.starts_on),
            due_on: later(row.due_on),
            responsible_staff_id: Some(answers.id),
            responsible: answers.with_position(),
            ..row
        });
    }
    Ok(add(change, year, Origin::Template, &rows).await?)
}

async fn inspect(change: &mut Change, year: i64, rows: &[Procedure]) -> Outcome<()> {
    let cards = typical_cards();
    for (number, row) in rows.iter().step_by(PROCEDURES / INSPECTIONS).enumerate() {
        let card = cards[number % cards.len()].own(new_id());
        let one = Inspection {
            title: row.name.clone(),
            ..Inspection::of_card(&card, (new_id(), year), row.starts_on.unwrap_or(day(year, 10, 1)))
        };
        inspections::begin(change, &one, &[]).await.map_err(|fault| format!("{fault:?}"))?;
        change.link(procedure_artefact(row.id), inspections::artefact(one.id), inspections::CARRIED_OUT_AS).await?;
    }
    Ok(())
}

/// A signed order; what it asks for stands in every state.
async fn order(
    change: &mut Change,
    (year, number, is_newest): (i64, u64, bool),
    people: &[StaffMember],
) -> Outcome<()> {
    let signed_on = day(year, 9, 1).checked_add_days(Days::new(number)).unwrap_or_default();
    let in_turn = people.iter().cycle().skip(usize::try_from(number)?);
    let clause = |(place, answers): (i64, &StaffMember)| {
        let days = u64::try_from(10 + 3 * place).unwrap_or(10);
        Clause {
            id: new_id(),
            place,
            task: format!("Провести занятия с учащимися группы риска, {place}-я часть, и обсудить итоги с родителями"),
            responsible_staff_id: Some(answers.id),
            responsible: answers.with_position(),
            due_on: signed_on.checked_add_days(Days::new(days)),
        }
    };
    let order = Order {
        id: new_id(),
        school_year: year,
        heading: format!("Об итогах {}-й недели контроля", number + 1),
        statement: "По итогам анализа выявлены затруднения учащихся.".to_owned(),
        control: "Контроль исполнения приказа оставляю за собой".to_owned(),
        clauses: (1..=CLAUSES).zip(in_turn).map(clause).collect(),
        method: Method::Administrative,
        version: 0,
        signature: None,
    };
    let signature = Signature {
        number: format!("{}-о", number + 100),
        signed_on,
        post: "Директор".to_owned(),
        signatory: people[0].name().initials_first(),
    };
    save_draft(change, &order).await?;
    take_effect(change, &order, &signature).await?;
    let asked = ledger::links_from(change, artefact(order.id)).await?;
    for (place, item) in asked.iter().filter(|link| link.to_kind == decide::action_items::KIND).enumerate() {
        // Long ago nearly everything was done; of the newest year a third is still open.
        let steps: &[(Act, State)] = match place % 10 {
            0 if is_newest || number % 10 == 0 => &[],
            1 if is_newest => &[(Act::Begin, State::InProgress)],
            2 if is_newest => &[(Act::Begin, State::InProgress), (Act::Submit, State::UnderReview)],
            _ => &[(Act::Begin, State::InProgress), (Act::Submit, State::UnderReview), (Act::Accept, State::Done)],
        };
        for (version, (act, state)) in (0..).zip(steps.iter().copied()) {
            let step = NewStep {
                act, state, remark: "Сделано", bulk_id: None, evidence: "Журнал занятий"
            };
            take_step(change, item.to_id, version, step).await?;
        }
    }
    Ok(())
}

async fn meeting(change: &mut Change, (year, number): (i64, u64)) -> Outcome<()> {
    let on = day(year, 9, 3).checked_add_days(Days::new(7 * number)).unwrap_or_default();
    let point = AgendaPoint {
        id: new_id(),
        place: 1,
        topic: "Об итогах контроля за неделю".to_owned(),
        ..AgendaPoint::blank(Method::Collegial)
    };
    let meeting = Meeting { points: vec![point], ..Meeting::blank(new_id(), year, MeetingKind::PrincipalMeeting, on) };
    write::save_plan(change, &meeting).await?;
    chain(change, &meeting, &[]).await?;
    Ok(())
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, number)).unwrap_or_default()
}
