import { type SubmitEvent, useState } from "react";

import { Button } from "@/components/button";
import { Spinner } from "@/components/spinner";
import { TextField } from "@/components/text-field";
import type { Environment } from "@/config/env";

import type { Session } from "../session";

type Props = { firebase: Environment["firebase"]; onSignedIn: (session: Session) => void };

/** E-mail and password, or Google where the settings allow it. */
export function PasswordSignIn({ firebase, onSignedIn }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);

  const attempt = async (
    work: (api: typeof import("../api/firebase-identity")) => Promise<Session | string>,
  ) => {
    setBusy(true);
    setMessage(null);
    try {
      const outcome = await work(await import("../api/firebase-identity"));
      if (typeof outcome === "string") setMessage(outcome);
      else onSignedIn(outcome);
    } catch (error) {
      setMessage(
        error instanceof Error && error.name === "SignInError"
          ? error.message
          : "The sign-in could not be loaded. Check your connection and try again.",
      );
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void attempt((api) => api.signInWithPassword(firebase, email, password));
  };
  const reset = () =>
    attempt(async (api) => {
      await api.sendPasswordMail(firebase, email);
      return "If there is an account with this address, a mail is on its way.";
    });

  return (
    <form onSubmit={submit} className="space-y-4">
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p role="status" className="text-bad empty:hidden">
        {message}
      </p>
      <Button look="primary" type="submit" className="w-full" disabled={busy}>
        {busy && <Spinner />}
        Sign in
      </Button>
      {firebase.authDomain !== undefined && (
        <Button
          className="w-full"
          disabled={busy}
          onClick={() => void attempt((api) => api.signInWithGoogle(firebase))}
        >
          Sign in with Google
        </Button>
      )}
      <Button
        look="quiet"
        small
        className="w-full"
        disabled={busy || email === ""}
        onClick={() => void reset()}
      >
        Forgot the password?
      </Button>
    </form>
  );
}
