"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { SecretBox } from "./secret-box.tsx";

interface SecretDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  closeLabel: string;
  /** What was made; shown this once instead of the question. */
  secret: string | null | undefined;
  /** What is asked before: the fields are the children. */
  asking: { title: string; text?: string; cancelLabel: string; confirm: ReactNode };
  shown: { title: string; text: string; copyLabel: string; copiedLabel: string; doneLabel: string };
  children: ReactNode;
}

/** Asks what a secret is for, then shows it once. */
export function SecretDialog(props: SecretDialogProps) {
  const { secret, asking, shown, onOpenChange } = props;
  const { title, text } = secret ? shown : asking;
  return (
    <Dialog
      open={props.open}
      onOpenChange={onOpenChange}
      title={title}
      description={text}
      closeLabel={props.closeLabel}
      footer={
        secret ? (
          <Button variant="primary" onClick={() => onOpenChange(false)}>
            {shown.doneLabel}
          </Button>
        ) : (
          <>
            <Button onClick={() => onOpenChange(false)}>{asking.cancelLabel}</Button>
            {asking.confirm}
          </>
        )
      }
    >
      {secret ? <SecretBox secret={secret} {...shown} /> : props.children}
    </Dialog>
  );
}
