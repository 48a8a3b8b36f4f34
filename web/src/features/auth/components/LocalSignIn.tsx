import { type SubmitEvent, useState } from "react";

import { Button } from "@/components/button";
import { TextField } from "@/components/text-field";

import { signInLocally } from "../api/local-identity";
import type { Session } from "../session";

/** A local stack believes whoever one says to be. */
export function LocalSignIn({
  projectId,
  onSignedIn,
}: {
  projectId: string;
  onSignedIn: (session: Session) => void;
}) {
  const [email, setEmail] = useState("demo@example.com");
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    try {
      onSignedIn(signInLocally(projectId, email));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint="This is a local stack: no password. Each address has its own sheets."
      />
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <Button look="primary" type="submit" className="w-full">
        Sign in
      </Button>
    </form>
  );
}
