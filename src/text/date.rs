//! Days in the calendar. The core knows no clock: today comes in as an argument.

/// A day in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, as 2026.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `2026-11-22`.
    pub fn read(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        let date = Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        ((1..=12).contains(&date.month) && (1..=date.days_in_month()).contains(&date.day)).then_some(date)
    }

    fn days_in_month(self) -> u8 {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The same day a number of days later.
    pub fn plus_days(self, days: u16) -> Date {
        let mut date = self;
        for _ in 0..days {
            date.day += 1;
            if date.day > date.days_in_month() {
                date.day = 1;
                date.month += 1;
            }
            if date.month > 12 {
                date.month = 1;
                date.year += 1;
            }
        }
        date
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(Date::read("2026-02-29"), None);
        assert_eq!(
            Date::read("2024-02-29").map(|it| it.plus_days(1).to_string()).as_deref(),
            Some("2024-03-01")
        );
        assert_eq!(
            Date::read("2026-12-20").map(|it| it.plus_days(30).to_string()).as_deref(),
            Some("2027-01-19")
        );
        for bad in ["2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01-01", "", "2026-01-32"] {
            assert_eq!(Date::read(bad), None, "{bad}");
        }
    }
}
