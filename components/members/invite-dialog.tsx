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
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { organizationRoles } from "#lib/members/choices.ts";
import type { Member } from "#lib/members/contract.ts";
import type { InvitationLink } from "#lib/members/invitation-contract.ts";
import { InvitationLinkBox } from "./invitation-link-box.tsx";
import { InvitedProjects, type ProjectRoles } from "./invited-projects.tsx";
import { useInvite } from "./use-invitations.ts";

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The role of whoever invites: only owners invite owners. */
  ownRole: Member["role"];
  /** Whether invitations go out by mail; otherwise the link is shown. */
  mail: boolean;
}

/** Asks who is invited as what; where no mail goes out, shows the link to hand over. */
export function InviteDialog({ open, onOpenChange, ownRole, mail }: InviteDialogProps) {
  const t = useTranslations("invitations");
  const formId = useId();
  const invite = useInvite();
  const made = invite.data?.url ? invite.data : null;

  function change(next: boolean): void {
    if (!next) invite.reset();
    onOpenChange(next);
  }

  function tell({ invitation, mailed, replaced }: InvitationLink): void {
    if (!mailed) return;
    showToast({
      title: t("sent", { email: invitation.email }),
      ...(replaced ? { description: t("replaced") } : {}),
      tone: "done",
    });
    change(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={made ? t("linkTitle", { name: made.invitation.name }) : t("title")}
      description={made?.replaced ? t("replaced") : undefined}
      closeLabel={t("close")}
      footer={
        made ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>{t("cancel")}</Button>
            <SubmitButton form={formId} variant="primary" pending={invite.isPending}>
              {mail ? t("submit") : t("submitLink")}
            </SubmitButton>
          </>
        )
      }
    >
      {made?.url ? (
        <InvitationLinkBox invitation={made.invitation} url={made.url} />
      ) : (
        <InviteForm id={formId} invite={invite} ownRole={ownRole} onDone={tell} />
      )}
    </Dialog>
  );
}

interface InviteFormProps {
  id: string;
  invite: ReturnType<typeof useInvite>;
  ownRole: Member["role"];
  onDone: (made: InvitationLink) => void;
}

function InviteForm({ id, invite, ownRole, onDone }: InviteFormProps) {
  const t = useTranslations("invitations");
  const roleText = useTranslations("members.roles");
  const errorText = useErrorText();
  const [role, setRole] = useState<Member["role"]>("member");
  const [projects, setProjects] = useState<ProjectRoles>([]);
  const refused = invite.error instanceof ApiError ? invite.error : null;
  const exists = refused?.problem.code === "member_exists" ? refused.message : undefined;
  const roles = organizationRoles.filter((each) => each !== "owner" || ownRole === "owner");

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const projectRoles = role === "member" ? projects : [];
    invite.mutate(
      { name: textOf(form, "name"), email: textOf(form, "email"), role, projectRoles },
      { onSuccess: onDone },
    );
  }

  return (
    <Form id={id} failure={invite.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("name")} name="name" error={refused?.field("name")}>
        <Input autoComplete="off" />
      </Field>
      <Field label={t("email")} name="email" error={exists ?? refused?.field("email")}>
        <Input type="email" inputMode="email" autoComplete="off" />
      </Field>
      <RadioGroup
        label={t("role")}
        value={role}
        onValueChange={setRole}
        items={roles.toReversed().map((value) => ({
          value,
          label: roleText(value),
          hint: roleText(`${value}Hint`),
        }))}
      />
      {role === "member" && <InvitedProjects value={projects} onChange={setProjects} />}
      <FormAlert>
        {invite.error && !exists && !refused?.problem.errors && errorText(invite.error)}
      </FormAlert>
    </Form>
  );
}
