import type { Sheet } from "@/api/types";
import { Confirm } from "@/components/confirm";
import { plural } from "@/lib/format";

type Props = { sheet: Sheet; onClose: () => void; onConfirm: () => void };

/** Names the sheet and says what goes with it, before it is deleted. */
export function DeleteDialog({ sheet, onClose, onConfirm }: Props) {
  return (
    <Confirm onClose={onClose} title={`Delete “${sheet.name}”?`} action="Delete sheet" onConfirm={onConfirm}>
      <p>
        Its {plural(sheet.files_total, "file")} and every row read from them go with it. Right afterwards you
        can still undo this; some time later it is gone for good.
      </p>
    </Confirm>
  );
}
