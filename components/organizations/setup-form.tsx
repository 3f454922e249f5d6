"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent, type ReactNode } from "react";
import type { z } from "zod";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { setUp as setUpOperation } from "#lib/api-client/account-operations.ts";
import { MIN_PASSWORD_LENGTH } from "#lib/platform/auth/password-length.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { setUpEndpoint } from "#lib/organizations/contract.ts";
import {
  FirstProjectFields,
  type FirstProject,
  type MarkdownField,
} from "./first-project-fields.tsx";

interface SetupFormProps {
  /** The code from the printed address; asked for when it is empty. */
  code: string;
  markdownField: MarkdownField;
}

type SetUpBody = z.input<typeof setUpEndpoint.body>;

/** The first run on one page: the code, who we are, what we launch. */
export function SetupForm({ code, markdownField }: SetupFormProps) {
  const t = useTranslations("organizations");
  const errorText = useErrorText();
  const [project, setProject] = useState<FirstProject>({ source: "core", markdown: "" });
  const setUp = useMutation({
    mutationFn: (body: SetUpBody) => callApi(setUpOperation, { body }),
  });
  const refused = setUp.error instanceof ApiError ? setUp.error : null;
  const field = (path: string) => refused?.field(path);
  const codeRefused = refused?.problem.code === "setup_code_wrong" ? refused.message : undefined;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setUp.mutate(toBody(event.currentTarget, project), {
      onSuccess: ({ projectSlug }) => {
        location.assign(projectSlug ? `/projects/${projectSlug}` : "/");
      },
    });
  }

  return (
    <Form failure={setUp.error} onSubmit={submit} className="flex flex-col gap-8">
      {code && !codeRefused ? (
        <input type="hidden" name="code" value={code} />
      ) : (
        <Step number={1} title={t("code.title")}>
          <Field
            label={t("code.label")}
            hint={t("code.hint")}
            name="code"
            error={codeRefused ?? field("code")}
          >
            <Input mono autoComplete="off" defaultValue={code} autoFocus />
          </Field>
        </Step>
      )}
      <Step number={code && !codeRefused ? 1 : 2} title={t("you.title")}>
        <Field label={t("you.organization")} name="organization" error={field("organization")}>
          <Input autoComplete="organization" autoFocus={Boolean(code)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("you.name")} name="name" error={field("owner.name")}>
            <Input autoComplete="name" />
          </Field>
          <Field label={t("you.email")} name="email" error={field("owner.email")}>
            <Input type="email" inputMode="email" autoComplete="username" />
          </Field>
        </div>
        <Field
          label={t("you.password")}
          hint={t("you.passwordHint", { min: MIN_PASSWORD_LENGTH })}
          name="password"
          error={field("owner.password")}
        >
          <PasswordInput
            autoComplete="new-password"
            showLabel={t("you.showPassword")}
            hideLabel={t("you.hidePassword")}
          />
        </Field>
      </Step>
      <Step number={code && !codeRefused ? 2 : 3} title={t("project.title")}>
        <FirstProjectFields
          markdownField={markdownField}
          value={project}
          onChange={setProject}
          nameError={field("project.name")}
          fileError={field("project.markdown")}
        />
      </Step>
      <div className="flex flex-col gap-4">
        <FormAlert>{setUp.error && !codeRefused && errorText(setUp.error)}</FormAlert>
        <SubmitButton variant="primary" size="lg" pending={setUp.isPending || setUp.isSuccess}>
          {t("finish")}
        </SubmitButton>
      </div>
    </Form>
  );
}

function toBody(form: HTMLFormElement, { source, markdown }: FirstProject): SetUpBody {
  const text = (name: string) => textOf(form, name);
  const name = text("projectName");
  const project: SetUpBody["project"] =
    source === "none"
      ? undefined
      : source === "markdown"
        ? { source, name, markdown }
        : { source: "catalog", name, scope: source };
  return {
    code: text("code"),
    organization: text("organization"),
    owner: { name: text("name"), email: text("email"), password: text("password") },
    ...(project ? { project } : {}),
  };
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="flex items-center gap-2 text-base font-semibold">
        <span
          aria-hidden
          className="flex size-5 items-center justify-center rounded-full bg-pressed font-mono text-xs text-muted"
        >
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}
