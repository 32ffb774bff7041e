//! Draws a connection model from its description: boxes in three columns, lines
//! between them.

use maud::{Markup, html};

use crate::views::models::diagram::{Diagram, Link, LinkKind, Node, Role};

const WIDTH: f32 = 324.0;
const COLUMN: f32 = 115.0;
const ROW: f32 = 52.0;
const BOX_WIDTH: f32 = 86.0;
const BOX_HEIGHT: f32 = 38.0;
const MARGIN: f32 = 4.0;
const ARROW: f32 = 7.0;

/// The diagram as a picture with its summary for a name.
pub(crate) fn diagram(diagram: &Diagram) -> Markup {
    let rows = diagram
        .nodes
        .iter()
        .map(|node| node.row)
        .fold(0.0, f32::max);
    let height = rows * ROW + BOX_HEIGHT + 2.0 * MARGIN;
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
    let class = match kind {
        LinkKind::Cooperation | LinkKind::Toward => "link",
        LinkKind::Support => "link link-support",
    };
    html! {
        line class=(class) x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) {}
        @if kind != LinkKind::Cooperation { path class="arrow" d=(arrow(from, to)) {} }
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
        y - 2.0
    } else {
        y + 4.5
    };
    html! {
        rect class=(format!("node {}", role_class(node.role)))
            x=(x - BOX_WIDTH / 2.0) y=(y - BOX_HEIGHT / 2.0)
            width=(BOX_WIDTH) height=(BOX_HEIGHT) rx=(radius) {}
        text class="node-label" x=(x) y=(baseline) text-anchor="middle" { (node.label) }
        @if let Some(note) = node.note {
            text class="node-note" x=(x) y=(y + 13.0) text-anchor="middle" { (note) }
        }
    }
}

const fn role_class(role: Role) -> &'static str {
    match role {
        Role::Clinic => "node-clinic",
        Role::Hospital => "node-hospital",
        Role::Ict => "node-ict",
        Role::Patient => "node-patient",
        Role::Association
        | Role::Government
        | Role::VisitingNurse
        | Role::Coordinator
        | Role::Care => "node-body",
    }
}
