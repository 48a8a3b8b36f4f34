import type { RefusedFile, RegisteredFiles } from "@/api/types";

type Verdict = { granted?: RegisteredFiles["files"][number]; refused?: RefusedFile };

/** What the server said of each path. Both its lists keep the order of the request. */
export function verdictsOf(paths: string[], answer: RegisteredFiles): Verdict[] {
  let nextGranted = 0;
  let nextRefused = 0;
  return paths.map((path) => {
    if (answer.files[nextGranted]?.path === path) return { granted: answer.files[nextGranted++] };
    if (answer.refused[nextRefused]?.path === path) return { refused: answer.refused[nextRefused++] };
    return {};
  });
}
