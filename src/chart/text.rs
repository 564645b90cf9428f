//! How wide text is, without a font: estimated from its characters.

/// What stands for characters that were cut out.
const ELLIPSIS: char = '\u{2026}';

/// What stands for a character that XML does not allow.
const REPLACEMENT: char = '\u{fffd}';

/// The estimated width of `text` in pixels at a font size of `size` pixels, rounded up.
pub fn width(text: &str, size: i32) -> i32 {
    (hundredths(text) * size + 99) / 100
}

/// `text`, or its beginning and an ellipsis where it is wider than `room` pixels.
pub fn cut_end(text: &str, size: i32, room: i32) -> String {
    cut(text, size, room, 0)
}

/// `text`, or its beginning, an ellipsis and its end where it is wider than `room` pixels. The end of a
/// Chinese noun says what it is, and the end of a file's name how it is written.
pub fn cut_middle(text: &str, size: i32, room: i32) -> String {
    cut(text, size, room, 50)
}

/// `text` without characters that XML or a line does not hold.
pub fn clean(text: &str) -> String {
    let visible = |letter: char| match letter {
        '\t' | '\n' | '\r' => ' ',
        '\u{fffe}' | '\u{ffff}' => REPLACEMENT,
        _ if letter.is_control() => REPLACEMENT,
        _ => letter,
    };
    text.chars().map(visible).collect()
}

/// Keeps of the room that the ellipsis leaves `tail` per cent for the end.
fn cut(text: &str, size: i32, room: i32, tail: i32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let room = room * 100 / size.max(1) - em(ELLIPSIS);
    let end: String = fitting(text.chars().rev(), room * tail / 100);
    let begin = fitting(text.chars(), room - hundredths(&end));
    let end: String = end.chars().rev().collect();
    format!("{}{ELLIPSIS}{}", begin.trim_end(), end.trim_start())
}

/// The first characters that are no wider than `room` in all.
fn fitting(letters: impl Iterator<Item = char>, mut room: i32) -> String {
    letters
        .take_while(|&letter| {
            room -= em(letter);
            room >= 0
        })
        .collect()
}

/// The width of `text` in hundredths of the font size.
fn hundredths(text: &str) -> i32 {
    // What is too wide for any canvas need not be told apart, and must not overflow.
    text.chars().take(1 << 16).map(em).sum()
}

/// The width of a character in hundredths of the font size: sans-serif faces for Chinese draw Han
/// characters and their punctuation one em wide, most Latin letters little more than half.
const fn em(letter: char) -> i32 {
    match letter {
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 92,
        'A'..='Z' | '&' | '+' | '<' | '=' | '>' => 68,
        ' '..='~' => 56,
        '\u{1f000}'..='\u{1ffff}' => 140,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_are_an_em_and_latin_about_half() {
        assert_eq!(width("统计", 14), 28);
        assert_eq!(width("abcd", 100), 224);
        assert_eq!(width("", 14), 0);
    }

    #[test]
    fn what_is_cut_fits_and_shows_it() {
        for room in [30, 56, 90, 140] {
            for text in [
                "中国科学技术协会海智计划工作基地",
                "international conferences",
                "中A国B科C学D技E术F",
            ] {
                for cut in [cut_end(text, 14, room), cut_middle(text, 14, room)] {
                    assert!(width(&cut, 14) <= room, "{cut} in {room}");
                    assert!(cut == text || cut.contains(ELLIPSIS), "{cut}");
                }
            }
        }
        assert_eq!(cut_end("海智工作基地", 10, 40), "海智工…");
        assert_eq!(cut_middle("海智计划工作基地", 10, 50), "海智…基地");
        assert_eq!(cut_middle("基地", 10, 20), "基地");
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(clean("a\u{1b}[1m\tb\u{ffff}"), "a\u{fffd}[1m b\u{fffd}");
    }
}
