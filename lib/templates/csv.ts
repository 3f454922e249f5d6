import { stringify } from "csv-stringify/sync";

export type CsvColumn<Row> = {
  header: string;
  value: (row: Row) => string | number | boolean | null;
};

/**
 * Returns rows as CSV (RFC 4180, with a byte order mark, or Excel takes Korean for Latin). Texts
 * that a spreadsheet would run as a formula get a leading apostrophe; numbers stay as they are.
 */
export function renderCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const table = rows.map((row) => columns.map((column) => column.value(row)));
  return stringify([columns.map((column) => column.header), ...table], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
    // Only the delimiter itself is quoted by default; a lone line feed would tear the row.
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  });
}
