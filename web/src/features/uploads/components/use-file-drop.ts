import { useEffect, useRef, useState } from "react";

import { collectDrop, collectPasted } from "../queue/collect-drop";
import type { PickedFile } from "../queue/upload-item";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/**
 * Takes files dropped anywhere on the page, or pasted into it. Answers whether some hover above it.
 * `onFiles` null: nothing is taken now, and the browser does not open a dropped file either.
 */
export function useFileDrop(onFiles: ((picked: PickedFile[]) => void) | null): boolean {
  const [hovering, setHovering] = useState(false);
  const depth = useRef(0);

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current++;
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setHovering(false);
    };
    const over = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = onFiles ? "copy" : "none";
    };
    const drop = (event: DragEvent) => {
      depth.current = 0;
      setHovering(false);
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      if (onFiles) void collectDrop(event.dataTransfer).then(onFiles);
    };
    const paste = (event: ClipboardEvent) => {
      if (!onFiles || !event.clipboardData?.files.length) return;
      event.preventDefault();
      onFiles(collectPasted(event.clipboardData));
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, [onFiles]);

  return hovering;
}
