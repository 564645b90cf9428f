//! The figure as a specification for Vega-Lite, version 6, with its data.
//!
//! It says what the picture says: the same rows in the same order, marks, figures, colours and axes. Places and
//! sizes are left to Vega-Lite, which draws it with fonts of its own.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::figure::{Body, Figure, Grid, Panel, Row, Shape, Tile, Tint};
use super::scale::Kind;
use super::theme::Style;
use plotters::style::RGBColor;

const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v6.json";

/// The height of a row in pixels.
const ROW: i32 = 24;

/// The size in which Vega-Lite writes names.
const NAME: i32 = 10;

/// Milliseconds of a day: Vega counts time in them from 1970.
const DAY: i64 = 86_400_000;

/// Shapes that reach from one figure to another.
const RANGES: [&str; 5] = ["bar", "hollow", "span", "thin", "whisker"];

/// A shape and how Vega-Lite draws it.
type Drawn = (&'static str, fn() -> Value);

/// How Vega-Lite draws each shape.
const SHAPES: [Drawn; 10] = [
    ("bar", || json!({ "type": "bar" })),
    (
        "hollow",
        || json!({ "type": "bar", "filled": false, "strokeDash": [4, 3] }),
    ),
    ("span", || json!({ "type": "bar", "height": 8 })),
    (
        "thin",
        || json!({ "type": "bar", "height": 8, "filled": false, "strokeDash": [4, 3] }),
    ),
    ("whisker", || json!({ "type": "rule", "strokeWidth": 2 })),
    (
        "open",
        || json!({ "type": "point", "shape": "triangle-right", "filled": true, "size": 60 }),
    ),
    (
        "under",
        || json!({ "type": "point", "shape": "triangle-left", "filled": true, "size": 60 }),
    ),
    ("dot", || json!({ "type": "point", "filled": true, "size": 70 })),
    ("ring", || json!({ "type": "point", "filled": false, "size": 70 })),
    (
        "diamond",
        || json!({ "type": "point", "shape": "diamond", "filled": true, "size": 90 }),
    ),
];

/// `figure` as a specification, in JSON.
pub fn vega_lite(figure: &Figure<'_>, style: &Style) -> String {
    let theme = style.theme;
    let views: Vec<Value> = match &figure.body {
        Body::Grid(grid) => vec![of_grid(grid, style)],
        Body::Tiles(tiles) => tiles.iter().map(|tile| of_tile(tile, style)).collect(),
    };
    let columns = if views.len() > 1 { 3 } else { 1 };
    let spec = json!({
        "$schema": SCHEMA,
        "description": figure.foot.join("\n"),
        "title": { "text": figure.title, "subtitle": subtitle(figure), "anchor": "start" },
        "background": hex(theme.paper),
        "config": {
            "view": { "stroke": null },
            "title": { "color": hex(theme.ink), "subtitleColor": hex(theme.muted) },
            "axis": {
                "labelColor": hex(theme.ink), "titleColor": hex(theme.muted), "gridColor": hex(theme.grid),
                "domainColor": hex(theme.axis), "tickColor": hex(theme.axis), "labelLimit": 320
            },
            "text": { "color": hex(theme.ink) }
        },
        "columns": columns,
        "concat": views,
        "resolve": { "scale": { "x": "independent", "y": "independent", "color": "independent" } }
    });
    let mut text = serde_json::to_string_pretty(&spec).unwrap_or_default();
    text.push('\n');
    text
}

fn subtitle<'f>(figure: &'f Figure<'_>) -> Vec<&'f str> {
    let foot = figure.foot.iter().map(String::as_str);
    [figure.subtitle.as_str()].into_iter().chain(foot).collect()
}

fn of_tile(tile: &Tile<'_>, style: &Style) -> Value {
    let panels: Vec<Value> = tile
        .panels
        .iter()
        .map(|panel| of_panel(panel, &tile.panels, style))
        .collect();
    let words: Vec<&str> = [tile.heading.as_str(), &tile.note]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if panels.is_empty() {
        // Nothing to draw but words.
        let empty =
            json!({ "data": { "values": [{}] }, "mark": { "type": "text", "text": "" }, "width": 10, "height": 10 });
        return json!({ "title": { "text": words, "anchor": "start" }, "vconcat": [empty] });
    }
    if words.is_empty() {
        json!({ "vconcat": panels })
    } else {
        json!({ "title": { "text": words, "anchor": "start" }, "vconcat": panels })
    }
}

/// One of `all` that stand below each other.
fn of_panel(panel: &Panel<'_>, all: &[Panel<'_>], style: &Style) -> Value {
    let main = of_axis(panel, all, style, false);
    let view = if panel.side {
        json!({ "hconcat": [main, of_axis(panel, all, style, true)] })
    } else {
        main
    };
    match (view, panel.heading.as_str()) {
        (view, "") => view,
        (Value::Object(mut view), heading) => {
            view.insert("title".to_owned(), json!({ "text": heading, "anchor": "start" }));
            Value::Object(view)
        }
        (view, _) => view,
    }
}

/// The layers on one axis: the line of time of a panel, or its figures.
fn of_axis(panel: &Panel<'_>, all: &[Panel<'_>], style: &Style, side: bool) -> Value {
    let timed = panel.axis == Kind::Time && !side;
    let values: Vec<Value> = (0..)
        .zip(&panel.rows)
        .flat_map(|(at, row)| marks(row, at, panel, side, style))
        .collect();
    let names: Vec<Value> = (0..).zip(&panel.rows).map(|(at, row)| named(row, at)).collect();
    let sort: Vec<&Value> = names.iter().collect();
    // Where no canvas measures text, Vega takes a guess that is too small for Chinese.
    let measure = style.measure(NAME);
    let rows = all.iter().flat_map(|panel| &panel.rows);
    let widths = rows.map(|row| measure.width(&row.label) + measure.width(&row.apart));
    let extent = widths.max().unwrap_or_default() + 10;
    let y = json!({
        "field": "row", "type": "nominal", "sort": sort, "title": null,
        "axis": if side { Value::Null } else {
            // The number that keeps rows of one name apart is not written.
            json!({ "labelExpr": "slice(datum.value, indexof(datum.value, '. ') + 2)", "ticks": false, "domain": false, "minExtent": extent })
        }
    });
    let x = x_of(panel, timed);
    let layer = |shape: &str, mark: Value, more: Value| {
        let mut encoding = json!({ "x": x, "y": y, "color": { "field": "color", "type": "nominal", "scale": null } });
        if let (Value::Object(encoding), Value::Object(more)) = (&mut encoding, more) {
            encoding.extend(more);
        }
        json!({ "transform": [{ "filter": format!("datum.shape == '{shape}'") }], "mark": mark, "encoding": encoding })
    };
    let has = |shape: &str| values.iter().any(|value| value["shape"] == shape);
    let some = SHAPES.iter().filter(|(shape, _)| has(shape));
    let mut layers: Vec<Value> = some
        .map(|(shape, mark)| {
            let more = if RANGES.contains(shape) {
                json!({ "x2": { "field": "to" } })
            } else {
                json!({})
            };
            layer(shape, mark(), more)
        })
        .collect();
    layers.push(json!({
        "transform": [{ "filter": "datum.shape == 'text'" }],
        "mark": { "type": "text", "align": "left", "dx": 8 },
        "encoding": { "x": x, "y": y, "text": { "field": "text" } }
    }));
    json!({
        "data": { "values": values },
        "width": if side { 160 } else { 420 },
        "height": { "step": ROW },
        "layer": layers
    })
}

fn x_of(panel: &Panel<'_>, timed: bool) -> Value {
    let title = if panel.axis_name.is_empty() || timed {
        Value::Null
    } else {
        json!(panel.axis_name)
    };
    match panel.axis {
        Kind::Time if timed => {
            // Names of months would be those of Vega's own language.
            json!({ "field": "from", "type": "temporal", "scale": { "type": "utc" }, "title": null,
                "axis": { "format": "%Y-%m", "labelOverlap": true } })
        }
        Kind::Log => {
            let scale = scale(json!({ "type": "log" }), &panel.extent);
            json!({ "field": "from", "type": "quantitative", "scale": scale, "title": title })
        }
        _ => json!({
            "field": "from", "type": "quantitative", "scale": scale(json!({ "zero": true }), &panel.extent), "title": title,
            "axis": if panel.ticks { json!({ "tickCount": 5 }) } else { Value::Null }
        }),
    }
}

/// `scale`, as wide as figures of other panels need.
fn scale(mut scale: Value, extent: &[Decimal]) -> Value {
    let ends = extent.iter().min().zip(extent.iter().max());
    if let (Some((&least, &most)), Value::Object(scale)) = (ends, &mut scale) {
        let zero = scale.contains_key("zero");
        let (least, most) = if zero {
            (least.min(Decimal::ZERO), most.max(Decimal::ZERO))
        } else {
            (least, most)
        };
        scale.insert("domain".to_owned(), json!([number(least), number(most)]));
    }
    scale
}

/// The name of a row after a number that keeps it apart from others, as text that sorts.
fn named(row: &Row<'_>, at: usize) -> Value {
    json!(format!("{at}. {}{}", row.label, row.apart))
}

/// A datum for each mark of a row, and one for its figure.
fn marks(row: &Row<'_>, at: usize, panel: &Panel<'_>, side: bool, style: &Style) -> Vec<Value> {
    let timed = panel.axis == Kind::Time;
    let place = |place: Decimal| if timed && !side { time(place) } else { number(place) };
    let name = named(row, at);
    let drawn = if side { &row.side } else { &row.marks };
    let datum = |shape: &str, tint, from, to| json!({ "row": name, "shape": shape, "from": place(from), "to": place(to), "color": color(tint, style) });
    let mut data = Vec::new();
    for mark in drawn {
        let shape = match mark.shape {
            Shape::Bar if mark.tint == Tint::Planned => "hollow",
            Shape::Bar => "bar",
            Shape::Span if mark.tint == Tint::Planned => "thin",
            Shape::Span => "span",
            Shape::Whisker => "whisker",
            Shape::Dot if mark.tint != Tint::Exact => "ring",
            Shape::Dot => "dot",
            Shape::Diamond => "diamond",
        };
        let tint = match mark.shape {
            Shape::Bar if mark.tint != Tint::Planned => mark.tint,
            _ => Tint::Exact,
        };
        data.push(datum(shape, tint, mark.from, mark.to));
        if mark.open_above {
            data.push(datum("open", Tint::Exact, mark.to, mark.to));
        }
        if mark.open_below && mark.shape == Shape::Whisker {
            data.push(datum("under", Tint::Exact, mark.from, mark.from));
        }
    }
    let end = drawn
        .iter()
        .map(|mark| mark.from.max(mark.to))
        .max()
        .unwrap_or_default();
    let text = if timed && !side {
        row.caption.clone()
    } else {
        row.figure.clone()
    };
    if !text.is_empty() {
        let value = row.claim.and_then(|claim| claim.value).map_or(Value::Null, number);
        data.push(json!({ "row": name, "shape": "text", "from": place(end), "text": text, "value": value }));
    }
    data
}

fn of_grid(grid: &Grid, style: &Style) -> Value {
    let cell = |name: &Value, column: &String, count: usize| json!({ "row": name, "column": column, "count": count });
    let widths = grid.rows.iter().map(|(name, _)| style.measure(NAME).width(name));
    let extent = widths.max().unwrap_or_default().min(320) + 10;
    let names: Vec<Value> = (0..)
        .zip(&grid.rows)
        .map(|(at, (name, _))| json!(format!("{at}. {name}")))
        .collect();
    let mut values = Vec::new();
    for (name, (_, counts)) in names.iter().zip(&grid.rows) {
        let some = grid.columns.iter().zip(counts).filter(|(_, count)| **count > 0);
        values.extend(some.map(|(column, &count)| cell(name, column, count)));
    }
    let axis = json!({ "labelExpr": "slice(datum.value, indexof(datum.value, '. ') + 2)", "ticks": false, "domain": false, "minExtent": extent });
    let y = json!({ "field": "row", "type": "nominal", "sort": names, "title": null, "axis": axis });
    let x = json!({
        "field": "column", "type": "nominal", "sort": grid.columns, "title": null,
        "axis": { "orient": "top", "labelAngle": 0, "ticks": false, "domain": false }
    });
    let most = grid.rows.iter().flat_map(|(_, counts)| counts).max();
    let deep = format!("datum.count * 10 > {}", most.unwrap_or(&1) * 6);
    let ink = json!({ "condition": { "test": deep, "value": hex(style.theme.paper) }, "value": hex(style.theme.ink) });
    let range = [hex(style.theme.vague), hex(style.theme.figure)];
    let color = json!({ "field": "count", "type": "quantitative", "legend": null, "scale": { "range": range } });
    json!({
        "title": { "text": grid.note, "orient": "bottom", "anchor": "start", "fontSize": 11, "fontWeight": "normal" },
        "data": { "values": values },
        "width": { "step": 84 },
        "height": { "step": ROW },
        "layer": [
            { "mark": "rect", "encoding": { "x": x, "y": y, "color": color } },
            { "mark": "text", "encoding": { "x": x, "y": y, "text": { "field": "count" }, "color": ink } }
        ]
    })
}

/// A figure as JSON has it; digits beyond those of a double are lost to every reader of JSON.
fn number(value: Decimal) -> Value {
    let written = value.normalize().to_string();
    serde_json::from_str(&written).unwrap_or(Value::Null)
}

fn time(day: Decimal) -> Value {
    i64::try_from(day).map_or(Value::Null, |day| json!(day * DAY))
}

fn color(tint: Tint, style: &Style) -> String {
    let theme = style.theme;
    hex(match tint {
        Tint::Exact | Tint::Planned => theme.figure,
        Tint::Vague => theme.vague,
        Tint::Whole => theme.axis,
        Tint::Rest => theme.grid,
        Tint::Beyond => theme.beyond,
    })
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
