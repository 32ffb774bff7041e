//! A line between examples that have something and those that do not: a linear support
//! vector machine with squared loss, found by coordinate descent on its dual (Hsieh et
//! al., ICML 2008). What the examples are is not known here.

/// What an example on the wrong side costs against a line of more weight.
const COST: f32 = 1.0;
/// How often each example is looked at. The line hardly moves any more after that.
const ROUNDS: usize = 12;

/// A feature's number, and how much it counts in what has it.
pub(super) type Feature = (u32, f32);

/// The weights of features, and how far the line lies from nothing.
#[derive(Clone, Debug)]
pub(super) struct Line {
    weights: Vec<f32>,
    offset: f32,
}

impl Line {
    /// The line between examples that have it and the others, each given by its
    /// features, of length 1 together.
    pub(super) fn between(examples: &[(&[Feature], bool)], features: usize) -> Self {
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
                for &(feature, counts) in found {
                    line.weights[feature as usize] += step * counts;
                }
            }
        }
        line
    }

    /// How far on the near side of the line these features lie; less than 0 on the
    /// other.
    pub(super) fn side(&self, found: &[Feature]) -> f32 {
        let told = found.iter().map(|&feature| self.weight(feature));
        told.sum::<f32>() + self.offset
    }

    /// How much a feature speaks for the near side.
    pub(super) fn weight(&self, (number, counts): Feature) -> f32 {
        self.weights
            .get(number as usize)
            .map_or(0.0, |weight| weight * counts)
    }
}
