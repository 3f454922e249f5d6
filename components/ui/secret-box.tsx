"use client";

import { CopyButton } from "./copy-button.tsx";

interface SecretBoxProps {
  /** A secret, or a link with one. */
  secret: string;
  copyLabel: string;
  copiedLabel: string;
}

/** What is shown this once, to copy. */
export function SecretBox({ secret, copyLabel, copiedLabel }: SecretBoxProps) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
      <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{secret}</code>
      <CopyButton text={secret} label={copyLabel} copiedLabel={copiedLabel} />
    </div>
  );
}
