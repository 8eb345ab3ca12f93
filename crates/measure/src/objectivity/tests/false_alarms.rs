//! Honest classes, many times: no screen and no dossier may ask for more checks than promised. And planted cases are found.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use school::Mark;

use crate::objectivity::*;
use crate::{MarkAgreement, MarkCounts, Response, Responses};

const ITEMS: u8 = 16;
const CLASS: usize = 24;

struct World {
    chance: Pcg64,
}

impl World {
    fn normal(&mut self) -> f64 {
        let (u, v): (f64, f64) = (self.chance.random(), self.chance.random());
        (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    /// A student of this ability on a paper of items from easy to hard: right or wrong.
    fn paper(&mut self, ability: f64) -> Vec<u8> {
        let difficulty = |item: u8| f64::from(item) * 4.0 / f64::from(ITEMS) - 2.0;
        (0..ITEMS)
            .map(|item| u8::from(self.chance.random::<f64>() < 1.0 / (1.0 + (difficulty(item) - ability).exp())))
            .collect()
    }

    /// Papers of a class whose level differs honestly from other classes.
    fn class(&mut self, n: usize) -> Vec<Vec<u8>> {
        let level = 0.5 * self.normal();
        (0..n)
            .map(|_| {
                let ability = level + self.normal();
                self.paper(ability)
            })
            .collect()
    }

    fn mark(&mut self) -> Mark {
        Mark::ALL[usize::from(self.chance.random_range(0..8_u8).clamp(1, 7) / 2)]
    }

    fn pairs(&mut self, n: usize) -> MarkAgreement {
        (0..n)
            .map(|_| {
                let gradebook = self.mark();
                let paper = if self.chance.random::<f64>() < 0.55 { gradebook } else { self.mark() };
                (Some(paper), Some(gradebook))
            })
            .collect()
    }

    fn marks(&mut self, n: usize) -> MarkCounts {
        let mut counts = MarkCounts::default();
        for _ in 0..n {
            match self.mark() {
                Mark::Two => counts.two += 1,
                Mark::Three => counts.three += 1,
                Mark::Four => counts.four += 1,
                Mark::Five => counts.five += 1,
            }
        }
        counts
    }

    fn scores(&mut self, n: usize) -> Vec<i64> {
        (0..n).map(|_| self.chance.random_range(0..6_i64) + self.chance.random_range(0..6_i64)).collect()
    }
}

fn responses(rows: &[Vec<u8>]) -> Responses {
    let items = rows.first().map_or(0, Vec::len);
    Responses::new((0..items).map(|item| (1, rows.iter().map(move |row| Response::Points(row[item]))))).unwrap()
}

fn totals(rows: &[Vec<u8>]) -> Vec<i64> {
    rows.iter().map(|row| row.iter().map(|points| i64::from(*points)).sum()).collect()
}

/// All screens of every class of a year group in which nothing is unusual.
fn honest_year_group(seed: u64, classes: usize) -> Vec<Examined> {
    let mut world = World { chance: Pcg64::seed_from_u64(seed) };
    let draws = Draws { most: 1999, seed };
    let papers: Vec<Vec<Vec<u8>>> = (0..classes).map(|_| world.class(CLASS)).collect();
    let marks = world.marks(120);
    let pairs = world.pairs(150);
    let (before, after) = (world.scores(150), world.scores(150));
    let examine = |(at, class): (usize, &Vec<Vec<u8>>)| {
        let others: Vec<Vec<Vec<u8>>> =
            papers.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, rows)| rows.clone()).collect();
        let other_totals: Vec<Vec<i64>> = others.iter().map(|rows| totals(rows)).collect();
        let sheets = AnswerSheets::from_points(&responses(class));
        let spread = narrow_spread(&totals(class), &other_totals, u32::from(ITEMS), draws);
        let (earlier, later) = (world.scores(CLASS), world.scores(CLASS));
        let broken = cohort_break(
            Year { class: &earlier, reference: &before },
            Year { class: &later, reference: &after },
            draws,
        );
        Examined {
            name: at.to_string(),
            screens: vec![
                (Screen::ItemProfile, item_profile(&responses(class), &responses(&others.concat()), draws)),
                (Screen::NarrowSpread, spread),
                (Screen::SimilarSheets, similarity(&sheets, &[], SimilarityPlan::default()).map(|alike| alike.sign)),
                (Screen::NoTwosManyFives, no_twos_many_fives(&[(world.marks(CLASS), marks)])),
                (Screen::PerfectAgreement, perfect_agreement(&world.pairs(CLASS), &pairs)),
                (Screen::CohortBreak, broken),
            ],
        }
    };
    papers.iter().enumerate().map(examine).collect()
}

#[test]
fn honest_classes_are_left_alone_as_promised() {
    const YEARS: u64 = 30;
    let level = 0.2;
    let all: Vec<Vec<Examined>> = (0..YEARS).map(|seed| honest_year_group(seed, 8)).collect();
    let alarmed =
        all.iter().filter(|year| dossier(year, level).classes.iter().any(|class| class.asks == Asks::ForCheck));
    let (alarmed, most) = (alarmed.count(), 0.2 * 30.0 + 3.0 * (30.0_f64 * 0.2 * 0.8).sqrt());
    assert!((alarmed as f64) < most, "{alarmed} of {YEARS} dossiers ask without cause, at most {most} expected");
    let n = (YEARS * 8) as f64;
    for screen in Screen::ALL.into_iter().filter(|screen| *screen != Screen::BorderExcess) {
        let signs = all.iter().flatten().flat_map(|class| &class.screens).filter(|(of, _)| *of == screen);
        let p_values: Vec<f64> = signs.map(|(_, sign)| sign.as_ref().unwrap().p_value).collect();
        assert_eq!(p_values.len(), all.iter().flatten().count());
        for at in [0.02, 0.1] {
            let rate = p_values.iter().filter(|p| **p <= at).count() as f64 / n;
            let most = at + 3.0 * (at * (1.0 - at) / n).sqrt();
            assert!(rate <= most, "{screen:?}: {rate} of honest classes at {at}, at most {most}");
        }
    }
}

#[test]
fn a_smooth_distribution_is_left_alone_as_promised() {
    let mut world = World { chance: Pcg64::seed_from_u64(11) };
    let years = 100;
    let mut alarms = 0;
    for _ in 0..years {
        let papers: Vec<Vec<u8>> = (0..5).flat_map(|_| world.class(20)).collect();
        let scores = ScoreCounts::of_scores(totals(&papers), usize::from(ITEMS)).unwrap();
        let plan = BunchingPlan { draws: Draws { most: 999, seed: 2 }, ..BunchingPlan::at(8) };
        alarms += usize::from(bunching(&scores, plan).unwrap().sign.p_value <= 0.1);
    }
    // 10 expected; three standard errors above.
    assert!(alarms <= 19, "{alarms} of {years}");
}

/// Scores of 400 from 30 coins each, so many of those just below the border moved up to it; how often the interval covers the
/// expected number of those moved, and how often interval and chance speak of a heap.
fn heaps_of_binomials(moved: f64, rounds: u64) -> (f64, f64, f64) {
    let (mut covered, mut above, mut small) = (0.0, 0.0, 0.0);
    // Of 400 Binomial(30, 1/2): at 12 and 13.
    let truth = moved * 400.0 * (0.080_553_1 + 0.111_535_0);
    for seed in 0..rounds {
        let mut chance = Pcg64::seed_from_u64(seed);
        let mut counts = vec![0; 31];
        for _ in 0..400 {
            let score: usize = (0..30).map(|_| usize::from(chance.random::<bool>())).sum();
            let is_moved = matches!(score, 12 | 13) && chance.random::<f64>() < moved;
            counts[if is_moved { 14 } else { score }] += 1;
        }
        let plan = BunchingPlan { draws: Draws { most: 999, seed: 2 }, ..BunchingPlan::at(14) };
        let sign = bunching(&ScoreCounts::from_counts(counts).unwrap(), plan).unwrap().sign;
        let interval = sign.interval.unwrap();
        covered += f64::from(u8::from(interval.covers(truth)));
        above += f64::from(u8::from(interval.low > 0.0));
        small += f64::from(u8::from(sign.p_value <= 0.025));
    }
    let rounds = rounds as f64;
    (covered / rounds, above / rounds, small / rounds)
}

#[test]
fn the_interval_of_a_heap_covers_and_agrees_with_its_chance() {
    let (covered, above, small) = heaps_of_binomials(0.0, 60);
    assert!(covered >= 0.9 && above <= 0.1 && small <= 0.1, "{covered} {above} {small}");
    let (covered, above, small) = heaps_of_binomials(0.5, 40);
    assert!(covered >= 0.85 && above >= 0.9 && small >= 0.9, "{covered} {above} {small}");
}

#[test]
fn copied_papers_and_solved_hard_items_are_found() {
    let mut world = World { chance: Pcg64::seed_from_u64(21) };
    let mut class = world.class(CLASS);
    class[7] = class[3].clone();
    for item in [0, 9] {
        class[7][item] = 1 - class[7][item];
    }
    // Four papers on end: a pair of students that agrees on all but two items of 64.
    let mut rows: Vec<Vec<u8>> =
        class.iter().map(|row| [row.clone(), world.paper(0.0), world.paper(0.0), world.paper(0.0)].concat()).collect();
    let copied = rows[3][usize::from(ITEMS)..].to_vec();
    rows[7].truncate(usize::from(ITEMS));
    rows[7].extend(copied);
    let alike = similarity(&AnswerSheets::from_points(&responses(&rows)), &[], SimilarityPlan::default()).unwrap();
    assert_eq!((alike.closest[0].first, alike.closest[0].second), (3, 7));
    // Items that all of the class solved are not counted.
    assert_eq!(alike.closest[0].items - alike.closest[0].matches, 2);
    assert!(alike.found >= 1 && alike.sign.p_value < 0.05, "{:?}", alike.closest[0]);

    let others: Vec<Vec<u8>> = (0..6).flat_map(|_| world.class(CLASS)).collect();
    let mut told = world.class(CLASS);
    told.iter_mut().for_each(|row| row[11..].fill(1));
    let sign = item_profile(&responses(&told), &responses(&others), Draws::default()).unwrap();
    assert!(sign.statistic > 0.1 && sign.p_value < 0.001, "{sign:?}");
}

#[test]
fn groups_keep_pairs_within() {
    let mut world = World { chance: Pcg64::seed_from_u64(31) };
    let rows = world.class(30);
    let groups: Vec<u32> = (0..30).map(|at| at / 10).collect();
    let alike = similarity(&AnswerSheets::from_points(&responses(&rows)), &groups, SimilarityPlan::default()).unwrap();
    assert_eq!(alike.pairs, 3 * 45);
    assert!(alike.closest.iter().all(|pair| groups[pair.first] == groups[pair.second]));
}
