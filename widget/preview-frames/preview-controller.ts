import type { TemplateResult } from "lit/html.js";
import type { Channel, VersionedForm } from "../../shared/contract/form.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { plainPlace, previewConfig } from "./preview-config.ts";
import { isDevice, type PreviewMessage, previewReady } from "./preview-message.ts";
import { type PreviewLooks, type PreviewParts, type PreviewShown, previewDrawer } from "./preview-template.ts";

/** The page around the frames. */
export type PreviewHost = {
  readonly office: Pick<OfficeDeps, "client" | "agency" | "language">;
  readonly root: () => ShadowRoot | null;
  readonly form: () => VersionedForm | null;
  readonly places: () => readonly RowOf<"listTouchpoints">[];
  readonly changed: () => void;
};

/** Shows the screens of people in two frames, which hear of each change of the form. */
export class PreviewController implements PreviewShown {
  looks: PreviewLooks;
  declare private readonly host: PreviewHost;
  /** What surrounds the form at a touchpoint, by its id; null while it is loaded or if it cannot be. */
  private readonly around = new Map<string, TouchpointConfig | null>();

  constructor(host: PreviewHost) {
    this.host = host;
    this.looks = {
      isShown: false,
      isLarge: false,
      language: host.office.language,
      level: null,
      web: "portal",
      device: "kiosk",
    };
  }

  /** Listens to the frames. */
  connect(): void {
    addEventListener("message", this.hear);
  }

  /** Listens no more. */
  disconnect(): void {
    removeEventListener("message", this.hear);
  }

  /** Draws the bar at the foot of the window, with the screens on demand. */
  draw(parts: PreviewParts): TemplateResult {
    return previewDrawer(this, parts);
  }

  /** Shows the screens another way. */
  show(change: Partial<PreviewLooks>): void {
    this.looks = { ...this.looks, ...change };
    this.host.changed();
    if (!("isShown" in change || "isLarge" in change)) return;
    // Where there is no room for them at the foot of the window, they stand at the end of the page.
    requestAnimationFrame(() => this.host.root()?.querySelector(".preview")?.scrollIntoView({ block: "nearest" }));
  }

  /** Tells every frame what it draws now. */
  send(): void {
    for (const frame of this.frames()) this.tell(frame);
  }

  private frames(): HTMLIFrameElement[] {
    return [...(this.host.root()?.querySelectorAll("iframe") ?? [])];
  }

  private readonly hear = ({ source, origin, data }: MessageEvent): void => {
    if (origin !== location.origin || data !== previewReady) return;
    const frame = this.frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) this.tell(frame);
  };

  private tell(frame: HTMLIFrameElement): void {
    const form = this.host.form();
    if (!form) return;
    const { web, device, language, level } = this.looks;
    const channel = frame.dataset["kind"] === "device" ? device : web;
    const message: PreviewMessage = { preview: previewConfig(this.placeOf(channel), form, channel), language, level };
    frame.contentWindow?.postMessage(message, location.origin);
  }

  /** What surrounds the form on a channel: a touchpoint that asks by it, else another of the same kind, else plain words. */
  private placeOf(channel: Channel): TouchpointConfig {
    const { office, form, places } = this.host;
    const fits = places().filter((place) => isDevice(place.channel) === isDevice(channel));
    const id = (fits.find((place) => place.form === form()?.id && place.channel === channel) ?? fits[0])?.id;
    if (id !== undefined && !this.around.has(id)) void this.load(id);
    return (id !== undefined && this.around.get(id)) || plainPlace(office.agency);
  }

  private async load(id: string): Promise<void> {
    this.around.set(id, null);
    const { data } = await this.host.office.client.GET("/v1/touchpoints/{id}", { params: { path: { id } } });
    this.around.set(id, data ?? null);
    this.send();
  }
}
