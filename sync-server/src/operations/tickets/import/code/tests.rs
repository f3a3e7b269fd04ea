use proptest::prelude::*;

use super::*;

const HERE: ExhibitionId = ExhibitionId(24);

/// Reads the first of these cells, which make the whole column.
fn first_of(cells: &[&str]) -> Result<CodeHash, CodeError> {
    let column = CodeColumn::of(cells.iter().copied());
    column.read(HERE, &shown(cells[0])).map(|code| code.hash)
}

fn opens(cell: &str, code: &str) -> bool {
    first_of(&[cell]) == Ok(CodeHash::of(HERE, code))
}

#[test]
fn every_pattern_of_damage_is_read() {
    let lines = include_str!("../damage.txt").lines();
    let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(DAMAGE.len(), patterns.count());
}

#[test]
fn code_is_what_the_program_shows() {
    for cell in [
        "0893",
        " 0893\u{a0}",
        "=\"0893\"",
        "\t0893\r",
        "'0893",
        "\u{feff}'0893",
    ] {
        assert!(opens(cell, "0893"), "{cell:?}");
    }
    for (cell, code) in [
        ("'-AB12CD34", "-AB12CD34"),
        ("'+84901234", "+84901234"),
        ("'=AB-12", "=AB-12"),
        ("'@gom-12", "@gom-12"),
        ("'0012345", "0012345"),
        ("'AB12", "'AB12"),
        ("=\"a\"\"b12\"", "a\"b12"),
    ] {
        assert!(opens(cell, code), "{cell:?}");
        assert_eq!(cell == code, opens(cell, cell), "{cell:?}");
    }
    for (cell, code) in [
        ("AB\u{2011}12", "AB-12"),
        ("A\u{ad}B12", "AB12"),
        ("\u{200b}AB12\u{200d}", "AB12"),
        ("AB\u{a0}12", "AB 12"),
        ("ＡＢ１２", "AB12"),
    ] {
        assert!(opens(cell, code), "{cell:?}");
    }
}

#[test]
fn genuine_codes_are_taken() {
    for cell in [
        "1.05",
        "V2.0",
        "12,5A",
        "=0893",
        "1234.56",
        "AB 12 CD 34",
        "10234",
        "102345",
        "4711",
        "Kx-77Ab",
        "MTIz0A==",
        "#1024",
        "8936012345678",
        "123 456 789",
        "TOTAL-0001",
        "NA-0001",
        "E1234567",
        "12E45F",
        "2026-0012",
        "MAY-26-001",
        "ABCDEFGH",
        "Null-1",
        "1E2E3",
    ] {
        assert!(opens(cell, cell), "{cell:?}: {:?}", first_of(&[cell]));
    }
    assert!(
        first_of(&["12E34567", "9A3BC012"]).is_ok(),
        "codes with letters"
    );
}

#[test]
fn numbers_of_a_spreadsheet_are_refused() {
    for cell in [
        "8.936012345678E12",
        "8.936012345679e+12",
        "8,936,012,345,682",
        "8.936.012.345.683",
        "8.93601E+12",
        "8,93601E+12",
        "9E+15",
        "8E12",
        "8936E9",
        "-8.93E+12",
        "8.9E-5",
        "8936012345678.0",
        "8936012345678,00",
        "8 936 012 345 682",
        "8'936'012'345'682",
        "89,36,01,23,45,682",
        "8,936,012.50",
        "8.936.012,00",
        "8\u{202f}936\u{202f}012",
        "12.345",
    ] {
        let expected = Err(CodeError::Number(normalise(cell).into_owned()));
        assert_eq!(first_of(&[cell]), expected, "{cell:?}");
    }
}

#[test]
fn rounded_codes_are_refused_where_most_are() {
    let rounded = "89360123456781200000";
    let genuine = "89360123456781234567";
    let error = Err(CodeError::Rounded(rounded.to_owned()));
    assert_eq!(first_of(&[rounded, "89360123456799900000"]), error);
    assert_eq!(first_of(&[rounded, "89360123456799900000", genuine]), error);
    assert!(first_of(&[rounded]).is_ok(), "one alone may be genuine");
    assert!(first_of(&[rounded, genuine]).is_ok());
    assert!(
        first_of(&["123456789012345", "100000000000000"]).is_ok(),
        "fifteen digits are exact"
    );
    assert!(first_of(&[genuine, rounded, "89360123456799900000"]).is_ok());
}

#[test]
fn text_without_code_is_refused_by_kind() {
    let kind = |cell: &str| match first_of(&[cell]) {
        Ok(_) => "code",
        Err(CodeError::Error(_)) => "error",
        Err(CodeError::Formula(_)) => "formula",
        Err(CodeError::Placeholder(_)) => "placeholder",
        Err(CodeError::Footer(_)) => "footer",
        Err(CodeError::Date(_)) => "date",
        Err(_) => "other",
    };
    let kinds = [
        (
            "error",
            "#N/A|#REF!|#VALUE!|#NAME?|#DIV/0!|#NULL!|#NUM!|#SPILL!|#CALC!|#GETTING_DATA|#BEZUG!|#n/a|Err:502|########",
        ),
        (
            "formula",
            "=A2|=VLOOKUP(A2;B:C;2)|=Sheet1!$A$2|+SUM(A1)|{{code}}|${code}|<code>|[ticket_code]|%CODE%",
        ),
        (
            "placeholder",
            "N/A|n.a.|-|?|??|—|…|null|NULL|(none)|None|nan|undefined|TBD|chưa có|Chưa cấp|không có|đang chờ\
             |chờ cấp mã|sẽ gửi sau|----|xxxx|0000|TRUE|false|test|no code|pending|Mã gửi qua thư",
        ),
        (
            "footer",
            "Tổng cộng|TỔNG CỘNG:|Tổng số vé: 12|Tong cong 2|Total|Grand total|Total: 12|Subtotal|Cộng|Page 1 of 3|Trang 1/3|End of list",
        ),
        (
            "date",
            "2026-03-01|01/03/2026|2026-03-01 00:00:00|12:30|9:05:00|1-Mar|12-Nov|Mar-26|1-Mar-2026|01-Thg3|Thg3-26",
        ),
    ];
    for (expected, cells) in kinds {
        for cell in cells.split('|') {
            assert_eq!(kind(cell), expected, "{cell:?}");
        }
    }
    assert_eq!(first_of(&[" \t"]), Err(CodeError::Missing));
    assert_eq!(first_of(&[&"9".repeat(600)]), Err(CodeError::Long(600)));
    assert_eq!(first_of(&["12\n34"]), Err(CodeError::Broken));
    assert_eq!(first_of(&[&"12345".repeat(39)]), Err(CodeError::Own));
    assert_eq!(first_of(&["A-1"]), Err(CodeError::Short("A-1".to_owned())));
    assert!(matches!(
        first_of(&["AB\u{fffd}12"]),
        Err(CodeError::Garbled(_))
    ));
}

proptest! {
    #[test]
    fn accepted_code_is_the_one_shown(cell in "['=\"+@#-]{0,2}[A-Za-z0-9 ,.E+'\u{a0}\u{200b}-]{0,20}\"?") {
        if let Ok(code) = CodeColumn::of([cell.as_str()].into_iter()).read(HERE, &shown(&cell)) {
            prop_assert_eq!(code.hash, CodeHash::of(HERE, &shown(&cell)));
        }
    }

    #[test]
    fn no_number_of_a_spreadsheet_is_a_code(number in 1_u64..10_u64.pow(15), style in 0_usize..5) {
        let digits = number.to_string();
        let grouped = |mark: &str| {
            let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
            groups.join(mark)
        };
        let cell = match style {
            0 => format!("{:E}", number as f64),
            1 => format!("{:.5e}", number as f64),
            2 => format!("{number}.0"),
            3 => grouped(","),
            _ => grouped("."),
        };
        prop_assume!(cell != digits);
        prop_assert!(first_of(&[&cell]).is_err(), "{}", cell);
    }

    #[test]
    fn no_cell_makes_it_panic(cell in "\\PC{0,40}") {
        let _ = first_of(&[&cell]);
    }
}
