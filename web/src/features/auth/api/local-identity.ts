import type { Session } from "../session";
import { SignInError } from "../session";

const STORED = "cpe.local-user";
const LIFETIME_SECONDS = 3600;
const RENEW_AFTER_MS = (LIFETIME_SECONDS - 600) * 1000;

function segment(part: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(part));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

/** The user id a local stack knows an e-mail address by. */
export function localUserId(email: string): string {
  return email;
}

/** An unsigned token such as Firebase's emulator issues; only a local stack takes it. */
export function unsignedToken(projectId: string, email: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  const userId = localUserId(email);
  const claims = {
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    sub: userId,
    user_id: userId,
    iat: seconds,
    exp: seconds + LIFETIME_SECONDS,
    auth_time: seconds,
    email,
    firebase: { sign_in_provider: "custom", identities: {} },
  };
  return `${segment({ alg: "none", typ: "JWT" })}.${segment(claims)}.`;
}

function sessionOf(projectId: string, email: string): Session {
  let made = { token: "", at: -Infinity };
  return {
    email,
    token: () => {
      // The same token for a while: the API remembers the ones it has checked.
      if (Date.now() - made.at > RENEW_AFTER_MS)
        made = { token: unsignedToken(projectId, email), at: Date.now() };
      return Promise.resolve(made.token);
    },
    signOut: () => {
      sessionStorage.removeItem(STORED);
      return Promise.resolve();
    },
  };
}

/** The session of this browser tab, if it has one. */
export function restoreLocalSession(projectId: string): Session | null {
  const email = sessionStorage.getItem(STORED);
  return email === null ? null : sessionOf(projectId, email);
}

/** Signs in as whoever is named. The tab remembers the name, never a token. */
export function signInLocally(projectId: string, email: string): Session {
  const name = email.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(name))
    throw new SignInError("Type an e-mail address, such as ada@example.com.");
  sessionStorage.setItem(STORED, name);
  return sessionOf(projectId, name);
}
