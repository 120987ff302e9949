import type { VolumeRow } from "../counts/rollup-source.ts";

/** Whether volumes are wanted for each service, and for each channel, by itself. */
export type VolumeView = { readonly byService: boolean; readonly byChannel: boolean };

/**
 * The volumes of one unit that are added up, so that nothing is counted twice. A figure of the whole comes before those of
 * its parts: all services before single ones, all channels before single ones, and where only parts are known, channels
 * of all services before services. A part counts where no such figure has a day in common with it.
 */
export function countedVolumes(volumes: readonly VolumeRow[], view: VolumeView): VolumeRow[] {
  const wanted = volumes.filter(
    ({ service, channel }) => (!view.byService || service !== null) && (!view.byChannel || channel !== null),
  );
  return wanted.filter(
    (part) => !wanted.some((whole) => haveDayInCommon(whole, part) && comesBefore(whole, part, view)),
  );
}

function haveDayInCommon(a: VolumeRow, b: VolumeRow): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function comesBefore(whole: VolumeRow, part: VolumeRow, { byChannel }: VolumeView): boolean {
  if (whole.service === part.service) return whole.channel === null && part.channel !== null;
  return whole.service === null && (!byChannel || whole.channel === part.channel);
}

/** Whether a volume holds the transactions of a service, "" for none, by a channel. */
export function holds(
  volume: Pick<VolumeRow, "service" | "channel">,
  { service, channel }: { readonly service: string; readonly channel: string },
): boolean {
  return (
    (volume.service === null || volume.service === service) && (volume.channel === null || volume.channel === channel)
  );
}
