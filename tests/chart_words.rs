//! What charts say: the words that must, and that must not, stand in a picture of a text.

use crate::cmd::{folder, refused, run};
use crate::picture::{assert_clear, texts, words};

struct Case {
    text: &'static str,
    args: &'static [&'static str],
    said: &'static [&'static str],
    /// Nothing holds these.
    unsaid: &'static [&'static str],
}

const CASES: [Case; 36] = [
    // Lists that add up to the figure before them are its parts.
    Case {
        text: "The workshop drew 274 people, of whom 198 were adults and 76 were children.",
        args: &["--kind", "composition"],
        said: &["adults", "children", "198", "76"],
        unsaid: &["Rest"],
    },
    Case {
        text: "The archive has 5,400 items, including 3,100 photographs, 1,300 maps and 1,000 letters.",
        args: &["--kind", "composition"],
        said: &["photographs", "maps", "letters"],
        unsaid: &["Rest"],
    },
    Case {
        text: "Grants went to 12 projects: 5 in the east, 4 in the west and 3 in the south.",
        args: &["--kind", "composition"],
        said: &["in the east", "in the west", "in the south"],
        unsaid: &["not named"],
    },
    Case {
        text: "It received 90 donations, 45 from companies and 45 from private donors.",
        args: &["--kind", "composition"],
        said: &["from companies", "from private donors"],
        unsaid: &["no. 1", "not named"],
    },
    // What has one value of an attribute has no other.
    Case {
        text: "会员3200人，其中男会员2100人，女会员900人。",
        args: &["--kind", "composition"],
        said: &["其余（文中未分）", "200人"],
        unsaid: &["可能重叠"],
    },
    // A name is a noun phrase, and a whole one.
    Case {
        text: "In 2024 the museum welcomed 31,200. In 2023 the museum welcomed 28,400 visitors. In 2022 it welcomed 300 visitors.",
        args: &[],
        said: &["visitors (2023)", "visitors (2022)"],
        unsaid: &["welcomed"],
    },
    Case {
        text: "其中担任主席、副主席职务的135人次，执委200人次。",
        args: &[],
        said: &["主席、副主席职务"],
        unsaid: &[],
    },
    // What is counted once more is another thing, unless it has a name and another sentence.
    Case {
        text: "东馆接待450人，西馆接待450人。会员90人。\n\n会员90人。",
        args: &[],
        said: &["画出统计数据 3 条，没画 1 条（重复 1）"],
        unsaid: &[],
    },
    // Counts without a unit are compared where they are of one thing.
    Case {
        text: "The museum had 31,200 visitors in 2024 and 28,400 visitors in 2023, 87 birds, 14 lamps and 3 staff.",
        args: &[],
        said: &["Visitors", "Claims drawn: 2; left out: 3 (other things 3)"],
        unsaid: &["birds", "Figures"],
    },
    // Plans are no facts.
    Case {
        text: "2023年举办讲座58场。2025年预计举办讲座70场，2026年实际举办讲座60场。",
        args: &[],
        said: &["讲座（2025年）", "预期70场", "60场", "预计、计划或目标，还不是事实"],
        unsaid: &["预期60场", "预期58场"],
    },
    Case {
        text: "In 2024 it had 31,200 visitors. It expects 35,000 visitors in 2025, up from 31,000 visitors in 2022.",
        args: &["--kind", "timeline"],
        said: &["35,000 planned", "31,200", "31,000"],
        unsaid: &[],
    },
    // The end of a year is no stretch of time.
    Case {
        text: "At the end of 2024 the museum had 41 staff.",
        args: &["--kind", "timeline"],
        said: &["end of 2024", "As of a date"],
        unsaid: &["Within a stretch of time"],
    },
    // What the text leaves vague is told in its words.
    Case {
        text: "几十家企业参加，近300余家机构报名。",
        args: &["--kind", "interval"],
        said: &["几十家", "近300余家"],
        unsaid: &["99", "399"],
    },
    Case {
        text: "举办讲座9场。几十家企业参加。2023年基地3个，2024年基地5个。",
        args: &["--kind", "overview"],
        said: &["几十", "基地（2023年）", "基地（2024年）", "措辞允许的范围"],
        unsaid: &["99"],
    },
    // Fractions are no counts.
    Case {
        text: "会员三分之一来自高校。举办讲座9场，展览2场。",
        args: &["--unit", "/"],
        said: &["三分之一", "以几分之几写的占比"],
        unsaid: &["9场"],
    },
    Case {
        text: "会员三分之一来自高校。",
        args: &["--lang", "en"],
        said: &["1/3", "Fractions of a whole, as the text has them"],
        unsaid: &["三分之一"],
    },
    // What a unit means by its metric.
    Case {
        text: "举办培训班3期。",
        args: &["--lang", "en"],
        said: &["3 sessions", "Unit: sessions (期)"],
        unsaid: &["issue"],
    },
    Case {
        text: "编印期刊24期。",
        args: &["--lang", "en"],
        said: &["24 issues"],
        unsaid: &[],
    },
    // Dates as people write them.
    Case {
        text: "2019年9月19日至20日，来宾45人。截至2020年6月，会员80人。",
        args: &["--kind", "timeline"],
        said: &["2019年9月19日至20日", "截至2020年6月", "2019", "2020"],
        unsaid: &["2019-09"],
    },
    Case {
        text: "2019年9月19日至20日，来宾45人。截至2020年6月，会员80人。",
        args: &["--kind", "timeline", "--lang", "en"],
        said: &["19 to 20 September 2019", "as of June 2020"],
        unsaid: &["until"],
    },
    Case {
        text: "2020年3月，来宾45人。2020年6月，来宾80人。",
        args: &["--kind", "timeline"],
        said: &["单位：人 · 时期：2020年", "3月", "6月"],
        unsaid: &[],
    },
    // The last day of a year is one of that year.
    Case {
        text: "2022年3月，来宾45人。截至2022年12月31日，会员80人。",
        args: &["--kind", "timeline"],
        said: &["单位：人 · 时期：2022年", "截至2022年12月31日", "3月"],
        unsaid: &["2023"],
    },
    // A long figure keeps the scale of its text.
    Case {
        text: "本行代付金额17,964.78亿元。",
        args: &[],
        said: &["17964.78亿元"],
        unsaid: &["1.796478"],
    },
    // What no unit says.
    Case {
        text: "| 项目 | 数值 |\n| --- | --- |\n| 甲 | 120 |\n| 乙 | 80 |\n",
        args: &[],
        said: &["表中未写明单位，各行的单位可能不同", "120"],
        unsaid: &["没有单位"],
    },
    Case {
        text: "The Trust helped 120 families and 14 schools.",
        args: &[],
        said: &["Counts without a unit", "families", "120"],
        unsaid: &["table"],
    },
    // What tells rows of one name apart.
    Case {
        text: "| 学校 | 在校 男生（人） | 在校 女生（人） |\n| --- | --- | --- |\n| 小学 | 300 | 280 |\n",
        args: &[],
        said: &["小学（男生）", "小学（女生）"],
        unsaid: &["行）"],
    },
    Case {
        text: "# 甲市\n\n## 概况\n\n讲座9场。\n\n# 乙市\n\n## 概况\n\n讲座8场。\n\n## 其他\n\n讲座7场。\n",
        args: &["--kind", "sections"],
        said: &["甲市 / 概况", "乙市 / 概况", "其他"],
        unsaid: &["乙市 / 其他"],
    },
    Case {
        text: "There was growth in bank deposits of the U.S. and others, from $816 million to no less than $2,745 million.",
        args: &["--lang", "en"],
        said: &["$816 million"],
        unsaid: &["\u{201c}and\u{201d}", "\u{201c}to no less than\u{201d}"],
    },
    Case {
        text: "As at 31 December, 27 of our 31 clinics had a doctor on site.",
        args: &["--lang", "en"],
        said: &["27", "31"],
        unsaid: &["clinics (had a doctor on site)"],
    },
    // A count is no less than nothing.
    Case {
        text: "到会不足100人，听众300余人。",
        args: &["--kind", "interval"],
        said: &["不足100人", "300余人", "措辞允许的范围"],
        unsaid: &["没有上限或下限", "399"],
    },
    Case {
        text: "最低气温不足3℃。",
        args: &["--kind", "interval"],
        said: &["没有上限或下限"],
        unsaid: &[],
    },
    // How much is drawn, and how much is not.
    Case {
        text: "会员90人，其中教师50人，学生40人。\n\n论文30篇，其中中文20篇，外文10篇。\n\n讲座9场，其中线上4场，线下5场。",
        args: &["--kind", "composition", "--top", "8"],
        said: &[
            "原文写明的整体与部分 3 组，画出 2 组，横轴各自独立",
            "还有 1 组没画",
            "画出统计数据 6 条，没画 3 条（排在后面 3）",
        ],
        unsaid: &["不属于整体与部分"],
    },
    Case {
        text: "来宾超900人，其中学生500人。会员80人，其中学生50人。",
        args: &["--kind", "composition"],
        said: &["会员：整体与部分", "其余（文中未分）", "30人"],
        unsaid: &["400人"],
    },
    Case {
        text: "# 甲\n\n讲座9场，展览3场。\n\n# 乙\n\n讲座8场。\n\n# 丙\n\n讲座7场。\n",
        args: &["--kind", "sections", "--top", "2"],
        said: &["还有 1 行（1 条）没画", "甲", "乙"],
        unsaid: &["丙"],
    },
    // Rows that share what names them stand below it.
    Case {
        text: "# 甲\n\n讲座9场，展览3场。\n\n# 乙\n\n讲座8场。\n",
        args: &["--by", "section"],
        said: &["甲", "乙", "讲座", "展览"],
        unsaid: &[],
    },
    Case {
        text: "举办讲座9场，参加人数300人。",
        args: &["--kind", "overview"],
        said: &[
            "会议活动、参加者",
            "文中没有可画的：基地站点、文章书刊、机构、国家和地区",
        ],
        unsaid: &["六类"],
    },
];

#[test]
fn charts_say_what_they_show() {
    let mut wrong = Vec::new();
    for case in CASES {
        let folder = folder(&[("a.md", case.text.as_bytes())]);
        let args = [&["chart", "a.md", "--svg-text", "--quiet"], case.args].concat();
        let (status, svg, err) = run(folder.path(), &args);
        assert_eq!(status, 0, "{}: {err}", case.text);
        assert_clear(&svg, case.text);
        let words = words(&svg);
        let missing = case.said.iter().filter(|said| !words.iter().any(|text| text == *said));
        let found = case
            .unsaid
            .iter()
            .filter(|unsaid| words.iter().any(|text| text.contains(*unsaid)));
        let faults: Vec<&&str> = missing.chain(found).collect();
        if !faults.is_empty() {
            wrong.push(format!("{}: {faults:?} in {words:?}", case.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_name_of_a_year_stands_in_its_middle() {
    let text = "2018年，讲座9场。2019年，讲座8场。2020年，讲座7场。\n";
    let folder = folder(&[("a.md", text.as_bytes())]);
    let args = ["chart", "a.md", "--svg-text", "--quiet", "--kind", "timeline"];
    let (_, svg, _) = run(folder.path(), &args);
    let texts = texts(&svg);
    let middle = |words: &str| {
        let text = texts.iter().find(|text| text.words == words).unwrap();
        (text.left + text.right) / 2
    };
    let spans = crate::picture::spans(&svg);
    let middles: Vec<i64> = spans.iter().map(|span| (span.left + span.right) / 2).collect();
    assert_eq!(middles.len(), 3, "{spans:?}");
    for (name, wanted) in ["2018", "2019", "2020"].into_iter().zip(middles) {
        assert!(
            (middle(name) - wanted).abs() <= 200,
            "{name}: {} and {wanted}",
            middle(name)
        );
    }
}

#[test]
fn an_error_names_the_kinds_that_can_be_drawn() {
    let folder = folder(&[("a.md", "讲座9场。\n".as_bytes())]);
    let path = folder.path();
    let timeline = ["chart", "a.md", "--kind", "timeline"];
    refused(
        path,
        &timeline,
        &[
            "1 条",
            "没有写明时期",
            "--kind bar, interval, sections, overview",
            "meetings 场 1",
        ],
    );
    let composition = ["chart", "a.md", "--kind", "composition", "--lang", "en"];
    refused(
        path,
        &composition,
        &["claims 1", "--kind from bar, interval, sections, overview"],
    );
    let overview = [
        "chart", "a.md", "--kind", "overview", "--metric", "bases", "--lang", "en",
    ];
    refused(path, &overview, &["nothing to draw", "meetings 场 1"]);
}
