import type { TemplateResult } from "lit/html.js";
import { type AudioType, audioTypes, mostAudioBytes } from "../../shared/contract/audio.ts";
import type { Form } from "../../shared/contract/form.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import { DeedController, type OfficeDeps } from "../office-ui/office-page-element.ts";
import type { BuilderController } from "./builder-controller.ts";
import { recordingsPart, type Spoken } from "./recordings-template.ts";

/** Names that systems give to the same types. */
const alike: Readonly<Record<string, AudioType>> = {
  "audio/mp3": "audio/mpeg",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/x-wav": "audio/wav",
  "video/webm": "audio/webm",
};

/** Recordings of an open form: files go to the server at once, their names into the draft. */
export class RecordingsController {
  declare private readonly builder: BuilderController;
  declare private readonly office: OfficeDeps;
  declare private readonly deed: DeedController;
  /** A text that stands nowhere in the form, such as one of the kiosk's own. */
  private other: Spoken = { language: "vi", text: "" };
  /** The text whose file was not taken, and why. */
  private fault: { readonly of: string; readonly words: string } | null = null;

  constructor(builder: BuilderController, office: OfficeDeps, host: ConstructorParameters<typeof DeedController>[0]) {
    this.builder = builder;
    this.office = office;
    this.deed = new DeedController(host);
  }

  private async add(spoken: Spoken, file: File): Promise<void> {
    const { builder, deed, office } = this;
    const type = audioTypes.find((one) => one === (alike[file.type] ?? file.type));
    const isLarge = file.size > mostAudioBytes;
    this.fault =
      !type || isLarge ? { of: spoken.text, words: builder.say(isLarge ? "fo.a.large" : "fo.a.type") } : null;
    if (!type || isLarge) return deed.forget();
    const kept = await deed.run(() =>
      office.client.POST("/v1/agencies/{agency}/audio", {
        params: { path: { agency: office.agency } },
        body: file as never,
        bodySerializer: (given) => given as never,
        headers: { "content-type": type },
      }),
    );
    this.fault = deed.problem && { of: spoken.text, words: problemWords(deed.problem, office.language) };
    if (!kept) return deed.forget();
    if (this.other.text === spoken.text) this.other = { ...spoken, text: "" };
    const { form } = builder.draft;
    builder.change(withAudio(form, [...others(form, spoken), { ...spoken, id: kept.data.id }]));
  }

  private remove(spoken: Spoken): void {
    const { form } = this.builder.draft;
    const gone = (form.audio ?? []).filter((one) => isOf(one, spoken));
    this.builder.remove(withAudio(form, others(form, spoken)), {
      text: spoken.text,
      restore: (now) => withAudio(now, [...others(now, spoken), ...gone]),
    });
  }

  /** Draws the recordings: those that there are, and the texts without one. */
  draw(): TemplateResult {
    const { builder, deed, office, other, fault } = this;
    return recordingsPart({
      ...{ say: builder.say, form: builder.draft.form, agency: office.agency, isBusy: deed.isBusy, other, fault },
      add: (spoken, file) => void this.add(spoken, file),
      remove: (spoken) => this.remove(spoken),
      setOther: (change) => {
        this.other = { ...this.other, ...change };
        deed.forget();
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
