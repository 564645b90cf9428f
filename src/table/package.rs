//! `datapackage.json`: what a table holds and what it was made from, as Frictionless tools read it.

use serde::Serialize;

use super::{COLUMNS, Kind, Rows, summary};

/// Formats of which frictionless counts the bytes when it validates; of others it takes any count for a wrong one.
const COUNTED: [&str; 5] = ["csv", "tsv", "jsonl", "md", "xlsx"];

/// A document that went into a table.
#[derive(Clone, Debug, Serialize)]
pub struct Origin {
    /// Its name.
    pub title: String,
    /// Its path as given.
    pub path: String,
    /// The hash of its bytes, `sha256:` with hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// How many bytes it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// The file of a table.
pub struct Resource<'a> {
    /// Its name beside the package.
    pub path: &'a str,
    /// Its format's name.
    pub format: &'a str,
    /// Its hash, `sha256:` with hexadecimal digits.
    pub hash: String,
    /// How many bytes it has.
    pub bytes: usize,
}

#[derive(Serialize)]
struct Package<'a> {
    name: &'static str,
    resources: [Table<'a>; 1],
    sources: &'a [Origin],
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    path: &'a str,
    scheme: &'static str,
    format: &'a str,
    mediatype: &'static str,
    encoding: &'static str,
    hash: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    schema: Schema,
}

#[derive(Serialize)]
struct Dialect {
    csv: Csv,
}

#[derive(Serialize)]
struct Csv {
    delimiter: &'static str,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
}

/// The package of the table `rows`, which was written as `resource`, from `sources`.
pub fn package(rows: &dyn Rows, resource: &Resource<'_>, sources: &[Origin]) -> Vec<u8> {
    let fields = rows.names().into_iter().enumerate();
    let fields = fields.map(|(column, name)| Field {
        name,
        kind: match rows.kind(column) {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Decimal => "number",
        },
        description: description(name),
    });
    let package = Package {
        name: "claims",
        resources: [Table {
            name: "claims",
            // Frictionless reads no tables of Markdown.
            kind: if resource.format == "md" { "text" } else { "table" },
            path: resource.path,
            scheme: "file",
            format: resource.format,
            mediatype: media(resource.format),
            encoding: "utf-8",
            hash: &resource.hash,
            bytes: COUNTED.contains(&resource.format).then_some(resource.bytes),
            dialect: (resource.format == "tsv").then_some(Dialect {
                csv: Csv { delimiter: "\t" },
            }),
            schema: Schema {
                fields: fields.collect(),
            },
        }],
        sources,
    };
    // Plain structures of texts and numbers can always be written.
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// What a column holds.
fn description(name: &str) -> &'static str {
    let claims = COLUMNS.iter().map(|field| (field.column.name, field.column.doc));
    let mut all = claims.chain(summary::COLUMNS.iter().map(|column| (column.name, column.doc)));
    all.find(|(own, _)| *own == name).map_or("", |(_, doc)| doc)
}

fn media(format: &str) -> &'static str {
    match format {
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "json" => "application/json",
        "jsonl" => "application/x-ndjson",
        "md" => "text/markdown",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/vnd.apache.parquet",
    }
}
