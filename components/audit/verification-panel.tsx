"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { ApiError } from "#lib/api-client/api-error.ts";
import type { ChainVerification } from "#lib/audit/contract.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { VerificationState } from "./use-verification.ts";

interface VerificationPanelProps {
  state: VerificationState;
  onRetry: () => void;
  /** Ends the verification, or puts its result away. */
  onClose: () => void;
}

/** How far the verification is, or what it found. */
export function VerificationPanel({ state, onRetry, onClose }: VerificationPanelProps) {
  const t = useTranslations("audit.verify");
  return (
    <div aria-live="polite" className="empty:hidden">
      {state.status === "running" && <Running state={state} onStop={onClose} />}
      {state.status === "failed" && (
        <Box tone="fail" onClose={onClose}>
          <p className="font-medium">{t("failed")}</p>
          <FailureReason error={state.error} onRetry={onRetry} />
        </Box>
      )}
      {state.status === "done" && <Result state={state} onClose={onClose} />}
    </div>
  );
}

const looks = {
  done: "border-done bg-done-soft",
  fail: "border-fail bg-fail-soft",
  progress: "border-line-strong bg-sunken",
} as const;

function Box(props: { tone: keyof typeof looks; onClose?: () => void; children: ReactNode }) {
  const t = useTranslations("audit.verify");
  return (
    <div
      className={`mb-4 flex items-start gap-3 rounded-md border px-3 py-2.5 ${looks[props.tone]}`}
    >
      <StateMark state={props.tone} className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1">{props.children}</div>
      {props.onClose && (
        <IconButton size="sm" label={t("dismiss")} onClick={props.onClose} className="-my-0.5">
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
    </div>
  );
}

function Running(props: {
  state: Extract<VerificationState, { status: "running" }>;
  onStop: () => void;
}) {
  const t = useTranslations("audit.verify");
  const { verified, total } = props.state;
  const text = t("progress", { verified, total });
  return (
    <Box tone="progress">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="font-medium">{t("running")}</p>
        <p className="figures text-sm text-muted">{total > 0 && text}</p>
        <Button size="sm" onClick={props.onStop} className="ml-auto">
          {t("cancel")}
        </Button>
      </div>
      <Progress
        label={t("running")}
        value={verified}
        max={total}
        valueText={text}
        tone="progress"
        className="mt-2 w-full"
      />
    </Box>
  );
}

function Result(props: {
  state: Extract<VerificationState, { status: "done" }>;
  onClose: () => void;
}) {
  const t = useTranslations("audit.verify");
  const { chains, verified, at } = props.state;
  const bad = chains.filter((chain) => !chain.valid);
  const format = useFormatter();
  const only = chains.length === 1 ? chains[0] : undefined;
  if (bad.length > 0) {
    return (
      <Box tone="fail" onClose={props.onClose}>
        <p className="font-medium">{t("invalid", { chains: bad.length })}</p>
        <ul className="my-1.5 flex flex-col gap-1.5">
          {bad.map((chain) => (
            <BadChain key={chain.stream} chain={chain} named={!only} />
          ))}
        </ul>
        <p className="text-sm text-muted">{t("invalidHint")}</p>
      </Box>
    );
  }
  return (
    <Box tone="done" onClose={props.onClose}>
      <p className="font-medium">
        {only
          ? t("valid", { count: verified })
          : t("validAll", { chains: chains.length, count: verified })}
      </p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-muted">
        {only && <HeadHash hash={only.hash} />}
        {t("checkedAt", { time: format.dateTime(at, "exact") })}
      </p>
    </Box>
  );
}

function HeadHash({ hash }: { hash: string }) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  return (
    <span className="flex min-w-0 items-center gap-1">
      {t("verify.head")}
      <code className="min-w-0 font-mono text-xs break-all text-ink">{hash}</code>
      <CopyButton text={hash} label={t("details.copyHash")} copiedLabel={common("copied")} />
    </span>
  );
}

function BadChain({ chain, named }: { chain: ChainVerification; named: boolean }) {
  const t = useTranslations("audit");
  const name = chain.project?.name ?? t("details.organizationChain");
  return (
    <li>
      <span className="font-medium text-fail">
        {t("verify.firstBad", { seq: chain.firstBadSeq ?? 0 })}
        {named && ` ${t("verify.of", { chain: name })}`}.
      </span>{" "}
      {chain.reason && t(`verify.reason.${chain.reason}`)}{" "}
      <span className="text-muted">({t("verify.before", { count: chain.events })})</span>
    </li>
  );
}

function FailureReason({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <p className="text-muted">
        {error instanceof ApiError ? error.message : errors("unreachable")}
      </p>
      <Button size="sm" onClick={onRetry}>
        {common("retry")}
      </Button>
    </div>
  );
}
