//! What the codes of a font mean where the font itself does not say: the encodings and character collections of
//! Chinese, Japanese and Korean fonts are public.

use std::sync::LazyLock;

use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream, String as Bytes};
use hayro_interpret::hayro_syntax::page::Page;
use unicode_normalization::UnicodeNormalization;

/// How to read the codes of fonts without a table of their own on one page.
pub(super) struct Rescue {
    /// From codes to the numbers of a collection, and from those to characters.
    tables: Option<(CMap, CMap)>,
}

impl Rescue {
    /// Looks at the fonts of `page`. Where those without a table differ, none can be told apart by its codes, and none
    /// is read.
    pub fn of(page: &Page<'_>) -> Self {
        let fonts = &page.resources().fonts;
        let mut schemes: Vec<Scheme> = fonts
            .keys()
            .filter_map(|name| fonts.get::<Dict<'_>>(name))
            .filter_map(|font| scheme(&font))
            .collect();
        schemes.dedup();
        let tables = match schemes.as_slice() {
            [scheme] => tables(scheme),
            _ => None,
        };
        Self { tables }
    }

    /// The characters of `code`.
    pub fn read(&self, code: u32) -> Option<String> {
        let (encoding, unicode) = self.tables.as_ref()?;
        let number = (1..=4).find_map(|length| encoding.lookup_cid_code(code, length))?;
        match unicode.lookup_bf_string(number)? {
            BfString::Char(character) => Some(character.to_string()),
            BfString::String(text) => Some(text),
        }
    }
}

/// The name of an encoding, and the collection of its characters.
type Scheme = (Vec<u8>, Vec<u8>);

/// The scheme of a composite font that has no table of its own.
fn scheme(font: &Dict<'_>) -> Option<Scheme> {
    if font.get::<Stream<'_>>(b"ToUnicode").is_some() {
        return None;
    }
    let encoding = font.get::<Name<'_>>(b"Encoding")?;
    let below = font.get::<Array<'_>>(b"DescendantFonts")?;
    let below = below.iter::<Dict<'_>>().next()?;
    let ordering = below.get::<Dict<'_>>(b"CIDSystemInfo")?.get::<Bytes<'_>>(b"Ordering")?;
    Some((encoding.as_ref().to_vec(), ordering.as_bytes().to_vec()))
}

fn tables((encoding, ordering): &Scheme) -> Option<(CMap, CMap)> {
    let load = |name: CMapName<'_>| CMap::parse(load_embedded(name)?, load_embedded);
    let encoding = match encoding.as_slice() {
        b"Identity-H" => CMap::identity_h(),
        b"Identity-V" => CMap::identity_v(),
        name => load(CMapName::from_bytes(name))?,
    };
    let family = match CidFamily::from_registry_ordering(b"Adobe", ordering) {
        family if family.ucs2_cmap().is_some() => family,
        _ => encoding.metadata().character_collection.as_ref()?.family.clone(),
    };
    Some((encoding, load(family.ucs2_cmap()?)?))
}

/// Simplified radicals with the characters of the same look, which normalization leaves apart: the property
/// `Equivalent_Unified_Ideograph` of the Unicode Character Database, in pairs.
static RADICALS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pairs = include_str!("radicals.txt").split_whitespace();
    let pairs = pairs.filter_map(|pair| {
        let mut characters = pair.chars();
        Some((characters.next()?, characters.next()?))
    });
    pairs.collect()
});

/// Characters of compatibility as the usual ones.
pub(super) fn compatible(text: &str) -> String {
    let usual = |character: char| {
        let pair = RADICALS.iter().find(|(radical, _)| *radical == character);
        pair.map_or(character, |(_, usual)| *usual)
    };
    text.nfkc().map(usual).collect()
}
