//! Wholes and their parts, as charts draw them.

use tongji::check::{self, Whole};
use tongji::lexicon::Lexicon;
use tongji::source::{Format, Source};

fn written(wholes: &[Whole<'_>]) -> Vec<String> {
    let one = |told: &Whole<'_>| {
        let parts: Vec<&str> = told.parts.iter().map(|part| part.text.as_str()).collect();
        let joint = if told.overlap { " & " } else { " + " };
        format!("{} = {}", told.whole.text, parts.join(joint))
    };
    wholes.iter().map(one).collect()
}

#[test]
fn parts_follow_their_whole_in_documents_and_in_tables() {
    for (text, wanted) in [
        (
            "营业网点386个，其中县域网点214个、城区网点172个。",
            vec!["386个 = 214个 + 172个"],
        ),
        ("全年讲座30场。其中夜间讲座12场。", vec!["30场 = 12场"]),
        (
            "机构565所，其中公办幼儿园255所，民办机构310所（其中幼儿园295所，早教机构15所）。",
            vec!["565所 = 255所 + 310所", "310所 = 295所 + 15所"],
        ),
        (
            "学者任职348人次，而此前不足300人次。其中主席135人次，执委245人次。",
            vec!["348人次 = 135人次 + 245人次"],
        ),
        ("举办讲座30场，参加人数500人。", vec![]),
        (
            "任职者由300余人增至348人。其中，主席135人，执委245人。",
            vec!["348人 = 135人 + 245人"],
        ),
        ("收款60笔，付款90笔。其中，工资收款20笔，工资付款50笔。", vec![]),
        ("其中女职工200人。", vec![]),
        ("100份提案中60份办结，其余40份待办。", vec!["100份 = 60份 + 40份"]),
        (
            "The camp drew 274 people, of whom 198 were adults and 76 were children.",
            vec!["274 = 198 + 76"],
        ),
        (
            "Of the 120 members, 80 were old, 70 were new. They read 30 books, 20 maps and 9 plays.",
            vec!["120 = 80 & 70"],
        ),
        ("She wrote 3 papers, 2 books and 1 play.", vec![]),
        (
            "职工500人，其中男职工300人，女职工150人。",
            vec!["500人 = 300人 + 150人"],
        ),
    ] {
        let lexicon = Lexicon::builtin();
        let source = Source::of_text("a.txt", text.to_owned(), Format::Plain);
        let all = tongji::extract(&source, lexicon).entries;
        assert_eq!(written(&check::wholes(&source, &all, lexicon)), wanted, "{text}");
        let claims = tongji::extract_claims(&source, lexicon).entries;
        assert_eq!(
            written(&check::wholes_of_table(&claims, lexicon)),
            wanted,
            "table: {text}"
        );
    }
}

#[test]
fn parts_that_may_overlap_are_told_from_others() {
    let text = "职工500人，其中女职工200人，有高校毕业生450人，共产党员100人。";
    let source = Source::of_text("a.txt", text.to_owned(), Format::Plain);
    let all = tongji::extract(&source, Lexicon::builtin()).entries;
    let wholes = check::wholes(&source, &all, Lexicon::builtin());
    assert!(wholes.iter().all(|told| told.overlap), "{:?}", written(&wholes));
}
