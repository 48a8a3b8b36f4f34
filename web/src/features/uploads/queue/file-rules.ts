import type { PickedFile, Reason } from "./upload-item";

/** The same as the server's. */
export const MAX_BYTES = 25 * 1024 * 1024;

const TYPES: Record<string, string> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  tif: "image/tiff",
  tiff: "image/tiff",
  heic: "image/heic",
  heif: "image/heif",
};

/** For file pickers. */
export const ACCEPTED_EXTENSIONS = Object.keys(TYPES)
  .map((extension) => `.${extension}`)
  .join(",");
export const ACCEPTED_IN_WORDS = "PDF, PNG, JPEG, WebP, TIFF or HEIC, up to 25 MB each";

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** The media type by the name's ending; browsers know too few. Null: not a kind that is read. */
export function contentTypeOf(path: string): string | null {
  const name = nameOf(path);
  return TYPES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? null;
}

function isSystemFile(path: string): boolean {
  const name = nameOf(path);
  return (
    name.startsWith(".") ||
    name.startsWith("~$") ||
    name === "Thumbs.db" ||
    name === "desktop.ini" ||
    path.startsWith("__MACOSX/")
  );
}

/** Why a file is not even offered to the server; null when it is. */
export function refusalOf({ path, file }: PickedFile): Reason | null {
  if (isSystemFile(path)) return { code: "system_file", detail: "A system file, not a certificate." };
  if (contentTypeOf(path) === null)
    return { code: "type_not_accepted", detail: `Not a type that can be read. Use ${ACCEPTED_IN_WORDS}.` };
  if (file.size === 0) return { code: "empty", detail: "The file is empty." };
  if (file.size > MAX_BYTES) return { code: "too_large", detail: "The file is larger than 25 MB." };
  return null;
}
