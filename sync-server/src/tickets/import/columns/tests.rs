use super::*;

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn find(names: &[&str], columns: &Columns) -> Result<Vec<(&'static str, String)>, String> {
    let header = header(names);
    let places = Places::find(&header, columns).map_err(|error| error.to_string())?;
    let found = places.named(&header);
    Ok(found
        .map(|(field, name)| (field, name.to_owned()))
        .collect())
}

#[test]
fn columns_are_known_by_their_names_in_vietnamese_and_english() {
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
        "Date",
    ];
    let found: Vec<&str> = find(&english, &columns)
        .unwrap()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(found, ["code", "name", "reference", "party", "days"]);
}

#[test]
fn a_column_can_be_named_numbered_and_ignored() {
    let columns = Columns {
        code: Column::Named("2".to_owned()),
        name: Column::Ignored,
        reference: Column::Named("order #".to_owned()),
        ..Columns::default()
    };
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
fn columns_that_can_not_be_told_apart_are_named_in_the_question() {
    let columns = Columns::default();
    let said = find(&["Họ tên", "Giá"], &columns).unwrap_err();
    assert!(
        said.contains("--column-code") && said.contains("1 \"Họ tên\", 2 \"Giá\""),
        "{said}"
    );
    let said = find(&["Code", "Barcode"], &columns).unwrap_err();
    assert!(
        said.contains("--column-code") && said.contains("2 \"Barcode\""),
        "{said}"
    );
    let wanted = Columns {
        name: Column::Named("Tên".to_owned()),
        ..Columns::default()
    };
    assert!(
        find(&["Code", "Name"], &wanted)
            .unwrap_err()
            .contains("no column \"Tên\"")
    );
    // Who bought and who comes: the holder's name goes first.
    let found = find(&["Code", "Customer name", "Attendee"], &columns).unwrap();
    assert_eq!(found[1], ("name", "Attendee".to_owned()));
}
