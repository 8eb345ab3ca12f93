use decide::action_items::{NewItem, Source, open};
use ledger::{Actor, Artefact, Change, Happening};
use store::Store;
use testkit::School;

const ORDER: Artefact = Artefact { kind: "administrative_order", id: 1 };

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

/// A school in whose 2024/25 an order asked one thing, until a day that is past; answers the address of the item.
async fn school(store: Store) -> (School, String) {
    let school = School::composed(store, access::routes().and(crate::routes()), |composition| {
        composition.artefacts = [decide::artefacts(), crate::artefacts()].concat();
    })
    .await;
    let actor = Actor::program("Проверка");
    let mut change = Change::begin(&school.store(), actor, school.now(), school.today()).await.unwrap();
    let source = Source {
        artefact: ORDER,
        title: "Приказ от 15.01.2025 № 17".to_owned(),
        school_year: 2024,
        opened_on: "2025-01-15".parse().unwrap(),
    };
    let item = NewItem {
        place: 1,
        task: "Изучить причины".to_owned(),
        responsible_staff_id: None,
        responsible: "Орлова А. В., руководитель ШМО".to_owned(),
        due_on: Some("2025-03-01".parse().unwrap()),
    };
    let ids = open(&mut change, &source, &[item]).await.unwrap();
    change.commit(&Opened).await.unwrap();
    (school, format!("/act/action-items/{}", ids[0]))
}

#[tokio::test]
async fn fulfilment_needs_evidence() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, address) = school(store).await;
        let mut principal = school.principal().await;
        let list = principal.get("/act/action-items").await;
        list.must_say("Изучить причины").must_say("Орлова А. В., руководитель ШМО").must_say("срок прошёл");
        principal.get(&address).await.must_say("Приказ от 15.01.2025 № 17");
        let path = format!("{address}/fulfilment");
        principal.submit(&path, &[("evidence", "")]).await.must_say("чем подтверждается исполнение");
        principal.submit(&path, &[("evidence", "Справка от 20.02.2025")]).await.must_say("Справка от 20.02.2025");
        principal.submit(&path, &[("evidence", "ещё раз")]).await.must_say("Исполнение уже отмечено");
        let mut stranger = school.teacher(99).await;
        stranger.get("/act/action-items").await.must_not_say("Справка от 20.02.2025");
        stranger.get(&address).await.must_be(404);
    })
    .await;
}
