import { Dialog } from "@/components/dialog";
import { SheetsPanel } from "@/features/sheets/components/SheetsPanel";

type Props = { selectedId: string | null; onSelect: (jobId: string | null) => void; onClose: () => void };

/** The list of sheets where there is no room for it beside the selected one. */
export function SheetsDrawer({ selectedId, onSelect, onClose }: Props) {
  return (
    <Dialog onClose={onClose} title="Your sheets" className="h-[85vh]">
      <div className="mt-3 h-[calc(100%-3rem)]">
        <SheetsPanel selectedId={selectedId} onSelect={onSelect} />
      </div>
    </Dialog>
  );
}
