"use client";

import type { ComponentProps } from "react";

import { ErrorView } from "#components/frame/error-view.tsx";

export default function ErrorPage(props: ComponentProps<typeof ErrorView>) {
  return (
    <main>
      <ErrorView {...props} />
    </main>
  );
}
