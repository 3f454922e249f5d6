"use client";

import type { ComponentProps } from "react";

import { ErrorView } from "#components/frame/error-view.tsx";

/** Inside the frame, so that the way to other pages stays open. */
export default function ErrorPage(props: ComponentProps<typeof ErrorView>) {
  return <ErrorView {...props} />;
}
