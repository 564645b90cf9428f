//! Whether a paragraph goes on with the one before it, which a page or a line broke.

/// Least width of a line that can be a cut sentence rather than a title, in columns of half-width characters.
const LEAST_WIDTH: usize = 60;
/// The same where a figure is what goes on.
const LEAST_FIGURE: usize = 40;

/// Columns that `text` takes on a terminal: two for every character beyond ASCII, which is close enough for layout.
pub(super) fn width(text: &str) -> usize {
    let characters = text.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
    let ascii = text.bytes().filter(u8::is_ascii).count();
    2 * characters - ascii
}

/// Whether `text` ends as sentences and items do.
pub(super) fn is_closed(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '’', '"', '」', '』', ')', '）', ' ', '*', '_']);
    end.ends_with(['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '．'])
}

/// Whether `before`, a full line, breaks off inside a sentence of running text.
pub(super) fn is_broken_off(before: &str) -> bool {
    !is_closed(before) && before.contains(['，', '。', '；', '、', ',', ';'])
}

/// Whether the sentence that `before` leaves open goes on in `after`, both trimmed.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    !is_closed(before) && begins_inside(before, after) && (continues(before) || awaits_figure(before, after))
}

/// Whether `before` breaks off: it ends in a comma, or it is long and has the commas of running text.
fn continues(before: &str) -> bool {
    let pauses = ['，', '、'];
    if before.ends_with(pauses) || (before.ends_with(',') && !before.is_ascii()) {
        return true;
    }
    let ends_inside = before.chars().next_back().is_some_and(is_inner);
    ends_inside && width(before) >= LEAST_WIDTH && before.contains(['，', '。', '；', ',', ';'])
}

/// Whether `before` breaks off right before the figure with which `after` begins.
fn awaits_figure(before: &str, after: &str) -> bool {
    let figure =
        after.starts_with(|first: char| first.is_ascii_digit()) && after.contains(['，', '。', '；', '%', '％']);
    let open = before
        .chars()
        .next_back()
        .is_some_and(|last| last.is_alphanumeric() && !last.is_ascii());
    figure && open && width(before) >= LEAST_FIGURE && before.contains(['，', '。', '；'])
}

/// Whether `after` can begin inside a sentence.
fn begins_inside(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if first.is_ascii() && !first.is_ascii_digit() {
        return last.is_ascii() && first.is_ascii_lowercase();
    }
    if last.is_ascii_alphabetic() {
        return false;
    }
    (is_inner(first) || first == '《' || first == '（') && after.contains(['，', '。', '；', ',', '、'])
}

/// A character of a word, or a closing title mark.
fn is_inner(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '》' | '％' | '%' | '—' | '·')
}
