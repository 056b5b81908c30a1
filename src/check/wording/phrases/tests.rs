//! What the rules on words say of a paragraph.

use std::collections::BTreeMap;

use super::*;
use crate::check::{Content, Unit};
use crate::text::Date;

/// What is said of one paragraph.
fn codes(words: &str) -> Vec<&'static str> {
    let text = format!("---\ntitle: A\n---\n\n# A\n\n{words}\n");
    let content = Content::new(BTreeMap::from([("support/en/a.md".to_string(), text)]));
    let unit = Unit::Handout { folder: "support".into(), lang: "en".into(), name: "a.md".into() };
    let card = Card::read(&content, &unit, Date { year: 2026, month: 11, day: 22 });
    let mut report = Report::default();
    for (_, check) in RULES {
        if let Check::Both(check) = check {
            check(&card, &mut report);
        }
    }
    report.list.iter().map(|it| it.rule.code).collect()
}

#[test]
fn words_that_mislead_are_found() {
    for (words, code) in [
        ("We recommend the operation.", "recommends"),
        ("You should have the operation.", "recommends"),
        ("Doctors prefer the operation.", "recommends"),
        ("This is the preferred treatment.", "recommends"),
        ("You need this operation.", "recommends"),
        ("Do not put it off.", "recommends"),
        ("It is the treatment of choice.", "recommends"),
        ("It is proven.", "loaded-word"),
        ("It is painless.", "loaded-word"),
        ("It is a minor operation.", "loaded-word"),
        ("The benefits outweigh the risks.", "loaded-word"),
        ("It is the gold-standard.", "loaded-word"),
        ("We say that it is the best treatment.", "loaded-word"),
        ("Isn't it the best choice?", "loaded-word"),
        ("It is “safest”.", "loaded-word"),
        ("It works!", "loaded-word"),
        ("It is good 👍.", "loaded-word"),
        ("As a rule, people walk.", "frequency-word"),
        ("Falls are frequent.", "frequency-word"),
        ("Several people fall.", "frequency-word"),
        ("In most cases the knee heals.", "frequency-word"),
        ("It tends to heal.", "frequency-word"),
        ("The odds are good.", "frequency-word"),
        ("For most, the knee heals.", "frequency-word"),
        ("It is so common that nobody minds.", "frequency-word"),
        ("Pain is rare. How it feels for you is not known.", "frequency-word"),
        ("It is far more likely.", "relative-alone"),
        ("It greatly reduces falls.", "relative-alone"),
        ("It cuts the risk.", "relative-alone"),
        ("The risk of falls doubles. Out of 100 people, some walk.", "relative-alone"),
        ("The prognosis is good.", "jargon"),
        ("The INR is checked.", "abbreviation"),
        ("It is a dangerous operation.", "loaded-word"),
        ("It is your only hope.", "loaded-word"),
        ("It saves lives.", "loaded-word"),
        ("There is no need to worry.", "loaded-word"),
        ("It is worth it.", "loaded-word"),
        ("There is a higher risk of pain.", "relative-alone"),
        ("A lot of people fall.", "frequency-word"),
        ("Pain is the exception.", "frequency-word"),
        ("It happens to 1 in 4.", "one-in-x"),
        ("One in four leak.", "one-in-x"),
        ("It is 1 in 100.", "one-in-x"),
        ("One in every 200 people.", "one-in-x"),
        ("About one person in eight falls again.", "one-in-x"),
        ("One in sixteen falls.", "one-in-x"),
        ("It is one in a million.", "one-in-x"),
        ("Every eighth person falls.", "one-in-x"),
        ("It is a one-in-eight chance.", "one-in-x"),
        ("1 more in 8 people fell.", "one-in-x"),
        ("1 in about 8 fell.", "one-in-x"),
        ("1 out of 8 people fell.", "one-in-x"),
        ("12 out of 200 people fell.", "one-in-x"),
        ("1/8 of people fell, not 1/2 tablet.", "one-in-x"),
        ("It is 1:8, and opens at 1:30.", "one-in-x"),
        ("Of every 8 people, 1 fell.", "one-in-x"),
        ("Two people in five fell.", "one-in-x"),
        ("90 in 100 fell.", "one-in-x"),
        ("120 out of 100 people fell.", "count-past"),
        ("12 (14 to 20) out of 100 fell.", "count-past"),
        ("The risk is cut by a third.", "relative-alone"),
        ("The risk is cut in half.", "relative-alone"),
        ("It cuts falls by two thirds.", "relative-alone"),
        ("The risk is twice that of others.", "relative-alone"),
        ("The risk is double.", "relative-alone"),
        ("A fourfold rise.", "relative-alone"),
        ("A 2x risk.", "relative-alone"),
        ("It greatly lowers the risk.", "relative-alone"),
        ("It has six times the risk.", "relative-alone"),
        ("It is 1.8 times more likely.", "relative-alone"),
        ("The hazard was 0.8.", "relative-alone"),
        ("The number needed to treat was ten.", "relative-alone"),
        ("It doubles the risk.", "relative-alone"),
        ("Twice as many leak.", "relative-alone"),
        ("There are 30% fewer deaths.", "relative-alone"),
        ("Half as likely to come back.", "relative-alone"),
        ("The hazard ratio was 0.7.", "relative-alone"),
        ("It helps 30% of people.", "percent"),
        ("It helps 30 per cent of people.", "percent"),
        ("Bleeding is rare.", "frequency-word"),
        ("Most people go home.", "frequency-word"),
        ("In 2019, most people went home.", "frequency-word"),
        ("After 3 weeks many people are well.", "frequency-word"),
        ("There is a small risk of bleeding.", "frequency-word"),
        ("Few had pain.", "frequency-word"),
        ("Most will fall.", "frequency-word"),
        ("Most older people fall.", "frequency-word"),
        ("Many fall.", "frequency-word"),
        ("The majority fall.", "frequency-word"),
        ("Nearly all people walk, hardly a worry.", "frequency-word"),
        ("Almost everyone walks.", "frequency-word"),
        ("It typically hurts.", "frequency-word"),
        ("The chance of a fall is very small.", "frequency-word"),
        ("It is not known why. Most people fall.", "frequency-word"),
        ("Ask anyone: most people fall.", "frequency-word"),
        ("Most people have two knees.", "frequency-word"),
        ("# Falls are rare", "frequency-word"),
        ("This is the gold standard.", "loaded-word"),
        ("Unfortunately it hurts.", "loaded-word"),
        ("It is a safe operation.", "loaded-word"),
        ("Surgery is better than tablets.", "loaded-word"),
        ("It is only a small cut.", "loaded-word"),
        ("It is just a needle.", "loaded-word"),
        ("If the treatment fails, there is another.", "loaded-word"),
        ("You are battling cancer.", "loaded-word"),
        ("An aggressive cancer grows.", "loaded-word"),
        ("This decision aid is for you.", "jargon"),
        ("You have two options.", "jargon"),
        ("You have a PET first.", "abbreviation"),
    ] {
        assert_eq!(codes(words), [code], "{words}");
    }
}

#[test]
fn words_that_only_look_so_are_left_alone() {
    for words in [
        "There were 5 in 2019, 6 in 10 years, and stage 3 in 2 hospitals.",
        "It took twice a day, and half of them came.",
        "It doubled: 20 out of 100 people, and 10 out of 100 without it.",
        "How many people leak? How likely is it? Is it common?",
        "Ask whether it is safe, and which is best.",
        "As many as you like, a few days, what matters most to me, in common.",
        "Most people (80 out of 100) went home.",
        "This is rare. We have no checked number: ask your team.",
        "More often with surgery, less likely without.",
        "It is often hard to say. People often ask what they should eat. Most people have questions.",
        "You are likely to be asked how you feel. Many people find that talking helps. A common question.",
        "Sometimes you may feel low. You can eat normally. Tell your team if you often fall.",
        "Most of the day you sit. Most hospitals do it. Few things help. The most painful part is over.",
        "Most important is rest. How many fall is not known. It may be most people.",
        "200 people in 12 hospitals, 2 visits in 3 weeks, 5 out of 12 trials, every third week, 5 out of 100.",
        "The dose is cut by half, by a third person. Half the people came, on a double mattress.",
        "NICE, the national adviser, says it is the best treatment.",
        "You may feel better. Do your best. Choose what suits you best. It can be heart failure.",
        "White blood cells fight infection. I do not feel safe. PSA (a blood test) only, PSA tests only.",
        "Just before the test, and not only then.",
        "I have written an advance decision.",
        "A blood test (PSA), **MRI** scans, the ATOMIC trial, CT: a scan, and an EEG, which is a trace. My GP in the UK.",
    ] {
        assert!(codes(words).is_empty(), "{words}: {:?}", codes(words));
    }
}

#[test]
fn an_abbreviation_is_named_once_a_file() {
    assert_eq!(codes("We do a PET. Another PET and PETs.\n\nPET (a scan)."), ["abbreviation"]);
    assert_eq!(codes("PET (a scan). Another PET."), Vec::<&str>::new());
}

#[test]
fn words_of_good_leaflets_are_left_alone() {
    for words in [
        "Neither choice is better than the other.",
        "There is no right or wrong choice, and no best choice.",
        "Talk about what is best for you with your team.",
        "It is better to ring too early than too late.",
        "The best time to ring is in the morning.",
        "Your standard of living may change.",
        "See that your home is safe: move loose rugs.",
        "Keep your medicines safe from children.",
        "You can take simple painkillers.",
        "If the machine fails, a nurse comes.",
        "Many people find it helpful to write down their questions.",
        "You are usually asked to sign a form.",
        "People at low risk are seen later.",
        "Few of us like to be in hospital.",
        "It aims to lower the risk.",
        "You should ring if you have a fever.",
        "You may need to have a blood test first.",
        "It is easy to forget a tablet.",
    ] {
        assert_eq!(codes(words), Vec::<&str>::new(), "{words}");
    }
}
