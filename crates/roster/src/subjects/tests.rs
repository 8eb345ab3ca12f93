use std::collections::HashSet;

use school::name_key;

use super::queries::*;
use super::*;
use crate::testing::{Said, begin, stores};

#[test]
fn usual_names_do_not_collide() {
    let mut seen = HashSet::new();
    for subject in USUAL_SUBJECTS {
        for name in std::iter::once(&subject.name).chain(subject.aliases) {
            assert!(seen.insert(name_key(name)), "{name}");
        }
    }
}

#[test]
fn journals_names_are_understood() {
    for (written, meant) in [
        ("английский  ЯЗЫК", "Иностранный язык (английский)"),
        ("ОБЖ", "Основы безопасности и защиты Родины"),
        ("Основы безопасности и защиты родины", "Основы безопасности и защиты Родины"),
        ("Технология", "Труд (технология)"),
        ("Физкультура", "Физическая культура"),
    ] {
        assert_eq!(usual_subject(written).map(|subject| subject.name), Some(meant));
    }
    assert_eq!(usual_subject("Труд (Технология девочки)"), None);
}

#[tokio::test]
async fn usual_subjects_are_installed_once() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        install_usual(&mut change).await.unwrap();
        install_usual(&mut change).await.unwrap();
        change.commit(&Said).await.unwrap();
        let list = subjects(&mut fresh.store).await.unwrap();
        assert_eq!(list.len(), USUAL_SUBJECTS.len());
        let index = SubjectIndex::new(&list, &aliases(&mut fresh.store).await.unwrap());
        assert_eq!(index.find("Обж"), index.find("ОБЗР"));
        assert_eq!(index.find("Хореография"), None);
    }
}

#[tokio::test]
async fn a_subject_is_renamed_and_gets_names() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        let id = create_subject(&mut change, "Хореография", "Хор.", true).await.unwrap();
        assert_eq!(create_subject(&mut change, "хореография", "Х", true).await.unwrap(), id);
        let mut card = subject(&mut change, id).await.unwrap().unwrap();
        card.name = "Ритмика".to_owned();
        save_subject(&mut change, &card).await.unwrap();
        assert!(add_alias(&mut change, id, "Танец").await.unwrap());
        assert!(!add_alias(&mut change, id, "танец").await.unwrap());
        add_alias(&mut change, id, "Хореография").await.unwrap();
        remove_alias(&mut change, &name_key("Танец")).await.unwrap();
        change.commit(&Said).await.unwrap();
        let names = aliases(&mut fresh.store).await.unwrap();
        let index = SubjectIndex::new(&subjects(&mut fresh.store).await.unwrap(), &names);
        assert_eq!(index.find("ритмика"), Some(id));
        assert_eq!(index.find("Хореография"), Some(id));
        assert_eq!(index.find("Танец"), None);
    }
}
