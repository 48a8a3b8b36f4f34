// Fails when the JavaScript that the first page loads, gzipped, is more than its budget.
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET = 180 * 1024;
const dist = path.join(import.meta.dirname, "..", "dist");
const manifest = JSON.parse(readFileSync(path.join(dist, ".vite", "manifest.json"), "utf8"));

/** A chunk with everything it imports statically. */
function closure(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const other of manifest[key].imports ?? []) closure(other, seen);
  }
  return seen;
}

const sizes = [...closure("index.html")].map((key) => {
  const { file } = manifest[key];
  const bytes = readFileSync(path.join(dist, file));
  return { file, bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
});
const total = sizes.reduce((sum, { gzipped }) => sum + gzipped, 0);

console.table(sizes);
console.log(
  `first page: ${(total / 1024).toFixed(1)} KB gzipped of ${BUDGET / 1024} KB (${((100 * total) / BUDGET).toFixed(0)} %)`,
);
if (total > BUDGET) {
  console.error(
    "The first page loads more JavaScript than its budget. Load something on demand, or drop it.",
  );
  process.exitCode = 1;
}
