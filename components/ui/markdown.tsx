"use client";

import { clsx } from "clsx";
import { lazy, Suspense } from "react";

// The parser weighs more than most pages: it comes when there is something to show.
const Rendered = lazy(() => import("./markdown-rendered.tsx"));

interface MarkdownProps {
  text: string;
  className?: string;
}

/** Text from people, as Markdown: no raw HTML, no images, links open safely. */
export function Markdown({ text, className }: MarkdownProps) {
  return (
    <div className={clsx("prose", className)}>
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}
