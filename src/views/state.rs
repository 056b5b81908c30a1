//! The one thing that views share: what authors wrote, what the person said, where they are.

mod storage;

use leptos::prelude::*;

pub use self::storage::{DeviceCopy, Keeping, Record};
use super::route::{Journey, Route};
use crate::answers::copy::{Found, Refused};
use crate::answers::{Answers, Detail, Notebook, Person};
use crate::browser;
use crate::cards::handout::Handout;
use crate::cards::service::Service;
use crate::cards::{Date, Decision, Freshness, Row};
use crate::summary;
use crate::text::Remark;
use crate::words::{Word, Words};

/// What the device and the deployment allow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// Inside somebody else's page.
    pub embedded: bool,
    /// The deployment has an address of its own, so answers may be kept on the device.
    pub may_keep: bool,
    /// The site's settings say that several people use this device.
    pub shared_device: bool,
    /// There is room for choices beside each other: rows stand open from the start.
    pub wide: bool,
    /// Drawn natively, to be read without a script: what only a script can do is left out.
    pub prerendered: bool,
    /// Drawn for paper alone: no word in a sentence can be touched.
    pub on_paper: bool,
    /// The service's own facts, where there is a file of them.
    pub service: Option<&'static Service>,
    /// The list or sheet, where the page is one.
    pub sheet: Option<&'static Handout>,
}

/// How much is to be cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What was entered about this topic; on a list or sheet, what was entered on all of them.
    Topic,
    /// What was entered about every topic.
    Everything,
}

/// Everything a view needs. The cards and words live as long as the page and are never changed.
#[derive(Clone, Copy)]
pub struct Tandem {
    /// What the app says.
    pub words: &'static Words,
    /// What authors wrote.
    pub decision: &'static Decision,
    /// What could not be read of it.
    pub remarks: &'static [Remark],
    /// The day on which the page was opened.
    pub today: Date,
    /// What the device and the deployment allow.
    pub setting: Setting,
    /// What the person said about this topic.
    pub answers: RwSignal<Answers>,
    /// What belongs to the person: what they entered on lists and sheets. It is changed on those pages and read on all.
    pub person: RwSignal<Person>,
    /// The questions they chose in topics, for a list or sheet that takes them over. They belong to the topics.
    pub asked: RwSignal<Vec<String>>,
    /// What they said besides: of themselves, and about other topics.
    pub notebook: StoredValue<Notebook>,
    /// Where they are.
    pub route: RwSignal<Route>,
    /// Which way through the places they took.
    pub journey: RwSignal<Journey>,
    /// The id to scroll to in that place.
    pub spot: RwSignal<Option<String>>,
    /// Whether answers are kept on the device.
    pub keeping: RwSignal<Keeping>,
    /// What is known of what the device keeps.
    pub device_copy: StoredValue<DeviceCopy>,
    /// Something kept that this program does not understand whole: it is left as it is.
    pub unread: RwSignal<Option<String>>,
    /// The latest short message: "Everything you entered is cleared."
    pub notice: RwSignal<String>,
    /// What is known of printing, copying and saving: each button's words, and what to say beside it.
    pub told: RwSignal<Vec<(Word, Word)>>,
    /// Several people use this device: nothing is kept on it.
    pub shared: RwSignal<bool>,
    /// Where the person has been, inside somebody else's page, whose history is not ours.
    pub trail: RwSignal<Vec<Route>>,
    /// What is drawn for paper, while something is printed.
    pub paper: RwSignal<Option<Paper>>,
    /// The day on which a copy was last handed to the browser.
    pub copied: RwSignal<Option<Date>>,
    /// What was read of a file that somebody chose to open.
    pub opened: RwSignal<Option<Result<Found, Refused>>>,
    /// The language that stands beside the person's on their page, once one was chosen.
    pub beside: RwSignal<Option<Beside>>,
}

/// A second language: its words, and this topic's cards in it.
#[derive(Clone, Copy)]
pub struct Beside {
    /// What the app says.
    pub words: &'static Words,
    /// What authors wrote.
    pub decision: &'static Decision,
}

/// What is drawn for paper alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// My page.
    Page,
    /// My page in large print.
    Large,
    /// The same journey to fill in with a pen.
    Blank,
    /// The information on the topic.
    Leaflet,
    /// The place that is read, as it stands on the screen.
    Place,
}

impl Tandem {
    /// A page with nothing said yet.
    pub fn new(
        words: &'static Words,
        decision: &'static Decision,
        remarks: &'static [Remark],
        today: Date,
        setting: Setting,
    ) -> Self {
        Tandem {
            words,
            decision,
            remarks,
            today,
            setting,
            answers: RwSignal::new(Answers::default()),
            person: RwSignal::new(Person::default()),
            asked: RwSignal::new(Vec::new()),
            notebook: StoredValue::new(Notebook::default()),
            route: RwSignal::new(Route::Decision),
            journey: RwSignal::new(Journey::default()),
            spot: RwSignal::new(None),
            keeping: RwSignal::new(Keeping::Unasked),
            device_copy: StoredValue::new(DeviceCopy::default()),
            unread: RwSignal::new(None),
            notice: RwSignal::new(String::new()),
            told: RwSignal::new(Vec::new()),
            shared: RwSignal::new(false),
            trail: RwSignal::new(Vec::new()),
            paper: RwSignal::new(None),
            copied: RwSignal::new(None),
            opened: RwSignal::new(None),
            beside: RwSignal::new(None),
        }
    }

    /// The same for paper.
    pub fn on_paper(self) -> Self {
        Tandem { setting: Setting { on_paper: true, ..self.setting }, ..self }
    }

    /// A sentence of the app.
    pub fn word(&self, word: Word) -> &'static str {
        self.words.get(word)
    }

    /// Reads the answers; what reads them so is drawn anew when they change.
    pub fn answers_with<T>(&self, read: impl FnOnce(&Answers) -> T) -> T {
        self.answers.with(read)
    }

    /// Reads the answers as they are now.
    pub fn answers_untracked<T>(&self, read: impl FnOnce(&Answers) -> T) -> T {
        self.answers.with_untracked(read)
    }

    /// One part of the answers: what reads it is drawn anew only when this part changes, so that nothing is drawn anew
    /// under a person's finger. What a place that comes first reads is named (`Answers::own_matters`): a closure alike in a place
    /// that comes later would take it along into its part of the program.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Answers) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let answers = self.answers;
        Memo::new(move |_| answers.with(&read))
    }

    /// The one door through which answers change: changes them and keeps them safe at once.
    pub fn change(&self, change: impl FnOnce(&mut Answers)) {
        self.answers.update(|answers| {
            let before = answers.clone();
            change(answers);
            answers.give_tag(browser::window::chance());
            summary::note_card_words(self.decision, &before, answers);
        });
        self.hold();
    }

    /// The same for what belongs to the person.
    pub fn change_person(&self, change: impl FnOnce(&mut Person)) {
        self.person.update(|person| {
            change(person);
            if let Some(sheet) = self.setting.sheet {
                person.name_sheet(&sheet.id, &sheet.heading);
            }
        });
        self.hold();
    }

    /// Whether there is nothing to clear.
    pub fn is_empty(&self) -> Memo<bool> {
        let (answers, person) = (self.answers, self.person);
        Memo::new(move |_| answers.with(Answers::is_empty) && person.with(Person::is_empty))
    }

    /// Whether several people use this device, by its own switch or by the site's settings.
    pub fn is_shared(&self) -> bool {
        self.shared.get() || self.setting.shared_device
    }

    /// Whether answers may be kept on this device.
    pub fn may_keep(&self) -> bool {
        self.setting.may_keep && !self.shared.get()
    }

    /// Says beside a button what came of it, or takes back what stood there.
    pub fn tell(&self, button: Word, message: Option<Word>) {
        self.told.update(|told| {
            told.retain(|(other, _)| *other != button);
            told.extend(message.map(|message| (button, message)));
        });
    }

    /// Says whether several people use this device. If they do, what was kept on it is gone at once.
    pub fn share_device(&self, shared: bool) {
        browser::host::set_shared(shared);
        self.shared.set(shared);
        if shared {
            self.stop_keeping();
        } else {
            self.keeping.set(Keeping::Unasked);
        }
    }

    /// Removes what was entered about this topic, or everything, in all tabs and on the device.
    pub fn clear(&self, extent: Extent) {
        self.drop_entered(extent);
        if self.setting.sheet.is_none() {
            self.go(&Route::Decision);
        }
        let done = match extent {
            Extent::Topic if self.setting.sheet.is_some() => Word::ClearSheetsDone,
            Extent::Topic => Word::ClearTopicDone,
            Extent::Everything => Word::ClearDone,
        };
        self.notice.set(self.word(done).to_string());
        browser::window::focus_title();
    }

    /// The same, and stays where it is.
    pub fn drop_entered(&self, extent: Extent) {
        self.notebook.set_value(Notebook::default());
        self.device_copy.set_value(DeviceCopy::default());
        self.unread.set(None);
        self.copied.set(None);
        if extent == Extent::Everything {
            self.asked.set(Vec::new());
        }
        self.answers.set(Answers::default());
        if extent == Extent::Everything || self.setting.sheet.is_some() {
            self.person.set(Person::default());
        }
        self.keeping.set(Keeping::Unasked);
        browser::host::clear(extent == Extent::Everything);
        self.trail.set(Vec::new());
    }

    /// Goes to a place.
    pub fn go(&self, route: &Route) {
        let address = route.address();
        // The places of a talk replace one another: the next person finds none of them in the history.
        browser::window::go(&address, self.setting.embedded || matches!(route, Route::Talk(_)));
        self.arrive(&address);
    }

    /// Shows the place of an address, after the browser or a link went there.
    pub fn arrive(&self, hash: &str) {
        let (route, spot) = Route::read(hash, self.decision);
        let before = self.route.get_untracked();
        if self.setting.embedded && before != route {
            self.trail.update(|trail| trail.push(before.clone()));
        }
        self.spot.set(spot);
        if before != route {
            browser::window::leave();
            self.notice.set(String::new());
            self.told.set(Vec::new());
            self.paper.set(None);
            self.route.set(route);
        }
    }

    /// The embed's own Back.
    pub fn back(&self) {
        let before = self.trail.try_update(Vec::pop).flatten();
        if let Some(route) = before {
            browser::window::go(&route.address(), true);
            self.spot.set(None);
            self.route.set(route);
        }
    }

    /// How much is told: the main points until the person says otherwise. A page that is read without the program tells
    /// everything, since nobody can ask there for more.
    pub fn detail(&self, answers: &Answers) -> Detail {
        let unasked = if self.setting.prerendered { Detail::Everything } else { Detail::default() };
        answers.detail().unwrap_or(unasked)
    }

    /// Whether numbers are shown at all: not when the cards are long past their date or withdrawn.
    pub fn numbers_shown(&self) -> bool {
        self.decision.meta.freshness(self.today) != Freshness::Expired
    }

    /// The name of the choice that a row's column speaks to.
    pub fn option_title(&self, id: &str) -> String {
        self.decision.option(id).map_or_else(|| id.to_string(), |option| option.title.clone())
    }

    /// The sources of a row, numbered.
    pub fn sources(&self, row: &'static Row) -> Vec<(usize, &'static crate::cards::decision::Note)> {
        let known = row.sources.keys().filter_map(|key| self.decision.source_number(key));
        known.filter_map(|number| Some((number, self.decision.sources.get(number - 1)?))).collect()
    }

    /// The number of the source that rated how sure a row is; nothing where the authors of the card did.
    pub fn rated_by(&self, row: &'static Row) -> Option<usize> {
        row.rated_by.as_deref().and_then(|key| self.decision.source_number(key))
    }
}
