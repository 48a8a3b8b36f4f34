import type { Environment } from "@/config/env";

import { SignInError, type Session } from "../session";

type Firebase = Environment["firebase"];

const SENTENCES: Record<string, string> = {
  "auth/invalid-credential": "The e-mail address or the password is wrong.",
  "auth/invalid-email": "That is not an e-mail address.",
  "auth/user-disabled": "This account is disabled. Ask your administrator.",
  "auth/too-many-requests": "Too many attempts. Wait a few minutes and try again.",
  "auth/network-request-failed": "The sign-in service can't be reached. Check your connection and try again.",
  "auth/popup-blocked": "The browser blocked the sign-in window. Allow pop-ups for this page and try again.",
  "auth/popup-closed-by-user": "The sign-in window was closed before you were signed in.",
};

function signInError(error: unknown): SignInError {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return new SignInError(SENTENCES[code] ?? "Signing in did not work. Try again in a moment.");
}

/** Firebase's SDK, fetched the first time it is needed, and its session kept where it keeps it. */
async function connect(firebase: Firebase) {
  const [{ getApps, initializeApp }, auth] = await Promise.all([
    import("@firebase/app"),
    import("@firebase/auth"),
  ]);
  const existing = getApps()[0];
  if (existing) return { auth, instance: auth.getAuth(existing) };
  const app = initializeApp({
    projectId: firebase.projectId,
    apiKey: firebase.apiKey,
    authDomain: firebase.authDomain,
  });
  const instance = auth.initializeAuth(app, {
    persistence: [auth.indexedDBLocalPersistence, auth.browserSessionPersistence],
  });
  return { auth, instance };
}

type Connected = Awaited<ReturnType<typeof connect>>;

function sessionOf({ auth, instance }: Connected): Session | null {
  const user = instance.currentUser;
  if (!user) return null;
  return {
    email: user.email ?? user.uid,
    token: () => user.getIdToken(),
    signOut: () => auth.signOut(instance),
  };
}

/** The session Firebase remembers, if any. */
export async function restoreFirebaseSession(firebase: Firebase): Promise<Session | null> {
  const connected = await connect(firebase);
  await connected.instance.authStateReady();
  return sessionOf(connected);
}

async function signIn(firebase: Firebase, how: (connected: Connected) => Promise<unknown>): Promise<Session> {
  try {
    const connected = await connect(firebase);
    await how(connected);
    const session = sessionOf(connected);
    if (session) return session;
  } catch (error) {
    throw signInError(error);
  }
  throw signInError(null);
}

/** Throws {@link SignInError}. */
export const signInWithPassword = (firebase: Firebase, email: string, password: string) =>
  signIn(firebase, ({ auth, instance }) => auth.signInWithEmailAndPassword(instance, email.trim(), password));

/** Throws {@link SignInError}. Needs `firebase.auth_domain` in the settings. */
export const signInWithGoogle = (firebase: Firebase) =>
  signIn(firebase, ({ auth, instance }) =>
    auth.signInWithPopup(instance, new auth.GoogleAuthProvider(), auth.browserPopupRedirectResolver),
  );

/** Has a mail sent; answers the same whether the account exists. Throws {@link SignInError}. */
export async function sendPasswordMail(firebase: Firebase, email: string): Promise<void> {
  try {
    const { auth, instance } = await connect(firebase);
    await auth.sendPasswordResetEmail(instance, email.trim());
  } catch (error) {
    throw signInError(error);
  }
}
