//! `tongji chart`: draws the claims of documents or of tables.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use resvg::usvg::fontdb::Database;

use super::Status;
use super::args::{self, PictureFormat};
use super::batch::{self, Tables};
use super::config;
use super::console::Console;
use super::input::{self, Input, Origin, Reading as Manner};
use super::message::{self, Language, Letters};
use super::output::Target;
use super::own;
use super::settings::{self, Found};
use crate::chart::{
    self, By, CHARTS, Chart, Columns, Data, Figure, Fonts, Numbers, Request, Size, Style, THEMES, Theme, Words,
};
use crate::check::{self, Whole};
use crate::claim::Entry;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::source::{Format, Source};
use crate::table;

/// The extensions of pictures and what they stand for.
const PICTURES: [(&str, PictureFormat); 4] = [
    ("svg", PictureFormat::Svg),
    ("png", PictureFormat::Png),
    ("vl.json", PictureFormat::VegaLite),
    ("json", PictureFormat::VegaLite),
];

/// What `chart` is to do.
struct Config {
    paths: Vec<OsString>,
    stdin: Manner,
    target: Target,
    format: PictureFormat,
    svg_text: bool,
    chart: &'static Chart,
    request: Request,
    size: Size,
    theme: Theme,
}

/// A picture in its format, and what is to be said of it.
struct Picture<'a> {
    bytes: Vec<u8>,
    figure: Figure<'a>,
    /// Characters that no font of the system holds.
    missing: BTreeSet<char>,
}

/// The claims of one input, and what it is written in.
pub(super) struct Reading {
    letters: Letters,
    pub(super) entries: Vec<Entry>,
    /// The document; none of a table.
    source: Option<Source>,
}

/// Reads every input, draws the picture, and says what could not be read or was left out.
///
/// # Errors
/// A wrong choice in `typed`, nothing to draw, or an output that cannot be written.
pub fn run(typed: args::Chart, console: &mut Console) -> anyhow::Result<Status> {
    let found = settings::find(&typed.reading.settings)?;
    let own = own::in_force(&found.words(&typed.reading.own), console)?;
    let lexicon: &Lexicon = &own;
    let config = Config::new(typed, &found, lexicon)?;
    let inputs = input::find(&config.paths, config.stdin);
    refuse_overwriting(&config.target, &inputs)?;
    let batch = batch::read(inputs, Tables::Taken, console.quiet, |input, source| {
        read(input, source, lexicon, config.chart.wholes)
    });
    console.settle(main_language(&batch.readings));
    batch.say(console);
    if !batch.readings.is_empty() {
        let picture = draw(&config, &batch.readings, lexicon, console)?;
        config
            .target
            .write(|out: &mut dyn Write| out.write_all(&picture.bytes))?;
        close(&picture, console);
    }
    Ok(if batch.is_sound() { Status::Done } else { Status::Failed })
}

impl Config {
    fn new(typed: args::Chart, found: &Found, lexicon: &Lexicon) -> Result<Self, Error> {
        let unknown = typed
            .metric
            .iter()
            .find(|id| lexicon.metrics.names().all(|known| known != **id));
        if let Some(name) = unknown {
            let known: Vec<&str> = lexicon.metrics.names().collect();
            let error = Error::new("metric_unknown").with("name", name.as_str());
            return Err(error.with("known", known.join(", ")));
        }
        let target = Target::new(typed.output);
        let named = CHARTS.iter().find(|chart| Some(chart.name) == typed.kind.as_deref());
        Ok(Self {
            paths: found.paths(typed.paths)?,
            stdin: config::reading(&typed.reading)?,
            format: format(typed.format, &target)?,
            target,
            svg_text: typed.svg_text,
            chart: named.unwrap_or(&CHARTS[0]),
            request: Request {
                metrics: typed.metric,
                unit: typed.unit,
                top: typed.top.get().into(),
                title: typed.title,
                by: typed.by.map_or(By::Usual, by),
                log: typed.log,
            },
            size: typed.size.map_or(Ok(Size::USUAL), |size| Size::parse(&size))?,
            theme: THEMES
                .into_iter()
                .find(|theme| theme.name == typed.theme)
                .unwrap_or(THEMES[0]),
        })
    }
}

const fn by(typed: args::By) -> By {
    match typed {
        args::By::Noun => By::Noun,
        args::By::Metric => By::Metric,
        args::By::Section => By::Section,
        args::By::Period => By::Period,
        args::By::Source => By::Source,
    }
}

/// The format that was named, else the one of the file's extension, else SVG.
fn format(named: Option<PictureFormat>, target: &Target) -> Result<PictureFormat, Error> {
    let path = match (named, target) {
        (Some(format), _) => return Ok(format),
        (None, Target::File(path)) if !target.is_device() => path,
        (None, _) => return Ok(PictureFormat::Svg),
    };
    let known = PICTURES
        .into_iter()
        .find(|(extension, _)| has_extension(path, &[extension]));
    known.map(|(_, format)| format).ok_or_else(|| {
        let known = PICTURES.map(|(extension, _)| format!(".{extension}")).join(", ");
        let path = path.to_string_lossy().into_owned();
        Error::new("chart_extension").with("path", path).with("known", known)
    })
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().and_then(|extension| extension.to_str());
    own.is_some_and(|own| extensions.iter().any(|known| known.eq_ignore_ascii_case(own)))
}

/// Refuses a target that is one of the inputs.
///
/// # Errors
/// It is.
pub(super) fn refuse_overwriting(target: &Target, inputs: &[Result<Input, Error>]) -> Result<(), Error> {
    let mut paths = inputs.iter().flatten().filter_map(|input| input.path.as_deref());
    paths.find(|path| target.is(path)).map_or(Ok(()), |path| {
        let path = path.to_string_lossy().into_owned();
        Err(Error::new("output_is_input").with("path", path))
    })
}

/// The claims of a table that was named, or of a document, and where it is asked for `all` else that a document numbers.
pub(super) fn read(input: &Input, source: Source, lexicon: &Lexicon, all: bool) -> Result<Reading, Error> {
    if input.origin == Origin::Found || source.format != Format::Csv {
        return Ok(Reading {
            letters: Letters::of(&source.text),
            entries: if all {
                crate::extract(&source, lexicon).entries
            } else {
                crate::extract_claims(&source, lexicon).entries
            },
            source: Some(source),
        });
    }
    let entries = table::csv::read(source.text.as_bytes()).map_err(|error| error.with("path", &*source.name))?;
    let letters = entries.iter().map(|entry| Letters::of(&entry.sentence));
    Ok(Reading {
        letters: letters.sum(),
        entries,
        source: None,
    })
}

/// The language in which most is written.
pub(super) fn main_language(readings: &[Reading]) -> Option<Language> {
    let letters = readings.iter().map(|reading| reading.letters);
    Language::of_letters(letters.sum())
}

fn draw<'a>(
    config: &Config,
    readings: &'a [Reading],
    lexicon: &Lexicon,
    console: &Console,
) -> Result<Picture<'a>, Error> {
    let language = console.language(matches!(config.target, Target::Stdout) && io::stdout().is_terminal());
    let words: Words<'_> = &|key, fields| message::sentence(language, key, fields);
    let entries: Vec<&Entry> = readings.iter().flat_map(|reading| &reading.entries).collect();
    let wholes = if config.chart.wholes {
        wholes(readings, lexicon)
    } else {
        Vec::new()
    };
    let columns = Columns::new(
        readings.iter().filter_map(|reading| reading.source.as_ref()).collect(),
        lexicon,
    );
    let data = Data {
        entries: &entries,
        wholes: &wholes,
        from_table: readings.iter().any(|reading| reading.source.is_none()),
        columns: Some(&columns),
    };
    let mut style = Style {
        theme: config.theme,
        size: config.size,
        fonts: Fonts::embedded(),
        numbers: Numbers::new(words),
    };
    let mut figure = config.chart.figure(data, &config.request, &style, words)?;
    let mut missing = style.fonts.missing(&chart::letters(&figure));
    if !missing.is_empty() {
        style.fonts = of_system(&missing);
        // Other glyphs may be wider, so the rows are laid out anew.
        figure = config.chart.figure(data, &config.request, &style, words)?;
        missing = style.fonts.missing(&chart::letters(&figure));
    }
    Ok(Picture {
        bytes: bytes(config, &figure, &style)?,
        figure,
        missing,
    })
}

/// What the checks find of wholes and parts.
fn wholes<'r>(readings: &'r [Reading], lexicon: &Lexicon) -> Vec<Whole<'r>> {
    readings
        .iter()
        .flat_map(|reading| match &reading.source {
            Some(source) => check::wholes(source, &reading.entries, lexicon),
            None => check::wholes_of_table(&reading.entries, lexicon),
        })
        .collect()
}

/// The embedded font, and the faces of the system that hold `missing` characters.
pub(super) fn of_system(missing: &BTreeSet<char>) -> Fonts {
    let mut faces = Database::new();
    faces.load_system_fonts();
    Fonts::with(&faces, missing)
}

fn bytes(config: &Config, figure: &Figure<'_>, style: &Style) -> Result<Vec<u8>, Error> {
    let drawing = || chart::draw(figure, style);
    Ok(match config.format {
        PictureFormat::Svg if config.svg_text => chart::live(&drawing()?, figure)?.into_bytes(),
        PictureFormat::Svg => chart::paths(&drawing()?, figure, &style.fonts)?.into_bytes(),
        PictureFormat::Png => chart::png(&drawing()?, &style.fonts)?,
        PictureFormat::VegaLite => chart::vega_lite(figure, style).into_bytes(),
    })
}

/// Says what was left out because it cannot share an axis with what was drawn, and what cannot be written.
fn close(picture: &Picture<'_>, console: &Console) {
    let count = picture.figure.left.other_units;
    if let (Some(unit), true) = (&picture.figure.unit, count > 0) {
        let unit = chart::unit_name(unit, "", &|key, fields| console.words(key, fields));
        console.note("chart_other_units", &[("unit", unit.into()), ("count", count.into())]);
    }
    let count = picture.figure.left.other_things;
    if count > 0 {
        console.note("chart_other_things", &[("count", count.into())]);
    }
    if !picture.missing.is_empty() {
        let letter = |letter: &char| format!("{letter} (U+{:04X})", u32::from(*letter));
        let letters: Vec<String> = picture.missing.iter().map(letter).collect();
        console.note("chart_no_glyph", &[("letters", letters.join(", ").into())]);
    }
}
