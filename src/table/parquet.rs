//! Parquet: texts, whole numbers and exact decimals, each column with its type.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use rust_decimal::Decimal;

use super::{Cell, Kind, Options, Rows};

/// Digits of a decimal, and the bytes that hold them.
const PRECISION: i32 = 38;
const BYTES: i32 = 16;
/// Digits behind the point unless a figure has more. With them every figure of 28 digits fits.
const SCALE: u32 = 10;

/// Writes `rows` as one file, which is the same for the same rows.
pub fn write(rows: &dyn Rows, _: Options, out: &mut dyn Write) -> io::Result<()> {
    let bytes = file(rows).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn file(rows: &dyn Rows) -> Result<Vec<u8>, ParquetError> {
    let names = rows.names();
    let kinds: Vec<Kind> = (0..names.len()).map(|column| rows.kind(column)).collect();
    let scales: Vec<u32> = (0..names.len()).map(|column| scale(rows, column)).collect();
    let fields = names.iter().zip(&kinds).zip(&scales);
    let fields = fields.map(|((name, kind), scale)| field(name, *kind, *scale).map(Arc::new));
    let schema = Type::group_type_builder("claims")
        .with_fields(fields.collect::<Result<_, _>>()?)
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("tongji".to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in 0..names.len() {
        let Some(mut out) = group.next_column()? else { break };
        let cells = (0..rows.count()).map(|row| rows.cell(row, column));
        match kinds.get(column) {
            Some(Kind::Integer) => {
                let values: Vec<i64> = cells.map(integer).collect();
                out.typed::<Int64Type>().write_batch(&values, None, None)?;
            }
            Some(Kind::Decimal) => {
                let scale = scales.get(column).copied().unwrap_or(SCALE);
                let (values, levels) = decimals(cells, scale)?;
                out.typed::<FixedLenByteArrayType>()
                    .write_batch(&values, Some(&levels), None)?;
            }
            _ => {
                let values: Vec<ByteArray> = cells.map(text).collect();
                out.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            }
        }
        out.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn field(name: &str, kind: Kind, scale: u32) -> Result<Type, ParquetError> {
    let (physical, repetition) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Repetition::REQUIRED),
        Kind::Integer => (Physical::INT64, Repetition::REQUIRED),
        Kind::Decimal => (Physical::FIXED_LEN_BYTE_ARRAY, Repetition::OPTIONAL),
    };
    let builder = Type::primitive_type_builder(name, physical).with_repetition(repetition);
    match kind {
        Kind::Text => builder.with_logical_type(Some(LogicalType::String)).build(),
        Kind::Integer => builder.build(),
        Kind::Decimal => {
            let scale = i32::try_from(scale).unwrap_or(PRECISION);
            let kind = LogicalType::Decimal(parquet::basic::DecimalType {
                scale,
                precision: PRECISION,
            });
            let builder = builder.with_length(BYTES).with_precision(PRECISION).with_scale(scale);
            builder.with_logical_type(Some(kind)).build()
        }
    }
}

/// The most digits behind the point in a column, and no fewer than usual unless those before it need the room.
fn scale(rows: &dyn Rows, column: usize) -> u32 {
    let figures = (0..rows.count()).filter_map(|row| match rows.cell(row, column) {
        Cell::Decimal(Some(number)) => Some(number.normalize()),
        _ => None,
    });
    let whole = |number: Decimal| {
        number
            .trunc()
            .mantissa()
            .unsigned_abs()
            .checked_ilog10()
            .map_or(0, |power| power + 1)
    };
    let (scale, digits) = figures.fold((0, 0), |(scale, digits), number| {
        (number.scale().max(scale), whole(number).max(digits))
    });
    scale.max(SCALE.min(PRECISION.unsigned_abs().saturating_sub(digits)))
}

fn integer(cell: Cell<'_>) -> i64 {
    match cell {
        Cell::Integer(number) => i64::try_from(number).unwrap_or(i64::MAX),
        _ => 0,
    }
}

fn text(cell: Cell<'_>) -> ByteArray {
    match cell {
        Cell::Text(text) => ByteArray::from(text.as_bytes().to_vec()),
        Cell::Integer(number) => ByteArray::from(number.to_string().into_bytes()),
        Cell::Decimal(number) => {
            ByteArray::from(number.map(|number| number.to_string()).unwrap_or_default().into_bytes())
        }
    }
}

/// The values of the cells that have one, and for each cell whether it has.
fn decimals<'a>(
    cells: impl Iterator<Item = Cell<'a>>,
    scale: u32,
) -> Result<(Vec<FixedLenByteArray>, Vec<i16>), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        match cell {
            Cell::Decimal(Some(number)) => {
                values.push(bytes(number.normalize(), scale)?);
                levels.push(1);
            }
            _ => levels.push(0),
        }
    }
    Ok((values, levels))
}

/// A figure as a whole number of units of the last place, in two's complement and with the highest byte first.
fn bytes(number: Decimal, scale: u32) -> Result<FixedLenByteArray, ParquetError> {
    let steps = 10_i128.checked_pow(scale.saturating_sub(number.scale()));
    let whole = steps.and_then(|steps| number.mantissa().checked_mul(steps));
    let fits = whole.filter(|whole| whole.unsigned_abs() < 10_u128.pow(38));
    let whole = fits.ok_or_else(|| ParquetError::General(format!("{number} has more than {PRECISION} digits")))?;
    Ok(FixedLenByteArray::from(whole.to_be_bytes().to_vec()))
}
