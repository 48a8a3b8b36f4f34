import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";

import { connectApi } from "@/api/client";
import { Spinner } from "@/components/spinner";
import { Toasts } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";
import type { Environment } from "@/config/env";
import { useSession } from "@/features/auth/api/use-session";

import { createQueryClient } from "./query-client";
import { Shell } from "./Shell";

const SignInPage = lazy(async () => ({
  default: (await import("@/features/auth/components/SignInPage")).SignInPage,
}));

/** Everything behind the settings: signed in, the workspace; else the way in. */
export function App({ env }: { env: Environment }) {
  const { state, enter, leave } = useSession(env);
  const session = state.status === "signed_in" ? state.session : null;

  const queries = useMemo(() => {
    if (!session) return null;
    connectApi({
      apiUrl: env.apiUrl,
      token: session.token,
      onRejected: () => leave("You were signed out. Sign in again to go on."),
    });
    return createQueryClient(); // another user's answers must not be shown
  }, [session, env.apiUrl, leave]);

  return (
    <TooltipProvider delayDuration={500}>
      {state.status === "restoring" && (
        <div role="status" className="flex h-full items-center justify-center gap-2 text-quiet">
          <Spinner />
          Signing in
        </div>
      )}
      {state.status === "signed_out" && (
        <Suspense>
          <SignInPage env={env} because={state.because} onSignedIn={enter} />
        </Suspense>
      )}
      {session && queries && (
        <QueryClientProvider client={queries}>
          <Shell email={session.email} onSignOut={() => leave()} />
        </QueryClientProvider>
      )}
      <Toasts />
    </TooltipProvider>
  );
}
