use decide::action_items::{NewItem, Source, open};
use ledger::{Artefact, Happening};
use store::{Store, args};
use testkit::School;

pub(crate) const ORDER: Artefact = Artefact { kind: "administrative_order", id: 1 };
/// The teacher whom items are given to.
pub(crate) const ORLOVA: i64 = 11;
/// Another member of staff.
pub(crate) const LEBEDEV: i64 = 12;

struct Opened;

impl Happening for Opened {
    fn kind(&self) -> &'static str {
        "test.opened"
    }
    fn subject(&self) -> Artefact {
        ORDER
    }
    fn sentence(&self) -> String {
        "Подписан приказ".to_owned()
    }
}

/// A school with two members of staff and no action item yet.
pub(crate) async fn school(store: Store) -> School {
    let school = School::composed(store, access::routes().and(crate::routes()), |composition| {
        composition.artefacts = [decide::artefacts(), crate::artefacts()].concat();
    })
    .await;
    let mut tx = school.store().begin().await.unwrap();
    for (id, surname, key) in
        [(ORLOVA, "Орлова", "орлова анна викторовна"), (LEBEDEV, "Лебедев", "лебедев анна викторовна")]
    {
        tx.execute(
            "INSERT INTO staff (id, surname, given_name, patronymic, name_key, position, staff_kind)
             VALUES ($1, $2, 'Анна', 'Викторовна', $3, 'учитель', 'pedagogical')",
            args![id, surname, key],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    school
}

/// Opens an item of an order for Orlova; answers its address.
pub(crate) async fn opened(school: &School, task: &str, due_on: &str) -> String {
    let mut change = school.change().await;
    let source = Source {
        artefact: ORDER,
        title: "Приказ от 15.01.2025 № 17".to_owned(),
        school_year: 2024,
        opened_on: "2025-01-15".parse().unwrap(),
    };
    let item = NewItem {
        place: 1,
        task: task.to_owned(),
        responsible_staff_id: Some(ORLOVA),
        responsible: "Орлова А. В., учитель".to_owned(),
        due_on: Some(due_on.parse().unwrap()),
    };
    let ids = open(&mut change, &source, &[item]).await.unwrap();
    change.commit(&Opened).await.unwrap();
    format!("/act/action-items/{}", ids[0])
}

/// Fails the test unless the Mermaid page draws these transitions and no others.
#[track_caller]
pub(crate) fn must_draw<'a>(page: &str, coded: impl Iterator<Item = (&'a str, &'a str, &'a str)>) {
    let arrow = |line: &str| {
        let (from, rest) = line.trim().split_once(" --> ")?;
        let (to, act) = rest.split_once(": ")?;
        Some((from.to_owned(), act.to_owned(), to.to_owned()))
    };
    let mut drawn: Vec<_> = page.lines().filter_map(arrow).collect();
    let mut coded: Vec<_> = coded.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())).collect();
    drawn.sort();
    coded.sort();
    assert_eq!(drawn, coded, "the picture and the code differ");
}
