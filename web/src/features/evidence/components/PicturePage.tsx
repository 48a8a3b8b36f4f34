import { FileX2 } from "lucide-react";
import { useEffect, useState } from "react";

import { Placeholder } from "@/components/placeholder";

type Props = { bytes: Blob; label: string; onReady: () => void };

/** A scanned or photographed document. Browsers turn photographs upright by themselves. */
export function PicturePage({ bytes, label, onReady }: Props) {
  const [failed, setFailed] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const created = URL.createObjectURL(bytes);
    setUrl(created); // eslint-disable-line react-hooks/set-state-in-effect -- the address must be revoked with the effect
    return () => URL.revokeObjectURL(created);
  }, [bytes]);

  if (failed) {
    return (
      <Placeholder icon={FileX2} title="The picture can't be shown">
        The file is damaged, or this browser does not know its format.
      </Placeholder>
    );
  }
  return (
    url && (
      <img src={url} alt={label} className="block w-full" onLoad={onReady} onError={() => setFailed(true)} />
    )
  );
}
