//! Every kind of chart of every fixture, in several sizes and both languages: nothing overlaps, nothing
//! leaves the picture; and what is committed in `out` is what the program draws.
//!
//! With `TONGJI_BLESS=1` in the environment the committed pictures are written instead.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tongji::chart::CHARTS;

use crate::cmd::tongji;
use crate::data;
use crate::picture::{assert_clear, assert_xml, texts};

const SIZES: [&str; 4] = ["800x500", "1600x1000", "column", "page"];

/// The fixture whose pictures are also committed as the program writes them by default, and as PNG.
const SHOWN: &str = "association";

/// What the program writes for `args` in the folder of the package; none where there is nothing to draw.
fn drawn(args: &[&str]) -> Option<Vec<u8>> {
    let mut command = tongji();
    let output = command
        .current_dir(data::root())
        .arg("chart")
        .args(args)
        .output()
        .unwrap();
    match output.status.code() {
        Some(0) => Some(output.stdout),
        Some(2) => {
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                ["没有可画", "nothing to draw"].iter().any(|words| said.contains(words)),
                "{args:?}: {said}"
            );
            assert!(output.stdout.is_empty(), "{args:?}");
            None
        }
        other => panic!("{args:?}: {other:?}"),
    }
}

fn live(args: &[&str]) -> Option<String> {
    let svg = drawn(&[args, &["--svg-text"]].concat())?;
    Some(String::from_utf8(svg).unwrap())
}

/// The documents of the fixtures.
fn documents() -> Vec<String> {
    let fixtures = data::fixtures().into_iter();
    fixtures.map(|fixture| fixture.source.name.to_string()).collect()
}

/// The real documents of the project's shared folder, but for the large ones and those in other encodings.
fn corpus(folder: &Path) -> Vec<String> {
    let small = |path: &PathBuf| {
        !["big", "encodings"]
            .iter()
            .any(|other| path.starts_with(folder.join(other)))
    };
    let paths = data::documents(folder).into_iter().filter(small);
    paths.map(|path| path.to_str().unwrap().to_owned()).collect()
}

#[test]
fn no_text_meets_another_or_leaves_the_picture() {
    let mut variants: Vec<Vec<&str>> = SIZES.iter().map(|size| vec!["--size", size]).collect();
    variants.extend([
        vec![],
        vec!["--log"],
        vec!["--size", "480x640", "--lang", "en"],
        vec!["--by", "section"],
        vec!["--by", "period", "--lang", "en", "--size", "800x500"],
    ]);
    assert!(clear(&documents(), &variants) > 300);
}

#[test]
fn no_text_meets_another_in_pictures_of_real_documents() {
    let Some(folder) = data::shared("corpus") else { return };
    let variants = [
        vec!["--size", "800x500"],
        vec!["--size", "1600x1000", "--lang", "en"],
        vec!["--size", "column", "--by", "section"],
    ];
    assert!(clear(&corpus(&folder), &variants) > 300);
}

/// Fails where texts meet in a picture of one of the `documents`, of any kind; gives how many pictures there are.
fn clear(documents: &[String], variants: &[Vec<&str>]) -> usize {
    let jobs: Vec<Vec<&str>> = documents
        .iter()
        .flat_map(|document| {
            CHARTS
                .iter()
                .map(move |chart| vec![document.as_str(), "--kind", chart.name])
        })
        .flat_map(|job| variants.iter().map(move |options| [job.as_slice(), options].concat()))
        .filter(|job| !job.contains(&"--log") || CHARTS.iter().any(|chart| chart.log && job.contains(&chart.name)))
        .collect();
    let picture = |args: &Vec<&str>| {
        let svg = live(args)?;
        assert_clear(&svg, &args.join(" "));
        Some(())
    };
    jobs.par_iter().filter_map(picture).count()
}

/// The fixtures and the kinds of charts of them that there is something to draw for.
fn charts() -> impl Iterator<Item = (String, String, &'static str)> {
    let fixtures = data::fixtures().into_iter();
    fixtures.flat_map(|fixture| {
        let kinds = CHARTS.iter().map(|chart| chart.name);
        kinds.map(move |kind| (fixture.name.clone(), fixture.source.name.to_string(), kind))
    })
}

#[test]
fn pictures_are_as_committed() {
    let mut wrong = Vec::new();
    for (fixture, document, kind) in charts() {
        let folder = data::root().join("out").join(&fixture).join("charts");
        let args = [document.as_str(), "--kind", kind, "--quiet"];
        let Some(svg) = live(&args) else { continue };
        compare(&folder.join(format!("{kind}.text.svg")), svg.as_bytes(), &mut wrong);
        if fixture == SHOWN {
            let paths = drawn(&args).unwrap();
            let png = drawn(&[args.as_slice(), &["--format", "png"]].concat()).unwrap();
            compare(&folder.join(format!("{kind}.svg")), &paths, &mut wrong);
            compare_pixels(&folder.join(format!("{kind}.png")), &png, &mut wrong);
            let vega = drawn(&[args.as_slice(), &["--format", "vega-lite"]].concat()).unwrap();
            compare(&folder.join(format!("{kind}.vl.json")), &vega, &mut wrong);
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf that is meant: TONGJI_BLESS=1 cargo test --test tests charts_of_fixtures::",
        wrong.join("\n")
    );
}

fn bless() -> bool {
    std::env::var_os("TONGJI_BLESS").is_some_and(|value| value == "1")
}

fn compare(path: &Path, now: &[u8], wrong: &mut Vec<String>) {
    if bless() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, now).unwrap();
    }
    let committed = fs::read(path).unwrap_or_default();
    if committed != now {
        let place = committed.iter().zip(now).position(|(old, new)| old != new);
        wrong.push(format!("{} differs, first at byte {place:?}", path.display()));
    }
}

/// Compares pixels, as other versions of the encoder may pack them otherwise.
fn compare_pixels(path: &Path, now: &[u8], wrong: &mut Vec<String>) {
    let committed = fs::read(path).unwrap_or_default();
    if committed.is_empty() || pixels(&committed) != pixels(now) {
        if bless() {
            fs::write(path, now).unwrap();
        } else {
            wrong.push(format!("{}: other pixels", path.display()));
        }
    }
}

/// Width, height and the colours of a PNG picture.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info.width, info.height, pixels)
}

#[test]
fn no_picture_is_left_from_a_chart_that_is_gone() {
    let kinds: BTreeSet<&str> = CHARTS.iter().map(|chart| chart.name).collect();
    let folders = data::fixtures().into_iter();
    let files = folders.flat_map(|fixture| {
        let folder = data::root().join("out").join(fixture.name).join("charts");
        if folder.is_dir() {
            data::list(&folder)
        } else {
            Vec::new()
        }
    });
    let stray: Vec<PathBuf> = files
        .filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            !kinds.contains(name.split('.').next().unwrap())
        })
        .collect();
    assert!(stray.is_empty(), "{stray:?}");
}

#[test]
fn paths_and_pixels_are_the_same_picture_without_text() {
    let document = "fixtures/association/report.md";
    let svg = String::from_utf8(drawn(&[document, "--quiet"]).unwrap()).unwrap();
    let live = live(&[document]).unwrap();
    assert!(!svg.contains("<text") && !svg.contains("font-family"));
    assert_xml(&svg);
    assert_xml(&live);
    let head = |svg: &str| svg[svg.find("<title>").unwrap()..svg.find("</metadata>").unwrap()].to_owned();
    assert_eq!(head(&svg), head(&live));
    assert!(head(&svg).contains("会议经费") && head(&svg).contains("id,source,line,start,end,text,value"));
    let (width, height, pixels) = pixels(&drawn(&[document, "--format", "png", "--size", "800x500"]).unwrap());
    assert_eq!((width, height, pixels.len()), (800, 500, 800 * 500 * 3));
    // Where the title stands there is ink, and in the corner there is none.
    let title = texts(&live).into_iter().next().unwrap();
    let row = usize::try_from((title.top + title.bottom) / 200).unwrap() * 800 * 3;
    assert!(pixels[row..row + 400 * 3].iter().any(|channel| *channel < 100));
    assert_eq!(&pixels[..3], &[255, 255, 255]);
}
