//! The meetings of the newest year: a council that decided, a consilium, an expert group, a meeting whose minutes are
//! still being written, a council that is planned.

use analyse::problem_zones::{self, Zone, ZoneFilter};
use chrono::{Days, NaiveDate};
use decide::meetings::queries::write;
use decide::meetings::{
    AgendaPoint, Holding, Matter, Meeting, MeetingHappened, MeetingKind, Member, MinutesSignature, Votes, chain,
    take_effect,
};
use decide::method::Method;
use decide::orders::Clause;
use decide::people::Named;
use ledger::Change;
use roster::staff::queries::staff;
use store::{Store, new_id};

use super::day;
use super::load::begin;
use crate::trouble::Trouble;

/// Who sits where, and about what.
struct Table {
    year: i64,
    people: Vec<Named>,
    zones: Vec<Zone>,
}

pub(super) async fn meet(store: &Store, year: i64) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    let leads_or_teaches = |kind: &str| kind != "other";
    let all = staff(&mut change).await?;
    let people = all.iter().filter(|one| one.left_on.is_none() && leads_or_teaches(&one.staff_kind)).map(Named::of);
    let scope = access::Scope::whole_school();
    let zones = problem_zones::zones(&mut change, &scope, year, &ZoneFilter::default()).await?;
    let mut table = Table { year, people: people.collect(), zones };
    // The principal presides, the deputies report: they come first.
    table.people.sort_by_key(|one| match one.name.as_str() {
        name if name.contains("заместитель") => 1,
        name if name.contains("директор") => 0,
        name if name.contains("психолог") => 2,
        _ => 3,
    });
    if table.people.len() < 6 {
        return Ok(());
    }
    council(&mut change, &table).await?;
    experts(&mut change, &table).await?;
    consilium(&mut change, &table).await?;
    with_principal(&mut change, &table).await?;
    let planned = table.planned(change.today());
    write::save_plan(&mut change, &planned).await?;
    chain(&mut change, &planned, &[]).await?;
    change.commit(&MeetingHappened::planned(&planned)).await?;
    Ok(())
}

async fn council(change: &mut Change, table: &Table) -> Result<(), Trouble> {
    let on = day(table.year + 1, 1, 15);
    let zone = table.zones.get(1).map(|zone| Matter { kind: problem_zones::KIND.to_owned(), id: zone.id });
    let seen = table.zones.get(1).map_or(String::new(), |zone| format!("{}. {}", zone.heading, zone.sentence));
    let about = AgendaPoint {
        matters: zone.into_iter().collect(),
        heard: seen,
        spoke: "Руководитель ШМО предложил взаимное посещение уроков и консультации для учащихся.".to_owned(),
        clauses: vec![
            clause(1, "Принять информацию к сведению", None),
            clause(2, "Провести методический семинар по работе с ошибками", Some((&table.people[1], on, 30))),
            clause(3, "Организовать консультации для учащихся", Some((&table.people[3], on, 45))),
        ],
        ..table.point("О результатах анализа качества образования за 1-е полугодие", 1)
    };
    let calendar = AgendaPoint {
        heard: "Изменения касаются сроков двух процедур 2-го полугодия.".to_owned(),
        clauses: vec![clause(1, "Утвердить изменения в циклограмме ВСОКО", None)],
        ..table.point("Об изменениях в циклограмме ВСОКО", 2)
    };
    let meeting = table.meeting(MeetingKind::PedagogicalCouncil, on, vec![about, calendar], table.people.len());
    let held = hold(change, meeting, table.people.len() - 2).await?;
    sign(change, held, "3").await
}

async fn experts(change: &mut Change, table: &Table) -> Result<(), Trouble> {
    let on = day(table.year + 1, 3, 20);
    let point = AgendaPoint {
        heard: "Группа изучила критерии оценивания проверочных работ в параллелях 5–8-х классов.".to_owned(),
        method: Method::Supportive,
        clauses: vec![clause(
            1,
            "Подготовить единые критерии и памятку для учителей",
            Some((&table.people[2], on, 21)),
        )],
        ..table.point("О согласованности критериев оценивания", 2)
    };
    let meeting = table.meeting(MeetingKind::ExpertGroup, on, vec![point], 5);
    let held = hold(change, meeting, 4).await?;
    sign(change, held, "1").await
}

async fn consilium(change: &mut Change, table: &Table) -> Result<(), Trouble> {
    let on = day(table.year + 1, 2, 12);
    let point = AgendaPoint {
        heard: "Представлены наблюдения классного руководителя и педагога-психолога.".to_owned(),
        clauses: vec![clause(1, "Составить маршрут сопровождения", Some((&table.people[3], on, 14)))],
        method: Method::Supportive,
        ..table.point("О сопровождении учащегося (карта № 4)", 3)
    };
    let meeting = table.meeting(MeetingKind::Consilium, on, vec![point], 4);
    let held = hold(change, meeting, 4).await?;
    sign(change, held, "1").await
}

/// Held; of two questions one is in the minutes.
async fn with_principal(change: &mut Change, table: &Table) -> Result<(), Trouble> {
    let on = day(table.year + 1, 5, 14);
    let ready = AgendaPoint {
        heard: "График составлен с учётом нагрузки: не больше одной контрольной работы в день.".to_owned(),
        method: Method::Administrative,
        clauses: vec![clause(1, "Разместить график на доске объявлений и в журнале", Some((&table.people[1], on, 5)))],
        ..table.point("О графике контрольных работ на май", 1)
    };
    let other = AgendaPoint {
        votes: None, ..table.point("О подготовке к промежуточной аттестации", 2)
    };
    let meeting = table.meeting(MeetingKind::PrincipalMeeting, on, vec![ready, other], 6);
    hold(change, meeting, 5).await?;
    Ok(())
}

impl Table {
    fn planned(&self, today: NaiveDate) -> Meeting {
        let on = today.checked_add_days(Days::new(7)).unwrap_or(today);
        let zone = self.zones.get(2).map(|zone| Matter { kind: problem_zones::KIND.to_owned(), id: zone.id });
        let about = AgendaPoint {
            matters: zone.into_iter().collect(),
            ..self.point("Об итогах учебного года и задачах на следующий", 1)
        };
        let plan = self.point("О плане работы и циклограмме ВСОКО на новый учебный год", 2);
        self.meeting(MeetingKind::PedagogicalCouncil, on, vec![about, plan], 0)
    }

    /// A question on which the speaker is somebody of the table.
    fn point(&self, topic: &str, speaker: usize) -> AgendaPoint {
        AgendaPoint {
            id: new_id(),
            topic: topic.to_owned(),
            speaker: self.people[speaker].clone(),
            ..AgendaPoint::blank(Method::Collegial)
        }
    }

    fn meeting(&self, kind: MeetingKind, on: NaiveDate, points: Vec<AgendaPoint>, members: usize) -> Meeting {
        let member = |named: &Named| Member { named: named.clone(), is_present: false };
        let points = (1_i64..).zip(points).map(|(place, point)| AgendaPoint { place, ..point });
        Meeting {
            starts_at: "15:00".to_owned(),
            place: "Учительская".to_owned(),
            chair: self.people[0].clone(),
            secretary: self.people[2].clone(),
            members: self.people.iter().take(members).map(member).collect(),
            points: points.collect(),
            ..Meeting::blank(new_id(), self.year, kind, on)
        }
    }
}

/// Plans and holds a meeting with so many present, and writes what its questions say. Who has resolved has voted.
async fn hold(change: &mut Change, mut meeting: Meeting, present: usize) -> Result<Meeting, Trouble> {
    write::save_plan(change, &meeting).await?;
    change.say(&MeetingHappened::planned(&meeting)).await?;
    let members = meeting.members.iter().enumerate();
    let members = members.map(|(place, member)| Member { is_present: place < present, ..member.clone() }).collect();
    let holding = Holding { held_on: meeting.planned_on, invited: String::new() };
    let in_favour = i64::try_from(present).unwrap_or_default();
    for point in meeting.points.iter_mut().filter(|point| point.is_recorded()) {
        point.votes = meeting.kind.decides_by_vote().then_some(Votes { in_favour, against: 0, abstained: 0 });
    }
    let today = change.today().max(meeting.planned_on);
    let held = meeting.hold(holding.clone(), members, today).map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
    write::save_holding(change, held.id, &holding, &held.members).await?;
    chain(change, &held, &[]).await?;
    change.say(&MeetingHappened::held(&held)).await?;
    for point in held.points.iter().filter(|point| point.is_recorded()) {
        write::save_minutes(change, point).await?;
        change.say(&MeetingHappened::recorded(&held, point.place)).await?;
    }
    Ok(held)
}

async fn sign(change: &mut Change, held: Meeting, number: &str) -> Result<(), Trouble> {
    let signature = MinutesSignature {
        number: number.to_owned(),
        signed_on: held.day().checked_add_days(Days::new(2)).unwrap_or(held.day()),
        chair: held.chair.name.clone(),
        secretary: held.secretary.name.clone(),
        signed_by: held.secretary.person().to_owned(),
    };
    let signed = held.sign(signature.clone()).map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
    take_effect(change, &signed, &signature).await?;
    change.say(&MeetingHappened::signed(&signed, &signature)).await?;
    Ok(())
}

fn clause(place: i64, task: &str, who: Option<(&Named, NaiveDate, u64)>) -> Clause {
    Clause {
        id: new_id(),
        place,
        task: task.to_owned(),
        responsible_staff_id: who.and_then(|(named, ..)| named.staff_id),
        responsible: who.map_or(String::new(), |(named, ..)| named.name.clone()),
        due_on: who.and_then(|(_, from, days)| from.checked_add_days(Days::new(days))),
    }
}
