//! Beginning with the typical model.

use ledger::Change;
use school::name_key;
use store::Result;

use super::labels::typical::MODEL;
use super::{Element, Target, artefact, queries};

/// Adds what the typical model has and the school's model has not, with its links. Answers how many elements.
///
/// # Errors
/// When the database refuses.
pub async fn add(change: &mut Change) -> Result<usize> {
    let known = queries::elements(change).await?;
    let mut ids = Vec::new();
    let mut added = Vec::new();
    for one in MODEL {
        let is_it = |element: &&Element| element.kind == one.kind && name_key(&element.name) == name_key(one.name);
        if let Some(element) = known.iter().find(is_it) {
            ids.push(element.id);
            continue;
        }
        let element = Element {
            id: 0,
            kind: one.kind,
            part: one.part,
            name: one.name.to_owned(),
            note: String::new(),
            version: 0,
        };
        let id = keep(change, &element).await?;
        ids.push(id);
        added.push((id, one.linked));
    }
    for (id, linked) in &added {
        let links: Vec<Target> =
            linked.iter().filter_map(|place| ids.get(*place)).map(|id| Target::Element(*id)).collect();
        queries::save_links(change, *id, &links).await?;
    }
    Ok(added.len())
}

/// Saves an element and describes it for chains. Answers the id.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep(change: &mut Change, element: &Element) -> Result<i64> {
    let id = queries::save_element(change, element).await?;
    change.describe(artefact(id), (&element.name, ""), None).await?;
    Ok(id)
}
