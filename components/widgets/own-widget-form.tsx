"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { Select } from "#components/ui/select.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { answersOf, paramsOf } from "./answers.ts";
import { fieldErrors } from "./field-errors.ts";
import { isComplete, lookBody, LookFields, type Look } from "./look-fields.tsx";
import { QuestionFields } from "./question-fields.tsx";
import { TryResult } from "./try-result.tsx";
import { useAddWidget, useTrySignal } from "./use-write-widgets.ts";
import { useSignalLabel } from "./signal-label.ts";
import type { Offer } from "./offers.ts";

interface OwnWidgetFormProps {
  projectId: string;
  offers: readonly Offer[];
  onAdded: () => void;
}

const FIRST_LOOK: Look = {
  ...{ title: "", kind: "series", unit: "", warnAt: "", failAt: "" },
  ...{ lowIsBad: false, onOverview: false },
};

/** A widget of one's own: what is asked, tried before it is kept, and how it looks. */
export function OwnWidgetForm({ projectId, offers, onAdded }: OwnWidgetFormProps) {
  const t = useTranslations("widgets");
  const label = useSignalLabel();
  const errorText = useErrorText();
  const add = useAddWidget(projectId);
  const attempt = useTrySignal(projectId);
  const [look, setLook] = useState(FIRST_LOOK);
  const [chosen, choose] = useState(() => firstChoice(offers));
  const offer = offers.find(({ id }) => id === chosen.integrationId);
  const signal = offer?.signals.find(({ name }) => name === chosen.signal);
  const [answers, setAnswers] = useState(() => answersOf(signal?.fields ?? []));
  if (!offer || !signal) return <p className="text-muted">{t("add.nothingToAsk")}</p>;

  const ask = (integrationId: string, name: string): void => {
    const next = offers.find(({ id }) => id === integrationId);
    const asked = next?.signals.find((each) => each.name === name) ?? next?.signals[0];
    choose({ integrationId, signal: asked?.name ?? "" });
    setAnswers(answersOf(asked?.fields ?? []));
    attempt.reset();
  };
  const question = () => ({
    ...{ integrationId: offer.id, signal: signal.name },
    params: paramsOf(signal.fields, answers),
  });
  const size = look.kind === "number" || look.kind === "status" ? 1 : 2;
  const errors = { ...fieldErrors(attempt.error), ...fieldErrors(add.error) };
  return (
    <Form
      failure={add.error}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete(look)) return;
        const body = { source: "signal", ...question(), ...lookBody(look) } as const;
        add.mutate({ ...body, width: size, height: size }, { onSuccess: onAdded });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("form.integration")}>
          <Select
            items={offers.map(({ id, name }) => ({ value: id, label: name }))}
            value={offer.id}
            onValueChange={(id) => ask(id, "")}
          />
        </Field>
        <Field label={t("form.signal")}>
          <Select
            items={offer.signals.map(({ name }) => ({ value: name, label: label(name) }))}
            value={signal.name}
            onValueChange={(name) => ask(offer.id, name)}
          />
        </Field>
      </div>
      <QuestionFields
        fields={signal.fields}
        answers={answers}
        onChange={setAnswers}
        errors={errors}
      />
      <div className="flex flex-col gap-2">
        <Button
          className="self-start"
          pending={attempt.isPending}
          onClick={() => attempt.mutate(question())}
        >
          {t("try.button")}
        </Button>
        <div aria-live="polite">
          {attempt.data && <TryResult tried={attempt.data} unit={look.unit} />}
          {attempt.error && <FormAlert>{errorText(attempt.error)}</FormAlert>}
        </div>
      </div>
      <LookFields look={look} onChange={setLook} errors={errors} />
      {add.error && <FormAlert>{errorText(add.error)}</FormAlert>}
      <SubmitButton variant="primary" pending={add.isPending} className="self-end">
        {t("add.button")}
      </SubmitButton>
    </Form>
  );
}

/** A free question first, where there is one. */
function firstChoice(offers: readonly Offer[]): { integrationId: string; signal: string } {
  const free = offers.find(({ signals }) => signals.some(({ name }) => name === "query"));
  const offer = free ?? offers.find(({ signals }) => signals.length > 0);
  const signal = free ? "query" : offer?.signals[0]?.name;
  return { integrationId: offer?.id ?? "", signal: signal ?? "" };
}
