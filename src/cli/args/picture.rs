//! What was typed for pictures, pages and comparisons.

use std::ffi::OsString;
use std::num::NonZeroU16;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::Reading;
use crate::chart::{CHARTS, THEMES};
use crate::diff;

/// Options of `chart`.
#[derive(Debug, Args)]
pub struct Chart {
    /// Files, folders, quoted patterns, - for standard input, or claims tables (.csv, .tsv) [default:
    /// the inputs of tongji.toml].
    #[arg(value_name = "PATH")]
    pub paths: Vec<OsString>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Write to this file instead of standard output; its extension tells the format.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format of the picture [default: by the extension of FILE, else svg].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PictureFormat>,
    /// What is drawn [default: bar].
    #[arg(long, value_parser = PossibleValuesParser::new(CHARTS.iter().map(|chart| chart.name)))]
    pub kind: Option<String>,
    /// Draw only claims of these metrics, separated by commas.
    #[arg(long, value_name = "METRIC", value_delimiter = ',')]
    pub metric: Vec<String>,
    /// Draw claims of this unit [default: the one that most claims have].
    #[arg(long)]
    pub unit: Option<String>,
    /// Draw at most so many rows, those with the greatest values.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: NonZeroU16,
    /// What names a row [default: noun, for sections section].
    #[arg(long, value_enum, value_name = "FIELD")]
    pub by: Option<By>,
    /// Put figures on an axis of powers of ten (bar, interval).
    #[arg(long)]
    pub log: bool,
    /// Write this over the picture [default: what is counted].
    #[arg(long)]
    pub title: Option<String>,
    /// Width and height in pixels, such as 800x500, or slide, column or page [default: 800 wide,
    /// as high as needed].
    #[arg(long, value_name = "SIZE")]
    pub size: Option<String>,
    /// The colours.
    #[arg(
        long,
        default_value = THEMES[0].name,
        value_parser = PossibleValuesParser::new(THEMES.iter().map(|theme| theme.name))
    )]
    pub theme: String,
    /// Keep the text of an SVG as text, which a viewer draws with a font of its own.
    #[arg(long)]
    pub svg_text: bool,
}

/// Options of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Files, folders, quoted patterns such as 'reports/**/*.md', or - for standard input [default:
    /// the inputs of tongji.toml].
    #[arg(value_name = "PATH")]
    pub paths: Vec<OsString>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Show what changed since this claims table was written [default: the baseline of tongji.toml].
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old version: a document, a folder, a quoted pattern, or a claims table (.csv, .tsv).
    pub old: OsString,
    /// The new version, likewise; - for standard input.
    pub new: OsString,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Write to this file instead of standard output; its extension tells the format.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format [default: by the extension of FILE, else text].
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(diff::FORMATS.iter().map(|format| format.name))
    )]
    pub format: Option<String>,
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// SVG, with every glyph as a path.
    Svg,
    /// PNG.
    Png,
    /// A specification for Vega-Lite, with its data.
    VegaLite,
}

/// What names a row of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// What is counted.
    Noun,
    /// The metric.
    Metric,
    /// The last heading.
    Section,
    /// When it holds.
    Period,
    /// The document.
    Source,
}
