//! The nearest cases of every case, without comparing each with each.
//!
//! The towns of all cases stand in a tree that halves them by the aspect in which
//! they differ most. Each branch knows how far its towns are spread, and so the least
//! distance that any of them can lie at; a branch that cannot hold a nearer case than
//! those found is left out. So a town is compared with a small share of the others,
//! the smaller the more there are, and the answer is that of comparing all of them.
//!
//! Knows profiles only; what a distance is, [`Comparison`] says.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Aspect, Comparison, Profile, UNKNOWN, Weights};

/// How many towns are compared one by one rather than halved once more.
const LEAF: usize = 8;
/// How much a bound is lowered, so that it stays below the distances however they
/// are rounded.
const ROUNDING: f64 = 1e-9;

/// The places of each case's nearest others, nearest first, at most `count`; those
/// at the same distance in the cases' own order. A case is given as its towns: a
/// joint entry has several, of which the nearest counts.
pub(super) fn nearest(cases: &[Vec<Profile>], weights: Weights, count: usize) -> Vec<Vec<usize>> {
    let tree = Tree::new(cases, weights);
    cases
        .iter()
        .enumerate()
        .map(|(case, towns)| {
            let mut found = Found::new(case, count);
            for own in towns.iter().filter(|town| is_measured(town)) {
                tree.search(&Own::new(own, weights), &mut found);
            }
            found.nearest.into_iter().map(|it| it.case).collect()
        })
        .collect()
}

/// Whether a town has a figure that it can be compared by.
fn is_measured(town: &Profile) -> bool {
    town.knows(Aspect::Population) || town.knows(Aspect::Aging)
}

/// A case at a distance; for a branch, the best that can be hoped for in it.
#[derive(Clone, Copy)]
struct Candidate {
    distance: f64,
    case: usize,
}

impl Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_distance = self.distance.total_cmp(&other.distance);
        by_distance.then(self.case.cmp(&other.case))
    }
}

/// The nearest cases found so far, each once, nearest first.
struct Found {
    /// The case that they are near to, which is none of them.
    own: usize,
    nearest: Vec<Candidate>,
    count: usize,
}

impl Found {
    fn new(own: usize, count: usize) -> Self {
        Self {
            own,
            nearest: Vec::new(),
            count,
        }
    }

    /// Whether there are enough, and all of them come before this one.
    fn is_closed_to(&self, candidate: &Candidate) -> bool {
        let last = self.nearest.last();
        self.nearest.len() >= self.count && last.is_none_or(|last| last.cmp(candidate).is_lt())
    }

    fn add(&mut self, candidate: Candidate) {
        if candidate.case == self.own || self.is_closed_to(&candidate) {
            return;
        }
        let known = self.nearest.iter().position(|it| it.case == candidate.case);
        if let Some(place) = known {
            // Another town of a joint entry: the nearer of them stands for it.
            if self.nearest[place].cmp(&candidate).is_le() {
                return;
            }
            self.nearest.remove(place);
        }
        let place = self
            .nearest
            .partition_point(|it| it.cmp(&candidate).is_lt());
        self.nearest.insert(place, candidate);
        self.nearest.truncate(self.count);
    }
}

/// The town that others are compared with.
struct Own<'a> {
    profile: &'a Profile,
    weights: Weights,
    /// The aspects that are known of it, with its coordinates and their weights.
    aspects: Vec<(Aspect, f64, f64)>,
}

impl<'a> Own<'a> {
    fn new(profile: &'a Profile, weights: Weights) -> Self {
        let weights = weights.restricted_to(profile);
        let aspects = Aspect::ALL.into_iter().filter_map(|aspect| {
            let coordinate = profile.coordinate(aspect)?;
            Some((aspect, coordinate, f64::from(weights.of(aspect))))
        });
        Self {
            profile,
            weights,
            aspects: aspects.collect(),
        }
    }

    /// The best that can be hoped for in a branch.
    fn hope(&self, branch: &Branch) -> Candidate {
        let (mut sum, mut total) = (0.0, 0.0);
        for &(aspect, coordinate, weight) in &self.aspects {
            sum += weight * branch.spans[aspect as usize].gap(coordinate);
            total += weight;
        }
        Candidate {
            distance: (sum / total - ROUNDING).max(0.0),
            case: branch.first,
        }
    }
}

/// A town of a case.
struct Town {
    case: usize,
    profile: Profile,
}

/// How far towns are spread on an aspect's scale.
#[derive(Clone, Copy)]
struct Span {
    least: f64,
    most: f64,
    /// Whether there are towns of which it is unknown.
    unknown: bool,
    /// The largest difference that there can be.
    limit: f64,
}

impl Span {
    fn of(towns: &[Town], aspect: Aspect) -> Self {
        let mut span = Self {
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            unknown: false,
            limit: match aspect {
                Aspect::Region => 1.0,
                _ => f64::INFINITY,
            },
        };
        for town in towns {
            match town.profile.coordinate(aspect) {
                Some(coordinate) => {
                    span.least = span.least.min(coordinate);
                    span.most = span.most.max(coordinate);
                }
                None => span.unknown = true,
            }
        }
        span
    }

    /// The least that any of the towns differs.
    fn gap(&self, own: f64) -> f64 {
        let limit = if self.unknown {
            self.limit.min(UNKNOWN)
        } else {
            self.limit
        };
        (self.least - own).max(own - self.most).clamp(0.0, limit)
    }

    /// The most that two of the towns differ; nothing where it is unknown of all.
    fn width(&self) -> f64 {
        if self.least > self.most {
            return 0.0;
        }
        let known = (self.most - self.least).min(self.limit);
        if self.unknown {
            known.max(UNKNOWN)
        } else {
            known
        }
    }
}

/// Towns that lie together.
struct Branch {
    /// One for each aspect, in their order.
    spans: [Span; Aspect::ALL.len()],
    /// The first case that any of them is a town of.
    first: usize,
    towns: Range<usize>,
    /// The places of both halves in the tree; none for a leaf.
    halves: Option<[usize; 2]>,
}

/// The aspect in which towns differ most.
fn widest(spans: &[Span; Aspect::ALL.len()], weights: Weights) -> Aspect {
    let width = |aspect| f64::from(weights.of(aspect)) * spans[aspect as usize].width();
    Aspect::ALL
        .into_iter()
        .max_by(|&one, &other| width(one).total_cmp(&width(other)))
        .unwrap_or(Aspect::Population)
}

/// Puts towns in the order of an aspect. Of equal towns the first go together: once
/// they are found, all the others can be left out.
fn order(towns: &mut [Town], aspect: Aspect) {
    let coordinate = |town: &Town| town.profile.coordinate(aspect);
    towns.sort_by(|one, other| {
        let by_coordinate = match (coordinate(one), coordinate(other)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        };
        by_coordinate.then(one.case.cmp(&other.case))
    });
}

struct Tree {
    towns: Vec<Town>,
    /// Each after its halves; the root is the last.
    branches: Vec<Branch>,
}

impl Tree {
    fn new(cases: &[Vec<Profile>], weights: Weights) -> Self {
        let towns: Vec<Town> = cases
            .iter()
            .enumerate()
            .flat_map(|(case, towns)| towns.iter().map(move |&profile| Town { case, profile }))
            .filter(|town| is_measured(&town.profile))
            .collect();
        let all = 0..towns.len();
        let mut tree = Self {
            towns,
            branches: Vec::new(),
        };
        tree.grow(all, weights);
        tree
    }

    /// Adds the branch of the towns that stand here, which may change places among
    /// them; answers where the branch stands.
    fn grow(&mut self, range: Range<usize>, weights: Weights) -> usize {
        let towns = &mut self.towns[range.clone()];
        let spans = Aspect::ALL.map(|aspect| Span::of(towns, aspect));
        let first = towns.iter().map(|town| town.case).min().unwrap_or_default();
        let halves = if towns.len() > LEAF {
            order(towns, widest(&spans, weights));
            let middle = range.start + range.len() / 2;
            let halves = [range.start..middle, middle..range.end];
            Some(halves.map(|half| self.grow(half, weights)))
        } else {
            None
        };
        self.branches.push(Branch {
            spans,
            first,
            towns: range,
            halves,
        });
        self.branches.len() - 1
    }

    /// Adds the cases nearest to a town to those found.
    fn search(&self, own: &Own, found: &mut Found) {
        if let Some(root) = self.branches.last() {
            self.search_in(root, own, found);
        }
    }

    fn search_in(&self, branch: &Branch, own: &Own, found: &mut Found) {
        let Some(halves) = branch.halves else {
            for town in &self.towns[branch.towns.clone()] {
                let compared = Comparison::between(own.profile, &town.profile, own.weights);
                if let Some(Comparison { distance, .. }) = compared {
                    let case = town.case;
                    found.add(Candidate { distance, case });
                }
            }
            return;
        };
        let mut halves = halves.map(|half| {
            let half = &self.branches[half];
            (own.hope(half), half)
        });
        halves.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (hope, half) in halves {
            if !found.is_closed_to(&hope) {
                self.search_in(half, own, found);
            }
        }
    }
}
