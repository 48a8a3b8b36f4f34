/** Who is signed in, and the proof of it that the API takes. */
export type Session = {
  email: string;
  /** A Firebase ID token that is still good for at least a minute. */
  token: () => Promise<string>;
  signOut: () => Promise<void>;
};

/** The sign-in failed; the message is a sentence for the user. */
export class SignInError extends Error {
  override name = "SignInError";
}
