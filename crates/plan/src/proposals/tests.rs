use std::collections::BTreeSet;

use ledger::Artefact;
use store::{Reads, Store, args};
use testkit::School;

use super::{NewProposal, ProposalHappened, TRANSITIONS, submit};

const SOURCE: Artefact = Artefact { kind: "effect_review", id: 5 };

/// A school with one proposal; answers its address.
async fn school(store: Store) -> (School, String) {
    let school = School::composed(store, access::routes().and(super::routes()), |composition| {
        composition.artefacts = super::artefacts();
    })
    .await;
    let mut change = school.change().await;
    let new = NewProposal {
        source: SOURCE,
        source_title: "Успеваемость: 8А, Алгебра".to_owned(),
        school_year: 2025,
        words: "Повторить диагностику по алгебре".to_owned(),
        reason: "Показатель не изменился".to_owned(),
        indicators: vec!["school.pass_rate".to_owned()],
        classes: "9А".to_owned(),
    };
    let id = submit(&mut change, &new).await.unwrap();
    let said = "Подведены итоги".to_owned();
    change.commit(&ProposalHappened { id, kind: "test.done", sentence: said }).await.unwrap();
    (school, format!("/plan/proposals/{id}"))
}

#[tokio::test]
async fn an_accepted_proposal_becomes_a_procedure() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, address) = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/proposals").await.must_say("Повторить диагностику по алгебре").must_say("2025/26");
        deputy.get(&address).await.must_say("Показатель не изменился").must_say("ждёт ответа");
        let path = format!("{address}/acceptance");
        let form = [("name", "Диагностика"), ("area", "results"), ("kind", "control_work"), ("classes", "9А")];
        let turned = [&form[..], &[("starts_on", "10.10.2025"), ("due_on", "01.10.2025")]].concat();
        deputy.submit(&path, &turned).await.must_be(422).must_say("Окончание раньше начала");
        let open = [&form[..], &[("starts_on", ""), ("due_on", "")]].concat();
        deputy.submit(&path, &open).await.must_say("принято в план").must_say("Диагностика");
        let rows = crate::calendar::queries::procedures(&mut school.store(), 2025).await.unwrap();
        assert_eq!((rows.len(), rows[0].place, rows[0].name.as_str()), (1, 1, "Диагностика"));
        assert_eq!(rows[0].indicators, ["school.pass_rate"]);
        // The year can be picked, and the page leads there.
        let years = roster::setup::queries::school_years(&mut school.store()).await.unwrap();
        assert!(years.iter().any(|known| known.school_year == 2025));
        deputy.get(&address).await.must_say("Циклограмма на 2025/26");
        deputy
            .submit(&format!("{address}/refusal"), &[("note", "поздно")])
            .await
            .must_be(409)
            .must_say("уже дан ответ");
        let links = "SELECT COUNT(*) FROM artefact_link WHERE from_kind = 'proposal' AND to_kind = 'procedure'";
        assert_eq!(school.store().number(links, args![]).await.unwrap(), Some(1));
        assert!(school.history().await.iter().any(|said| said.contains("принято в план 2025/26 учебного года")));
    })
    .await;
}

#[tokio::test]
async fn a_declined_proposal_says_why_and_others_only_read() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, address) = school(store).await;
        let mut teacher = school.teacher(99).await;
        teacher.get(&address).await.must_be(200).must_not_say("Принять в план");
        teacher.submit(&format!("{address}/refusal"), &[("note", "нет")]).await.must_be(404);
        let mut deputy = school.deputy().await;
        deputy.submit(&format!("{address}/refusal"), &[("note", "")]).await.must_be(422).must_say("почему предложение");
        deputy
            .submit(&format!("{address}/refusal"), &[("note", "Есть в плане ШМО")])
            .await
            .must_say("Есть в плане ШМО");
    })
    .await;
}

#[test]
fn the_picture_of_states_is_the_code() {
    let page = include_str!("../../../../docs/states/proposal.md");
    let drawn: BTreeSet<String> = page
        .lines()
        .map(str::trim)
        .filter(|line| line.contains("-->") && !line.contains("[*]"))
        .map(str::to_owned)
        .collect();
    let coded = TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {} : {}", from.code(), to.code(), act.code()));
    assert_eq!(drawn, coded.collect());
}
