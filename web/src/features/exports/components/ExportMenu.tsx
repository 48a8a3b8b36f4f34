import { Download } from "lucide-react";

import { sentenceOf } from "@/api/problem";
import type { ExportView } from "@/api/types";
import { Button } from "@/components/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuLine, MenuTrigger } from "@/components/menu";
import { Spinner } from "@/components/spinner";
import { say } from "@/components/toast-store";

import { type ExportRequest, useExport } from "../api/use-export";
import { saveFile } from "../save-file";

type Props = { jobId: string; shownView: () => ExportView | null };

/** Everything or what is shown, as a workbook or as CSV. */
export function ExportMenu({ jobId, shownView }: Props) {
  const create = useExport(jobId);

  const run = (request: ExportRequest) =>
    create.mutate(request, {
      onSuccess: ({ url, filename }) => {
        saveFile(url, filename);
        say(`${filename} is being saved.`);
      },
      onError: (error) =>
        say(sentenceOf(error), { tone: "bad", action: { label: "Try again", run: () => run(request) } }),
    });

  return (
    <Menu>
      <MenuTrigger asChild>
        <Button small disabled={create.isPending}>
          {create.isPending ? (
            <Spinner className="size-3.5" />
          ) : (
            <Download aria-hidden className="size-3.5" />
          )}
          <span className="sr-only @md:not-sr-only">{create.isPending ? "Writing the file" : "Export"}</span>
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>Everything</MenuLabel>
        <MenuItem onSelect={() => run({ format: "xlsx", view: null })}>Excel workbook (XLSX)</MenuItem>
        <MenuItem onSelect={() => run({ format: "csv", view: null })}>CSV</MenuItem>
        <MenuLine />
        <MenuLabel>What is shown (filter, columns, order)</MenuLabel>
        <MenuItem onSelect={() => run({ format: "xlsx", view: shownView() })}>
          Excel workbook (XLSX), as shown
        </MenuItem>
        <MenuItem onSelect={() => run({ format: "csv", view: shownView() })}>CSV, as shown</MenuItem>
      </MenuContent>
    </Menu>
  );
}
