"use client";

// The places that passkeys have on the pages of the second factor. Each shows nothing until then.

interface PasskeySlotProps {
  /** The server has accepted the passkey, or stored a new one. */
  onDone: () => void;
}

/** On /login/verify and in the dialog of an ended session: a passkey as the second factor. */
export function PasskeySecondFactor(_props: PasskeySlotProps) {
  return null;
}

/** In the step-up dialog: a passkey as the fresh proof. */
export function PasskeyStepUp(_props: PasskeySlotProps) {
  return null;
}

/**
 * On /login/enrol: a passkey as one's first second factor. `recoveryCodes` are those that came with
 * it, to be shown once.
 */
export function PasskeyEnrolment(_props: { onDone: (recoveryCodes: string[] | null) => void }) {
  return null;
}

/** On the account page: one's passkeys, to add and remove. */
export function PasskeyList() {
  return null;
}
