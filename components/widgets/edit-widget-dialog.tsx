"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Field } from "#lib/integrations/connect-contract.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import { answersOf, paramsOf } from "./answers.ts";
import { fieldErrors } from "./field-errors.ts";
import { isComplete, lookBody, LookFields, type Look } from "./look-fields.tsx";
import { QuestionFields } from "./question-fields.tsx";
import { TryResult } from "./try-result.tsx";
import { useTrySignal, useWriteWidgets } from "./use-write-widgets.ts";
import { usePresets } from "./use-widgets.ts";
import { useWidgetTitle } from "./widget-title.ts";

interface EditWidgetDialogProps {
  projectId: string;
  /** Null: none is being edited. */
  widget: Widget | null;
  onClose: () => void;
}

/** Changes how a widget looks, its thresholds, and what it asks. */
export function EditWidgetDialog({ projectId, widget, onClose }: EditWidgetDialogProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const titleOf = useWidgetTitle();
  const { data } = usePresets(projectId, widget !== null);
  const offer = data?.integrations.find(({ id }) => id === widget?.integrationId);
  const signal = offer?.signals.find(({ name }) => name === widget?.signal);
  return (
    <Dialog
      open={widget !== null}
      onOpenChange={(open) => !open && onClose()}
      title={widget ? t("edit.title", { title: titleOf(widget) }) : ""}
      closeLabel={common("close")}
      size="lg"
    >
      {widget && data ? (
        <EditForm
          key={widget.id}
          projectId={projectId}
          widget={widget}
          title={titleOf(widget)}
          fields={signal?.fields ?? []}
          onDone={onClose}
        />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </Dialog>
  );
}

interface EditFormProps {
  projectId: string;
  widget: Widget;
  /** As it is shown: of a preset, in the reader's language. */
  title: string;
  fields: readonly Field[];
  onDone: () => void;
}

function EditForm({ projectId, widget, title, fields, onDone }: EditFormProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const { update } = useWriteWidgets(projectId);
  const attempt = useTrySignal(projectId);
  const [look, setLook] = useState<Look>(() => lookOf(widget, title));
  const [answers, setAnswers] = useState(() => answersOf(fields, widget.params));
  const errors = { ...fieldErrors(attempt.error), ...fieldErrors(update.error) };
  const params = () => paramsOf(fields, answers);
  return (
    <Form
      failure={update.error}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete(look)) return;
        const { title: typed, ...body } = lookBody(look);
        // A preset's title that nobody has touched stays the preset's, in every language.
        const named = typed === title ? {} : { title: typed };
        const asked = fields.length > 0 ? { params: params() } : {};
        update.mutate({ id: widget.id, ...body, ...named, ...asked }, { onSuccess: onDone });
      }}
    >
      <QuestionFields fields={fields} answers={answers} onChange={setAnswers} errors={errors} />
      {fields.length > 0 && (
        <>
          <Button
            className="self-start"
            pending={attempt.isPending}
            onClick={() =>
              attempt.mutate({
                ...{ integrationId: widget.integrationId, signal: widget.signal },
                params: params(),
              })
            }
          >
            {t("try.button")}
          </Button>
          <div aria-live="polite">
            {attempt.data && <TryResult tried={attempt.data} unit={look.unit} />}
          </div>
        </>
      )}
      <LookFields look={look} onChange={setLook} errors={errors} />
      <FormAlert>{update.error && errorText(update.error)}</FormAlert>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{common("cancel")}</Button>
        <SubmitButton variant="primary" pending={update.isPending}>
          {common("save")}
        </SubmitButton>
      </div>
    </Form>
  );
}

const lookOf = (widget: Widget, title: string): Look => {
  const { kind, unit, lowIsBad, onOverview, warnAt, failAt } = widget;
  return {
    ...{ kind, unit, lowIsBad, onOverview, title },
    warnAt: warnAt === null ? "" : String(warnAt),
    failAt: failAt === null ? "" : String(failAt),
  };
};
