import { expect, test } from "vitest";

import { collectDrop, collectPasted } from "@/features/uploads/queue/collect-drop";

const fileEntry = (fullPath: string) =>
  ({
    isDirectory: false,
    fullPath,
    file: (found: (file: File) => void) =>
      found(new File(["x"], fullPath.slice(fullPath.lastIndexOf("/") + 1))),
  }) as unknown as FileSystemEntry;

/** Gives its entries a hundred at a time, as browsers do. */
function folderEntry(fullPath: string, children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let next = 0;
    return {
      readEntries: (found: (some: FileSystemEntry[]) => void) => found(children.slice(next, (next += 100))),
    };
  };
  return { isDirectory: true, fullPath, createReader } as unknown as FileSystemEntry;
}

/** A drop whose list is emptied as soon as the event is over. */
function drop(entries: FileSystemEntry[]): DataTransfer {
  let alive = true;
  const items = entries.map((entry) => ({
    kind: "file",
    webkitGetAsEntry: () => (alive ? entry : null),
    getAsFile: () => null,
  }));
  queueMicrotask(() => (alive = false));
  return { items } as unknown as DataTransfer;
}

test("all files of nested folders are found, though browsers give a hundred at a time", async () => {
  const inner = folderEntry(
    "/certs/2024",
    Array.from({ length: 250 }, (_, index) => fileEntry(`/certs/2024/${index}.pdf`)),
  );
  const picked = await collectDrop(
    drop([folderEntry("/certs", [inner, fileEntry("/certs/a.pdf")]), fileEntry("/b.pdf")]),
  );
  expect(picked).toHaveLength(252);
  expect(picked.map(({ path }) => path)).toContain("certs/2024/249.pdf");
  expect(picked.map(({ path }) => path)).toContain("b.pdf");
});

test("paths are in the form the API keeps them in", async () => {
  const decomposed = "/caf\u0065\u0301.pdf";
  expect((await collectDrop(drop([fileEntry(decomposed)])))[0]?.path).toBe("caf\u00e9.pdf");
});

test("a pasted picture gets a name that tells when", () => {
  const data = {
    files: [new File(["x"], "image.png"), new File(["x"], "scan.pdf")],
  } as unknown as DataTransfer;
  const paths = collectPasted(data, new Date("2026-11-21T10:20:30Z")).map(({ path }) => path);
  expect(paths).toEqual(["Pasted 2026-11-21 10.20.30.png", "scan.pdf"]);
});
