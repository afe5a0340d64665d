import { useEffect, useRef, useState } from "react";
import { readCaptions, toFileUrl } from "../../captions/caption-file.ts";
import { useMessages } from "../../language/use-messages.ts";
import type { Clock } from "../../playback/clock.ts";
import { connectMedia } from "../../playback/media-source.ts";
import type { TranscriptClient } from "../../transcript/client.ts";

interface RecordingProps {
  readonly file: File;
  readonly client: TranscriptClient;
  readonly conferenceId: string;
  readonly clock: Clock;
}

/** The person's own file, synchronised with the clock, with the meeting's captions. */
export function Recording({ file, client, conferenceId, clock }: RecordingProps) {
  const { recording, captions, cannotPlay, language } = useMessages();
  const video = useRef<HTMLVideoElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  const source = useFileUrl(file);
  const track = useCaptionTrack(client, conferenceId);
  useEffect(() => {
    return video.current === null || source === null ? undefined : connectMedia(clock, video.current);
  }, [clock, source]);
  if (source === null) return null;
  return (
    <figure className="recording">
      <video ref={video} src={source} controls playsInline aria-label={recording} onError={() => setIsBroken(true)}>
        {track !== null && <track default kind="captions" src={track} srcLang={language} label={captions} />}
      </video>
      <figcaption role="status">{isBroken ? cannotPlay : file.name}</figcaption>
    </figure>
  );
}

/** An address of the file while it is shown. */
function useFileUrl(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

/** An address of the meeting's captions; null until they have arrived. */
function useCaptionTrack(client: TranscriptClient, conferenceId: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isShown = true;
    readCaptions(client, conferenceId, "WEBVTT").then(
      (text) => {
        if (!isShown) return;
        made = toFileUrl(text, "WEBVTT");
        setUrl(made);
      },
      () => undefined,
    );
    return () => {
      isShown = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, conferenceId]);
  return url;
}
