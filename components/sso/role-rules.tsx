"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { grantableRoles } from "#lib/sso/choices.ts";
import type { RoleRule } from "#lib/sso/contract.ts";

interface RoleRulesProps {
  rules: RoleRule[];
  onChange: (rules: RoleRule[]) => void;
  /** What is wrong with a field, by its path. */
  errorOf: (path: string) => string | undefined;
}

/** Which value of the claim gives which role; the first that matches counts. */
export function RoleRules({ rules, onChange, errorOf }: RoleRulesProps) {
  const t = useTranslations("sso");
  const change = (at: number, rule: Partial<RoleRule>) =>
    onChange(rules.map((one, index) => (index === at ? { ...one, ...rule } : one)));
  return (
    <div role="group" aria-label={t("rules.label")} className="flex flex-col gap-2">
      <p className="text-xs text-muted">{t("rules.hint")}</p>
      {rules.map((rule, index) => (
        <div key={index} className="flex items-start gap-2">
          <Field
            label={t("rules.value", { number: index + 1 })}
            hideLabel
            error={errorOf(`roleMapping.${index}.value`)}
            className="flex-1"
          >
            <Input
              mono
              value={rule.value}
              placeholder={t("rules.placeholder")}
              onValueChange={(value) => change(index, { value })}
            />
          </Field>
          <Select
            label={t("rules.role", { number: index + 1 })}
            className="w-36!"
            value={rule.role}
            onValueChange={(role) => change(index, { role })}
            items={grantableRoles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <IconButton
            label={t("rules.remove", { number: index + 1 })}
            onClick={() => onChange(rules.filter((_rule, at) => at !== index))}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        onClick={() => onChange([...rules, { value: "", role: "admin" }])}
      >
        <Plus aria-hidden className="size-4" />
        {t("rules.add")}
      </Button>
    </div>
  );
}
