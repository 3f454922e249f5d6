"use client";

import { lazy, Suspense, type ComponentProps } from "react";

import type { ErrorView as View } from "#components/frame/error-view.tsx";

// Only outside of the frame, hence not worth loading with every page. Where it cannot be fetched
// global-error.tsx has the last word.
const ErrorView = lazy(async () => ({
  default: (await import("#components/frame/error-view.tsx")).ErrorView,
}));

export default function ErrorPage(props: ComponentProps<typeof View>) {
  return (
    <main>
      <Suspense>
        <ErrorView {...props} />
      </Suspense>
    </main>
  );
}
