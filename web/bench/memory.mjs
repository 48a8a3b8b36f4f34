// What 50,000 rows of 15 columns weigh, as they are sent and as the page keeps them: with the evidence
// of every cell, and with no more than how sure each value is, as the page fetches them.
import process from "node:process";

import { createServer } from "vite";

const ROWS = 50_000;
const COLUMNS = Array.from({ length: 15 }, (_, column) => `Column ${column}`);
const ROWS_A_PAGE = 250;

const server = await createServer({ appType: "custom", logLevel: "error", server: { middlewareMode: true } });
const { rowsOf } = await server.ssrLoadModule("/src/features/grid/grid-row.ts");

function cell(value, row, column) {
  const box = { left: row / 1e5, top: column / 31, right: row / 1e5 + 0.1, bottom: column / 31 + 0.02 };
  return { value, printed: value, confidence: 0.97, evidence: { document: 0, page: 1, box, quote: value } };
}

function result(row, kind) {
  const values = COLUMNS.map((name, column) => `${name} of certificate ${row}, ${column}`);
  const id = String(row).padStart(12, "0");
  return {
    task_id: `6f1c2d1e-0000-4000-8000-${id}`,
    run_id: "6f1c2d1e-0000-4000-8000-000000000000",
    result_set_index: 0,
    source_files: [`2024/certificate-${row}.pdf`],
    source_file_ids: [`7f1c2d1e-0000-4000-8000-${id}`],
    extracted_data: { columns: COLUMNS, results: [values] },
    is_certificate: true,
    warnings: [],
    cells: kind === "cells" ? [values.map((value, column) => cell(value, row, column))] : null,
    confidences: kind === "confidences" ? [values.map(() => 0.97)] : null,
  };
}

function measure(kind) {
  global.gc();
  const before = process.memoryUsage().heapUsed;
  const kept = [];
  let sent = 0;
  for (let first = 0; first < ROWS; first += ROWS_A_PAGE) {
    const answer = JSON.stringify(
      Array.from({ length: ROWS_A_PAGE }, (_, index) => result(first + index, kind)),
    );
    sent += answer.length;
    const results = JSON.parse(answer);
    kept.push({ results, rows: results.flatMap((each) => rowsOf(each, COLUMNS)) });
  }
  global.gc();
  const heap = process.memoryUsage().heapUsed - before;
  return { pages: kept.length, sent: sent / 1e6, heap: heap / 1e6 };
}

const full = measure("cells");
const slim = measure("confidences");
const row = (what, { sent, heap }) => ({
  what,
  "sent MB": Math.round(sent),
  "kept MB": Math.round(heap),
  "ratio sent": (sent / full.sent).toFixed(2),
  "ratio kept": (heap / full.heap).toFixed(2),
});
console.log(`${ROWS} rows of ${COLUMNS.length} columns`);
console.table([row("with the evidence of every cell", full), row("with how sure each value is", slim)]);
await server.close();
