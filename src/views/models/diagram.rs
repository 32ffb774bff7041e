//! Who is linked to whom in each connection model, as a description that one
//! renderer draws.
//!
//! Drawn from the models' names and the words that the report prints with them, not
//! after its pictures. How a diagram looks is not known here.

use crate::vocabulary::Model;

/// A model as a graph of the people and bodies in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// Who takes part.
    pub nodes: Vec<Node>,
    /// Who is linked to whom.
    pub links: Vec<Link>,
    /// What the diagram shows, in a sentence.
    pub summary: &'static str,
}

/// A person or body in a diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is called.
    pub label: &'static str,
    /// Its part in the model, where it has a special one.
    pub note: Option<&'static str>,
    /// 0 left, 1 middle, 2 right.
    pub column: u8,
    /// From the top, in rows; halves stand between two rows.
    pub row: f32,
}

/// What a person or body in a diagram is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 在宅医・診療所
    Clinic,
    /// 病院・病院医
    Hospital,
    /// 医師会
    Association,
    /// 行政
    Government,
    /// 訪問看護ステーション
    VisitingNurse,
    /// 民間のコーディネーター
    Coordinator,
    /// 情報共有システム
    Ict,
    /// 薬局・介護など多職種
    Care,
    /// 患者
    Patient,
}

impl Role {
    /// Every role, in the legend's order.
    pub const ALL: [Self; 9] = [
        Self::Clinic,
        Self::Hospital,
        Self::Patient,
        Self::Association,
        Self::Government,
        Self::VisitingNurse,
        Self::Coordinator,
        Self::Ict,
        Self::Care,
    ];

    /// The words of the legend.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clinic => "在宅医・診療所",
            Self::Hospital => "病院",
            Self::Patient => "患者",
            Self::Association => "医師会",
            Self::Government => "行政",
            Self::VisitingNurse => "訪問看護",
            Self::Coordinator => "民間の調整役",
            Self::Ict => "ICT",
            Self::Care => "薬局・介護職など",
        }
    }
}

/// A connection between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it starts: the node's place in the list.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What goes along it.
    pub kind: LinkKind,
}

/// What goes along a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Both work together.
    Cooperation,
    /// The first treats or asks the second.
    Toward,
    /// The first steps in for or supports the second when needed.
    Support,
}

impl LinkKind {
    /// The words of the legend.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cooperation => "連携・情報共有",
            Self::Toward => "診療・依頼",
            Self::Support => "必要なときの支援・代行",
        }
    }

    /// Every kind, in the legend's order.
    pub const ALL: [Self; 3] = [Self::Cooperation, Self::Toward, Self::Support];
}

const LEFT: u8 = 0;
const MIDDLE: u8 = 1;
const RIGHT: u8 = 2;

/// The diagram of a model.
pub fn diagram(model: Model) -> Diagram {
    use LinkKind::{Cooperation, Support, Toward};
    use Role::{
        Association, Care, Clinic, Coordinator, Government, Hospital, Ict, Patient, VisitingNurse,
    };
    match model {
        Model::A => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 3])
            .at(RIGHT, 1.0, Hospital, "病院", None)
            .all(0..3, 3..4, Cooperation)
            .shows("複数の在宅医が、地域の一つの病院と連携する。"),
        Model::B1 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 2])
            .column(MIDDLE, Patient, &["患者"; 2])
            .column(RIGHT, Hospital, &["病院医"; 2])
            .noted(0..2, "主治医")
            .noted(4..6, "主治医")
            .each(0..2, 2, Toward)
            .each(4..6, 2, Toward)
            .shows("一人の患者を、在宅医と病院医の二人が主治医として診る。"),
        Model::B2 => mediated(
            Ict,
            "ICT",
            "複数の在宅医と複数の病院が、ICTで患者の情報を共有する。",
        ),
        Model::C1 => mediated(
            Coordinator,
            "民間調整役",
            "民間のコーディネーターが、複数の在宅医と複数の病院の間を取り持つ。",
        ),
        Model::C2 => mediated(
            Association,
            "医師会",
            "医師会の連携拠点が、複数の在宅医と複数の病院の間を取り持つ。",
        ),
        Model::C3 => mediated(
            Hospital,
            "地域連携室",
            "病院の地域連携室が、複数の在宅医と複数の病院の間を取り持つ。",
        ),
        Model::C4 => mediated(
            Government,
            "行政",
            "行政の連携拠点が、複数の在宅医と複数の病院の間を取り持つ。",
        ),
        Model::C5 => mediated(
            VisitingNurse,
            "訪看ST",
            "訪問看護ステーションが、複数の在宅医と複数の病院の間を取り持つ。",
        ),
        Model::D => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 4])
            .at(RIGHT, 0.5, Hospital, "支援病院", Some("ブロック1"))
            .at(RIGHT, 2.5, Hospital, "支援病院", Some("ブロック2"))
            .all(4..5, 0..2, Support)
            .all(5..6, 2..4, Support)
            .shows("地域をブロックに分け、ブロックごとの支援病院が在宅医の患者を受け入れる。"),
        Model::E => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 3])
            .at(MIDDLE, 1.0, Government, "行政窓口", Some("病院の中"))
            .at(RIGHT, 1.0, Hospital, "中核病院", None)
            .all(0..3, 3..4, Cooperation)
            .all(3..4, 4..5, Cooperation)
            .shows("中核病院の中に置かれた行政の窓口が、複数の在宅医とつなぐ。"),
        Model::Mutual1 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 2])
            .at(RIGHT, 0.5, Patient, "患者", None)
            .noted(0..1, "主治医")
            .noted(1..2, "副主治医")
            .all(0..1, 2..3, Toward)
            .all(1..2, 2..3, Support)
            .all(0..1, 1..2, Cooperation)
            .shows("主治医が診られないときは、あらかじめ決めた副主治医の在宅医が診る。"),
        Model::Mutual2 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 3])
            .at(MIDDLE, 1.0, Clinic, "在宅医", Some("当番医"))
            .at(RIGHT, 1.0, Patient, "患者", None)
            .all(0..3, 3..4, Cooperation)
            .all(3..4, 4..5, Support)
            .shows("在宅医が順に当番に就き、主治医が診られない時間の患者を当番医が診る。"),
        Model::Mutual3 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 2])
            .at(RIGHT, 0.5, Patient, "患者", None)
            .noted(0..1, "主治医")
            .noted(1..2, "代診医")
            .all(0..1, 2..3, Toward)
            .all(1..2, 2..3, Support)
            .all(0..1, 1..2, Toward)
            .shows("主治医が不在になるとき、臨時に別の在宅医へ代診を頼む。"),
        Model::Mutual4 => Graph::default()
            .at(LEFT, 0.0, Clinic, "在宅医", Some("紹介する側"))
            .at(MIDDLE, 1.0, Patient, "患者", None)
            .at(RIGHT, 0.0, Clinic, "在宅医", Some("受ける側"))
            .all(0..1, 1..2, Toward)
            .all(2..3, 1..2, Support)
            .all(0..1, 2..3, Toward)
            .shows("診続けることが難しい患者を、別の在宅医が引き受け、または代わって診る。"),
        Model::Group1 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 3])
            .at(RIGHT, 0.5, Clinic, "在支診", None)
            .at(RIGHT, 1.5, Clinic, "専門医", None)
            .all(3..5, 0..3, Support)
            .shows("在宅医のグループを、在宅療養支援診療所や専門医が後ろから支える。"),
        Model::Group2 => Graph::default()
            .column(LEFT, Clinic, &["在宅医"; 2])
            .column(RIGHT, Hospital, &["病院医"; 2])
            .all(0..2, 2..4, Cooperation)
            .shows("在宅医と病院医が一つのグループになり、互いに助け合って診る。"),
        Model::Group3 => Graph::default()
            .at(LEFT, 0.0, Clinic, "在宅医", Some("主治医"))
            .at(MIDDLE, 1.0, Patient, "患者", None)
            .at(RIGHT, 0.0, Hospital, "病院医", Some("副主治医"))
            .all(0..1, 1..2, Toward)
            .all(2..3, 1..2, Support)
            .all(0..1, 2..3, Cooperation)
            .shows("在宅医が主治医、病院医が副主治医となって、一人の患者を診る。"),
        Model::Group4 => Graph::default()
            .at(LEFT, 1.0, Clinic, "在宅医", None)
            .at(MIDDLE, 0.0, Clinic, "在宅医", None)
            .at(RIGHT, 1.0, Clinic, "在宅医", None)
            .all(0..1, 1..3, Cooperation)
            .all(1..2, 2..3, Cooperation)
            .shows("在宅医どうしがグループになり、互いに助け合って診る。"),
        Model::IctTeam => Graph::default()
            .column(LEFT, Clinic, &["在宅医"])
            .at(LEFT, 1.0, VisitingNurse, "訪看ST", None)
            .at(LEFT, 2.0, Care, "薬局", None)
            .at(RIGHT, 0.0, Hospital, "病院", None)
            .at(RIGHT, 1.0, Care, "ケアマネ", None)
            .at(RIGHT, 2.0, Care, "介護職", None)
            .at(MIDDLE, 1.0, Ict, "ICT", None)
            .all(0..6, 6..7, Cooperation)
            .shows("医師、訪問看護、薬局、ケアマネジャーなど多職種が、ICTで患者の情報を共有する。"),
    }
}

/// Several clinics and several hospitals with one mediator between them.
fn mediated(role: Role, label: &'static str, summary: &'static str) -> Diagram {
    Graph::default()
        .column(LEFT, Role::Clinic, &["在宅医"; 3])
        .column(RIGHT, Role::Hospital, &["病院"; 3])
        .at(MIDDLE, 1.0, role, label, None)
        .all(0..6, 6..7, LinkKind::Cooperation)
        .shows(summary)
}

/// A diagram in the making.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    links: Vec<Link>,
}

impl Graph {
    /// Adds nodes of one role from the top of a column.
    fn column(mut self, column: u8, role: Role, labels: &[&'static str]) -> Self {
        for (row, &label) in (0_u8..).zip(labels) {
            self = self.at(column, f32::from(row), role, label, None);
        }
        self
    }

    /// Adds a node at a place.
    fn at(
        mut self,
        column: u8,
        row: f32,
        role: Role,
        label: &'static str,
        note: Option<&'static str>,
    ) -> Self {
        self.nodes.push(Node {
            role,
            label,
            note,
            column,
            row,
        });
        self
    }

    /// Gives nodes their special part.
    fn noted(mut self, nodes: std::ops::Range<usize>, note: &'static str) -> Self {
        for node in self.nodes.iter_mut().take(nodes.end).skip(nodes.start) {
            node.note = Some(note);
        }
        self
    }

    /// Links each of the first nodes with each of the second.
    fn all(
        mut self,
        from: std::ops::Range<usize>,
        to: std::ops::Range<usize>,
        kind: LinkKind,
    ) -> Self {
        for from in from {
            for to in to.clone() {
                self.links.push(Link { from, to, kind });
            }
        }
        self
    }

    /// Links each node with its counterpart in a list that starts at `first`.
    fn each(mut self, from: std::ops::Range<usize>, first: usize, kind: LinkKind) -> Self {
        for (from, to) in from.zip(first..) {
            self.links.push(Link { from, to, kind });
        }
        self
    }

    fn shows(self, summary: &'static str) -> Diagram {
        Diagram {
            nodes: self.nodes,
            links: self.links,
            summary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_links_nodes_that_are_there_and_leaves_none_alone() {
        for &model in Model::ALL {
            let diagram = diagram(model);
            assert!(!diagram.summary.is_empty());
            for index in 0..diagram.nodes.len() {
                assert!(
                    diagram
                        .links
                        .iter()
                        .any(|link| link.from == index || link.to == index),
                    "{model}: node {index} is linked to nothing"
                );
            }
            assert!(
                diagram
                    .links
                    .iter()
                    .all(|link| link.from.max(link.to) < diagram.nodes.len()),
                "{model}"
            );
        }
    }

    #[test]
    fn no_two_nodes_stand_on_one_another() {
        for &model in Model::ALL {
            let diagram = diagram(model);
            for (index, one) in diagram.nodes.iter().enumerate() {
                for other in &diagram.nodes[index + 1..] {
                    assert!(
                        one.column != other.column || (one.row - other.row).abs() >= 1.0,
                        "{model}: {} and {}",
                        one.label,
                        other.label
                    );
                }
            }
        }
    }
}
