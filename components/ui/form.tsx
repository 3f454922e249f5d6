"use client";

import { useEffect, useRef, useSyncExternalStore, type ComponentProps } from "react";

import { Button } from "./button.tsx";

interface FormProps extends Omit<ComponentProps<"form">, "method" | "noValidate" | "ref"> {
  /** Why it was refused the last time; each new one puts the focus on the first marked control. */
  failure?: Error | null;
}

/**
 * A form that is answered by the page's own code. Should the browser send it nevertheless, it does so
 * as POST: as GET, a password would end up in the address.
 */
export function Form({ failure, ...rest }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  return <form {...rest} ref={form} method="post" noValidate />;
}

/** The button that sends a form; waits for the page's code where the server has rendered it. */
export function SubmitButton({ disabled, ...rest }: Omit<ComponentProps<typeof Button>, "type">) {
  const alive = useSyncExternalStore(neverChanges, inBrowser, onServer);
  return <Button {...rest} type="submit" disabled={disabled === true || !alive} />;
}

const neverChanges = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/** What stands in a text control of a form; empty where there is none of that name. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
}
