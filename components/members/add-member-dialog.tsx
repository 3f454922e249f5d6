"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { organizationRoles } from "#lib/members/choices.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import { PasswordLinkBox } from "./password-link-box.tsx";
import { useAddMember } from "./use-members.ts";

interface AddMemberDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The role of whoever adds: only owners make owners. */
  ownRole: Member["role"];
}

/** Asks who joins, then shows the link to hand over. */
export function AddMemberDialog({ open, onOpenChange, ownRole }: AddMemberDialogProps) {
  const t = useTranslations("members");
  const formId = useId();
  const add = useAddMember();
  const added = add.data;

  function change(next: boolean): void {
    if (!next) add.reset();
    onOpenChange(next);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={added ? t("added", { name: added.member.name }) : t("add")}
      closeLabel={t("close")}
      footer={
        added ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>{t("cancel")}</Button>
            <SubmitButton form={formId} variant="primary" pending={add.isPending}>
              {t("addSubmit")}
            </SubmitButton>
          </>
        )
      }
    >
      {added ? (
        <PasswordLinkBox name={added.member.name} link={added.passwordLink} />
      ) : (
        <MemberForm id={formId} add={add} ownRole={ownRole} />
      )}
    </Dialog>
  );
}

interface MemberFormProps {
  id: string;
  add: ReturnType<typeof useAddMember>;
  ownRole: Member["role"];
}

function MemberForm({ id, add, ownRole }: MemberFormProps) {
  const t = useTranslations("members");
  const errorText = useErrorText();
  const [role, setRole] = useState<Member["role"]>("member");
  const refused = add.error instanceof ApiError ? add.error : null;
  const code = refused?.problem.code;
  const taken = code === "member_exists" || code === "email_taken" ? refused?.message : undefined;
  const roles = organizationRoles.filter((each) => each !== "owner" || ownRole === "owner");

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate({ name: textOf(form, "name"), email: textOf(form, "email"), role });
  }

  return (
    <Form id={id} failure={add.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("name")} name="name" error={refused?.field("name")}>
        <Input autoComplete="off" />
      </Field>
      <Field label={t("email")} name="email" error={taken ?? refused?.field("email")}>
        <Input type="email" inputMode="email" autoComplete="off" />
      </Field>
      <RadioGroup
        label={t("role")}
        value={role}
        onValueChange={setRole}
        items={roles.toReversed().map((value) => ({
          value,
          label: t(`roles.${value}`),
          hint: t(`roles.${value}Hint`),
        }))}
      />
      <FormAlert>
        {add.error && !taken && !refused?.problem.errors && errorText(add.error)}
      </FormAlert>
    </Form>
  );
}
