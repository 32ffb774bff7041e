//! What each command does: the library's parts in their order, and what is printed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Parser;

use renkei::clock;
use renkei::export;
use renkei::gazetteer::Gazetteer;
use renkei::index;
use renkei::ingest;
use renkei::intake::{self, Extractor, Target};
use renkei::language::Analyzer;
use renkei::search::{Hit, Query, Results};
use renkei::upkeep::{Kept, Upkeep};
use renkei::vocabulary::Standing;
use renkei::web::{self, Admin, Limits};

use super::add::{add, template};
use super::eval::eval;
use super::progress::Bar;
use super::{Cli, Command, ExportArgs, ExportFormat, SearchArgs, ServeArgs};
use crate::settings::Settings;

/// Carries out a command line; without a command it serves.
pub(crate) fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let settings = &cli.settings;
    match &cli.command {
        None => {
            let line = std::env::args_os().chain(["serve".into()]);
            run(&Cli::try_parse_from(line)?)
        }
        Some(Command::Serve(args)) => serve(settings, args),
        Some(Command::Index) => build(settings),
        Some(Command::Check { json }) => check(settings, *json),
        Some(Command::Add(args)) => add(settings, args),
        Some(Command::Template { output }) => template(output),
        Some(Command::Extract { file }) => {
            intake::answer(file, &mut io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Search(args)) => search(settings, args),
        Some(Command::Export(args)) => export(settings, args),
        Some(Command::Eval(args)) => {
            eval(settings, &open(&settings.upkeep())?.engine, args)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Analyze { text }) => analyze(settings, text),
    }
}

fn serve(settings: &Settings, args: &ServeArgs) -> anyhow::Result<ExitCode> {
    // A port that is taken is told before the index is built.
    let listener = web::listen(&args.listen)?;
    let address = reachable(listener.local_addr()?);
    let base_path = &args.base_path;
    let admin = args.admin.then(|| {
        let extractor = Extractor::new(std::env::current_exe()?);
        let target = Target::new(settings.corpus());
        anyhow::Ok(Admin::new(args.admin_port, target, extractor)?)
    });
    let admin = admin.transpose()?;
    let upkeep = Upkeep {
        read_only: args.read_only,
        ..settings.upkeep()
    };
    let kept = open(&upkeep)?;
    let cases = kept.engine.summaries().len();
    let reached = web::Settings {
        base_path: args.base_path.clone(),
        hosts: args.host.clone(),
        metrics: args.metrics,
    };
    let site = web::Site::new(upkeep, kept, &reached);
    // Its address begins with the base path, which the site has set.
    let admin_address = admin.as_ref().map(Admin::address).transpose()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let limits = Limits {
        connections: args.connections,
        ..Limits::default()
    };
    let ready = || {
        // The line that says where to look is what a person waits for: it goes to the
        // standard output, apart from the log. A closed output does not stop serving.
        let _ = writeln!(
            io::stdout(),
            "{cases} cases. Open http://{address}{base_path}/ (Ctrl+C stops)"
        );
        // Not in the log either, which more people may read.
        if let Some(address) = admin_address {
            let _ = writeln!(
                io::stdout(),
                "Add documents at {address} (on this machine only)"
            );
        }
    };
    let served = runtime.block_on(web::serve(site, listener, admin, limits, ready));
    // Whatever still runs has had its time.
    runtime.shutdown_background();
    served?;
    Ok(ExitCode::SUCCESS)
}

/// An address that a browser on this machine can open: one that stands for all
/// addresses of the machine can only be listened on.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

fn build(settings: &Settings) -> anyhow::Result<ExitCode> {
    let bar = Bar::new();
    let upkeep = settings.upkeep();
    let kept = upkeep.build(&mut |progress| bar.set(progress))?;
    bar.finish();
    summarize(&upkeep, &kept);
    Ok(if kept.built {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn check(settings: &Settings, json: bool) -> anyhow::Result<ExitCode> {
    let corpus = settings.upkeep().corpus()?;
    let collection = ingest::ingest(&corpus, &Gazetteer::of(&corpus)?);
    let report = &collection.report;
    let mut out = io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, report)?;
        writeln!(out)?;
    } else {
        write!(out, "{report}")?;
        let tables = index::tables_folder(&settings.index);
        let changes = index::thesaurus_changes(tables, &collection.cases)?;
        if !changes.is_empty() {
            writeln!(out, "\n類語表（thesaurus.csv）の変更：{}行", changes.len())?;
        }
        for change in changes {
            writeln!(out, "  {change}")?;
        }
    }
    Ok(if report.has_errors() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn search(settings: &Settings, args: &SearchArgs) -> anyhow::Result<ExitCode> {
    let query = args.filters.query(&args.query)?;
    let results = open(&settings.upkeep())?.engine.search(&query)?;
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &results)?;
        writeln!(out)?;
    } else {
        print_results(&mut out, &results)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn export(settings: &Settings, args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let query = args.filters.query(&args.query)?;
    let site = args.site.as_deref().map(|site| site.trim_end_matches('/'));
    if let (ExportFormat::Html, Some(folder)) = (args.format, &args.folder) {
        anyhow::ensure!(
            query == Query::default(),
            "the site is written whole: leave out --query and the filters"
        );
        return export_site(settings, site, folder);
    }
    anyhow::ensure!(
        args.folder.is_none(),
        "a folder goes with --format html; name a file with --output"
    );
    let engine = open(&settings.upkeep())?.engine;
    let format = match args.format {
        ExportFormat::Html => anyhow::bail!("--format html takes the folder to write"),
        ExportFormat::Json => export::Format::Json,
        ExportFormat::Ndjson => export::Format::Ndjson,
        ExportFormat::Csv => export::Format::Csv(if args.cp932 {
            export::Encoding::Cp932
        } else {
            export::Encoding::Utf8
        }),
        ExportFormat::Xlsx => export::Format::Excel,
    };
    let cases = engine.matching(&query)?;
    let day = clock::today();
    let about = export::About {
        sources: engine.sources(),
        day: &day,
        site,
    };
    match &args.output {
        None => export::write(format, cases, &about, io::stdout().lock())?,
        Some(path) => {
            let file = File::create(path)
                .with_context(|| format!("{}: cannot be written", path.display()))?;
            let mut out = BufWriter::new(file);
            export::write(format, cases, &about, &mut out)?;
            out.flush()
                .with_context(|| format!("{}: cannot be written", path.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn export_site(
    settings: &Settings,
    address: Option<&str>,
    folder: &Path,
) -> anyhow::Result<ExitCode> {
    let engine = Arc::new(open(&settings.upkeep())?.engine);
    let runtime = tokio::runtime::Runtime::new()?;
    let written = runtime.block_on(web::write_edition(engine, address, folder))?;
    writeln!(
        io::stdout(),
        "{} pages, {} files, {:.1} MB. Open {}",
        written.pages,
        written.files,
        written.bytes as f64 / 1e6,
        folder.join("index.html").display()
    )?;
    Ok(ExitCode::SUCCESS)
}

fn analyze(settings: &Settings, text: &str) -> anyhow::Result<ExitCode> {
    let analyzer = Analyzer::load(index::tables_folder(&settings.index))?;
    write!(io::stdout(), "{}", analyzer.analyze(text))?;
    Ok(ExitCode::SUCCESS)
}

/// The index, built first when it is missing, stale or damaged.
fn open(upkeep: &Upkeep) -> anyhow::Result<Kept> {
    let bar = Bar::new();
    let kept = upkeep.open(&mut |progress| bar.set(progress))?;
    bar.finish();
    summarize(upkeep, &kept);
    Ok(kept)
}

fn summarize(upkeep: &Upkeep, kept: &Kept) {
    let (folder, cases) = (upkeep.index.display(), kept.engine.summaries().len());
    if kept.built {
        tracing::info!("built {folder}: {cases} cases");
    }
    for concern in &kept.concerns {
        tracing::warn!("{concern}");
    }
    if !kept.concerns.is_empty() {
        let what = if kept.built {
            "was built all the same"
        } else {
            "stays as it was"
        };
        tracing::warn!("{folder} {what}; put it right, or start once with --accept to take it so");
    }
}

fn print_results(out: &mut impl Write, results: &Results) -> io::Result<()> {
    write!(out, "{}件", results.total)?;
    if results.hits.first().is_some_and(|hit| hit.of > 1) {
        write!(out, "（すべての語を含む事例 {}件）", results.met_all)?;
    }
    writeln!(out)?;
    for town in &results.absent {
        writeln!(out, "{town}の事例はまだありません。")?;
    }
    if let Some(relaxed) = &results.relaxed {
        writeln!(out, "{}", relaxed.message)?;
    }
    for survey in &results.surveys {
        writeln!(out, "{}にも記載があります", survey.title)?;
        for snippet in &survey.snippets {
            writeln!(out, "     {}: {}", snippet.heading, plain(&snippet.html))?;
        }
    }
    for hit in &results.hits {
        print_hit(out, hit)?;
    }
    for suggestion in &results.suggestions {
        writeln!(out, "→ {}（{}件）", suggestion.label, suggestion.count)?;
    }
    if let Some(relaxed) = &results.relaxed
        && let Some(spelling) = &relaxed.spelling
    {
        writeln!(out, "\n近い表記「{}」の検索結果:", spelling.text)?;
        for hit in &relaxed.hits {
            print_hit(out, hit)?;
        }
    }
    Ok(())
}

fn print_hit(out: &mut impl Write, hit: &Hit) -> io::Result<()> {
    let case = &hit.case;
    writeln!(out, "\n{:>3}. {} [{}]", hit.rank, case.title, case.id)?;
    if let Some(population) = &case.population {
        write!(out, "     人口 {}人", population.value)?;
        if let Some(rate) = &case.aging_rate {
            write!(out, "・高齢化率 {}%", rate.value)?;
        }
        writeln!(out)?;
    }
    if hit.of > 1 {
        writeln!(out, "     {}語のうち{}語を含む", hit.of, hit.met)?;
    }
    if let Some(standing) = hit.standing.filter(|it| *it != Standing::Done) {
        writeln!(out, "     {}", standing.label())?;
    }
    for why in &hit.why {
        writeln!(out, "     {why}")?;
    }
    for snippet in &hit.snippets {
        writeln!(out, "     {}: {}", snippet.heading, plain(&snippet.html))?;
    }
    Ok(())
}

/// A snippet for the terminal: its marks as brackets, its escapes undone.
fn plain(html: &str) -> String {
    html.replace("<mark>", "【")
        .replace("</mark>", "】")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
