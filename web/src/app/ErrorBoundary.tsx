import { Component, type ReactNode } from "react";

import { Button } from "@/components/button";

/** Catches a mistake of ours, so that a reload is offered instead of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main
        role="alert"
        className="flex min-h-full flex-col items-center justify-center gap-3 p-6 text-center"
      >
        <h1 className="text-base font-semibold">Something on this page broke</h1>
        <p className="text-quiet">Your files and rows are safe on the server.</p>
        <Button onClick={() => window.location.reload()}>Reload the page</Button>
      </main>
    );
  }
}
