use chrono::{DateTime, NaiveDate, Utc};
use store::{Reads, Store, args};

use super::*;

struct Said(&'static str);

impl Happening for Said {
    fn kind(&self) -> &'static str {
        "test.said"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "test", id: 7 }
    }
    fn sentence(&self) -> String {
        self.0.to_owned()
    }
}

fn now() -> DateTime<Utc> {
    "2026-09-02T08:00:00.123456789Z".parse().unwrap()
}

async fn begin(store: &Store) -> Change {
    let today = NaiveDate::from_ymd_opt(2026, 9, 2).unwrap();
    Change::begin(store, Actor::program("Проверка"), now(), today).await.unwrap()
}

async fn fresh(folder: &tempfile::TempDir) -> Store {
    let place = folder.path().join("a.sqlite");
    let store = Store::open(place.to_str().unwrap()).await.unwrap();
    store.migrate(&schema()).await.unwrap();
    store
}

#[tokio::test]
async fn a_chain_holds_what_led_here_and_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    let [zone, order, item, sibling] = [1, 2, 3, 4].map(|id| Artefact { kind: "test", id });
    let mut change = begin(&store).await;
    for (from, to) in [(zone, order), (order, item), (zone, sibling), (item, zone)] {
        change.link(from, to, "led_to").await.unwrap();
    }
    change.describe(order, ("Приказ", "проект"), None).await.unwrap();
    change.describe(order, ("Приказ № 7", "подписан"), Some(change.today())).await.unwrap();
    change.commit(&Said("цепочка")).await.unwrap();
    let ids = |chained: &[Chained]| chained.iter().map(|one| one.id).collect::<Vec<_>>();
    // A ring of links ends; from the leaf on, the ring leads everywhere.
    assert_eq!(ids(&chain(&mut store, sibling).await.unwrap()).len(), 4);
    let mut change = begin(&store).await;
    change.execute("DELETE FROM artefact_link WHERE to_id = 1", args![]).await.unwrap();
    change.commit(&Said("без кольца")).await.unwrap();
    let mut of_order = chain(&mut store, order).await.unwrap();
    of_order.sort_by_key(|one| one.id);
    assert_eq!(ids(&of_order), [1, 2, 3]);
    assert_eq!((of_order[1].title.as_str(), of_order[1].state.as_str()), ("Приказ № 7", "подписан"));
    let mut of_sibling = chain(&mut store, sibling).await.unwrap();
    of_sibling.sort_by_key(|one| one.id);
    assert_eq!(ids(&of_sibling), [1, 4]);
}

#[tokio::test]
async fn history_keeps_order_and_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    begin(&store).await.commit(&Said("первое")).await.unwrap();
    begin(&store).await.commit(&Said("второе")).await.unwrap();
    let words: Vec<String> =
        entries(&mut store, 0, 10).await.unwrap().into_iter().map(|entry| entry.sentence).collect();
    assert_eq!(words, ["второе", "первое"]);
    assert_eq!(entries_about(&mut store, Artefact { kind: "test", id: 7 }).await.unwrap().len(), 2);
    assert_eq!(entry_count(&mut store).await.unwrap(), 2);
    assert_eq!(verify_chain(&mut store).await.unwrap(), Ok(2));
}

#[tokio::test]
async fn an_altered_sentence_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    for word in ["первое", "второе", "третье"] {
        begin(&store).await.commit(&Said(word)).await.unwrap();
    }
    let mut tx = store.begin().await.unwrap();
    tx.execute("UPDATE happening SET sentence = $1 WHERE seq = 2", args!["другое"]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(verify_chain(&mut store).await.unwrap(), Err(ChainFault { seq: 2 }));
}

#[tokio::test]
async fn a_removed_sentence_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    for word in ["первое", "второе", "третье"] {
        begin(&store).await.commit(&Said(word)).await.unwrap();
    }
    let mut tx = store.begin().await.unwrap();
    tx.execute("DELETE FROM happening WHERE seq = $1", args![2]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(verify_chain(&mut store).await.unwrap(), Err(ChainFault { seq: 2 }));
}

#[tokio::test]
async fn a_change_without_a_sentence_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    let mut change = begin(&store).await;
    change.put_file(b"x", "x.txt").await.unwrap();
    drop(change);
    assert_eq!(store.number("SELECT COUNT(*) FROM stored_file", args![]).await.unwrap(), Some(0));
}

#[tokio::test]
async fn links_are_read_from_both_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder).await;
    let (zone, order) = (Artefact { kind: "problem_zone", id: 1 }, Artefact { kind: "administrative_order", id: 2 });
    let mut change = begin(&store).await;
    change.link(zone, order, "decided_by").await.unwrap();
    change.link(zone, order, "decided_by").await.unwrap();
    change.commit(&Said("связано")).await.unwrap();
    assert_eq!(links_from(&mut store, zone).await.unwrap().len(), 1);
    assert_eq!(links_to(&mut store, order).await.unwrap()[0].from_id, 1);
}

/// How often an answer was made, and the answer.
async fn recalled(memory: &Memory<&'static str, i64>, store: &Store, made: &std::cell::Cell<i64>) -> i64 {
    let version = data_version(&mut store.clone()).await.unwrap();
    let make = async || {
        made.set(made.get() + 1);
        Ok::<_, store::Error>(made.get())
    };
    *memory.recall(store, version, &"question", make).await.unwrap()
}

#[tokio::test]
async fn an_answer_is_kept_until_something_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder).await;
    let (memory, made) = (Memory::of_most(1), std::cell::Cell::new(0));
    assert_eq!(recalled(&memory, &store, &made).await, 1);
    assert_eq!(recalled(&memory, &store, &made).await, 1);
    begin(&store).await.commit(&Said("первое")).await.unwrap();
    assert_eq!(recalled(&memory, &store, &made).await, 2);

    let other_folder = tempfile::tempdir().unwrap();
    assert_eq!(recalled(&memory, &fresh(&other_folder).await, &made).await, 3, "another database has its own answers");
}

#[tokio::test]
async fn an_answer_made_during_a_commit_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder).await;
    let (memory, made) = (Memory::<_, i64>::of_most(1), std::cell::Cell::new(0));
    let make = async || {
        made.set(made.get() + 1);
        if made.get() == 1 {
            begin(&store).await.commit(&Said("тем временем")).await?;
        }
        Ok::<_, store::Error>(made.get())
    };
    assert_eq!(*memory.recall(&store, 0, &(), make).await.unwrap(), 2);
}

#[tokio::test]
async fn a_full_memory_forgets() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder).await;
    let memory = Memory::of_most(1);
    for (question, answer) in [("a", 1), ("b", 2), ("a", 3), ("a", 4)] {
        let expected = answer.min(3);
        let make = async || Ok::<_, store::Error>(answer);
        assert_eq!(*memory.recall(&store, 0, &question, make).await.unwrap(), expected);
    }
}
