import { useCallback, useEffect, useState } from "react";

import type { Environment } from "@/config/env";

import type { Session } from "../session";
import { restoreLocalSession } from "./local-identity";

export type SessionState =
  | { status: "restoring" }
  | { status: "signed_out"; because?: string }
  | { status: "signed_in"; session: Session };

async function restore(env: Environment): Promise<Session | null> {
  if (env.localSignIn) return restoreLocalSession(env.firebase.projectId);
  const { restoreFirebaseSession } = await import("./firebase-identity");
  return restoreFirebaseSession(env.firebase);
}

/** The session of this page: restored at start, then changed by signing in and out. */
export function useSession(env: Environment) {
  const [state, setState] = useState<SessionState>({ status: "restoring" });

  useEffect(() => {
    let current = true;
    restore(env).then(
      (session) => current && setState(session ? { status: "signed_in", session } : { status: "signed_out" }),
      () =>
        current &&
        setState({
          status: "signed_out",
          because: "The sign-in service can't be reached. Check your connection.",
        }),
    );
    return () => {
      current = false;
    };
  }, [env]);

  const enter = useCallback((session: Session) => setState({ status: "signed_in", session }), []);
  const leave = useCallback((because?: string) => {
    setState((now) => {
      if (now.status === "signed_in") void now.session.signOut();
      return { status: "signed_out", because };
    });
  }, []);
  return { state, enter, leave };
}
