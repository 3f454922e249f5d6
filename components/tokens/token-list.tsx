"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Token } from "#lib/tokens/contract.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { RevokeTokenDialog } from "./revoke-token-dialog.tsx";
import { RotateTokenDialog } from "./rotate-token-dialog.tsx";
import { TokenRow } from "./token-row.tsx";
import { tokensQuery, useCreateToken, useRevokeToken } from "./use-tokens.ts";

/** One's API tokens: make one, see how they are used, replace one, revoke one. */
export function TokenList() {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(tokensQuery());
  const creation = useCreateToken();
  const revoke = useRevokeToken();
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<Token | null>(null);
  const [replaced, setReplaced] = useState<Token | null>(null);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" />
      {t("create")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {data.tokens.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden className="size-5" />} action={create}>
          {t("empty")}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {data.tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                onRevoke={() => setDoomed(token)}
                onRotate={() => setReplaced(token)}
              />
            ))}
          </ul>
          <FormAlert>{revoke.error && errorText(revoke.error)}</FormAlert>
          <div>{create}</div>
        </>
      )}
      <NewTokenDialog
        open={creating}
        onOpenChange={setCreating}
        title={t("create")}
        create={creation}
      />
      {replaced && <RotateTokenDialog token={replaced} onClose={() => setReplaced(null)} />}
      <RevokeTokenDialog token={doomed} revoke={revoke} onClose={() => setDoomed(null)} />
    </div>
  );
}
