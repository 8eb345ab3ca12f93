//! The meetings of the newest year: a council that decided, a consilium, an expert group, a meeting whose minutes are
//! still being written, a council that is planned.

use act::action_items::queries::{NewStep, action_items, take_step};
use act::action_items::{Act, State};
use analyse::problem_zones::{self, Zone, ZoneFilter};
use chrono::{Days, NaiveDate};
use decide::action_items::artefact;
use decide::meetings::queries::write;
use decide::meetings::{
    AgendaPoint, Holding, Matter, Meeting, MeetingHappened, MeetingKind, Member, MinutesSignature, Votes, chain,
    take_effect,
};
use decide::method::Method;
use decide::orders::Clause;
use decide::people::Named;
use ledger::Change;
use roster::staff::queries::StaffMember;
use store::new_id;

use super::actions::Told;
use super::day;
use super::story::{Story, later};
use crate::trouble::Trouble;

/// Who sits where, and about what.
struct Table<'s> {
    story: &'s Story<'s>,
    zones: Vec<Zone>,
}

/// The meetings of the winter and the spring, and one to come.
pub(super) async fn meet(story: &Story<'_>) -> Result<(), Trouble> {
    let scope = access::Scope::whole_school();
    let year = story.size.newest;
    let zones = problem_zones::zones(&mut story.store.clone(), &scope, year, &ZoneFilter::default()).await?;
    let table = Table { story, zones };
    council(&table).await?;
    consilium(&table).await?;
    experts(&table).await?;
    carry_out(&table).await?;
    with_principal(&table).await?;
    let mut change = story.on(Story::ago(0), story.deputy()).await?;
    let planned = table.planned(change.today());
    write::save_plan(&mut change, &planned).await?;
    chain(&mut change, &planned, &[]).await?;
    change.commit(&MeetingHappened::planned(&planned)).await?;
    Ok(())
}

async fn council(table: &Table<'_>) -> Result<(), Trouble> {
    let story = table.story;
    let on = day(story.size.newest + 1, 1, 15);
    let zone = table.zones.get(1).map(|zone| Matter { kind: problem_zones::KIND.to_owned(), id: zone.id });
    let seen = table.zones.get(1).map_or(String::new(), |zone| format!("{}. {}", zone.heading, zone.sentence));
    let about = AgendaPoint {
        matters: zone.into_iter().collect(),
        heard: seen,
        spoke: "Руководитель ШМО предложил взаимное посещение уроков и консультации для учащихся.".to_owned(),
        clauses: vec![
            clause(1, "Принять информацию к сведению", None),
            clause(2, "Провести методический семинар по работе с ошибками", Some((story.methodist(), on, 30))),
            clause(3, "Организовать консультации для учащихся", Some((story.who("Учитель математики"), on, 45))),
        ],
        ..point("О результатах анализа качества образования за 1-е полугодие", story.deputy())
    };
    let calendar = AgendaPoint {
        heard: "Изменения касаются сроков двух процедур 2-го полугодия.".to_owned(),
        clauses: vec![clause(1, "Утвердить изменения в циклограмме ВСОКО", None)],
        ..point("Об изменениях в циклограмме ВСОКО", story.methodist())
    };
    let everybody: Vec<&StaffMember> = story.people().iter().collect();
    let meeting = table.meeting(MeetingKind::PedagogicalCouncil, on, vec![about, calendar], &everybody);
    let absent = 2;
    table.held_and_signed(meeting, absent, "3").await
}

async fn experts(table: &Table<'_>) -> Result<(), Trouble> {
    let story = table.story;
    let on = day(story.size.newest + 1, 3, 20);
    let speaker = story.who("Учитель русского языка");
    let point = AgendaPoint {
        heard: "Группа изучила критерии оценивания проверочных работ в параллелях 5–8-х классов.".to_owned(),
        method: Method::Supportive,
        clauses: vec![clause(1, "Подготовить единые критерии и памятку для учителей", Some((speaker, on, 21)))],
        ..point("О согласованности критериев оценивания", speaker)
    };
    let members = [
        story.methodist(),
        story.who("Учитель биологии"),
        speaker,
        story.who("Учитель математики"),
        story.who("Учитель истории"),
    ];
    let meeting = table.meeting(MeetingKind::ExpertGroup, on, vec![point], &members);
    table.held_and_signed(meeting, 1, "1").await
}

async fn consilium(table: &Table<'_>) -> Result<(), Trouble> {
    let story = table.story;
    let on = day(story.size.newest + 1, 2, 12);
    let psychologist = story.who("Педагог-психолог");
    let point = AgendaPoint {
        heard: "Представлены наблюдения классного руководителя и педагога-психолога.".to_owned(),
        clauses: vec![clause(1, "Составить маршрут сопровождения", Some((psychologist, on, 14)))],
        method: Method::Supportive,
        ..point("О сопровождении учащегося (карта № 4)", psychologist)
    };
    let members = [story.deputy(), psychologist, story.who("Социальный педагог"), story.who("Учитель-логопед")];
    let meeting = table.meeting(MeetingKind::Consilium, on, vec![point], &members);
    table.held_and_signed(meeting, 0, "1").await
}

/// Held; of two questions one is in the minutes.
async fn with_principal(table: &Table<'_>) -> Result<(), Trouble> {
    let story = table.story;
    let on = day(story.size.newest + 1, 5, 14);
    let ready = AgendaPoint {
        heard: "График составлен с учётом нагрузки: не больше одной контрольной работы в день.".to_owned(),
        method: Method::Administrative,
        clauses: vec![clause(1, "Разместить график на доске объявлений и в журнале", Some((story.deputy(), on, 5)))],
        ..point("О графике контрольных работ на май", story.deputy())
    };
    let other = AgendaPoint {
        votes: None, ..point("О подготовке к промежуточной аттестации", story.methodist())
    };
    let members = [
        story.principal(),
        story.methodist(),
        story.deputy(),
        story.who("Заместитель директора по воспитательной"),
        story.who("Педагог-психолог"),
    ];
    let meeting = table.meeting(MeetingKind::PrincipalMeeting, on, vec![ready, other], &members);
    let mut change = story.on(on, story.methodist()).await?;
    let held = hold(&mut change, meeting, 1).await?;
    change.commit(&MeetingHappened::held(&held)).await?;
    Ok(())
}

/// By the end of March what the council and the consilium asked for is done; what the experts asked for was forgotten.
async fn carry_out(table: &Table<'_>) -> Result<(), Trouble> {
    let story = table.story;
    let mut change = story.on(day(story.size.newest + 1, 3, 30), story.principal()).await?;
    let mut subject = None;
    for item in action_items(&mut change, &access::Scope::whole_school(), story.size.newest).await? {
        if item.source_title.contains("педагогического совета") || item.source_title.contains("консилиума")
        {
            let (act, state) = (Act::Confirm, State::Done);
            let step = NewStep {
                act, state, remark: "Проведено", bulk_id: None, evidence: "Записи в журнале"
            };
            take_step(&mut change, item.id, item.version, step).await?;
            let words = (item.task.as_str(), state.label());
            change.describe(artefact(item.id), words, item.due_on).await?;
            subject = Some(artefact(item.id));
        }
    }
    if let Some(subject) = subject {
        change
            .commit(&Told {
                subject, sentence: "Решения совета и консилиума исполнены"
            })
            .await?;
    }
    Ok(())
}

/// A question on which somebody speaks.
fn point(topic: &str, speaker: &StaffMember) -> AgendaPoint {
    AgendaPoint {
        id: new_id(),
        topic: topic.to_owned(),
        speaker: Named::of(speaker),
        ..AgendaPoint::blank(Method::Collegial)
    }
}

impl Table<'_> {
    fn planned(&self, today: NaiveDate) -> Meeting {
        let on = today.checked_add_days(Days::new(7)).unwrap_or(today);
        let zone = self.zones.get(2).map(|zone| Matter { kind: problem_zones::KIND.to_owned(), id: zone.id });
        let about = AgendaPoint {
            matters: zone.into_iter().collect(),
            ..point("Об итогах учебного года и задачах на следующий", self.story.deputy())
        };
        let plan = point("О плане работы и циклограмме ВСОКО на новый учебный год", self.story.methodist());
        let leaders = [self.story.principal(), self.story.who("Учитель истории")];
        let meeting = self.meeting(MeetingKind::PedagogicalCouncil, on, vec![about, plan], &leaders);
        Meeting { members: Vec::new(), ..meeting }
    }

    /// The first of the members presides, the second keeps the minutes.
    fn meeting(&self, kind: MeetingKind, on: NaiveDate, points: Vec<AgendaPoint>, members: &[&StaffMember]) -> Meeting {
        let member = |one: &&StaffMember| Member { named: Named::of(one), is_present: false };
        let points = (1_i64..).zip(points).map(|(place, point)| AgendaPoint { place, ..point });
        Meeting {
            starts_at: "15:00".to_owned(),
            place: "Учительская".to_owned(),
            chair: Named::of(members[0]),
            secretary: Named::of(members[1]),
            members: members.iter().map(member).collect(),
            points: points.collect(),
            ..Meeting::blank(new_id(), self.story.size.newest, kind, on)
        }
    }

    /// Held on its day without the last of its members, signed two days later.
    async fn held_and_signed(&self, meeting: Meeting, absent: usize, number: &str) -> Result<(), Trouble> {
        let secretary = meeting.secretary.staff_id;
        let by = self.story.people().iter().find(|one| Some(one.id) == secretary).unwrap_or(self.story.deputy());
        let mut change = self.story.on(meeting.planned_on, by).await?;
        let held = hold(&mut change, meeting, absent).await?;
        change.commit(&MeetingHappened::held(&held)).await?;
        let signature = MinutesSignature {
            number: number.to_owned(),
            signed_on: later(held.day(), 2),
            chair: held.chair.name.clone(),
            secretary: held.secretary.name.clone(),
            signed_by: held.secretary.person().to_owned(),
        };
        let mut change = self.story.on(signature.signed_on, by).await?;
        let signed = held.sign(signature.clone()).map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
        take_effect(&mut change, &signed, &signature).await?;
        change.commit(&MeetingHappened::signed(&signed, &signature)).await?;
        Ok(())
    }
}

/// Plans and holds a meeting without the last of its members, and writes what its questions say. Who has resolved has
/// voted.
async fn hold(change: &mut Change, mut meeting: Meeting, absent: usize) -> Result<Meeting, Trouble> {
    let present = meeting.members.len() - absent;
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
    for point in held.points.iter().filter(|point| point.is_recorded()) {
        write::save_minutes(change, point).await?;
        change.say(&MeetingHappened::recorded(&held, point.place)).await?;
    }
    Ok(held)
}

fn clause(place: i64, task: &str, who: Option<(&StaffMember, NaiveDate, u64)>) -> Clause {
    Clause {
        id: new_id(),
        place,
        task: task.to_owned(),
        responsible_staff_id: who.map(|(one, ..)| one.id),
        responsible: who.map_or(String::new(), |(one, ..)| one.with_position()),
        due_on: who.and_then(|(_, from, days)| from.checked_add_days(Days::new(days))),
    }
}
