import { ClipboardCheck } from "lucide-react";

import type { Environment } from "@/config/env";

import type { Session } from "../session";
import { LocalSignIn } from "./LocalSignIn";
import { PasswordSignIn } from "./PasswordSignIn";

type Props = { env: Environment; because?: string; onSignedIn: (session: Session) => void };

/** The page for those who are not signed in. */
export function SignInPage({ env, because, onSignedIn }: Props) {
  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <section
        aria-labelledby="sign-in"
        className="w-full max-w-sm rounded-lg border border-line bg-surface p-6 shadow-sm"
      >
        <div className="mb-5 flex items-center gap-2.5">
          <ClipboardCheck aria-hidden className="size-6 text-accent" />
          <h1 id="sign-in" className="text-base font-semibold">
            Sign in to CPE Tracker
          </h1>
        </div>
        {because !== undefined && (
          <p role="status" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-warn">
            {because}
          </p>
        )}
        {env.localSignIn ? (
          <LocalSignIn projectId={env.firebase.projectId} onSignedIn={onSignedIn} />
        ) : (
          <PasswordSignIn firebase={env.firebase} onSignedIn={onSignedIn} />
        )}
      </section>
    </main>
  );
}
