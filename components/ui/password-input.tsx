"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";

import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";

interface PasswordInputProps extends Omit<ComponentProps<typeof Input>, "type" | "mono"> {
  /** "current-password" or "new-password", which password managers go by. */
  autoComplete: "current-password" | "new-password";
  showLabel: string;
  hideLabel: string;
}

/** A password that can be looked at while it is typed. */
export function PasswordInput({ showLabel, hideLabel, ...rest }: PasswordInputProps) {
  const [visible, setVisible] = useState(false);
  const Icon = visible ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...rest}
        type={visible ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="w-full pr-10"
      />
      <IconButton
        size="sm"
        label={visible ? hideLabel : showLabel}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute! top-1/2 right-1 -translate-y-1/2"
      >
        <Icon aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
