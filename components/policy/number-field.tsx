import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface NumberFieldProps {
  label: string;
  /** Of what it is a number; part of the label. */
  unit: string;
  hint?: string;
  value: string;
  onValueChange: (value: string) => void;
  error: string | undefined;
}

/** A whole number with its unit. */
export function NumberField(props: NumberFieldProps) {
  return (
    <Field label={props.label} note={props.unit} hint={props.hint} error={props.error}>
      <Input
        inputMode="numeric"
        autoComplete="off"
        className="max-w-32"
        value={props.value}
        onValueChange={props.onValueChange}
      />
    </Field>
  );
}
