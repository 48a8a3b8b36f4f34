import type { GridRow } from "@/features/grid/grid-row";

export const COLUMNS = [
  "Participant Name",
  "Course Title",
  "Provider",
  "Completion Date",
  "CPE Credits",
  "Field of Study",
  "Technical or Non-Technical",
  "Method of Study",
  "NASBA Sponsor ID",
  "Approval Number",
  "Location",
  "Registry",
  "Licence",
  "Cycle",
  "Remark",
];
export const FIELDS = COLUMNS.map((name) => ({
  name,
  data_type: { "Completion Date": "date", "CPE Credits": "number" }[name] ?? "text",
}));

/** Rows that all differ, from a fixed beginning, so that every run sorts the same. */
export function makeRows(count: number): GridRow[] {
  let state = 42;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  return Array.from({ length: count }, (_, index) => {
    const values = COLUMNS.map((name) => {
      if (name === "Completion Date") return `20${20 + next(6)}-0${1 + next(9)}-${10 + next(19)}`;
      if (name === "CPE Credits") return String(next(80) / 10);
      return `${name} ${next(100_000)} of ${index}`;
    });
    return {
      kind: "read",
      id: `task-${index}/0`,
      taskId: `task-${index}`,
      rowIndex: 0,
      source: `2024/certificate-${index}.pdf`,
      fileIds: [`file-${index}`],
      paths: [`2024/certificate-${index}.pdf`],
      values,
      confidences: values.map(() => (next(20) === 0 ? 0.6 : 0.95)),
      needsLook: index % 7 === 0,
    };
  });
}
