//! What the rules on words say of a paragraph, how hard words are to read, and what says nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use tandem::check::wording::hollow::{is_placeholder, says_none, says_nothing};
use tandem::check::wording::phrases::RULES;
use tandem::check::wording::reading::{Measured, measure, syllables};
use tandem::check::{Card, Content, Unit, check};
use tandem::text::Date;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// A content folder with one support card.
fn support(lang: &str, heading: &str, words: &str) -> (Content, Unit) {
    let text = format!("---\ntitle: A\n---\n\n# {heading}\n\n{words}\n");
    let unit = Unit::Handout { folder: "support".into(), lang: lang.into(), name: "a.md".into() };
    (Content::new(BTreeMap::from([(format!("support/{lang}/a.md"), text)])), unit)
}

/// What the rules on words say of one paragraph.
fn codes(words: &str) -> Vec<&'static str> {
    let (content, unit) = support("en", "A", words);
    let list = check(&content, &unit, TODAY).list;
    let is_of_words = |code: &str| code == "count-past" || RULES.iter().any(|(rule, _)| rule.code == code);
    list.iter().map(|it| it.rule.code).filter(|code| is_of_words(code)).collect()
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
        ("As a rule, the pain goes.", "may-push"),
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
        ("Most people go home.", "may-push"),
        ("In 2019, most people went home.", "may-push"),
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
        ("Most people have two knees.", "may-push"),
        ("# Falls are rare", "frequency-word"),
        ("This is the gold standard.", "loaded-word"),
        ("Unfortunately it hurts.", "may-push"),
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

const COUNTED: &str = "
    a:1 the:1 eye:1 queue:1 through:1 hours:1 trial:2 trials:2 people:2 patient:2 patients:2 bowel:2 table:2
    tables:2 little:2 settled:2 called:1 needed:2 started:2 asked:1 changes:2 services:3 boxes:2 dose:1 doses:2
    dying:2 being:2 going:2 doing:2 studying:3 carried:2 carrying:3 easier:3 earlier:3 healthier:3 heaviest:3
    diet:2 quiet:2 anxiety:4 society:4 experience:4 convenient:4 science:2 friend:1 special:2 material:4
    diagnosis:4 diabetes:4 reliable:4 marriage:2 associate:4 initiate:4 radio:3 radiotherapy:6 chemotherapy:5
    therapy:3 surgery:3 surgeon:2 medicine:3 operation:4 decision:3 million:2 opinion:3 region:2 period:3
    serious:3 previous:3 various:3 anxious:2 cautious:2 biopsy:3 biopsies:3 actual:3 usual:3 usually:4
    gradual:3 january:4 language:2 equal:2 frequent:2 sequence:2 influence:3 continuous:4 fluid:2 liquid:2
    fruit:1 build:1 guide:1 area:3 idea:3 create:2 reaction:3 theory:3 real:1 really:2 likely:2 safely:2
    completely:3 useful:2 movement:2 treatment:2 management:3 element:3 something:2 everyone:3 hundred:2
    metabolism:5 isn't:2 couldn't:2 didn't:2 don't:1 cancer:2 prostate:2 active:2 surveillance:3 watchful:2
    mastectomy:4 reconstruction:4 long-term:2 follow-up:3 player:2 beyond:2 employer:3 yes:1 you:1 why:1
    symptom:2 hysterectomy:5 immunotherapy:6 leaking:2 urine:2 erection:3 nurse:1 oncologist:4 statin:2
    cholesterol:4 stroke:1 heart:1 muscle:2 muscles:2 issue:2 value:2 continue:3 rescue:2 fatigue:2 tongue:1
    controlled:2 together:3 involve:2 involves:2 evidence:3 average:3 range:1 ranges:2 large:1 age:1 aged:1
    hormone:2 hormones:2 lymph:1 nodes:1 stage:1 spread:1 compared:2 guideline:2 advice:2 national:3";

#[test]
fn syllables_are_counted_as_they_are_said() {
    let wrong: Vec<String> = COUNTED
        .split_whitespace()
        .filter_map(|pair| pair.rsplit_once(':'))
        .filter(|(word, count)| Ok(syllables(word)) != count.parse())
        .map(|(word, count)| format!("{word}: {} in place of {count}", syllables(word)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn measured(lang: &str, words: &str) -> Vec<Measured> {
    let (content, unit) = support(lang, "Incomprehensibilities", words);
    measure(&Card::read(&content, &unit, TODAY))
}

#[test]
fn a_text_is_measured_raw_and_adjusted_in_english_only() {
    let it =
        measured("en", "A **colonoscopy** is a test. Colonoscopies can hurt.\n\n- See [us](#us)").remove(0);
    let (sentences, words, syllables) = (3.0, 10.0, 18.0);
    let age = |syllables: f64| 0.39 * words / sentences + 11.8 * syllables / words - 10.59;
    assert_eq!(it.words, 10);
    assert!((it.raw - age(syllables)).abs() < 1e-9, "{} {}", it.raw, age(syllables));
    assert!((it.adjusted - age(syllables - 8.0)).abs() < 1e-9, "{}", it.adjusted);
    assert!(measured("ko", "A test.").is_empty());
}

#[test]
fn hard_sentences_are_found_among_markup() {
    let words = "You go home. The **multidisciplinary** [team](https://a.org/considers) considers everything "
        .to_string() + "individually afterwards. You rest.";
    let it = measured("en", &words).remove(0);
    let (at, _) = it.worst[0];
    let text = format!("---\ntitle: A\n---\n\n# Incomprehensibilities\n\n{words}\n");
    assert!(text[at.start..at.end].starts_with("The **multi"), "{}", &text[at.start..at.end]);
    assert!(text[at.start..at.end].ends_with("afterwards"), "{}", &text[at.start..at.end]);
}

#[test]
fn words_that_say_nothing() {
    for hollow in [
        "",
        "...",
        "…",
        "—",
        "-",
        "?",
        ".",
        "n/a",
        "N/A",
        "None.",
        "None known.",
        "TBC",
        "Coming soon.",
        "To follow.",
        "\u{a0}",
        "\u{200b}",
        "[ ]",
        "Lorem ipsum dolor sit amet.",
        "to be confirmed",
    ] {
        assert!(says_nothing(hollow), "{hollow:?}");
    }
    for full in ["Not known.", "not done", "No.", "None of them fell.", "9", "病", "Nothing rubs your skin."]
    {
        assert!(!says_nothing(full), "{full:?}");
    }
    assert!(is_placeholder("tbc") && !is_placeholder("None.") && says_none("none"));
}
