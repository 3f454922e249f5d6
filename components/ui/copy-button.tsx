"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { IconButton } from "./icon-button.tsx";

interface CopyButtonProps {
  text: string;
  /** For example "Copy link". */
  label: string;
  /** For example "Copied". */
  copiedLabel: string;
  className?: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label, copiedLabel, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <IconButton
        size="sm"
        label={copied ? copiedLabel : label}
        className={className}
        onClick={() => void copyText(text).then(setCopied)}
      >
        <Icon aria-hidden className="size-3.5" />
      </IconButton>
      <span role="status" className="sr-only">
        {copied ? copiedLabel : ""}
      </span>
    </>
  );
}

/** Whether it worked. The clipboard API is missing on plain http, hence the older way. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "fixed opacity-0";
    document.body.append(area);
    area.select();
    const worked = document.execCommand("copy");
    area.remove();
    return worked;
  }
}
