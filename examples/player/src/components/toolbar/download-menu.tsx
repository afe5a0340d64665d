import { useState } from "react";
import type { CaptionFormat } from "../../__generated__/operations.ts";
import { CAPTION_FORMATS, readCaptions, saveFile } from "../../captions/caption-file.ts";
import { useMessages } from "../../language/use-messages.ts";
import type { TranscriptClient } from "../../transcript/client.ts";
import { Icon } from "../icon.tsx";
import { useCopy } from "../use-copy.ts";
import { Menu } from "./menu.tsx";

interface DownloadMenuProps {
  readonly client: TranscriptClient;
  readonly conferenceId: string;
  readonly link: () => string;
  readonly onPrint: () => void;
}

/** Exports the meeting: as a file, on paper, as a link. */
export function DownloadMenu({ client, conferenceId, link, onPrint }: DownloadMenuProps) {
  const { download, formats, print, copyLink, copied, notCopied, failed } = useMessages();
  const [hasFailed, setHasFailed] = useState(false);
  const { outcome, copy } = useCopy();
  const save = (format: CaptionFormat) => {
    setHasFailed(false);
    readCaptions(client, conferenceId, format).then(
      (text) => saveFile(text, conferenceId, format),
      () => setHasFailed(true),
    );
  };
  const said = hasFailed ? failed : outcome === null ? "" : outcome === "copied" ? copied : notCopied;
  return (
    <>
      <Menu
        label={
          <>
            <Icon name="download" />
            <span>{download}</span>
          </>
        }
      >
        {CAPTION_FORMATS.map((format) => (
          <button key={format} type="button" onClick={() => save(format)}>
            {formats[format]}
          </button>
        ))}
        <hr />
        <button type="button" onClick={() => copy(link())}>
          {copyLink}
        </button>
        <button type="button" onClick={onPrint}>
          {print}
        </button>
      </Menu>
      <output className="toast">{said}</output>
    </>
  );
}
