"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { OrganizationToken } from "#lib/tokens/organization-contract.ts";
import { RevokeTokenDialog } from "./revoke-token-dialog.tsx";
import { RotateTokenDialog } from "./rotate-token-dialog.tsx";
import { TokenRow } from "./token-row.tsx";
import { organizationTokensQuery, useRevokeOrganizationToken } from "./use-organization-tokens.ts";

/** Everybody's API tokens, for those who look after them. */
export function OrganizationTokens() {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(organizationTokensQuery());
  const revoke = useRevokeOrganizationToken();
  const [doomed, setDoomed] = useState<OrganizationToken | null>(null);
  const [replaced, setReplaced] = useState<OrganizationToken | null>(null);
  if (data.tokens.length === 0) {
    return (
      <EmptyState icon={<KeyRound aria-hidden className="size-5" />}>
        {t("organization.empty")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {data.tokens.map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            owner={token.owner.name}
            onRevoke={() => setDoomed(token)}
            onRotate={token.owner.kind === "service" ? () => setReplaced(token) : undefined}
          />
        ))}
      </ul>
      <FormAlert>{revoke.error && errorText(revoke.error)}</FormAlert>
      {replaced && <RotateTokenDialog token={replaced} onClose={() => setReplaced(null)} />}
      <RevokeTokenDialog token={doomed} revoke={revoke} onClose={() => setDoomed(null)} />
    </>
  );
}
