//! Who sits at a meeting before anybody has said so: the members of the body in office, otherwise those of last time.

use access::Cx;
use chrono::NaiveDate;
use plan::bodies::{self, BodyKind, CollegialBody};
use roster::setup::queries::school;
use roster::staff::queries::{StaffMember, staff};
use school::name_key;
use store::{Reads, Result};
use web::forms::Fields;

use super::kind::MeetingKind;
use super::meeting::{Meeting, Member};
use super::{Watcher, labels, queries};
use crate::people::{self, Named};

/// The form of a new meeting: people and place as last time, the members as they are in office.
pub(super) async fn as_usual(db: &mut impl Reads, cx: &Cx, kind: MeetingKind) -> Result<Fields> {
    let watcher = Watcher::of(cx);
    let year = cx.year().await?;
    let mut usual = Meeting::blank(0, year, kind, cx.today());
    let lines = queries::meetings(db, watcher, year).await?;
    match lines.iter().find(|line| line.kind == kind.code()) {
        Some(line) => usual = queries::meeting(db, watcher, line.id).await?.unwrap_or(usual),
        None => usual.chair = principal(db).await?,
    }
    let seated = seated(db, kind, cx.today()).await?;
    let fields = people_of(&seated.at(usual.clone()));
    Ok(fields.with("starts_at", &usual.starts_at).with("place", &usual.place))
}

/// The form with the members of the body in office filled in; whoever was ticked before gives way to them.
pub(super) async fn filled_in(
    db: &mut impl Reads,
    mut fields: Fields,
    (kind, on): (MeetingKind, NaiveDate),
) -> Result<Fields> {
    let seated = seated(db, kind, on).await?;
    if seated.members.is_empty() {
        fields.refuse("member", labels::NO_BODY);
        return Ok(fields);
    }
    let people = staff(db).await?;
    let mut meeting = Meeting::blank(0, 0, kind, on);
    meeting.chair = people::chosen(&mut fields, ("chair_staff", "chair"), &people);
    meeting.secretary = people::chosen(&mut fields, ("secretary_staff", "secretary"), &people);
    let is_other = |name: &&str| {
        !["chair_staff", "chair", "secretary_staff", "secretary", "member", "guests", "fill"].contains(name)
    };
    let kept = fields.names().filter(is_other).fold(people_of(&seated.at(meeting)), |kept, name| {
        fields.all(name).into_iter().fold(kept, |kept, value| kept.with(name, value))
    });
    Ok(kept)
}

/// The people of a body in office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seated {
    chair: Option<Named>,
    secretary: Option<Named>,
    members: Vec<Named>,
}

impl Seated {
    /// A meeting with these people; who is not known here is as the meeting says.
    fn at(self, meeting: Meeting) -> Meeting {
        let members = if self.members.is_empty() || meeting.kind.is_of_all_staff() {
            meeting.members
        } else {
            self.members.into_iter().map(|named| Member { named, is_present: false }).collect()
        };
        let (chair, secretary) = (self.chair.unwrap_or(meeting.chair), self.secretary.unwrap_or(meeting.secretary));
        Meeting { chair, secretary, members, ..meeting }
    }
}

async fn seated(db: &mut impl Reads, kind: MeetingKind, on: NaiveDate) -> Result<Seated> {
    let mut seated = Seated::default();
    let people = staff(db).await?;
    for body in bodies::queries::bodies(db).await?.iter().filter(|body| meets_as(body, kind, on)) {
        let members = bodies::queries::members_of(db, body.id).await?;
        for member in members.iter().filter(|member| member.is_in_office(on)) {
            let named = named(member, &people);
            let seat = name_key(&member.seat);
            if seat.starts_with(labels::CHAIR_SEAT) || seat.starts_with(labels::LEADER_SEAT) {
                seated.chair.get_or_insert_with(|| named.clone());
            } else if seat.starts_with(labels::SECRETARY_SEAT) {
                seated.secretary.get_or_insert_with(|| named.clone());
            }
            if !seated.members.contains(&named) {
                seated.members.push(named);
            }
        }
    }
    Ok(seated)
}

/// Somebody from outside is named with the seat, so that the form does not take them for a namesake of the staff list.
fn named(member: &bodies::Member, people: &[StaffMember]) -> Named {
    let known = people.iter().find(|one| Some(one.id) == member.staff_id && one.left_on.is_none());
    known.map_or_else(
        || {
            let seat =
                if member.seat.is_empty() { String::new() } else { format!(", {}", people::small(&member.seat)) };
            Named { staff_id: None, name: format!("{}{seat}", member.name) }
        },
        Named::of,
    )
}

/// Whether the members of a body sit at meetings of a kind on a day.
fn meets_as(body: &CollegialBody, kind: MeetingKind, on: NaiveDate) -> bool {
    let name = name_key(&body.name);
    let has = |words: &[&str]| words.iter().any(|word| name.split([' ', '-']).any(|part| part.starts_with(word)));
    let is_medical = has(labels::MEDICAL_BODY);
    let is_of_kind = match kind {
        MeetingKind::PedagogicalCouncil => body.kind == BodyKind::PedagogicalCouncil,
        MeetingKind::PrincipalMeeting => body.kind == BodyKind::Administration,
        MeetingKind::ExpertGroup => body.kind == BodyKind::ExpertGroup,
        MeetingKind::Consilium => has(labels::CONSILIUM_BODY) && !is_medical,
        MeetingKind::MedicalConsilium => is_medical,
    };
    is_of_kind && body.dissolved_on.is_none_or(|day| day > on)
}

/// The principal as the school's card names them, by the staff list if they are in it.
async fn principal(db: &mut impl Reads) -> Result<Named> {
    let name = school(db).await?.unwrap_or_default().principal_name;
    let known = staff(db).await?.into_iter().find(|one| name_key(&one.name().full()) == name_key(&name));
    Ok(known.as_ref().map_or(Named { staff_id: None, name }, Named::of))
}

/// The people of a meeting as its form sends them.
pub(super) fn people_of(meeting: &Meeting) -> Fields {
    let fields = people::with_chosen(Fields::empty(), ("chair_staff", "chair"), &meeting.chair);
    let mut fields = people::with_chosen(fields, ("secretary_staff", "secretary"), &meeting.secretary);
    let listed = meeting.members.iter().filter_map(|member| member.named.staff_id);
    fields = listed.fold(fields, |fields, id| fields.with("member", id));
    let guests = meeting.members.iter().filter(|member| member.named.staff_id.is_none());
    fields.with("guests", guests.map(|member| member.named.name.as_str()).collect::<Vec<_>>().join("\n"))
}

/// Reads the members that a form names, with those who preside and keep the minutes among them. A typed name of the staff
/// list is that person.
pub(super) fn read_members(fields: &mut Fields, meeting: &Meeting, people: &[StaffMember]) -> Vec<Member> {
    let ids = fields.ids("member");
    let mut named: Vec<Named> = people.iter().filter(|one| ids.contains(&one.id)).map(Named::of).collect();
    let guests = fields.long_text_if_any("guests").unwrap_or_default();
    for name in guests.lines().map(str::trim).filter(|name| !name.is_empty()) {
        match people::recognised(name, people) {
            Ok(guest) => named.push(guest),
            Err(namesakes) => fields.refuse("guests", crate::labels::namesakes(name, &namesakes)),
        }
    }
    with_officers(named, meeting)
}

/// The members, with those who preside and keep the minutes among them, each once.
pub(super) fn with_officers(mut named: Vec<Named>, meeting: &Meeting) -> Vec<Member> {
    named.insert(0, meeting.secretary.clone());
    named.insert(0, meeting.chair.clone());
    let mut members: Vec<Member> = Vec::new();
    for one in named.into_iter().filter(|one| !one.is_empty()) {
        if members.iter().all(|member| member.named != one) {
            members.push(Member { named: one, is_present: false });
        }
    }
    members
}

/// «15:00» of «15:00», «15.00» or «9»; empty for nothing.
pub(super) fn read_time(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    let (hours, minutes) = typed.split_once([':', '.', '-', ' ']).unwrap_or((typed, "00"));
    let number =
        |digits: &str| digits.parse::<u8>().ok().filter(|_| digits.chars().all(|digit| digit.is_ascii_digit()));
    let (hour, minute) = (number(hours)?, number(minutes)?);
    (hour < 24 && minute < 60 && minutes.len() == 2).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_and_nothing_else() {
        let table = [
            ("", Some("")),
            ("15:00", Some("15:00")),
            (" 9.05 ", Some("09:05")),
            ("15-30", Some("15:30")),
            ("8", Some("08:00")),
            ("25:99", None),
            ("24:00", None),
            ("12:60", None),
            ("12:5", None),
            ("после уроков", None),
            ("+9:00", None),
        ];
        for (typed, wanted) in table {
            assert_eq!(read_time(typed).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn a_body_of_the_schools_own_is_known_by_its_name() {
        let on: NaiveDate = "2025-01-15".parse().unwrap();
        let body = |kind: BodyKind, name: &str| CollegialBody {
            id: 1,
            kind,
            name: name.to_owned(),
            functions: String::new(),
            order_number: String::new(),
            order_on: None,
            dissolved_on: None,
            version: 1,
        };
        let table = [
            (body(BodyKind::ExpertGroup, "Экспертная группа"), Some(MeetingKind::ExpertGroup)),
            (body(BodyKind::Administration, "Администрация"), Some(MeetingKind::PrincipalMeeting)),
            (body(BodyKind::Own, "Психолого-педагогический консилиум"), Some(MeetingKind::Consilium)),
            (body(BodyKind::Own, "ППк"), Some(MeetingKind::Consilium)),
            (body(BodyKind::Own, "ПМПк школы"), Some(MeetingKind::MedicalConsilium)),
            (body(BodyKind::Own, "Психолого-медико-педагогический консилиум"), Some(MeetingKind::MedicalConsilium)),
            (body(BodyKind::Own, "Творческая лаборатория"), None),
            (CollegialBody { dissolved_on: Some(on), ..body(BodyKind::ExpertGroup, "") }, None),
        ];
        for (body, wanted) in table {
            let found = MeetingKind::ALL.into_iter().find(|kind| meets_as(&body, *kind, on));
            assert_eq!(found, wanted, "{}", body.name);
        }
    }
}
