//! Words of pages that are drawn natively and need no program: lists and sheets, the page about a decision, a reviewer's
//! pack. They stand in `content/words/<language>.paper.yaml`, so that a phone which runs the program never loads them.

use super::{fill, sentence};
use crate::text::remark::{Code, Remark, Remarks};
use crate::text::{Source, head};

named_words! {
    /// A sentence of a still page, by its name in `content/words/<language>.paper.yaml`.
    PaperWord "the sentence itself, in content/words/en.paper.yaml, is the documentation":
    JoinAside "join-aside"
    JoinLabel "join-label"
    LanguagesTitle "languages-title"
    DoorTitle "door-title"
    DoorChoice "door-choice"
    DoorNeeds "door-needs"
    DoorOver "door-over"
    DoorTogether "door-together"
    DoorTalk "door-talk"
    DoorTopics "door-topics"
    TalkCueTeam "talk-cue-team"
    TalkCueChoices "talk-cue-choices"
    TalkCueFits "talk-cue-fits"
    TalkAskTitle "talk-ask-title"
    TalkAskPage "talk-ask-page"
    TalkAskAll "talk-ask-all"
    TalkAskYes "talk-ask-yes"
    TalkAskNo "talk-ask-no"
    TalkTally "talk-tally"
    TalkTallyNote "talk-tally-note"
    TalkTickFirst "talk-tick-first"
    TalkTickBack "talk-tick-back"
    TalkTickAsked "talk-tick-asked"
    TalkIdleTitle "talk-idle-title"
    TalkIdleText "talk-idle-text"
    TalkIdleYes "talk-idle-yes"
    TalkIdleNo "talk-idle-no"
    TalkHoldTitle "talk-hold-title"
    TalkHoldText "talk-hold-text"
    TalkHoldKeys "talk-hold-keys"
    TalkHoldOn "talk-hold-on"
    TalkCleared "talk-cleared"
    TalkClearedAll "talk-cleared-all"
    TalkNotCleared "talk-not-cleared"
    TalkNotClearedText "talk-not-cleared-text"
    TalkHistory "talk-history"
    TalkRehearse "talk-rehearse"
    TalkRehearsing "talk-rehearsing"
    TalkRehearsalMe "talk-rehearsal-me"
    TalkRehearsalThing "talk-rehearsal-thing"
    TalkRehearsalQuestion "talk-rehearsal-question"
    TalkRehearsed "talk-rehearsed"
    TalkRehearsedText "talk-rehearsed-text"
    PapersTitle "papers-title"
    PapersIntro "papers-intro"
    PapersAll "papers-all"
    PapersToTopics "papers-to-topics"
    KindNeeds "kind-needs"
    KindPrompts "kind-prompts"
    KindQuestions "kind-questions"
    KindSheet "kind-sheet"
    KindSupport "kind-support"
    HeldTitle "held-title"
    HeldText "held-text"
    PaperPrint "paper-print"
    FactsChecked "facts-checked"
    FactsNotChecked "facts-not-checked"
    PaperAuthors "paper-authors"
    PaperFunding "paper-funding"
    PaperLicence "paper-licence"
    AboutPageTitle "about-page-title"
    AboutBack "about-back"
    AboutReading "about-reading"
    AboutReadingIntro "about-reading-intro"
    AboutReadingOne "about-reading-one"
    AboutReadingNone "about-reading-none"
    AboutNumbers "about-numbers"
    AboutNumbersIntro "about-numbers-intro"
    AboutReadSource "about-read-source"
    AboutReadAbstract "about-read-abstract"
    AboutReadSecond "about-read-second"
    AboutReadCalculated "about-read-calculated"
    AboutReadOther "about-read-other"
    AboutCompared "about-compared"
    AboutNoTrail "about-no-trail"
    AboutStandards "about-standards"
    AboutStandardsIntro "about-standards-intro"
    AboutNotAsked "about-not-asked"
    AboutNone "about-none"
    StandardsClosing "standards-closing"
    StatePresent "state-present"
    StateMissing "state-missing"
    StateDeclared "state-declared"
    StateApp "state-app"
    StateDoesNotApply "state-does-not-apply"
    IpdasQ1 "ipdas-q1"
    IpdasQ2 "ipdas-q2"
    IpdasQ3 "ipdas-q3"
    IpdasQ4 "ipdas-q4"
    IpdasQ5 "ipdas-q5"
    IpdasQ6 "ipdas-q6"
    IpdasC1 "ipdas-c1"
    IpdasC2 "ipdas-c2"
    IpdasC3 "ipdas-c3"
    IpdasC4 "ipdas-c4"
    IpdasC5 "ipdas-c5"
    IpdasC6 "ipdas-c6"
    IpdasC7 "ipdas-c7"
    IpdasC8 "ipdas-c8"
    IpdasC9 "ipdas-c9"
    IpdasC10 "ipdas-c10"
    IpdasQl1 "ipdas-ql1"
    IpdasQl2 "ipdas-ql2"
    IpdasQl3 "ipdas-ql3"
    IpdasQl4 "ipdas-ql4"
    IpdasQl5 "ipdas-ql5"
    IpdasQl6 "ipdas-ql6"
    IpdasQl7 "ipdas-ql7"
    IpdasQl8 "ipdas-ql8"
    IpdasQl9 "ipdas-ql9"
    IpdasQl10 "ipdas-ql10"
    IpdasQl11 "ipdas-ql11"
    IpdasQl12 "ipdas-ql12"
    IpdasQl13 "ipdas-ql13"
    IpdasQl14 "ipdas-ql14"
    IpdasQl15 "ipdas-ql15"
    IpdasQl16 "ipdas-ql16"
    IpdasQl17 "ipdas-ql17"
    IpdasQl18 "ipdas-ql18"
    IpdasQl19 "ipdas-ql19"
    IpdasQl20 "ipdas-ql20"
    IpdasQl21 "ipdas-ql21"
    IpdasQl22 "ipdas-ql22"
    IpdasQl23 "ipdas-ql23"
    IpdasQl24 "ipdas-ql24"
    IpdasQl25 "ipdas-ql25"
    IpdasQl26 "ipdas-ql26"
    IpdasQl27 "ipdas-ql27"
    IpdasQl28 "ipdas-ql28"
    Nice1a "nice-1a"
    Nice1b "nice-1b"
    Nice1c "nice-1c"
    Nice1d "nice-1d"
    Nice2a "nice-2a"
    Nice2b "nice-2b"
    Nice2c "nice-2c"
    Nice2d "nice-2d"
    Nice3 "nice-3"
    FoundWords "found-words"
    FoundNoSection "found-no-section"
    FoundNotSaid "found-not-said"
    FoundNotDone "found-not-done"
    FoundChoices "found-choices"
    FoundChoicesOnly "found-choices-only"
    FoundLacking "found-lacking"
    FoundPointsEach "found-points-each"
    FoundWordsEach "found-words-each"
    FoundNumbersEach "found-numbers-each"
    FoundOutcomesEach "found-outcomes-each"
    FoundNoNumbers "found-no-numbers"
    FoundNoRow "found-no-row"
    FoundNoSteering "found-no-steering"
    FoundGroups "found-groups"
    FoundRates "found-rates"
    FoundTimes "found-times"
    FoundOutOf "found-out-of"
    FoundSure "found-sure"
    FoundDegrees "found-degrees"
    FoundSources "found-sources"
    FoundDate "found-date"
    FoundUpdates "found-updates"
    FoundNoRole "found-no-role"
    FoundByCheck "found-by-check"
    FoundExplained "found-explained"
    FoundReading "found-reading"
    FoundNotMeasured "found-not-measured"
    FoundNoTest "found-no-test"
    AppSideBySide "app-side-by-side"
    AppSeveralWays "app-several-ways"
    AppWhatMatters "app-what-matters"
    AppSteps "app-steps"
    AppWorksheet "app-worksheet"
    ReviewTitle "review-title"
    ReviewIntro "review-intro"
    ReviewMade "review-made"
    ReviewWhat "review-what"
    ReviewMarkText "review-mark-text"
    ReviewMarkEvidence "review-mark-evidence"
    ReviewNoEvidence "review-no-evidence"
    ReviewMarkWhy "review-mark-why"
    ReviewCompared "review-compared"
    ReviewCount "review-count"
    ReviewOnCard "review-on-card"
    ReviewWho "review-who"
    ReviewPublished "review-published"
    ReviewRead "review-read"
    ReviewCompare "review-compare"
    ReviewAgrees "review-agrees"
    ReviewDiffers "review-differs"
    ReviewInitials "review-initials"
    ReviewReadSource "review-read-source"
    ReviewReadAbstract "review-read-abstract"
    ReviewReadSecond "review-read-second"
    ReviewReadCalculated "review-read-calculated"
    ReviewReadUnverified "review-read-unverified"
    ReviewReadNotSaid "review-read-not-said"
    ReviewSee "review-see"
    ReviewNoLine "review-no-line"
    ReviewUnplaced "review-unplaced"
    ReviewFound "review-found"
    ReviewFoundNone "review-found-none"
    ReviewExplained "review-explained"
    ReviewSign "review-sign"
    ReviewSignName "review-sign-name"
    ReviewSignRole "review-sign-role"
    ReviewSignInterests "review-sign-interests"
    ReviewSignWhat "review-sign-what"
    ReviewSignAll "review-sign-all"
    ReviewSignNumbers "review-sign-numbers"
    ReviewSignSome "review-sign-some"
    ReviewSignChange "review-sign-change"
    ReviewSignDate "review-sign-date"
    ReviewSignSignature "review-sign-signature"
    ReviewCopy "review-copy"
    ReviewCopyName "review-copy-name"
}

/// The words of still pages in one language.
#[derive(Clone, Debug)]
pub struct PaperWords {
    sentences: Vec<String>,
}

/// The app's own English, for a language without a file of its own.
const ENGLISH: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.paper.yaml"));

impl PaperWords {
    /// The name of a language's file, from the content folder.
    pub fn file(lang: &str) -> String {
        format!("words/{lang}.paper.yaml")
    }

    /// Reads a language's file. A missing word is remarked on and shown by its name, so that nothing breaks.
    pub fn read(source: Source) -> (PaperWords, Vec<Remark>) {
        let mut remarks = Remarks::on(source);
        let head = head::of_list(source, &mut remarks);
        let sentences = PaperWord::ALL.iter().map(|it| sentence(&head, it.name(), &mut remarks)).collect();
        let known = |key: &str| PaperWord::ALL.iter().any(|word| word.name() == key);
        for entry in head.entries.iter().filter(|entry| !known(&entry.key)) {
            remarks.add(Code::KeyValue, entry.at, entry.key.as_str());
        }
        (PaperWords { sentences }, remarks.done())
    }

    /// The app's own English.
    pub fn english() -> PaperWords {
        Self::read(Source { name: "words/en.paper.yaml", text: ENGLISH }).0
    }

    /// A sentence without holes.
    pub fn get(&self, word: PaperWord) -> &str {
        self.sentences.get(word as usize).map_or("", String::as_str)
    }

    /// A sentence with its holes filled: `{name}` stands for the value of `name`.
    pub fn format(&self, word: PaperWord, holes: &[(&str, &str)]) -> String {
        fill(self.get(word), holes)
    }
}
