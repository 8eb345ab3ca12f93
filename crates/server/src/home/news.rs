//! What changed: the latest sentences of history, as far as the viewer may open what they are about.

use access::{Cx, May};
use chrono::{DateTime, Utc};

use super::queries;

/// How much of history the page tells, and how far it looks for it.
const SHOWN: usize = 6;
const LOOKED_AT: i64 = 80;

/// Something that changed.
pub(super) struct News {
    pub(super) happened_at: DateTime<Utc>,
    pub(super) by: String,
    pub(super) sentence: String,
    /// where it can be looked at; may be empty
    pub(super) href: String,
}

/// The news for those who lead: principal and deputies. A consilium and other meetings are told of only to whoever may read
/// all of history.
pub(super) async fn news(cx: &Cx) -> store::Result<Vec<News>> {
    let reads_all = cx.may(May::ReadHistory);
    let leads = cx.scope().whole && cx.may(May::EditOrders);
    if !reads_all && !leads {
        return Ok(Vec::new());
    }
    let mut told: Vec<News> = Vec::new();
    for (happened_at, by, kind, id, sentence) in queries::news(&mut cx.store(), LOOKED_AT).await? {
        let known = cx.artefact_kind(&kind).filter(|known| cx.may(known.may));
        let may_know = reads_all || (known.is_some() && kind != decide::meetings::KIND);
        // One file or one table brings many sentences that say the same.
        let is_new = !told.iter().any(|one| one.sentence == sentence);
        if may_know && is_new {
            told.push(News {
                happened_at,
                by,
                sentence,
                href: known.map(|known| format!("{}{id}", known.href)).unwrap_or_default(),
            });
        }
        if told.len() == SHOWN {
            break;
        }
    }
    Ok(told)
}
