import { expect, test } from "@playwright/test";

import { lighthouseScores, withJoinableBrowser } from "./lighthouse";
import * as workspace from "./workspace";

test("Lighthouse gives the main page all points for accessibility and best practices", async ({
  baseURL,
  launchOptions,
}) => {
  await withJoinableBrowser({ ...launchOptions, baseURL }, async (page, address) => {
    await workspace.signIn(page);
    await workspace.createSheet(page, "Looked at by Lighthouse");
    await workspace.addFiles(page, workspace.samples(0, 3));
    await workspace.expectUploaded(page, 3);
    await workspace.start(page);
    await workspace.expectDone(page);
    await workspace.expectRows(page, /^\d+ rows$/);

    const scores = [
      ...(await lighthouseScores(page, address, "desktop")),
      ...(await lighthouseScores(page, address, "mobile")),
    ];
    await workspace.expectRows(page, /^\d+ rows$/); // it was the signed-in page that was looked at
    console.table(scores.map(({ category, screen, points }) => ({ category, screen, points, of: 100 })));
    expect(scores.flatMap(({ lost }) => lost)).toEqual([]);
    expect(scores.map(({ points }) => points)).toEqual([100, 100, 100, 100]);
  });
});
