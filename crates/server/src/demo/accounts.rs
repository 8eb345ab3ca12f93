//! Who signs in to the demo school besides the principal: one person a role.

use access::{Applicant, Role};
use ledger::Artefact;
use roster::staff::queries::StaffMember;

use super::labels;
use super::load::{LOGIN, Shown, begin};
use super::story::Story;
use crate::trouble::Trouble;

/// Login, role, and the beginning of the position of whoever takes it.
const PEOPLE: [(&str, Role, &str); 6] = [
    ("zavuch", Role::DeputyTeaching, labels::DEMO_DEPUTY_TEACHING),
    ("metod", Role::DeputyMethodical, labels::DEMO_DEPUTY_METHODICAL),
    ("vospitanie", Role::DeputyUpbringing, labels::DEMO_DEPUTY_UPBRINGING),
    ("psiholog", Role::Psychologist, labels::DEMO_PSYCHOLOGIST),
    ("uchitel", Role::Teacher, labels::DEMO_TEACHER),
    ("expert", Role::Expert, labels::DEMO_EXPERT),
];

/// Makes the principal's account and theirs, all with one password; answers the other logins with the names of the roles.
pub(super) async fn open(story: &Story<'_>, password: &str) -> Result<Vec<(&'static str, &'static str)>, Trouble> {
    let mut change = begin(story.store).await?;
    let people = story.people();
    let principal = story.principal();
    let first = Applicant { login: LOGIN.to_owned(), password: password.to_owned(), name: principal.name().full() };
    access::create_account(&mut change, &first, Some(principal.id), &[Role::Principal]).await?;
    let mut taken: Vec<i64> = Vec::new();
    let mut opened = Vec::new();
    for (login, role, position) in PEOPLE {
        let fits = |member: &&StaffMember| {
            member.left_on.is_none() && member.position.starts_with(position) && !taken.contains(&member.id)
        };
        let Some(member) = people.iter().find(fits) else { continue };
        taken.push(member.id);
        let applicant =
            Applicant { login: login.to_owned(), password: password.to_owned(), name: member.name().full() };
        access::create_account(&mut change, &applicant, Some(member.id), &[role]).await?;
        opened.push((login, role.label()));
    }
    change.commit(&Shown { subject: Artefact { kind: "school", id: 0 }, sentence: labels::DEMO_ACCOUNTS }).await?;
    Ok(opened)
}
