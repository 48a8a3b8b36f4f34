import type { PickedFile } from "./upload-item";

/** The form in which the API keeps paths. */
const normal = (path: string) => path.replace(/\\/g, "/").replace(/^\/+/, "").normalize("NFC");

const paths = new Intl.Collator(undefined, { numeric: true });
const inOrder = (picked: PickedFile[]) => picked.sort((one, other) => paths.compare(one.path, other.path));

/** `readEntries` gives at most a hundred at a time, and nothing when it is through. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function walk(entry: FileSystemEntry, into: PickedFile[]): Promise<void> {
  if (entry.isDirectory) {
    for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(child, into);
  } else {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    into.push({ path: normal(entry.fullPath), file });
  }
}

/** Everything that was dropped, folders walked through, sorted by path. */
export async function collectDrop(data: DataTransfer): Promise<PickedFile[]> {
  // The list is emptied as soon as this task ends: read all of it before the first await.
  const items = [...data.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const picked: PickedFile[] = [];
  for (const { entry, file } of entries) {
    if (entry) await walk(entry, picked);
    else if (file) picked.push({ path: normal(file.name), file });
  }
  return inOrder(picked);
}

/** What a file or folder picker gave; a folder's files keep their path. */
export function collectPicked(list: FileList): PickedFile[] {
  return inOrder([...list].map((file) => ({ path: normal(file.webkitRelativePath || file.name), file })));
}

/** What was pasted. A picture without a name of its own gets one that tells when. */
export function collectPasted(data: DataTransfer, now = new Date()): PickedFile[] {
  const moment = now.toISOString().slice(0, 19).replace("T", " ").replace(/:/g, ".");
  return [...data.files].map((file, index) => {
    const nameless = /^image\.\w+$/.test(file.name);
    const suffix = index === 0 ? "" : ` ${index + 1}`;
    return { path: normal(nameless ? `Pasted ${moment}${suffix}${file.name.slice(5)}` : file.name), file };
  });
}
