"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { resources, type Resource, type Scope } from "#lib/platform/auth/scopes.ts";

const extents = ["read", "write", "some"] as const;
const accesses = ["none", "read", "write"] as const;
type Access = (typeof accesses)[number];

interface RightsFieldsProps {
  value: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
  error: string | undefined;
}

/** What a token may do: everything, or something for each part of the API. */
export function RightsFields({ value, onChange, error }: RightsFieldsProps) {
  const t = useTranslations("tokens");
  const [extent, setExtent] = useState<(typeof extents)[number]>("read");

  function choose(next: (typeof extents)[number]): void {
    setExtent(next);
    onChange(next === "some" ? ["checklist:read"] : [`*:${next}`]);
  }

  function set(resource: Resource, access: Access): void {
    const others = value.filter((scope) => !scope.startsWith(`${resource}:`));
    onChange(access === "none" ? others : [...others, `${resource}:${access}`]);
  }

  return (
    <>
      <RadioGroup
        label={t("scope.label")}
        value={extent}
        onValueChange={choose}
        items={extents.map((each) => ({
          value: each,
          label: t(`scope.${each}`),
          hint: t(`scope.${each}Hint`),
        }))}
      />
      {extent === "some" && (
        <div className="grid gap-3 sm:grid-cols-2">
          {resources.map((resource) => (
            <Field key={resource} label={t(`resource.${resource}`)}>
              <Select
                value={accessOf(value, resource)}
                onValueChange={(access) => set(resource, access)}
                items={accesses.map((each) => ({ value: each, label: t(`access.${each}`) }))}
              />
            </Field>
          ))}
        </div>
      )}
      {error && <p className="text-sm text-fail">{error}</p>}
    </>
  );
}

function accessOf(scopes: readonly Scope[], resource: Resource): Access {
  if (scopes.includes(`${resource}:write`)) return "write";
  return scopes.includes(`${resource}:read`) ? "read" : "none";
}
