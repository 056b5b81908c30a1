//! One study: who was studied, its rows, and the same numbers as a plain table.

use leptos::prelude::*;

use super::{prose, row};
use crate::answers::Detail;
use crate::cards::{Row, Table};
use crate::summary::sentence;
use crate::views::state::Tandem;
use crate::words::Word;

/// A study, in as much detail as the person asked for.
pub fn study(t: Tandem, table: &'static Table) -> AnyView {
    let speaks_to = move || {
        let absent = t.decision.options.iter().filter(|option| {
            !table.columns.iter().any(|column| column.option == option.id)
        });
        let absent: Vec<&str> = absent.map(|option| option.title.as_str()).collect();
        (!absent.is_empty()).then(|| t.words.say(Word::NotStudiedHere, &[("choices", &absent.join(", "))]))
    };
    let rows = move || {
        let detail = t.detail();
        table.rows.iter().map(|it| row::row(t, table, it, detail)).collect_view()
    };
    view! {
        <section class="study" id=table.id.as_str()>
            <h3>{crate::cards::prose::plain(&table.heading)}</h3>
            <div class="study__lead">
                {prose::pieces(t, &table.lead)} {speaks_to().map(|said| view! { <p>{said}</p> })}
            </div>
            {rows} {move || (t.detail() != Detail::NoNumbers).then(|| plain_table(t, table))}
            {prose::pieces(t, &table.after)}
        </section>
    }
    .into_any()
}

/// The numbers as a table, for those who read tables best.
fn plain_table(t: Tandem, table: &'static Table) -> AnyView {
    let heads = table
        .columns
        .iter()
        .map(|column| view! { <th scope="col">{crate::cards::prose::plain(&column.studied)}</th> });
    let row = move |row: &'static Row| {
        let cells = row.cells.iter().map(|cell| {
            view! {
                <td translate="no">{sentence::short(t.words, cell)}</td>
            }
        });
        view! {
            <tr>
                <th scope="row">
                    {row::line_number(t, row.line)} " " {row.label.as_str()} " " {row.over.as_str()}
                </th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <details class="study__table">
            <summary>{t.word(Word::TableShow)}</summary>
            <table class="plain">
                <thead>
                    <tr>
                        <th scope="col">{table.people.phrase.as_str()}</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}
