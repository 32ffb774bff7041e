//! `renkei eval`: how good the ranking is, and what another synonyms file would do
//! to it.

use std::io::{self, Write};
use std::path::Path;

use renkei::search::Engine;
use renkei::search::eval::{Evaluation, Measures, Outcome, evaluate, read};

use super::EvalArgs;

/// Asks every judged query and prints the measures.
pub(super) fn eval(index: &Path, engine: &Engine, args: &EvalArgs) -> anyhow::Result<()> {
    let judged = read(&args.queries, &args.judgements)?;
    let evaluation = evaluate(engine, &judged);
    let changed = match &args.synonyms {
        None => None,
        Some(path) => {
            let synonyms = renkei::search::Synonyms::read(path)?;
            Some(evaluate(&Engine::open_with(index, synonyms)?, &judged))
        }
    };
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &json(&evaluation, changed.as_ref()))?;
        writeln!(out)?;
    } else {
        print(&mut out, &evaluation)?;
        if let Some(changed) = &changed {
            print_change(&mut out, &evaluation, changed)?;
        }
    }
    Ok(())
}

fn print(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "nDCG@10\tP@5\trecall@20\thits\tms\tid\tquery")?;
    for outcome in &evaluation.outcomes {
        let measures = outcome.measures.map_or_else(|| "-\t-\t-".to_owned(), row);
        let partial = if outcome.relaxed { "*" } else { "" };
        writeln!(
            out,
            "{measures}\t{}{partial}\t{:.1}\t{}\t{}",
            outcome.total,
            outcome.took.as_secs_f64() * 1000.0,
            outcome.id,
            outcome.query,
        )?;
    }
    writeln!(
        out,
        "\n(* partial matches only; - nothing was judged to answer it)"
    )?;
    for (kind, ndcg) in evaluation.by_kind() {
        writeln!(out, "{ndcg:.4}\t{kind}")?;
    }
    let zero: Vec<&str> = evaluation.zero_results().map(|it| it.id.as_str()).collect();
    let [mean, median, longest] = evaluation.times().map(|it| it.as_secs_f64() * 1000.0);
    writeln!(out, "\nnDCG@10 {:.4}", evaluation.mean.ndcg_10)?;
    writeln!(out, "P@5 {:.4}", evaluation.mean.precision_5)?;
    writeln!(out, "recall@20 {:.4}", evaluation.mean.recall_20)?;
    writeln!(out, "zero results {} {}", zero.len(), zero.join(" "))?;
    writeln!(
        out,
        "ms a query: mean {mean:.2}, median {median:.2}, longest {longest:.2}"
    )
}

fn row(measures: Measures) -> String {
    format!(
        "{:.4}\t{:.4}\t{:.4}",
        measures.ndcg_10, measures.precision_5, measures.recall_20
    )
}

/// What the other synonyms file changes, query by query.
fn print_change(out: &mut impl Write, old: &Evaluation, new: &Evaluation) -> io::Result<()> {
    writeln!(out, "\nWith the other synonyms file:")?;
    let mut changes = 0;
    for (old, new) in old.outcomes.iter().zip(&new.outcomes) {
        if old.found == new.found && old.total == new.total {
            continue;
        }
        changes += 1;
        let ndcg = |outcome: &Outcome| {
            outcome
                .measures
                .map_or_else(|| "-".to_owned(), |it| format!("{:.4}", it.ndcg_10))
        };
        writeln!(
            out,
            "{}\t{}\tnDCG@10 {} → {}\thits {} → {}",
            old.id,
            old.query,
            ndcg(old),
            ndcg(new),
            old.total,
            new.total
        )?;
    }
    writeln!(
        out,
        "{changes} queries change; nDCG@10 {:.4} → {:.4}",
        old.mean.ndcg_10, new.mean.ndcg_10
    )
}

fn json(evaluation: &Evaluation, changed: Option<&Evaluation>) -> serde_json::Value {
    let figures = |evaluation: &Evaluation| {
        let [mean, median, longest] = evaluation.times().map(|it| it.as_secs_f64() * 1000.0);
        let queries: Vec<serde_json::Value> = evaluation
            .outcomes
            .iter()
            .map(|it| {
                serde_json::json!({
                    "id": it.id,
                    "query": it.query,
                    "kind": it.kind,
                    "ndcg_10": it.measures.map(|it| it.ndcg_10),
                    "precision_5": it.measures.map(|it| it.precision_5),
                    "recall_20": it.measures.map(|it| it.recall_20),
                    "total": it.total,
                    "relaxed": it.relaxed,
                    "found": it.found,
                })
            })
            .collect();
        serde_json::json!({
            "ndcg_10": evaluation.mean.ndcg_10,
            "precision_5": evaluation.mean.precision_5,
            "recall_20": evaluation.mean.recall_20,
            "zero_results": evaluation.zero_results().count(),
            "ms": {"mean": mean, "median": median, "longest": longest},
            "queries": queries,
        })
    };
    let mut value = figures(evaluation);
    if let (Some(changed), Some(object)) = (changed, value.as_object_mut()) {
        object.insert("with_other_synonyms".to_owned(), figures(changed));
    }
    value
}
