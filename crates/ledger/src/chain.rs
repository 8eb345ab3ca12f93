use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use chrono::NaiveDate;
use store::{Reads, Result, args};

use crate::Artefact;

/// One artefact of a chain, with the card by which its crate last described it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Chained {
    /// kind
    pub kind: String,
    /// id
    pub id: i64,
    /// its title; empty when its crate never described it
    pub title: String,
    /// its state, a Russian word; may be empty
    pub state: String,
    /// the day that it is known by
    pub dated: Option<NaiveDate>,
}

/// The chain of an artefact («цепочка»): everything it followed from and everything that followed from it, over any
/// number of links, each once, the artefact itself among them, by day. Other children of a parent are not in it. Of more
/// than 200 the rest is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn chain(db: &mut impl Reads, of: Artefact) -> Result<Vec<Chained>> {
    db.rows(
        "WITH RECURSIVE
            later (kind, id) AS (
                SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
                UNION SELECT l.to_kind, l.to_id FROM artefact_link l JOIN later a ON l.from_kind = a.kind AND l.from_id = a.id),
            earlier (kind, id) AS (
                SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
                UNION SELECT l.from_kind, l.from_id FROM artefact_link l JOIN earlier a ON l.to_kind = a.kind AND l.to_id = a.id)
         SELECT x.kind, x.id, COALESCE(c.title, '') AS title, COALESCE(c.state, '') AS state, c.dated
         FROM (SELECT kind, id FROM earlier UNION SELECT kind, id FROM later) x
         LEFT JOIN artefact_card c ON c.kind = x.kind AND c.id = x.id
         ORDER BY c.dated, x.id LIMIT 200",
        args![of.kind, of.id],
    )
    .await
}

/// The newest artefacts of a kind by the day they are known by, as their crate last described them: at most 200. An earlier
/// stage can so offer papers of a later one.
///
/// # Errors
/// When the database does not answer.
pub async fn described(db: &mut impl Reads, kind: &str) -> Result<Vec<Chained>> {
    db.rows(
        "SELECT kind, id, title, state, dated FROM artefact_card
         WHERE kind = $1 AND dated IS NOT NULL ORDER BY dated DESC, id DESC LIMIT 200",
        args![kind],
    )
    .await
}

/// The whole history around an artefact: its causes, and everything that followed from it or from a cause of an opening
/// kind. Not yet put in order: [`Connected::drawn`] does that.
#[derive(Debug, Clone)]
pub struct Connected {
    of: (String, i64),
    opening: Vec<String>,
    nodes: Vec<Chained>,
    steps: Vec<Step>,
}

/// `to` followed from `from`.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Step {
    from_kind: String,
    from_id: i64,
    to_kind: String,
    to_id: i64,
}

/// A history as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// causes before what followed from them
    pub nodes: Vec<Chained>,
    /// how many that are farther off were left out
    pub more: usize,
}

/// A question about everything around an artefact: `earlier` are its causes, `later` what followed from it and from causes of
/// the opening kinds; both are artefacts by kind and id.
macro_rules! around {
    ($asked:literal) => {
        concat!(
            "WITH RECURSIVE
                earlier (kind, id) AS (
                    SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
                    UNION SELECT l.from_kind, l.from_id FROM artefact_link l JOIN earlier a ON l.to_kind = a.kind AND l.to_id = a.id),
                later (kind, id) AS (
                    SELECT e.kind, e.id FROM earlier e
                    WHERE (e.kind = $1 AND e.id = $2) OR CAST($3 AS TEXT) LIKE '%|' || e.kind || '|%'
                    UNION SELECT l.to_kind, l.to_id FROM artefact_link l JOIN later a ON l.from_kind = a.kind AND l.from_id = a.id) ",
            $asked
        )
    };
}

/// Finds the whole history around an artefact, in two questions. `opening` are the kinds of cause from which everything
/// that followed belongs to the same history: a problem, a decision; what else followed from a plan is another history.
///
/// # Errors
/// When the database does not answer.
pub async fn connected(db: &mut impl Reads, of: Artefact, opening: &[&str]) -> Result<Connected> {
    let kinds = format!("|{}|", opening.join("|"));
    let nodes = db
        .rows(
            around!(
                "SELECT x.kind, x.id, COALESCE(c.title, '') AS title, COALESCE(c.state, '') AS state, c.dated
             FROM (SELECT kind, id FROM earlier UNION SELECT kind, id FROM later) x
             LEFT JOIN artefact_card c ON c.kind = x.kind AND c.id = x.id
             ORDER BY CASE WHEN x.kind = $1 AND x.id = $2 THEN 0 ELSE 1 END, c.dated DESC, x.id LIMIT 2000"
            ),
            args![of.kind, of.id, kinds.as_str()],
        )
        .await?;
    let steps = db
        .rows(
            around!(
                "SELECT DISTINCT l.from_kind, l.from_id, l.to_kind, l.to_id
             FROM (SELECT kind, id FROM earlier UNION SELECT kind, id FROM later) x
             JOIN artefact_link l ON l.to_kind = x.kind AND l.to_id = x.id LIMIT 6000"
            ),
            args![of.kind, of.id, kinds.as_str()],
        )
        .await?;
    let opening = opening.iter().map(|kind| (*kind).to_owned()).collect();
    Ok(Connected { of: (of.kind.to_owned(), of.id), opening, nodes, steps })
}

/// How an artefact belongs to a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// neither a cause nor a consequence: a consequence of a cause
    is_aside: bool,
    /// over how many links
    distance: usize,
}

/// Where a node stands among the nodes.
type At = usize;

impl Connected {
    /// The history in order: a cause stands before what followed from it; among those free to stand next the lowest rank
    /// comes first (the stage), then the earliest day. `rank` answers nothing for what is not told; it is asked with the
    /// artefact and whether it stands aside of the line of causes and consequences. At most `most` are told: the line
    /// first, then the nearest.
    #[must_use]
    pub fn drawn<R: Ord + Copy>(&self, most: usize, rank: impl Fn(&Chained, bool) -> Option<R>) -> Drawn {
        let index: HashMap<(&str, i64), At> =
            self.nodes.iter().enumerate().map(|(at, one)| ((one.kind.as_str(), one.id), at)).collect();
        let at = |kind: &str, id: i64| index.get(&(kind, id)).copied();
        let (mut after, mut before) = (vec![Vec::new(); self.nodes.len()], vec![Vec::new(); self.nodes.len()]);
        for step in &self.steps {
            if let (Some(from), Some(to)) = (at(&step.from_kind, step.from_id), at(&step.to_kind, step.to_id)) {
                after[from].push(to);
                before[to].push(from);
            }
        }
        let Some(start) = at(&self.of.0, self.of.1) else { return Drawn { nodes: Vec::new(), more: 0 } };
        let places = self.places(start, &after, &before);
        let ranks: Vec<Option<R>> =
            self.nodes.iter().zip(&places).map(|(one, place)| rank(one, (*place)?.is_aside)).collect();
        // A ring is entered at something that is told.
        let rank_of = |at: At| (ranks[at].is_none(), ranks[at]);
        let day_of = |at: At| (self.nodes[at].dated.is_none(), self.nodes[at].dated);
        let key = |at: At| (rank_of(at), day_of(at), self.nodes[at].id);
        let order = in_order(&after, &before, key);
        let mut told: Vec<At> = order.iter().copied().filter(|at| ranks[*at].is_some()).collect();
        told.sort_by_key(|at| places[*at]);
        let more = told.len().saturating_sub(most);
        told.truncate(most);
        told.sort_unstable();
        let kept = order.into_iter().filter(|at| told.binary_search(at).is_ok());
        Drawn { nodes: kept.map(|at| self.nodes[at].clone()).collect(), more }
    }

    /// How each node belongs to the history; nothing for one that cannot be reached.
    fn places(&self, start: At, after: &[Vec<At>], before: &[Vec<At>]) -> Vec<Option<Place>> {
        let line = |links: &[Vec<At>]| spread(links, &[(start, 0)]);
        let (causes, consequences) = (line(before), line(after));
        let opens = |at: At| self.opening.contains(&self.nodes[at].kind);
        let sources: Vec<(At, usize)> = causes
            .iter()
            .enumerate()
            .filter_map(|(at, far)| Some((at, (*far)?)))
            .filter(|(at, _)| opens(*at))
            .collect();
        let aside = spread(after, &sources);
        let place = |at: At| match (causes[at], consequences[at], aside[at]) {
            (None, None, far) => far.map(|distance| Place { is_aside: true, distance }),
            (cause, consequence, _) => {
                let distance = cause.into_iter().chain(consequence).min()?;
                Some(Place { is_aside: false, distance })
            }
        };
        (0..self.nodes.len()).map(place).collect()
    }
}

/// How far each node is from the nearest source, along these links.
fn spread(links: &[Vec<At>], sources: &[(At, usize)]) -> Vec<Option<usize>> {
    let mut far: Vec<Option<usize>> = vec![None; links.len()];
    let mut waiting: BTreeMap<usize, Vec<At>> = BTreeMap::new();
    for (at, distance) in sources {
        waiting.entry(*distance).or_default().push(*at);
    }
    while let Some((distance, nodes)) = waiting.pop_first() {
        for at in nodes {
            if far[at].is_none() {
                far[at] = Some(distance);
                waiting.entry(distance + 1).or_default().extend(&links[at]);
            }
        }
    }
    far
}

/// All nodes, each after those it followed from, otherwise the least key first. A ring is entered at its least key.
fn in_order<K: Ord>(after: &[Vec<At>], before: &[Vec<At>], key: impl Fn(At) -> K) -> Vec<At> {
    let mut open: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut by_key: Vec<At> = (0..after.len()).collect();
    by_key.sort_by_cached_key(|at| key(*at));
    let mut turn = vec![0; after.len()];
    for (place, at) in by_key.iter().enumerate() {
        turn[*at] = place;
    }
    let mut is_placed = vec![false; after.len()];
    let mut free: BinaryHeap<Reverse<usize>> =
        by_key.iter().filter(|at| open[**at] == 0).map(|at| Reverse(turn[*at])).collect();
    let mut order = Vec::with_capacity(after.len());
    let mut first_waiting = 0;
    while order.len() < after.len() {
        let at = match free.pop() {
            Some(Reverse(turn)) => by_key[turn],
            None => {
                while is_placed[by_key[first_waiting]] {
                    first_waiting += 1;
                }
                by_key[first_waiting]
            }
        };
        if std::mem::replace(&mut is_placed[at], true) {
            continue;
        }
        order.push(at);
        for next in &after[at] {
            open[*next] = open[*next].saturating_sub(1);
            if open[*next] == 0 && !is_placed[*next] {
                free.push(Reverse(turn[*next]));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stages of the kinds in the tests; what is opening is a problem or a decision.
    const KINDS: [&str; 7] = ["procedure", "inspection", "zone", "order", "item", "effect", "proposal"];

    fn stage(kind: &str) -> Option<usize> {
        match kind {
            "procedure" | "proposal" => Some(0),
            "hidden" => None,
            kind => KINDS.iter().position(|known| *known == kind),
        }
    }

    type Node<'a> = (&'a str, i64);
    type Link<'a> = (Node<'a>, Node<'a>);

    fn history(of: Node, links: &[Link]) -> Connected {
        let mut names: Vec<Node> = links.iter().flat_map(|(from, to)| [*from, *to]).collect();
        names.sort_unstable();
        names.dedup();
        let node = |(kind, id): Node| Chained {
            kind: kind.to_owned(),
            id,
            title: String::new(),
            state: String::new(),
            dated: None,
        };
        let step = |((from_kind, from_id), (to_kind, to_id)): &Link| Step {
            from_kind: (*from_kind).to_owned(),
            from_id: *from_id,
            to_kind: (*to_kind).to_owned(),
            to_id: *to_id,
        };
        Connected {
            of: (of.0.to_owned(), of.1),
            opening: vec!["zone".to_owned(), "order".to_owned()],
            nodes: names.into_iter().map(node).collect(),
            steps: links.iter().map(step).collect(),
        }
    }

    fn told(drawn: &Drawn) -> String {
        drawn.nodes.iter().map(|one| format!("{} {}", one.kind, one.id)).collect::<Vec<_>>().join(", ")
    }

    /// A procedure led to an inspection, a zone was decided by an order with two items, its effect to a proposal, and that
    /// to the procedure of the next year.
    const YEAR: [Link; 9] = [
        (("procedure", 1), ("inspection", 2)),
        (("procedure", 1), ("zone", 9)),
        (("inspection", 2), ("zone", 3)),
        (("zone", 3), ("order", 4)),
        (("order", 4), ("item", 5)),
        (("order", 4), ("item", 6)),
        (("order", 4), ("effect", 7)),
        (("effect", 7), ("proposal", 8)),
        (("proposal", 8), ("procedure", 10)),
    ];

    #[test]
    fn every_page_of_a_history_shows_all_of_it_in_the_order_of_causes() {
        let whole = "procedure 1, inspection 2, zone 3, order 4, item 5, item 6, effect 7, proposal 8, procedure 10";
        for of in [("item", 5), ("effect", 7), ("proposal", 8), ("procedure", 10), ("order", 4), ("zone", 3)] {
            let connected = history(of, &YEAR);
            let drawn = connected.drawn(60, |one, _| stage(&one.kind));
            // What else followed from the plan, zone 9, is another history.
            assert_eq!((told(&drawn).as_str(), drawn.more), (whole, 0), "{of:?}");
        }
    }

    #[test]
    fn the_line_is_told_before_what_stands_aside() {
        let connected = history(("item", 5), &YEAR);
        let line = connected.drawn(60, |one, is_aside| stage(&one.kind).filter(|_| !is_aside));
        assert_eq!(told(&line), "procedure 1, inspection 2, zone 3, order 4, item 5");
        let short = connected.drawn(7, |one, _| stage(&one.kind));
        assert_eq!(told(&short), "procedure 1, inspection 2, zone 3, order 4, item 5, item 6, effect 7");
        assert_eq!(short.more, 2);
    }

    #[test]
    fn what_is_not_told_hides_nothing_behind_it_and_rings_end() {
        let links = [
            (("zone", 1), ("hidden", 2)),
            (("hidden", 2), ("item", 3)),
            (("item", 3), ("zone", 1)),
            (("zone", 1), ("order", 4)),
        ];
        let drawn = history(("item", 3), &links).drawn(60, |one, _| stage(&one.kind));
        assert_eq!((told(&drawn).as_str(), drawn.more), ("zone 1, order 4, item 3", 0));
    }
}
