//! How wide text is, and how it is wrapped and shortened.

use super::font::Fonts;

/// What stands for characters that were cut out.
const ELLIPSIS: char = '\u{2026}';

/// What stands for a character that XML does not allow.
const REPLACEMENT: char = '\u{fffd}';

/// Text is never looked at beyond so many characters: no canvas is as wide.
const LONGEST: usize = 1 << 12;

/// Marks that do not begin a line: closing brackets and stops.
const CLOSING: &str = ")]}!?,.:;%\u{2019}\u{201d}\u{3001}\u{3002}\u{300b}\u{300d}\u{300f}\u{3011}\u{3015}\
                       \u{ff01}\u{ff09}\u{ff0c}\u{ff1a}\u{ff1b}\u{ff1f}\u{b7}";

/// Marks that do not end a line: opening brackets.
const OPENING: &str = "([{\u{2018}\u{201c}\u{300a}\u{300c}\u{300e}\u{3010}\u{3014}\u{ff08}";

/// A font and a size in pixels, by which text is measured.
#[derive(Clone, Copy)]
pub struct Measure<'a> {
    fonts: &'a Fonts,
    size: i32,
}

impl<'a> Measure<'a> {
    /// Measures by `fonts` at `size` pixels.
    pub const fn new(fonts: &'a Fonts, size: i32) -> Self {
        Self { fonts, size }
    }

    /// The width of `text` in pixels, rounded up.
    pub fn width(self, text: &str) -> i32 {
        (self.thousandths(text) * self.size + 999) / 1000
    }

    /// `text`, or its beginning and an ellipsis where it is wider than `room` pixels.
    pub fn cut_end(self, text: &str, room: i32) -> String {
        self.cut(text, room, 0)
    }

    /// `text`, or its beginning, an ellipsis and its end where it is wider than `room` pixels. The end of
    /// a Chinese noun says what it is, and the end of a file's name how it is written.
    pub fn cut_middle(self, text: &str, room: i32) -> String {
        self.cut(text, room, 50)
    }

    /// `text` on at most `lines` lines of `room` pixels, of about one length; what is too long is cut in the
    /// middle of the last.
    pub fn wrap(self, text: &str, room: i32, lines: usize) -> Vec<String> {
        let wrapped = self.fill(text, room, lines);
        let count = i32::try_from(wrapped.len()).unwrap_or(1);
        let full = self.width(text);
        if count == 1 || full > room * count {
            return wrapped;
        }
        let mut narrow = (full / count).max(1);
        while narrow < room {
            let balanced = self.fill(text, narrow, wrapped.len());
            if balanced.len() == wrapped.len() && balanced.iter().all(|line| !line.contains(ELLIPSIS)) {
                return balanced;
            }
            narrow += self.size.max(4) / 4;
        }
        wrapped
    }

    /// Whether `text` fits on `lines` lines of `room` pixels, with no break but where one may be.
    pub fn wraps_whole(self, text: &str, room: i32, lines: usize) -> bool {
        let wrapped = self.fill(text, room, lines);
        let words = text.split(' ').all(|word| self.width(word) <= room || !word.is_ascii());
        words && wrapped.iter().all(|line| !line.contains(ELLIPSIS))
    }

    /// As much as fits on each line before the next begins.
    fn fill(self, text: &str, room: i32, lines: usize) -> Vec<String> {
        let mut rest = text.trim();
        let mut wrapped = Vec::new();
        while wrapped.len() + 1 < lines && self.width(rest) > room {
            let at = self.line_end(rest, room);
            let (line, next) = rest.split_at(at);
            wrapped.push(line.trim_end().to_owned());
            rest = next.trim_start();
        }
        wrapped.push(self.cut_middle(rest, room));
        wrapped
    }

    /// Where the first line of `text` ends: behind the last place within `room` where a line may break.
    fn line_end(self, text: &str, room: i32) -> usize {
        let letters: Vec<(usize, char)> = text.char_indices().take(LONGEST).collect();
        let (mut used, mut best, mut hard) = (0, 0, 0);
        for pair in letters.windows(2) {
            let [(_, letter), (next_at, next)] = *pair else { break };
            used += self.fonts.advance(letter);
            if used * self.size > room * 1000 {
                break;
            }
            hard = next_at;
            if may_break(letter, next) {
                best = next_at;
            }
        }
        let first = letters.get(1).map_or(text.len(), |&(at, _)| at);
        if best > 0 { best } else { hard.max(first) }
    }

    /// Keeps of the room that the ellipsis leaves `tail` per cent for the end.
    fn cut(self, text: &str, room: i32, tail: i32) -> String {
        let short = text.chars().nth(LONGEST).is_none();
        if short && self.width(text) <= room {
            return text.to_owned();
        }
        let room = room * 1000 / self.size.max(1) - self.fonts.advance(ELLIPSIS);
        let end = self.fitting(text.chars().rev(), room * tail / 100);
        let begin = self.fitting(text.chars(), room - self.thousandths(&end));
        let end: String = end.chars().rev().collect();
        format!("{}{ELLIPSIS}{}", begin.trim_end(), end.trim_start())
    }

    /// The first characters that are no wider than `room` in all.
    fn fitting(self, letters: impl Iterator<Item = char>, mut room: i32) -> String {
        let fits = |letter: &char| {
            room -= self.fonts.advance(*letter);
            room >= 0
        };
        letters.take_while(fits).collect()
    }

    fn thousandths(self, text: &str) -> i32 {
        let letters = text.chars().take(LONGEST);
        letters.map(|letter| self.fonts.advance(letter)).sum()
    }
}

/// Whether a line may end between two characters: at a space, or beside a Han character.
fn may_break(letter: char, next: char) -> bool {
    if OPENING.contains(letter) || CLOSING.contains(next) {
        return false;
    }
    let wide = |letter: char| letter >= '\u{2e80}';
    next == ' ' || letter == ' ' || letter == '-' || wide(letter) || wide(next)
}

/// `text` without characters that XML or a line does not hold, runs of spaces as one.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '\u{fffe}' | '\u{ffff}' => cleaned.push(REPLACEMENT),
            _ if letter.is_whitespace() => {
                if !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            _ if letter.is_control() => cleaned.push(REPLACEMENT),
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_or_wrapped_fits_and_shows_it() {
        let fonts = Fonts::embedded();
        let measure = Measure::new(&fonts, 14);
        for room in [30, 56, 90, 140] {
            for text in [
                "中国科学技术协会海智计划工作基地",
                "international conferences",
                "中A国B科C学D技E术F",
            ] {
                let wrapped = measure.wrap(text, room, 2);
                assert!(wrapped.len() <= 2);
                for line in [measure.cut_end(text, room), measure.cut_middle(text, room)]
                    .iter()
                    .chain(&wrapped)
                {
                    assert!(measure.width(line) <= room, "{line} in {room}");
                }
                let kept = wrapped.concat().replace(' ', "") == text.replace(' ', "");
                assert!(kept || wrapped.concat().contains(ELLIPSIS), "{wrapped:?}");
            }
        }
    }

    #[test]
    fn lines_break_where_they_may() {
        let fonts = Fonts::embedded();
        let measure = Measure::new(&fonts, 10);
        assert_eq!(measure.cut_end("海智工作基地", 40), "海智工…");
        assert_eq!(measure.cut_middle("海智计划工作基地", 50), "海智…基地");
        assert_eq!(
            measure.wrap("海智工作基地、服务站", 60, 2),
            ["海智工作基", "地、服务站"]
        );
        assert_eq!(measure.wrap("meetings held abroad", 60, 2), ["meetings", "held abroad"]);
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(clean("a\u{1b}[1m\t b\u{ffff}"), "a\u{fffd}[1m b\u{fffd}");
    }
}
