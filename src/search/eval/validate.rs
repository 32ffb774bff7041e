//! Cross-validation: weights chosen on four fifths of the queries, measured on the
//! fifth that they have not seen; and how sure a mean is.

use super::{EvalError, Judged, Measures, evaluate, mean};
use crate::search::{Engine, Weights};

/// In how many parts the queries are cut.
const FOLDS: usize = 5;
/// How often the queries are drawn anew for an interval.
const DRAWS: usize = 2000;
/// What a weight is tried at.
const GRID: [f32; 9] = [0.0, 0.15, 0.3, 0.5, 1.0, 1.5, 2.5, 4.0, 6.0];
/// How often all weights are gone through.
const ROUNDS: usize = 2;

/// What cross-validation gave.
#[derive(Clone, Debug)]
pub struct Validation {
    /// Of each query, measured with weights chosen without it.
    pub measures: Vec<Option<Measures>>,
    /// The weights chosen in each fold.
    pub weights: Vec<Weights>,
}

/// A mean with the range that 95 of 100 draws of the queries give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Cross-validates the weights over the queries, dealt into folds by chance with a
/// fixed seed.
pub fn validate(engine: &Engine, judged: &[Judged]) -> Result<Validation, EvalError> {
    let mut order: Vec<usize> = (0..judged.len()).collect();
    fastrand::Rng::with_seed(1).shuffle(&mut order);
    let mut measures = vec![None; judged.len()];
    let mut weights = Vec::new();
    for fold in 0..FOLDS {
        let (mut seen, mut unseen) = (Vec::new(), Vec::new());
        for (place, &query) in order.iter().enumerate() {
            let side = if place % FOLDS == fold {
                &mut unseen
            } else {
                &mut seen
            };
            side.push(query);
        }
        let of = |queries: &[usize]| -> Vec<Judged> {
            queries.iter().map(|&it| judged[it].clone()).collect()
        };
        let chosen = choose(engine, &of(&seen))?;
        for (outcome, &query) in evaluate(engine, &of(&unseen), &chosen)?.iter().zip(&unseen) {
            measures[query] = outcome.measures;
        }
        weights.push(chosen);
    }
    Ok(Validation { measures, weights })
}

/// The weights that do best on these queries, one weight at a time.
pub(super) fn choose(engine: &Engine, judged: &[Judged]) -> Result<Weights, EvalError> {
    let score = |weights: &Weights| -> Result<f64, EvalError> {
        let outcomes = evaluate(engine, judged, weights)?;
        let measured = outcomes.iter().filter_map(|it| it.measures);
        Ok(mean(measured.map(|it| it.ndcg_10)))
    };
    // Not from the default, which has seen every query.
    let mut best = Weights::even();
    let mut reached = score(&best)?;
    for _ in 0..ROUNDS {
        for place in 0..best.all_mut().len() {
            for tried in GRID {
                let mut weights = best;
                *weights.all_mut()[place] = tried;
                let gained = score(&weights)?;
                // A gain of less than a thousandth is no reason to move.
                if gained > reached + 0.001 {
                    (best, reached) = (weights, gained);
                }
            }
        }
    }
    Ok(best)
}

/// The mean of values with its interval, by drawing them anew.
pub fn interval(values: &[f64]) -> Interval {
    let mut random = fastrand::Rng::with_seed(1);
    let mut means: Vec<f64> = (0..DRAWS)
        .map(|_| mean((0..values.len()).map(|_| values[random.usize(..values.len())])))
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| means[((DRAWS - 1) as f64 * share) as usize];
    Interval {
        mean: mean(values.iter().copied()),
        low: at(0.025),
        high: at(0.975),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_mean_and_closes_in_with_more_values() {
        let few: Vec<f64> = (0..20).map(|it| f64::from(it % 5) / 4.0).collect();
        let many: Vec<f64> = few.iter().copied().cycle().take(2000).collect();
        let (few, many) = (interval(&few), interval(&many));
        assert!(few.low < few.mean && few.mean < few.high);
        assert!(many.high - many.low < few.high - few.low);
    }
}
