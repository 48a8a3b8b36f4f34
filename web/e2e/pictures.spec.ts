import { expect, type Locator, test } from "@playwright/test";

import { pictureOf } from "./pictures";
import * as workspace from "./workspace";

/** How much of what the mark covers is dark, between 0 and 1: its place is printed on, paper is not. */
async function inkUnderMark(evidence: Locator): Promise<number> {
  const mark = await evidence.getByTestId("evidence-mark").boundingBox();
  const picture = evidence.getByRole("img");
  return picture.evaluate((element, box) => {
    const shown = element as HTMLCanvasElement;
    const area = shown.getBoundingClientRect();
    const scale = shown.width / area.width;
    const copy = document.createElement("canvas");
    copy.width = Math.round((box?.width ?? 0) * scale);
    copy.height = Math.round((box?.height ?? 0) * scale);
    const context = copy.getContext("2d");
    if (!context || !box) return 0;
    context.drawImage(shown, (area.x - box.x) * scale, (area.y - box.y) * scale);
    const pixels = context.getImageData(0, 0, copy.width, copy.height).data;
    const reds = pixels.filter((_, index) => index % 4 === 0);
    return reds.filter((red) => red < 128).length / reds.length;
  }, mark);
}

test("photographs, faxes and scans are shown beside the grid as they are read", async ({ page }) => {
  const [sample = ""] = workspace.samples(0, 1);
  await workspace.signIn(page);
  await workspace.createSheet(page, "Pictures");
  await workspace.addFiles(page, [
    pictureOf(sample, "heic"),
    pictureOf(sample, "fax"),
    pictureOf(sample, "turned"),
  ]);
  await workspace.expectUploaded(page, 3);
  await workspace.start(page);
  await workspace.expectDone(page);
  await workspace.expectRows(page, /^\d+ rows$/);

  const evidence = page.getByRole("region", { name: "Where this comes from" });
  for (const name of ["fax.tiff", "heic.heic", "turned.tiff"]) {
    const row = workspace.gridOf(page).getByRole("row").filter({ hasText: name });
    await row.locator("[aria-colindex='3']").click();
    await expect(evidence).toContainText(`${name}, page 1`);
    const picture = evidence.getByRole("img", { name: `Page 1 of ${name}` });
    await expect(picture).toBeVisible();
    await expect(evidence.getByTestId("evidence-mark")).toBeInViewport();
    await expect.poll(() => inkUnderMark(evidence)).toBeGreaterThan(0.02);
  }
});
