//! `renkei eval`: how good the ranking is beside the plainest engine, and what
//! another thesaurus would do to it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::json;

use renkei::gazetteer::Gazetteer;
use renkei::index;
use renkei::search::eval::{
    Judged, Measures, Outcome, Pairs, Validation, evaluate, interval, mean, measures, read,
    validate,
};
use renkei::search::{Engine, Filters, Weights};

use super::EvalArgs;
use crate::settings::Settings;

/// One ranking's measures of every query.
type Run = Vec<Option<Measures>>;
/// A name, how many queries it has and the figures of each ranking.
type Group = (String, usize, Vec<(&'static str, String)>);

/// Asks every judged query and prints the measures.
pub(super) fn eval(settings: &Settings, engine: &Engine, args: &EvalArgs) -> anyhow::Result<()> {
    if args.queries.len() != args.judgements.len() {
        bail!("give as many --judgements as --queries, in the same order");
    }
    let mut judged = Vec::new();
    for (queries, judgements) in args.queries.iter().zip(&args.judgements) {
        judged.extend(read(queries, judgements)?);
    }
    let outcomes = evaluate(engine, &judged, &Weights::default())?;
    let pairs = Pairs::new(engine.cases(&Filters::default())?.iter().map(AsRef::as_ref))?;
    let plain = judged
        .iter()
        .map(|judged| Ok(measures(&pairs.found(judged)?, &judged.grades)))
        .collect::<anyhow::Result<Run>>()?;
    let validation = if args.quick {
        None
    } else {
        Some(validate(engine, &judged)?)
    };
    let changed = match &args.thesaurus {
        None => None,
        Some(path) => Some(with_thesaurus(settings, path, &judged)?),
    };
    let report = Report {
        judged: &judged,
        outcomes: &outcomes,
        plain: &plain,
        validation: validation.as_ref(),
        changed: changed.as_deref(),
    };
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &report.json())?;
        writeln!(out)?;
    } else {
        report.print(&mut out)?;
    }
    Ok(())
}

/// The same queries over an index that was made with another thesaurus.
fn with_thesaurus(
    settings: &Settings,
    thesaurus: &Path,
    judged: &[Judged],
) -> anyhow::Result<Vec<Outcome>> {
    let folder = std::env::temp_dir().join(format!("renkei-eval-{}", std::process::id()));
    let run = || {
        fs::create_dir_all(&folder)?;
        let words = index::tables_folder(&settings.index).join("user-dictionary.csv");
        if words.exists() {
            fs::copy(words, folder.join("user-dictionary.csv"))?;
        }
        fs::copy(thesaurus, folder.join("thesaurus.csv"))
            .with_context(|| format!("{}: cannot be read", thesaurus.display()))?;
        let corpus = settings.upkeep().corpus()?;
        let gazetteer = Gazetteer::of(&corpus)?;
        let data = folder.join("data");
        index::build(&corpus, &gazetteer, &data)?;
        Ok(evaluate(
            &Engine::open(&data)?,
            judged,
            &Weights::default(),
        )?)
    };
    let outcomes = run();
    // A leftover costs space, not correctness.
    let _ = fs::remove_dir_all(&folder);
    outcomes
}

/// All that is printed.
struct Report<'a> {
    judged: &'a [Judged],
    outcomes: &'a [Outcome],
    plain: &'a Run,
    validation: Option<&'a Validation>,
    changed: Option<&'a [Outcome]>,
}

impl Report<'_> {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "nDCG@10\tP@5\trecall@20\tpairs\thits\tms\tid\tquery")?;
        for ((judged, outcome), plain) in self.judged.iter().zip(self.outcomes).zip(self.plain) {
            let row = outcome.measures.map_or_else(
                || "-\t-\t-".to_owned(),
                |it| {
                    format!(
                        "{:.3}\t{:.3}\t{:.3}",
                        it.ndcg_10, it.precision_5, it.recall_20
                    )
                },
            );
            writeln!(
                out,
                "{row}\t{}\t{}\t{:.1}\t{}\t{}",
                plain.map_or_else(|| "-".to_owned(), |it| format!("{:.3}", it.ndcg_10)),
                outcome.total,
                outcome.took.as_secs_f64() * 1000.0,
                judged.id,
                judged.query,
            )?;
        }
        writeln!(out, "\n(- nothing was judged to answer it)\n")?;
        for (name, ours, plain) in self.groups() {
            writeln!(out, "{name}: {ours} queries")?;
            for (what, runs) in plain {
                writeln!(out, "  {what:<10} {runs}")?;
            }
        }
        if let Some(validation) = self.validation {
            writeln!(out, "\nWeights chosen in each fold:")?;
            for weights in &validation.weights {
                writeln!(out, "  {weights:?}")?;
            }
        }
        if let Some(changed) = self.changed {
            self.print_change(out, changed)?;
        }
        Ok(())
    }

    /// Every set and kind of query with its size, and the measures of each ranking.
    fn groups(&self) -> Vec<Group> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, judged) in self.judged.iter().enumerate() {
            if self.outcomes[place].measures.is_some() {
                for name in [
                    "all".to_owned(),
                    format!("set {}", judged.set),
                    format!("set {}, {}", judged.set, judged.kind),
                    format!("kind {}", judged.kind),
                ] {
                    groups.entry(name).or_default().push(place);
                }
            }
        }
        let ours: Run = self.outcomes.iter().map(|it| it.measures).collect();
        groups
            .into_iter()
            .map(|(name, places)| {
                let mut rows = vec![
                    ("pairs", figures(self.plain, &places)),
                    ("renkei", figures(&ours, &places)),
                ];
                if let Some(validation) = self.validation {
                    rows.push(("validated", figures(&validation.measures, &places)));
                }
                (name, places.len(), rows)
            })
            .collect()
    }

    /// Which queries another thesaurus makes better or worse.
    fn print_change(&self, out: &mut impl Write, changed: &[Outcome]) -> io::Result<()> {
        writeln!(out, "\nWith the other thesaurus:")?;
        let (mut better, mut worse) = (0, 0);
        for ((judged, old), new) in self.judged.iter().zip(self.outcomes).zip(changed) {
            let ndcg = |it: &Outcome| it.measures.map_or(0.0, |it| it.ndcg_10);
            if old.found == new.found && old.total == new.total {
                continue;
            }
            better += usize::from(ndcg(new) > ndcg(old));
            worse += usize::from(ndcg(new) < ndcg(old));
            writeln!(
                out,
                "{}\t{}\tnDCG@10 {:.3} → {:.3}\thits {} → {}",
                judged.id,
                judged.query,
                ndcg(old),
                ndcg(new),
                old.total,
                new.total
            )?;
        }
        let all =
            |run: &[Outcome]| mean(run.iter().filter_map(|it| it.measures).map(|it| it.ndcg_10));
        writeln!(
            out,
            "{better} better, {worse} worse; nDCG@10 {:.4} → {:.4}",
            all(self.outcomes),
            all(changed)
        )
    }

    fn json(&self) -> serde_json::Value {
        let queries: Vec<serde_json::Value> = self
            .judged
            .iter()
            .zip(self.outcomes)
            .zip(self.plain)
            .enumerate()
            .map(|(place, ((judged, outcome), plain))| {
                let validated = self.validation.and_then(|it| it.measures[place]);
                json!({
                    "id": judged.id,
                    "set": judged.set,
                    "kind": judged.kind,
                    "query": judged.query,
                    "ndcg_10": outcome.measures.map(|it| it.ndcg_10),
                    "precision_5": outcome.measures.map(|it| it.precision_5),
                    "recall_20": outcome.measures.map(|it| it.recall_20),
                    "validated_ndcg_10": validated.map(|it| it.ndcg_10),
                    "pairs_ndcg_10": plain.map(|it| it.ndcg_10),
                    "total": outcome.total,
                    "found": outcome.found,
                    "ms": outcome.took.as_secs_f64() * 1000.0,
                })
            })
            .collect();
        let measured = |value: fn(&Measures) -> f64| {
            mean(
                self.outcomes
                    .iter()
                    .filter_map(|it| it.measures.as_ref())
                    .map(value),
            )
        };
        json!({
            "ndcg_10": measured(|it| it.ndcg_10),
            "precision_5": measured(|it| it.precision_5),
            "recall_20": measured(|it| it.recall_20),
            "queries": queries,
        })
    }
}

/// nDCG@10 with its interval and recall@20 of some queries.
fn figures(run: &[Option<Measures>], places: &[usize]) -> String {
    let measured: Vec<Measures> = places.iter().filter_map(|&place| run[place]).collect();
    let ndcg: Vec<f64> = measured.iter().map(|it| it.ndcg_10).collect();
    let ndcg = interval(&ndcg);
    format!(
        "nDCG@10 {:.3} ({:.3} to {:.3})  P@5 {:.3}  recall@20 {:.3}",
        ndcg.mean,
        ndcg.low,
        ndcg.high,
        mean(measured.iter().map(|it| it.precision_5)),
        mean(measured.iter().map(|it| it.recall_20)),
    )
}
