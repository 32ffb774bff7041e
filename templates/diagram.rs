//! Draws a connection model from its description: boxes in three columns, lines
//! between them; and the same as a glyph beside the model's name.

use maud::{Markup, html};

use super::hue;
use crate::views::models::diagram::{Diagram, Link, LinkKind, Node, Role, diagram as description};
use crate::vocabulary::Model;

const WIDTH: f32 = 344.0;
const COLUMN: f32 = 118.0;
const ROW: f32 = 60.0;
const BOX_WIDTH: f32 = 100.0;
const BOX_HEIGHT: f32 = 46.0;
const MARGIN: f32 = 4.0;
const ARROW: f32 = 7.0;

/// The diagram as a picture with its summary for a name.
pub(crate) fn diagram(diagram: &Diagram) -> Markup {
    let height = rows(diagram) * ROW + BOX_HEIGHT + 2.0 * MARGIN;
    html! {
        svg class="diagram" viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(diagram.summary) {
            @for link in &diagram.links {
                @if let Some((from, to)) = ends(diagram, *link) {
                    (line(from, to, link.kind))
                }
            }
            @for node in &diagram.nodes { (boxed(node)) }
        }
    }
}

/// What the kinds of line mean.
pub(crate) fn legend() -> Markup {
    html! {
        ul class="legend" {
            @for kind in LinkKind::ALL {
                li {
                    svg class="diagram legend-line" viewBox="0 0 48 12" width="48" height="12" aria-hidden="true" {
                        (line((1.0, 6.0), (47.0, 6.0), kind))
                    }
                    (kind.label())
                }
            }
        }
    }
}

/// What the marks of the glyphs and the hues of the boxes stand for.
pub(super) fn marks() -> Markup {
    html! {
        ul class="legend" aria-label="図の印" {
            @for role in Role::ALL {
                li {
                    svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" { (mark(role, (8.0, 8.0))) }
                    (role.label())
                }
            }
        }
    }
}

fn centre(node: &Node) -> (f32, f32) {
    (
        MARGIN + BOX_WIDTH / 2.0 + f32::from(node.column) * COLUMN,
        MARGIN + BOX_HEIGHT / 2.0 + node.row * ROW,
    )
}

/// Where a link leaves the one box and reaches the other.
fn ends(diagram: &Diagram, link: Link) -> Option<((f32, f32), (f32, f32))> {
    let from = centre(diagram.nodes.get(link.from)?);
    let to = centre(diagram.nodes.get(link.to)?);
    Some((edge(from, to), edge(to, from)))
}

/// The point on the edge of the box around `centre` that faces `other`.
fn edge(centre: (f32, f32), other: (f32, f32)) -> (f32, f32) {
    let (dx, dy) = (other.0 - centre.0, other.1 - centre.1);
    if dx == 0.0 {
        return (centre.0, centre.1 + (BOX_HEIGHT / 2.0).copysign(dy));
    }
    // Lines between columns start and end at the middle of a box's side, so that
    // they fan out evenly.
    (centre.0 + (BOX_WIDTH / 2.0).copysign(dx), centre.1)
}

fn line(from: (f32, f32), to: (f32, f32), kind: LinkKind) -> Markup {
    html! {
        line class=(link_class(kind)) x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) {}
        @if kind != LinkKind::Cooperation { path class="arrow" d=(arrow(from, to)) {} }
    }
}

const fn link_class(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Cooperation | LinkKind::Toward => "link",
        LinkKind::Support => "link link-support",
    }
}

/// A triangle at the end of a line.
fn arrow(from: (f32, f32), to: (f32, f32)) -> String {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(f32::EPSILON);
    let (ux, uy) = (dx / length * ARROW, dy / length * ARROW);
    let (x, y) = (to.0 - ux, to.1 - uy);
    format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
        to.0,
        to.1,
        x - uy * 0.5,
        y + ux * 0.5,
        x + uy * 0.5,
        y - ux * 0.5
    )
}

fn boxed(node: &Node) -> Markup {
    let (x, y) = centre(node);
    let radius = if node.role == Role::Patient {
        BOX_HEIGHT / 2.0
    } else {
        6.0
    };
    let baseline = if node.note.is_some() {
        y - 3.0
    } else {
        y + 6.0
    };
    html! {
        rect class=(format!("node {}", hue::of_role(node.role)))
            x=(x - BOX_WIDTH / 2.0) y=(y - BOX_HEIGHT / 2.0)
            width=(BOX_WIDTH) height=(BOX_HEIGHT) rx=(radius) {}
        text class="node-label" x=(x) y=(baseline) text-anchor="middle" { (node.label) }
        @if let Some(note) = node.note {
            text class="node-note" x=(x) y=(y + 16.0) text-anchor="middle" { (note) }
        }
    }
}

/// The size of a glyph, and how far its marks stand from its edge.
const GLYPH: (f32, f32) = (64.0, 44.0);
const GLYPH_MARGIN: f32 = 7.0;
const MARK: f32 = 5.0;

/// A model's diagram as small as a word: marks without names, for where the model is
/// named beside it.
pub(super) fn glyph(model: Model) -> Markup {
    let diagram = description(model);
    let rows = rows(&diagram);
    let (width, height) = GLYPH;
    let centre = |node: &Node| {
        let across = (width - 2.0 * GLYPH_MARGIN) / 2.0;
        let down = if rows > 0.0 {
            (height - 2.0 * GLYPH_MARGIN) * node.row / rows
        } else {
            height / 2.0 - GLYPH_MARGIN
        };
        (
            GLYPH_MARGIN + f32::from(node.column) * across,
            GLYPH_MARGIN + down,
        )
    };
    html! {
        svg class="glyph" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) aria-hidden="true" {
            @for link in &diagram.links {
                @if let (Some(from), Some(to)) = (diagram.nodes.get(link.from), diagram.nodes.get(link.to)) {
                    @let (from, to) = (centre(from), centre(to));
                    line class=(link_class(link.kind)) x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) {}
                }
            }
            @for node in &diagram.nodes { (mark(node.role, centre(node))) }
        }
    }
}

/// People are round, houses square, and what mediates stands on its corner, so that
/// the hue is never alone.
fn mark(role: Role, (x, y): (f32, f32)) -> Markup {
    let class = format!("mark {}", hue::of_role(role));
    html! {
        @match role {
            Role::Clinic | Role::Patient | Role::Care => circle class=(class) cx=(x) cy=(y) r=(MARK) {},
            Role::Hospital => rect class=(class) x=(x - MARK) y=(y - MARK) width=(2.0 * MARK) height=(2.0 * MARK) {},
            _ => path class=(class) d=(format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - MARK - 1.5, x + MARK + 1.5, y + MARK + 1.5, x - MARK - 1.5)) {},
        }
    }
}

/// How many rows a diagram has below its first.
fn rows(diagram: &Diagram) -> f32 {
    diagram
        .nodes
        .iter()
        .map(|node| node.row)
        .fold(0.0, f32::max)
}
