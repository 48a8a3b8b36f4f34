import { formatDate, formatDecimal } from "@/lib/format";

/** The first column's name, here as in every export. */
export const SOURCE_COLUMN = "Source File Path(s)";

/** A value as the user reads it; what is copied stays as it is. */
export function display(value: string | null, dataType: string | undefined): string {
  if (value === null) return "";
  if (dataType === "date") return formatDate(value);
  if (dataType === "number") return formatDecimal(value);
  if (dataType === "boolean") return value === "true" ? "Yes" : "No";
  return value;
}
