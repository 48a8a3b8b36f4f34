import { FilePlus2, FolderPlus } from "lucide-react";
import { type ChangeEvent, useRef } from "react";

import { Button } from "@/components/button";

import { collectPicked } from "../queue/collect-drop";
import { ACCEPTED_EXTENSIONS } from "../queue/file-rules";
import type { PickedFile } from "../queue/upload-item";

type Props = { disabled: boolean; small?: boolean; onFiles: (picked: PickedFile[]) => void };

/** The two pickers: some files, or a folder with all that is in it. */
export function PickButtons({ disabled, small, onFiles }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const take = (event: ChangeEvent<HTMLInputElement>) => {
    if (event.target.files) onFiles(collectPicked(event.target.files));
    event.target.value = ""; // so that the same choice counts again
  };

  return (
    <div className="flex gap-2">
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_EXTENSIONS}
        aria-label="Files to add"
        onChange={take}
      />
      <input
        ref={folder}
        type="file"
        hidden
        {...{ webkitdirectory: "" }}
        aria-label="Folder to add"
        onChange={take}
      />
      <Button small={small} disabled={disabled} onClick={() => files.current?.click()}>
        <FilePlus2 aria-hidden className="size-3.5" />
        Add files
      </Button>
      <Button small={small} disabled={disabled} onClick={() => folder.current?.click()}>
        <FolderPlus aria-hidden className="size-3.5" />
        Add folder
      </Button>
    </div>
  );
}
