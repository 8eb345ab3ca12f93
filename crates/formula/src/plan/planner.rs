//! The plan: what to scan, and how the grids become outcomes.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, Unknown};
use crate::language::tree::Value;
use crate::outcome::{Figure, Outcome, Why};
use crate::pack::{CheckSign, Indicator};
use crate::schema::{Dimension, Visibility};

use super::compile::{At, Compiler};
use super::cube::{Cubes, Key, Rolled};
use super::draft::{Draft, Kind, Merge};
use super::evaluate::Spot;
use super::groups::{by_names, group};
use super::node::Node;
use super::{Grid, Request, Scan, Scope};

/// What is known of a scan when its grid comes back.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) kind: Kind,
    pub(super) offset: i64,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) only_term: Option<&'static str>,
    pub(super) merges: Vec<Merge>,
}

/// One indicator at one breakdown.
#[derive(Clone, Debug)]
struct Task {
    code: String,
    breakdown: usize,
    node: Node,
    /// The scans whose groups it is computed for.
    scans: Vec<usize>,
    /// Why it is not computed at all.
    unfit: Option<Why>,
}

#[derive(Clone, Debug)]
struct CheckTask {
    pack: String,
    code: String,
    message: String,
    sign: CheckSign,
    left: Node,
    right: Node,
}

/// The result of a cross-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOutcome {
    /// Code of the pack.
    pub pack: String,
    /// Code of the check.
    pub code: String,
    /// What is said when it does not hold.
    pub message: String,
    /// Whether it holds; unknown when a side is absent.
    pub holds: Option<bool>,
    /// The left side.
    pub left: Option<Figure>,
    /// The right side.
    pub right: Option<Figure>,
}

/// Scans to run and what to make of their grids.
#[derive(Clone, Debug)]
pub struct Plan {
    scans: Vec<Scan>,
    layouts: Vec<Layout>,
    /// The breakdowns asked for; the last one is the empty one.
    breakdowns: Vec<Vec<Dimension>>,
    tasks: Vec<Task>,
    checks: Vec<CheckTask>,
}

impl Catalogue {
    /// Plans indicators at breakdowns (an empty breakdown is the whole). Cross-checks of the packs whose indicators are
    /// all among the codes are planned too.
    ///
    /// # Errors
    /// If a code is unknown.
    pub fn plan<C: AsRef<str>>(
        &self,
        codes: &[C],
        request: &Request,
        breakdowns: &[Vec<Dimension>],
    ) -> Result<Plan, Unknown> {
        let mut all: Vec<Vec<Dimension>> = breakdowns.to_vec();
        all.push(Vec::new());
        let mut compiler = Compiler::new(self, request, &all);
        let mut tasks = Vec::with_capacity(codes.len() * breakdowns.len());
        for code in codes {
            let indicator = self.find(code.as_ref())?;
            for (number, breakdown) in breakdowns.iter().enumerate() {
                tasks.push(task(&mut compiler, indicator, number, breakdown));
            }
        }
        let planned: BTreeSet<&str> = codes.iter().map(AsRef::as_ref).collect();
        let checks = checks(&mut compiler, &planned);
        let drafts = compiler.scans;
        let layouts = drafts
            .iter()
            .map(|draft| Layout {
                kind: draft.kind.clone(),
                offset: draft.offset,
                dimensions: draft.dimensions.clone(),
                only_term: draft.only_term,
                merges: draft.columns.iter().map(|(_, merge)| *merge).collect(),
            })
            .collect();
        let scans = drafts.into_iter().map(Draft::into_scan).collect();
        Ok(Plan { scans, layouts, breakdowns: all, tasks, checks })
    }

    /// Every indicator of every pack (or of one pack) at the usual breakdowns and those of the rules.
    #[must_use]
    pub fn plan_everything(&self, request: &Request) -> Plan {
        let codes: Vec<&str> = self.indicators().map(|indicator| indicator.code.as_str()).collect();
        self.plan(&codes, request, &self.usual_breakdowns()).unwrap_or_else(|_| Plan::empty())
    }

    /// The breakdowns that pages and rules look at.
    #[must_use]
    pub fn usual_breakdowns(&self) -> Vec<Vec<Dimension>> {
        use Dimension::{Class, Item, Level, Sex, Subject, YearGroup};
        let mut all = vec![
            vec![],
            vec![Class],
            vec![YearGroup],
            vec![Level],
            vec![Subject],
            vec![Sex],
            vec![Class, Subject],
            vec![YearGroup, Subject],
            vec![YearGroup, Subject, Item],
        ];
        for rule in self.rules() {
            if !all.contains(&rule.breakdown) {
                all.push(rule.breakdown.clone());
            }
        }
        all
    }
}

fn task(compiler: &mut Compiler<'_>, indicator: &Indicator, number: usize, breakdown: &[Dimension]) -> Task {
    let unfit = unfit(compiler, indicator, breakdown);
    let at = At { breakdown, offset: 0, is_open: false };
    let node = match &unfit {
        Some(why) => Node::Unknown(why.clone()),
        None => compiler.indicator(indicator, at),
    };
    let mut scans = Vec::new();
    places(&node, &mut scans);
    scans.sort_unstable();
    scans.dedup();
    scans.retain(|scan| compiler.scans[*scan].makes_groups);
    Task { code: indicator.code.clone(), breakdown: number, node, scans, unfit }
}

/// Why an indicator cannot be broken down so.
fn unfit(compiler: &Compiler<'_>, indicator: &Indicator, breakdown: &[Dimension]) -> Option<Why> {
    let catalogue = compiler.catalogue;
    if compiler.request.scope != Scope::Whole && mixes_open_and_seen(catalogue, &indicator.value) {
        return Some(Why::OutsideScope);
    }
    let filters = compiler.request.filters.iter().map(|(dimension, _)| *dimension);
    for dimension in breakdown.iter().copied().chain(filters) {
        let is_allowed = indicator.breakdowns.as_ref().is_none_or(|allowed| allowed.contains(&dimension));
        let is_known = catalogue
            .reached(&indicator.value)
            .into_iter()
            .all(|name| catalogue.schema.population(name).is_some_and(|p| p.dimension_column(dimension).is_some()));
        if !is_allowed || !is_known {
            return Some(Why::NoDimension(dimension));
        }
    }
    None
}

/// A number of the whole school must not be divided by what one member of staff sees.
fn mixes_open_and_seen(catalogue: &Catalogue, value: &Value) -> bool {
    let reached = catalogue.reached(value);
    let seen = reached.iter().filter_map(|name| catalogue.schema.population(name));
    let open = seen.filter(|population| population.visibility == Visibility::Open).count();
    open > 0 && open < reached.len()
}

fn checks(compiler: &mut Compiler<'_>, planned: &BTreeSet<&str>) -> Vec<CheckTask> {
    let mut tasks = Vec::new();
    let is_planned = |value: &Value| value.references().iter().all(|(code, _)| planned.contains(code));
    let at = At { breakdown: &[], offset: 0, is_open: false };
    for pack in compiler.catalogue.packs() {
        for check in pack.checks.iter().filter(|check| is_planned(&check.left) && is_planned(&check.right)) {
            tasks.push(CheckTask {
                pack: pack.code.clone(),
                code: check.code.clone(),
                message: check.message.clone(),
                sign: check.sign,
                left: compiler.value(&check.left, at),
                right: compiler.value(&check.right, at),
            });
        }
    }
    tasks
}

/// The scans a node reads, those of requirements left out.
fn places(node: &Node, scans: &mut Vec<usize>) {
    match node {
        Node::Number(_) | Node::Unknown(_) => {}
        Node::Count(place) | Node::Distinct(place) => scans.push(place.scan),
        Node::Share { whole: place, .. }
        | Node::Sum { count: place, .. }
        | Node::Mean { count: place, .. }
        | Node::Extreme { count: place, .. }
        | Node::Median { count: place, .. }
        | Node::Condition { count: place, .. } => scans.push(place.scan),
        Node::Simonov { counts, .. } => scans.extend(counts.iter().map(|place| place.scan)),
        Node::Negate(inner) | Node::Guarded { value: inner, .. } => places(inner, scans),
        Node::Arithmetic(_, left, right) | Node::Ratio(left, right) | Node::If(_, left, right) => {
            places(left, scans);
            places(right, scans);
        }
    }
}

impl Plan {
    fn empty() -> Self {
        let breakdowns = vec![Vec::new()];
        Self { scans: Vec::new(), layouts: Vec::new(), breakdowns, tasks: Vec::new(), checks: Vec::new() }
    }

    /// The SELECTs to run, in order. They may run at the same time; they should see one state of the database.
    #[must_use]
    pub fn scans(&self) -> &[Scan] {
        &self.scans
    }

    /// Outcomes: indicators in the order asked, in each the breakdowns in the order asked, in each the groups in order.
    #[must_use]
    pub fn finish(&self, grids: &[Grid]) -> Vec<Outcome> {
        let cubes = Cubes::new(&self.layouts, grids, &self.breakdowns);
        let mut outcomes = Vec::new();
        for task in &self.tasks {
            self.outcomes(task, &cubes, &mut outcomes);
        }
        outcomes
    }

    /// The cross-checks over the whole.
    #[must_use]
    pub fn check(&self, grids: &[Grid]) -> Vec<CheckOutcome> {
        let cubes = Cubes::new(&self.layouts, grids, &self.breakdowns);
        let spot = self.spot(&cubes, self.breakdowns.len() - 1, &[]);
        let mut outcomes = Vec::with_capacity(self.checks.len());
        for check in &self.checks {
            let (left, right) = (spot.value(&check.left).ok(), spot.value(&check.right).ok());
            let holds = left.zip(right).map(|(left, right)| match check.sign {
                CheckSign::Equal => left.value == right.value,
                CheckSign::AtMost => left.value <= right.value,
                CheckSign::AtLeast => left.value >= right.value,
            });
            outcomes.push(CheckOutcome {
                pack: check.pack.clone(),
                code: check.code.clone(),
                message: check.message.clone(),
                holds,
                left,
                right,
            });
        }
        outcomes
    }

    fn spot<'a>(&'a self, cubes: &'a Cubes, breakdown: usize, key: &'a [u32]) -> Spot<'a> {
        Spot { layouts: &self.layouts, cubes, breakdowns: &self.breakdowns, breakdown, key }
    }

    fn outcomes(&self, task: &Task, cubes: &Cubes, outcomes: &mut Vec<Outcome>) {
        let dimensions = &self.breakdowns[task.breakdown];
        if let Some(why) = &task.unfit {
            outcomes.push(Outcome::new(&task.code, Vec::new(), Err(why.clone())));
            return;
        }
        let keys = if dimensions.is_empty() { vec![Vec::new()] } else { self.groups(task, cubes) };
        if keys.is_empty() {
            let whole = self.spot(cubes, self.breakdowns.len() - 1, &[]).value(&task.node);
            let why = whole.err().unwrap_or(Why::NoData);
            outcomes.push(Outcome::new(&task.code, Vec::new(), Err(why)));
        }
        for key in keys {
            let result = self.spot(cubes, task.breakdown, &key).value(&task.node);
            outcomes.push(Outcome::new(&task.code, group(dimensions, &key, &cubes.names), result));
        }
    }

    /// The groups that have rows, in natural order.
    fn groups(&self, task: &Task, cubes: &Cubes) -> Vec<Key> {
        let mut keys = BTreeSet::new();
        for scan in &task.scans {
            if let Rolled::Sums(groups) = &cubes.rolled[*scan][task.breakdown] {
                keys.extend(groups.keys().cloned());
            }
        }
        let mut keys: Vec<Key> = keys.into_iter().collect();
        keys.sort_by(|left, right| by_names(left, right, &cubes.names));
        keys
    }
}
