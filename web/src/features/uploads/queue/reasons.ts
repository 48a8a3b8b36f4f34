import { Problem } from "@/api/problem";

import type { Reason } from "./upload-item";

export const UNREADABLE: Reason = {
  code: "unreadable",
  detail: "The browser can't read the file any more. Add it again.",
};
export const GAVE_UP: Reason = {
  code: "unreachable",
  detail: "The upload did not get through. Check your connection and try again.",
};
export const NOT_LET_IN: Reason = {
  code: "storage",
  detail: "The storage does not let this file in. Try again in a minute.",
};
export const LEFT_OUT: Reason = {
  code: "left_out",
  detail: "Reading started before this file had arrived. Try again to add it to the next reading.",
};
export const NO_ANSWER: Reason = {
  code: "no_answer",
  detail: "The server did not answer for this file. Try again.",
};
const RUN_CLOSED: Reason = {
  code: "run_not_editable",
  detail: "The sheet is being read, so it takes no files now. Try again when it is done.",
};

/** Why a registration failed, as it is shown beside each of its files. */
export function reasonOf(error: unknown): Reason {
  if (!(error instanceof Problem)) return GAVE_UP;
  return error.code === "run_not_editable" ? RUN_CLOSED : { code: error.code, detail: error.detail };
}
