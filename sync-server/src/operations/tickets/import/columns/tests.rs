use super::*;

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn find(names: &[&str], columns: &Columns) -> Result<Vec<(&'static str, String)>, String> {
    let header = header(names);
    let places = Places::find(&header, &[], columns).map_err(|error| error.to_string())?;
    let found = places.named(&header);
    Ok(found
        .map(|(field, name)| (field, name.to_owned()))
        .collect())
}

fn asking(asked: &[(Field, &str)]) -> Columns {
    let asked = asked
        .iter()
        .map(|(field, name)| (*field, (*name).to_owned()));
    Columns {
        asked: asked.collect(),
        ignored: Vec::new(),
    }
}

#[test]
fn columns_are_known_in_vietnamese_and_english() {
    let columns = Columns::default();
    // The first "Mã vé" is decomposed, as a Mac writes it.
    let vietnamese = [
        "STT",
        "Ma\u{303} ve\u{301}",
        " HỌ VÀ TÊN ",
        "Mã đơn hàng",
        "Loại vé",
        "Số lượng",
    ];
    let expected = [
        ("code", "Ma\u{303} ve\u{301}"),
        ("name", "HỌ VÀ TÊN"),
        ("reference", "Mã đơn hàng"),
        ("type", "Loại vé"),
    ];
    assert_eq!(
        find(&vietnamese, &columns),
        Ok(expected
            .map(|(field, name)| (field, name.to_owned()))
            .to_vec())
    );
    let english = [
        "Order_ID",
        "Ticket.Code",
        "Attendee  name",
        "Visit date",
        "People",
        "Seat",
    ];
    let found: Vec<&str> = find(&english, &columns)
        .unwrap()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(found, ["code", "name", "reference", "party", "days"]);
}

#[test]
fn template_or_number_is_no_header() {
    let score = |cells: &[&str], columns: &Columns| header_score(&header(cells), columns);
    let known = Columns::default();
    for cells in [
        ["{{code}}", "x"],
        ["<code>", "x"],
        ["[Mã vé]", "x"],
        ["code\u{fffd}", "x"],
    ] {
        assert_eq!(score(&cells, &known), None, "{cells:?}");
    }
    let numbered = asking(&[(Field::Code, "2")]);
    assert_eq!(score(&["A-1001", "x"], &numbered), None);
    assert_eq!(score(&["STT", "Vé"], &numbered), Some(1));
    assert_eq!(score(&["STT", ""], &numbered), None);
}

#[test]
fn a_column_can_be_named_numbered_and_ignored() {
    let columns = asking(&[
        (Field::Code, "2"),
        (Field::Name, ""),
        (Field::Reference, "order #"),
    ]);
    let found = find(&["Name", "Vé", "Order #"], &columns).unwrap();
    assert_eq!(
        found,
        [
            ("code", "Vé".to_owned()),
            ("reference", "Order #".to_owned())
        ]
    );
}

#[test]
fn ambiguous_columns_are_named_in_the_question() {
    let columns = Columns::default();
    let said = find(&["Họ tên", "Giá"], &columns).unwrap_err();
    assert!(
        said.contains("the tickets' codes") && said.contains("1 \"Họ tên\", 2 \"Giá\""),
        "{said}"
    );
    let said = find(&["Code", "Barcode"], &columns).unwrap_err();
    assert!(
        said.contains("may be the one for code") && said.contains("2 \"Barcode\""),
        "{said}"
    );
    let wanted = asking(&[(Field::Name, "Tên")]);
    assert!(
        find(&["Code", "Name"], &wanted)
            .unwrap_err()
            .contains("no column \"Tên\"")
    );
    // Who bought and who comes: the holder's name goes first.
    let found = find(&["Code", "Customer name", "Attendee"], &columns).unwrap();
    assert_eq!(found[1], ("name", "Attendee".to_owned()));
}

#[test]
fn unused_date_and_status_columns_stop_the_import() {
    let columns = Columns::default();
    for (name, field) in [
        ("Order date", Field::Days),
        ("Ngày đặt", Field::Days),
        ("Giờ", Field::Days),
        ("Khung giờ", Field::Days),
        ("Suất", Field::Days),
        ("Time slot", Field::Days),
        ("Valid until", Field::Days),
        ("Payment method", Field::Status),
        ("Check-in", Field::Status),
        ("Huỷ/hoàn", Field::Status),
    ] {
        let header = header(&["Code", "Visit date", name]);
        let error = Places::find(&header, &[], &columns).unwrap_err();
        let expected = UnusedColumn {
            number: 3,
            name: name.to_owned(),
            field,
        };
        assert_eq!(error, ColumnsError::Unused(expected));
        let mut ignoring = columns.clone();
        ignoring.ignored.push(name.to_owned());
        assert!(
            find(&["Code", "Visit date", name], &ignoring).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn columns_are_also_known_by_what_they_hold() {
    let header = header(&["Code", "Note"]);
    let rows = |cells: &[&str]| -> Vec<Row> {
        let rows = (2..).zip(cells);
        rows.map(|(line, cell)| Row {
            cells: vec!["A-1234".to_owned(), (*cell).to_owned()],
            line,
            ..Row::default()
        })
        .collect()
    };
    for cells in [
        ["28/11/2026", "29/11/2026"],
        ["09:00-11:00", "14h00"],
        ["", "Đã hoàn tiền"],
        ["", "VOID"],
    ] {
        let found = Places::find(&header, &rows(&cells), &Columns::default());
        assert!(matches!(found, Err(ColumnsError::Unused(..))), "{cells:?}");
    }
    for cells in [
        ["hàng đầu", "gần cửa"],
        ["", ""],
        ["khách quen", "28/11/2026"],
    ] {
        let found = Places::find(&header, &rows(&cells), &Columns::default()).unwrap();
        assert_eq!(found.unused, [1], "{cells:?}");
    }
}
