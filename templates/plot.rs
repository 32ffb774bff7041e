//! A scatter plot of towns: population on a logarithmic axis, aging rate on the
//! other, every point a link.

use maud::{Markup, html};

use super::format;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 440.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 40.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 64.0;
/// How far around a point it can be pressed.
const TARGET: f64 = 12.5;
/// The width of a letter of a name, the height of its line and its distance from the
/// point.
const LETTER: f64 = 14.5;
const LINE: f64 = 20.0;
const GAP: f64 = 9.0;
/// How far around a point a name is in its way.
const DOT: f64 = 6.0;

/// A town on the plot.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// What it is called.
    pub(crate) name: String,
    /// Inhabitants, more than 0.
    pub(crate) population: u64,
    /// Percentage aged 65 or more.
    pub(crate) aging_rate: f64,
    /// Its case; none for one's own town.
    pub(crate) address: Option<String>,
    /// Whether it is among the nearest.
    pub(crate) near: bool,
}

/// One axis: the bounds and the ticks within them.
struct Axis {
    from: f64,
    to: f64,
    ticks: Vec<f64>,
}

/// The plot; nothing where there are no points.
pub(crate) fn plot(points: &[Point]) -> Markup {
    let (Some(people), Some(aging)) = (
        population_axis(points.iter().map(|point| point.population as f64)),
        aging_axis(
            points
                .iter()
                .map(|point| point.aging_rate.clamp(0.0, 100.0)),
        ),
    ) else {
        return html! {};
    };
    let x = |population: f64| {
        let share = (population.ln() - people.from.ln()) / (people.to.ln() - people.from.ln());
        LEFT + share * (WIDTH - LEFT - RIGHT)
    };
    let y = |rate: f64| {
        let share = (rate - aging.from) / (aging.to - aging.from);
        HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
    };
    let placed: Vec<(&Point, Place)> = points
        .iter()
        .map(|point| (point, (x(point.population as f64), y(point.aging_rate))))
        .collect();
    html! {
        svg class="plot" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group"
            aria-label="人口と高齢化率の散布図" {
            g aria-hidden="true" {
                @for &tick in &people.ticks {
                    line class="grid" x1=(px(x(tick))) y1=(TOP) x2=(px(x(tick))) y2=(HEIGHT - BOTTOM) {}
                    text x=(px(x(tick))) y=(HEIGHT - BOTTOM + 24.0) text-anchor="middle" { (people_label(tick)) }
                }
                @for &tick in &aging.ticks {
                    line class="grid" x1=(LEFT) y1=(px(y(tick))) x2=(WIDTH - RIGHT) y2=(px(y(tick))) {}
                    text x=(LEFT - 8.0) y=(px(y(tick) + 5.0)) text-anchor="end" { (tick) "%" }
                }
                text x=(WIDTH - RIGHT) y=(HEIGHT - 8.0) text-anchor="end" { "人口（人、対数目盛）→" }
                text x="4" y="22" { "↑ 高齢化率" }
            }
            g aria-hidden="true" {
                @for label in labels(&placed) { (label.draw()) }
            }
            // The nearest stand above the others, one's own town on top.
            @for (far, at) in placed.iter().filter(|(it, _)| !it.near) { (dot(far, *at)) }
            @for (near, at) in placed.iter().filter(|(it, _)| it.near && it.address.is_some()) { (dot(near, *at)) }
            @for (own, at) in placed.iter().filter(|(it, _)| it.address.is_none()) { (diamond(own, *at)) }
        }
    }
}

fn dot(point: &Point, (x, y): Place) -> Markup {
    let words = words(point);
    html! {
        a href=[point.address.as_deref()] aria-label=(words) {
            title { (words) }
            circle class="target" cx=(px(x)) cy=(px(y)) r=(TARGET) {}
            circle class=(if point.near { "dot near" } else { "dot" }) cx=(px(x)) cy=(px(y)) r=(if point.near { "6.5" } else { "4.5" }) {}
        }
    }
}

fn diamond(point: &Point, (x, y): Place) -> Markup {
    html! {
        g class="own" role="img" aria-label=(words(point)) {
            path d=(format!("M{x:.1} {:.1}l10 10l-10 10l-10 -10z", y - 10.0)) {}
        }
    }
}

/// Where a point stands.
type Place = (f64, f64);

/// Left, top, right and bottom.
type Bounds = [f64; 4];

/// A name beside its point.
struct Label<'a> {
    point: &'a Point,
    bounds: Bounds,
}

impl Label<'_> {
    fn draw(&self) -> Markup {
        let [left, _, _, bottom] = self.bounds;
        let class = match self.point.address {
            Some(_) => "label",
            None => "label own-label",
        };
        html! { text class=(class) x=(px(left)) y=(px(bottom - 5.0)) { (self.point.name) } }
    }
}

/// The names of one's own town and of the nearest, each where there is room beside its
/// point; one that finds none is left to its title and the table.
fn labels<'a>(placed: &[(&'a Point, Place)]) -> Vec<Label<'a>> {
    let mut wanted: Vec<(&Point, Place)> = placed.iter().filter(|it| it.0.near).copied().collect();
    wanted.sort_by_key(|(point, _)| point.address.is_some());
    let mut taken: Vec<Bounds> = wanted.iter().map(|(_, place)| around(*place)).collect();
    let mut labels = Vec::new();
    for (point, (x, y)) in wanted {
        let width = point.name.chars().count() as f64 * LETTER;
        let (before, after, middle) = (x - GAP - width, x + GAP, x - width / 2.0);
        let (above, below, level) = (y - GAP - LINE, y + GAP, y - LINE / 2.0);
        let free = [
            (after, level),
            (before, level),
            (middle, above),
            (middle, below),
            (after, above),
            (after, below),
            (before, above),
            (before, below),
        ]
        .map(|(left, top)| [left, top, left + width, top + LINE])
        .into_iter()
        .filter(|bounds| fits(bounds) && !taken.iter().any(|it| overlap(it, bounds)));
        // Best where no other point shines through.
        let clear = |bounds: &Bounds| !placed.iter().any(|it| overlap(&around(it.1), bounds));
        if let Some(bounds) = free.clone().find(clear).or(free.clone().next()) {
            taken.push(bounds);
            labels.push(Label { point, bounds });
        }
    }
    labels
}

fn around((x, y): Place) -> Bounds {
    [x - DOT, y - DOT, x + DOT, y + DOT]
}

fn fits([left, top, right, bottom]: &Bounds) -> bool {
    *left >= LEFT && *right <= WIDTH && *top >= 0.0 && *bottom <= HEIGHT - BOTTOM
}

fn overlap([l, t, r, b]: &Bounds, [left, top, right, bottom]: &Bounds) -> bool {
    l < right && left < r && t < bottom && top < b
}

fn words(point: &Point) -> String {
    format!(
        "{}：人口 {}人、高齢化率 {}%",
        point.name,
        format::whole(point.population),
        format::decimal(point.aging_rate)
    )
}

/// A coordinate, short.
fn px(value: f64) -> String {
    format!("{value:.1}")
}

/// 1, 3 and 10 of every power of ten, from below the least to above the most.
fn population_axis(figures: impl Iterator<Item = f64>) -> Option<Axis> {
    let (least, most) = bounds(figures.filter(|&figure| figure >= 1.0))?;
    let steps: Vec<f64> = (0..10)
        .flat_map(|power| [10_f64.powi(power), 3.0 * 10_f64.powi(power)])
        .collect();
    let from = steps.iter().copied().rfind(|&step| step <= least)?;
    let to = steps.iter().copied().find(|&step| step > most)?;
    let ticks = steps
        .into_iter()
        .filter(|&step| step >= from && step <= to)
        .collect();
    Some(Axis { from, to, ticks })
}

/// Every five points, from below the least to above the most.
fn aging_axis(figures: impl Iterator<Item = f64>) -> Option<Axis> {
    let (least, most) = bounds(figures.filter(|figure| figure.is_finite()))?;
    let from = (least / 5.0).floor() * 5.0;
    let to = ((most / 5.0).floor() + 1.0) * 5.0;
    // A rate lies between 0 and 100.
    let ticks = (0..=20)
        .map(|step| f64::from(step) * 5.0)
        .filter(|&tick| tick >= from && tick <= to)
        .collect();
    Some(Axis { from, to, ticks })
}

fn bounds(figures: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    figures.fold(None, |bounds, figure| {
        Some(
            bounds.map_or((figure, figure), |(least, most): (f64, f64)| {
                (least.min(figure), most.max(figure))
            }),
        )
    })
}

/// 「3,000」「1万」「30万」「100万」
fn people_label(figure: f64) -> String {
    if figure >= 10_000.0 {
        format!("{}万", format::decimal(figure / 10_000.0))
    } else {
        format::decimal(figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_hold_every_figure_between_round_ticks() {
        let axis = population_axis([1_277.0, 2_691_185.0].into_iter()).unwrap();
        let labels: Vec<String> = axis.ticks.iter().map(|&tick| people_label(tick)).collect();
        assert_eq!(
            labels,
            [
                "1,000", "3,000", "1万", "3万", "10万", "30万", "100万", "300万"
            ]
        );
        let axis = aging_axis([20.1, 48.96].into_iter()).unwrap();
        assert_eq!((axis.from, axis.to, axis.ticks.len()), (20.0, 50.0, 7));
    }

    #[test]
    fn one_town_alone_still_has_axes() {
        let axis = population_axis([10_000.0].into_iter()).unwrap();
        assert!(axis.from < axis.to);
        let axis = aging_axis([30.0].into_iter()).unwrap();
        assert!(axis.from < axis.to);
        assert!(population_axis(std::iter::empty()).is_none());
    }
}
