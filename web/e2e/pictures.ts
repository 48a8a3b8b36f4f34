import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { REPOSITORY } from "./stack";

const PHOTOGRAPH = `
import sys
import pillow_heif
import pypdfium2
source, target, kind = sys.argv[1:]
page = pypdfium2.PdfDocument(source)[0].render(scale=2.5).to_pil().convert("RGB")
if kind == "heic":
    pillow_heif.register_heif_opener()
    page.save(target, quality=80)
elif kind == "fax":
    blank = page.point(lambda level: 255).convert("1")
    page.convert("1").save(target, save_all=True, append_images=[blank], compression="group4")
else:
    page.rotate(90, expand=True).save(target, compression="tiff_lzw", tiffinfo={274: 6})
`;

/** A certificate as a picture: photographed, faxed (two pages), or scanned lying on its side. */
export function pictureOf(sample: string, kind: "heic" | "fax" | "turned"): string {
  const target = path.join(
    mkdtempSync(path.join(tmpdir(), "picture-")),
    `${kind}.${kind === "heic" ? "heic" : "tiff"}`,
  );
  execFileSync(path.join(REPOSITORY, ".venv", "bin", "python"), ["-c", PHOTOGRAPH, sample, target, kind]);
  return target;
}
