import type { TemplateResult } from "lit/html.js";
import type { AudioType } from "../../shared/contract/audio.ts";
import type { Form } from "../../shared/contract/form.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import type { BuilderController } from "./builder-controller.ts";
import { recordingsPart, type Spoken } from "./recordings-template.ts";

/** Types that the server takes, by their own names and by those that operating systems use. */
const typesByName: Readonly<Record<string, AudioType>> = {
  ...{ "audio/mpeg": "audio/mpeg", "audio/ogg": "audio/ogg", "audio/webm": "audio/webm", "audio/mp4": "audio/mp4" },
  ...{ "audio/wav": "audio/wav", "audio/x-wav": "audio/wav", "audio/mp3": "audio/mpeg", "video/webm": "audio/webm" },
  ...{ "audio/m4a": "audio/mp4", "audio/x-m4a": "audio/mp4" },
};

/** Largest recording in bytes, as `mostAudioBytes` of the contract; importing that would bring its schemas along. */
export const mostRecordingBytes = 200_000;

/** Recordings of an open form: files go to the server at once, their ids into the draft. */
export class RecordingsController {
  declare private readonly builder: BuilderController;
  declare private readonly office: OfficeDeps;
  declare private readonly changed: () => void;
  private isBusy = false;
  /** A text that stands nowhere in the form, such as one of the kiosk's own. */
  private other: Spoken = { language: "vi", text: "" };
  /** The text whose file was refused, and why. */
  private fault: { readonly of: string; readonly words: string } | null = null;

  constructor(builder: BuilderController, office: OfficeDeps, changed: () => void) {
    this.builder = builder;
    this.office = office;
    this.changed = changed;
  }

  private async add(spoken: Spoken, file: File): Promise<void> {
    const { builder, office } = this;
    const type = typesByName[file.type];
    const isLarge = file.size > mostRecordingBytes;
    const of = spoken.text;
    this.fault = !type || isLarge ? { of, words: builder.say(isLarge ? "fo.a.large" : "fo.a.type") } : null;
    this.isBusy = this.fault === null;
    this.changed();
    if (!type || isLarge) return;
    const { data, error } = await office.client.POST("/v1/agencies/{agency}/audio", {
      params: { path: { agency: office.agency } },
      body: file as never,
      bodySerializer: (given) => given as never,
      headers: { "content-type": type },
    });
    this.isBusy = false;
    this.fault = error ? { of, words: problemWords(error, office.language) } : null;
    this.changed();
    if (!data) return;
    if (this.other.text === of) this.other = { ...spoken, text: "" };
    const { form } = builder.draft;
    builder.change(withAudio(form, [...others(form, spoken), { ...spoken, id: data.id }]));
  }

  private remove(spoken: Spoken): void {
    const { form } = this.builder.draft;
    const gone = (form.audio ?? []).filter((one) => isOf(one, spoken));
    this.builder.remove(withAudio(form, others(form, spoken)), {
      text: spoken.text,
      restore: (now) => withAudio(now, [...others(now, spoken), ...gone]),
    });
  }

  /** Draws the texts with their recordings, and those without one. */
  draw(): TemplateResult {
    const { builder, office, isBusy, other, fault } = this;
    return recordingsPart({
      ...{ say: builder.say, form: builder.draft.form, agency: office.agency, isBusy, other, fault },
      add: (spoken, file) => void this.add(spoken, file),
      remove: (spoken) => this.remove(spoken),
      setOther: (change) => {
        this.other = { ...this.other, ...change };
        this.changed();
      },
    });
  }
}

function isOf(one: Spoken, { language, text }: Spoken): boolean {
  return one.language === language && one.text === text;
}

function others({ audio = [] }: Form, spoken: Spoken): NonNullable<Form["audio"]> {
  return audio.filter((one) => !isOf(one, spoken));
}

/** Without any recording the field is left out. */
function withAudio(form: Form, audio: NonNullable<Form["audio"]>): Form {
  const { audio: _, ...rest } = form;
  return audio.length === 0 ? rest : { ...rest, audio };
}
