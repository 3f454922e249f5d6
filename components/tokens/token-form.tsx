"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import { lifetimes, lifetimeEnd, type Lifetime } from "./lifetimes.ts";
import { ProjectSelect } from "./project-select.tsx";
import { RightsFields } from "./rights-fields.tsx";
import type { CreateBody, NewToken } from "./use-tokens.ts";

/** A mutation that creates a token and answers with its secret. */
export type TokenCreation = UseMutationResult<NewToken, Error, CreateBody>;

/** What a token is for, what it may do, where, and for how long. */
export function TokenForm({ id, create }: { id: string; create: TokenCreation }) {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const [scopes, setScopes] = useState<Scope[]>(["*:read"]);
  const [projectId, setProjectId] = useState<string | null>(null);
  const [days, setDays] = useState<Lifetime>("90");
  const refused = create.error instanceof ApiError ? create.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = textOf(event.currentTarget, "name");
    create.mutate({ name, scopes, projectId, expiresAt: lifetimeEnd(days) });
  }

  return (
    <Form id={id} failure={create.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("name")} hint={t("nameHint")} name="name" error={refused?.field("name")}>
        <Input autoComplete="off" />
      </Field>
      <RightsFields value={scopes} onChange={setScopes} error={refused?.field("scopes")} />
      <ProjectSelect
        value={projectId}
        onChange={setProjectId}
        error={refused?.field("projectId")}
      />
      <Field label={t("lifetime")} error={refused?.field("expiresAt")}>
        <Select
          value={days}
          onValueChange={setDays}
          items={lifetimes.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
        />
      </Field>
      <FormAlert>{create.error && !refused?.problem.errors && errorText(create.error)}</FormAlert>
    </Form>
  );
}
