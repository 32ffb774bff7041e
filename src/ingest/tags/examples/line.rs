//! A line between examples that have something and those that do not: a linear support
//! vector machine with squared loss, found by coordinate descent on its dual (Hsieh et
//! al., ICML 2008). What the examples are is not known here.

/// What an example on the wrong side costs against a line of more weight.
const COST: f32 = 1.0;
/// How often each example is looked at. The line hardly moves any more after that.
const ROUNDS: usize = 12;

/// The weights of features, and how far the line lies from nothing.
#[derive(Clone, Debug)]
pub(super) struct Line {
    weights: Vec<f32>,
    offset: f32,
}

impl Line {
    /// The line between examples that have it and the others, each given by its
    /// features. Examples have one length, whether they have many features or few.
    pub(super) fn between(examples: &[(&[u32], bool)], features: usize) -> Self {
        let mut line = Self {
            weights: vec![0.0; features],
            offset: 0.0,
        };
        let mut pulls = vec![0.0_f32; examples.len()];
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..ROUNDS {
            random.shuffle(&mut order);
            for &index in &order {
                let (found, has_it) = examples[index];
                let sign = if has_it { 1.0 } else { -1.0 };
                let slope = sign * line.side(found) - 1.0 + pulls[index] / (2.0 * COST);
                let pull = (pulls[index] - slope / (2.0 + 0.5 / COST)).max(0.0);
                let step = sign * (pull - pulls[index]);
                pulls[index] = pull;
                line.offset += step;
                let share = step * unit(found);
                for &feature in found {
                    line.weights[feature as usize] += share;
                }
            }
        }
        line
    }

    /// How far on the near side of the line these features lie; less than 0 on the
    /// other.
    pub(super) fn side(&self, found: &[u32]) -> f32 {
        let sum: f32 = found.iter().map(|&feature| self.weight(feature)).sum();
        sum * unit(found) + self.offset
    }

    pub(super) fn weight(&self, feature: u32) -> f32 {
        self.weights
            .get(feature as usize)
            .copied()
            .unwrap_or_default()
    }
}

/// What each of the features counts.
fn unit(found: &[u32]) -> f32 {
    1.0 / (found.len().max(1) as f32).sqrt()
}
