import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { restoreFirebaseSession, signInWithPassword } from "@/features/auth/api/firebase-identity";

import { server } from "./server";

const firebase = { projectId: "p", apiKey: "key" };

/** Google's answers to one user with one password. */
function google(): void {
  const claims = btoa(
    JSON.stringify({
      sub: "u1",
      exp: Math.floor(Date.now() / 1000) + 3600,
      iat: Math.floor(Date.now() / 1000),
    }),
  );
  server.use(
    http.post(/accounts:signInWithPassword/, async ({ request }) => {
      const { password } = (await request.json()) as { password: string };
      if (password !== "right")
        return HttpResponse.json(
          { error: { code: 400, message: "INVALID_LOGIN_CREDENTIALS" } },
          { status: 400 },
        );
      return HttpResponse.json({
        localId: "u1",
        email: "ada@example.com",
        idToken: `h.${claims}.s`,
        refreshToken: "r",
        expiresIn: "3600",
      });
    }),
    http.post(/accounts:lookup/, () =>
      HttpResponse.json({ users: [{ localId: "u1", email: "ada@example.com", providerUserInfo: [] }] }),
    ),
  );
}

test("nobody is signed in until the password is right; then there is a token", async () => {
  google();
  expect(await restoreFirebaseSession(firebase)).toBeNull();
  await expect(signInWithPassword(firebase, "ada@example.com", "wrong")).rejects.toThrow(
    "The e-mail address or the password is wrong.",
  );
  const session = await signInWithPassword(firebase, " ada@example.com ", "right");
  expect(session.email).toBe("ada@example.com");
  expect(await session.token()).toMatch(/^h\..+\.s$/);
  expect((await restoreFirebaseSession(firebase))?.email).toBe("ada@example.com");
  await session.signOut();
  expect(await restoreFirebaseSession(firebase)).toBeNull();
});
