use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::LazyLock;

use shared::ticket::CodeHash;

use proptest::prelude::*;
use shared::catalogue::Catalogue;
use shared::ids::TicketNumber;
use shared::ticket::NO_KEY;

use super::plan::Listed;
use super::*;
use crate::operations::catalogue;
use crate::ports::{ForeignTicket, KnownForeign};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| catalogue::sample().unwrap());

fn request() -> ImportRequest {
    ImportRequest {
        seller: "TicketBox".to_owned(),
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
        columns: Columns {
            asked: [(Field::Code, "1".to_owned())].into(),
            ignored: Vec::new(),
        },
        delimiter: None,
        sheet: None,
        valid_statuses: Vec::new(),
        unlisted: Unlisted::Keep,
        with_names: true,
        strict: false,
        dry_run: false,
    }
}

fn read(text: &str, request: &ImportRequest) -> Option<ReadList> {
    let (rows, delimiter) = table::rows(text, None, &request.columns);
    let table = Table::of_rows(rows, delimiter, &request.columns)?;
    let places = Places::find(&table.header, &table.rows, &request.columns).ok()?;
    Some(ReadList::new(table, places, &CATALOGUE, "TicketBox", request).unwrap())
}

#[test]
fn damaged_list_gives_tickets_or_refusals() {
    let samples: [&[u8]; 6] = [
        b"\xef\xbb\xbfcode;name;days\n893601;An;1\n\"8936 02\";\"L\xc3\xaa\nB\";2-3\n",
        b"\xff\xfec\x00o\x00d\x00e\x00\n\x007\x007\x001\x002\x003\x004\x00\n\x00",
        b"sep=,\ncode,status,type\n=\"00123456\",paid,visitor\n1.2E+12,paid,family\n",
        b"code\tparty\r\nABC-1234\t2\r\n'0001234567\t3\r\n",
        b"m\xe3 v\xe9;t\xean\n893601;L\xea\n",
        b"code;name;days\n",
    ];
    damaged_input::each("sellers-list", 256, &samples, |bytes| {
        let text = match text::decode(bytes) {
            Ok((text, _)) => text,
            Err(error) => return Ok(error.to_string()),
        };
        let Some(ReadList {
            table,
            places,
            listed,
            refused,
            ..
        }) = read(&text, &request())
        else {
            return Ok("no list".to_owned());
        };
        prop_assert_eq!(listed.len() + refused.len(), table.rows.len());
        for (line, ticket) in &listed {
            let row = table.rows.iter().find(|row| row.line == *line).unwrap();
            let cell = row.cells[places.code].trim();
            // An apostrophe or a formula may stand behind what is not shown.
            if !cell.contains(['=', '\'', '\u{feff}']) {
                prop_assert_eq!(
                    ticket.hash,
                    CodeHash::of(CATALOGUE.exhibition, cell),
                    "the code is the one shown"
                );
            }
            prop_assert_eq!(ticket.claims.key, NO_KEY);
            prop_assert!(
                ticket.claims.to_bytes().is_ok(),
                "such a ticket can be kept"
            );
        }
        let refused = refused.first().map(|it| it.why.to_string());
        Ok(refused.unwrap_or_else(|| {
            format!(
                "{} tickets",
                ["no", "some"][usize::from(!listed.is_empty())]
            )
        }))
    });
}

#[test]
fn damaged_list_of_names_is_read_or_refused() {
    let samples: [&[u8]; 3] = [
        "Họ tên;Tổ chức\nĐặng Thị Ánh;Gốm\n".as_bytes(),
        b"number\n7\n8-9\nGAM7008\n",
        b"name,organisation\nAn,\n,\n",
    ];
    damaged_input::each("names-list", 256, &samples, |bytes| {
        let file = ListFile {
            name: "names".to_owned(),
            bytes: bytes.to_vec(),
        };
        let said = |read: Result<usize, ImportError>| match read {
            Ok(count) => format!("{} names", ["no", "some"][usize::from(count > 0)]),
            Err(error) => error.to_string(),
        };
        let tickets = said(read_names(&file).map(|it| it.len()));
        Ok(said(read_holders(&file).map(|it| it.len())) + &tickets)
    });
}

/// The parts of a workbook, by name.
static WORKBOOK: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let packed = include_bytes!("../../../../tests/fixtures/lists/sold.xlsx");
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(&packed[..])).unwrap();
    let parts = (0..packed.len()).map(|number| {
        let mut part = packed.by_index(number).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    });
    parts.collect()
});

/// Packs a workbook; nothing in it is compressed.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        packed.start_file(name.as_str(), plain).unwrap();
        packed.write_all(content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// Stands between the parts of a workbook that are damaged together.
const BETWEEN: &str = "\n-- a part --\n";

#[test]
fn damaged_workbook_is_read_or_refused() {
    let read = |bytes: &[u8]| {
        Ok(match workbook::rows_of(bytes, None) {
            Err(error) => error.to_string(),
            Ok(rows) => {
                prop_assert!(rows.len() <= 2 * MAX_ROWS);
                format!("{} rows", ["no", "some"][usize::from(!rows.is_empty())])
            }
        })
    };
    damaged_input::each("sellers-workbook", 256, &[&packed(&WORKBOOK)], read);
    let contents = WORKBOOK
        .iter()
        .map(|(_, content)| String::from_utf8_lossy(content));
    let contents = contents.collect::<Vec<_>>().join(BETWEEN);
    damaged_input::each(
        "sellers-workbook-parts",
        256,
        &[contents.as_bytes()],
        |contents| {
            let contents = String::from_utf8_lossy(contents);
            let contents = contents.split(BETWEEN).map(|it| it.as_bytes().to_vec());
            let names = WORKBOOK.iter().map(|(name, _)| name.clone());
            read(&packed(&names.zip(contents).collect::<Vec<_>>()))
        },
    );
}

/// Returns a workbook that holds so many megabytes of nothing, and no more than a thousandth of that itself.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in WORKBOOK.iter() {
        packed.start_file(name.as_str(), options).unwrap();
        packed.write_all(content).unwrap();
    }
    packed.start_file("xl/0", options).unwrap();
    packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    let mut first = packed.finish_into_readable().unwrap();
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in 0..first.len() {
        packed.raw_copy_file(first.by_index(part).unwrap()).unwrap();
    }
    for number in 1..megabytes {
        let part = first.by_name("xl/0").unwrap();
        packed
            .raw_copy_file_rename(part, format!("xl/{number}"))
            .unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn list_that_unpacks_to_gigabytes_is_refused() {
    let said = |bytes: &[u8]| {
        workbook::rows_of(bytes, None)
            .map(|it| it.len())
            .map_err(|it| it.to_string())
    };
    let mut bytes = bomb(310);
    assert!(bytes.len() < 1 << 20);
    let refused = said(&bytes).unwrap_err();
    assert!(
        refused.contains("more than 300 MB; copy the tickets' columns"),
        "{refused}"
    );
    assert!(said(&bomb(3)).is_ok());
    // One that says that it holds little.
    let size = (1_u32 << 20).to_le_bytes();
    let declared = |bytes: &[u8]| bytes.windows(4).position(|it| it == size);
    while let Some(at) = declared(&bytes) {
        bytes[at..at + 4].fill(0);
    }
    assert!(said(&bytes).is_err());
}

proptest! {
    #[test]
    fn cell_far_to_the_right_is_refused(column in "[A-Z]{4,8}") {
        let mut parts = WORKBOOK.clone();
        for (_, content) in &mut parts {
            let text = String::from_utf8(content.clone()).unwrap();
            *content = text.replace("r=\"B1\"", &format!("r=\"{column}1\"")).into_bytes();
        }
        prop_assert!(workbook::rows_of(&packed(&parts), None).is_err());
    }
}

/// Returns a ticket with one of a few codes, sellers and contents, so that they often meet.
fn ticket(code: u8, seller: u8, party: u8) -> ForeignTicket {
    let kind = &CATALOGUE.ticket_types[0];
    ForeignTicket {
        claims: shared::ticket::Claims {
            key: NO_KEY,
            exhibition: CATALOGUE.exhibition,
            number: TicketNumber(0),
            kind: kind.id,
            party: party + 1,
            days: 1,
            policy: kind.policy,
            zones: kind.zones,
        },
        seller: format!("seller {seller}"),
        hash: CodeHash([code; 16]),
        folded: None,
        proof: None,
        reference: None,
        holder: None,
        share_holder: false,
    }
}

type Known = HashMap<CodeHash, Vec<KnownForeign>>;

/// Returns what the ticket list holds once a plan is carried out.
fn carried_out(mut known: Known, plan: &ImportPlan) -> Known {
    for (_, ticket) in &plan.change {
        let same_code = known.get_mut(&ticket.hash).unwrap();
        let changed = same_code
            .iter_mut()
            .find(|it| it.ticket.claims.number == ticket.claims.number);
        changed.unwrap().ticket = ticket.clone();
    }
    let mut last = known.values().map(Vec::len).sum::<usize>() as u32;
    for (_, ticket) in &plan.add {
        last += 1;
        let mut ticket = ticket.clone();
        ticket.claims.number = TicketNumber(last);
        known.entry(ticket.hash).or_default().push(KnownForeign {
            ticket,
            revoked: false,
        });
    }
    known
}

proptest! {
    #[test]
    fn same_list_again_changes_nothing(
        before in proptest::collection::vec((0_u8..4, 0_u8..2, 0_u8..3, any::<bool>()), 0..8),
        list in proptest::collection::vec((0_u8..4, 0_u8..3), 0..10),
    ) {
        let mut known = Known::new();
        for (number, (code, seller, party, revoked)) in (1..).zip(before) {
            let mut ticket = ticket(code, seller, party);
            ticket.claims.number = TicketNumber(number);
            known.entry(ticket.hash).or_default().push(KnownForeign { ticket, revoked });
        }
        let listed: Vec<Listed> = (2..).zip(list).map(|(line, (code, party))| (line, ticket(code, 0, party))).collect();
        let first = plan(&listed, &known, &[]);
        let told = first.add.len() + first.change.len() + first.already + first.repeated.len();
        prop_assert_eq!(told, listed.len(), "every ticket of the list is reported once");

        let after = carried_out(known.clone(), &first);
        let others = |known: &Known| -> Vec<KnownForeign> {
            let all = known.values().flatten().filter(|it| it.ticket.seller == "seller 1");
            let mut all: Vec<KnownForeign> = all.cloned().collect();
            all.sort_by_key(|it| it.ticket.claims.number);
            all
        };
        prop_assert_eq!(others(&after), others(&known), "other sellers' tickets stay");
        let withdrawn = |known: &Known| -> std::collections::BTreeSet<u32> {
            let all = known.values().flatten().filter(|it| it.revoked);
            all.map(|it| it.ticket.claims.number.0).collect()
        };
        prop_assert_eq!(withdrawn(&after), withdrawn(&known), "what is withdrawn stays withdrawn");
        for (_, added) in &first.add {
            let of_seller = after[&added.hash].iter().filter(|it| it.ticket.seller == added.seller);
            let said = |it: &KnownForeign| listed.iter().any(|(_, row)| plan::says_the_same(row, &it.ticket));
            prop_assert!(of_seller.into_iter().all(said), "none is added while a row may mean a known one");
        }
        for code in &first.ambiguous {
            let hash = listed.iter().find(|(line, _)| *line == code.line).unwrap().1.hash;
            prop_assert!(after[&hash].iter().filter(|it| !it.revoked).count() > 1);
        }

        let again = plan(&listed, &after, &[]);
        prop_assert_eq!((again.add.len(), again.change.len()), (0, 0));
        prop_assert_eq!(&again.repeated, &first.repeated);
        let lines = |plan: &ImportPlan| -> Vec<u64> { plan.ambiguous.iter().map(|code| code.line).collect() };
        prop_assert_eq!(lines(&again), lines(&first));
    }
}

proptest! {
    #[test]
    fn no_cell_of_a_list_becomes_another_code(
        cells in proptest::collection::vec("['=+@-]?[A-Z0-9]{0,3}[0-9E.,#]{0,9}[\u{a0}\u{200b} a-z]{0,4}", 1..12),
    ) {
        let mut list = csv::Writer::from_writer(Vec::new());
        list.write_record(["code", "name"]).unwrap();
        for cell in &cells {
            list.write_record([cell.as_str(), "An"]).unwrap();
        }
        let (text, _) = text::decode(&list.into_inner().unwrap()).unwrap();
        let request = ImportRequest { columns: Columns::default(), ..request() };
        let ReadList { listed, refused, .. } = read(&text, &request).unwrap();
        prop_assert_eq!(listed.len() + refused.len(), cells.len());
        for (line, ticket) in listed {
            let cell = &cells[line as usize - 2];
            // An apostrophe keeps a formula or a number a text, and is not shown.
            let shown = match cell.trim().strip_prefix('\'') {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c)) => rest,
                _ => cell,
            };
            prop_assert_eq!(ticket.hash, CodeHash::of(CATALOGUE.exhibition, shown));
        }
    }
}
