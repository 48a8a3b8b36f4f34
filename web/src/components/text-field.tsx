import type { ComponentProps } from "react";

/** The look of everything one types or chooses in. */
export const fieldLook =
  "rounded-md border border-edge bg-surface text-ink placeholder:text-quiet disabled:opacity-55";

/** Of the usual size, as wide as there is room. */
export const wholeField = `${fieldLook} h-8 w-full px-2.5`;

type Props = ComponentProps<"input"> & { label: string; hint?: string };

/** A labelled line of text. */
export function TextField({ label, hint, id, className, ...rest }: Props) {
  const fieldId = id ?? `field-${label.toLowerCase().replace(/\W+/g, "-")}`;
  return (
    <div className={className}>
      <label htmlFor={fieldId} className="mb-1 block font-medium">
        {label}
      </label>
      <input
        id={fieldId}
        className={wholeField}
        aria-describedby={hint ? `${fieldId}-hint` : undefined}
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${fieldId}-hint`} className="mt-1 text-xs text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
