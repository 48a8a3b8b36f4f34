import { expect, test } from "vitest";

import { restoreLocalSession, signInLocally, unsignedToken } from "@/features/auth/api/local-identity";

const claimsOf = (token: string) =>
  JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/"))) as Record<
    string,
    unknown
  >;

test("a local token is unsigned, for the project, and lives an hour", () => {
  const token = unsignedToken("demo", "ada@example.com", 1_700_000_000_000);
  expect(token.split(".")[2]).toBe("");
  expect(JSON.parse(atob(token.split(".")[0] ?? ""))).toEqual({ alg: "none", typ: "JWT" });
  expect(claimsOf(token)).toMatchObject({
    iss: "https://securetoken.google.com/demo",
    aud: "demo",
    sub: "ada@example.com",
    user_id: "ada@example.com",
    iat: 1_700_000_000,
    exp: 1_700_003_600,
  });
});

test("the tab remembers who signed in, never a token, and forgets at sign-out", async () => {
  const session = signInLocally("demo", " Ada@Example.com ");
  expect(await session.token()).toBe(await session.token());
  expect(Object.keys(sessionStorage).map((key) => sessionStorage.getItem(key))).toEqual(["ada@example.com"]);
  expect(localStorage).toHaveLength(0);
  expect(restoreLocalSession("demo")?.email).toBe("ada@example.com");
  await session.signOut();
  expect(restoreLocalSession("demo")).toBeNull();
});

test("what is no e-mail address is refused with a sentence", () => {
  expect(() => signInLocally("demo", "ada")).toThrow("Type an e-mail address");
});
