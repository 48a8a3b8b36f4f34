import "./styles/index.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/App";
import { ConfigFailure } from "@/app/ConfigFailure";
import { ErrorBoundary } from "@/app/ErrorBoundary";
import { ConfigError, loadEnvironment } from "@/config/env";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no element #root");
const root = createRoot(element);

loadEnvironment().then(
  (env) =>
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <App env={env} />
        </ErrorBoundary>
      </StrictMode>,
    ),
  (error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    root.render(<ConfigFailure message={error.message} />);
  },
);
