import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Channel, Form, Picture, Reason } from "../../shared/contract/form.ts";
import { actionButton, checkField, chooseField } from "../ui/controls-template.ts";
import { pictureNames, reasonPicture } from "../ui/pictogram-template.ts";
import { type BuilderView, controlId, faultAt, idField, itemButtons, textPair } from "./fields-template.ts";
import { channelWords, levelWords } from "../form-draft/forms-messages.ts";
import { bounds, channels, newReason, plainNames, replacedAt, retold, takenBeside } from "../form-draft/form-draft.ts";

const levels = [1, 2, 3, 4, 5] as const;

/** Draws the reasons, all or those after one level. Each opens on its own, since a form has some thirty. */
export function reasonsSection(view: BuilderView): TemplateResult {
  const { say, form, level } = view;
  const { reasons } = form;
  const after = (one: number): number => reasons.filter((reason) => reason.levels.includes(one)).length;
  const choices = [
    ["0", say("fo.r.show.all", { n: reasons.length })] as const,
    ...levels.map((one) => [String(one), say("fo.r.show.level", { level: one, n: after(one) })] as const),
  ];
  const add = (): void => {
    const made = newReason(form, view.before);
    const reason = level === 0 ? made : { ...made, levels: [level] };
    view.change({ ...form, reasons: [...reasons, reason] }, controlId(`reasons/${reasons.length}/text/vi`));
  };
  const shown = reasons.flatMap((reason, index) => (level === 0 || reason.levels.includes(level) ? [index] : []));
  return html`<section aria-labelledby="reasons-head">
    <h2 id="reasons-head" tabindex="-1">${say("fo.reasons")}</h2>
    <p class="soft">${say("fo.reasons.hint")}</p>
    <div class="short">
      ${chooseField({ id: "reasons-level", label: say("fo.r.show"), value: String(level), choices, chosen: (one) => view.showLevel(Number(one)) })}
    </div>
    ${faultAt(view, "reasons")}
    ${shown.length === 0 ? html`<p>${say("fo.r.none")}</p>` : shown.map((index) => reasonItem(view, index))}
    ${reasons.length < bounds.reasons ? html`<div class="row">${actionButton(say("fo.r.add"), { press: add })}</div>` : nothing}
  </section>`;
}

function reasonItem(view: BuilderView, index: number): TemplateResult {
  const { say, form } = view;
  const { reasons } = form;
  const reason = reasons[index] as Reason;
  const isBlank = reason.text.vi.trim() === "";
  return html`<details class="card item reason">
    <summary>
      ${reasonPicture(reason)}<span
        ><b>${isBlank ? say("fo.untitled") : reason.text.vi}</b>
        <span class="soft">${levelWords(reason.levels, view)}; ${channelWords(reason.channels, view)}</span></span
      >
    </summary>
    ${reasonFields(view, index)}
    ${itemButtons(view, {
      ...{ place: "reasons", list: reasons, index },
      put: (now, change) => ({ ...now, reasons: change(now.reasons) }),
    })}
  </details>`;
}

function reasonFields(view: BuilderView, index: number): TemplateResult {
  const { form, before } = view;
  const reason = form.reasons[index] as Reason;
  const place = `reasons/${index}`;
  const isOld = before.reasons.has(reason.id);
  const taken = takenBeside(form.reasons, index, before.reasons);
  const set = (next: Reason): void => view.change(withReason(form, index, next));
  return html`${textPair(view, { place, text: reason.text, set: (text) => set(retold(reason, text, { taken, isNew: !isOld, otherwise: plainNames.reason })) })}
    ${idField(view, { place, id: reason.id, ...(isOld ? {} : { set: (id: string) => set({ ...reason, id }) }) })}
    ${levelTicks(view, reason, { place, set })} ${channelTicks(view, reason, { place, set })}
    ${pictureField(view, reason, { place, set })}`;
}

type ReasonPart = { readonly place: string; readonly set: (reason: Reason) => void };

function levelTicks(view: BuilderView, reason: Reason, { place, set }: ReasonPart): TemplateResult {
  const { say } = view;
  const tick = (level: (typeof levels)[number]): TemplateResult =>
    checkField({
      id: controlId(`${place}/levels/${level}`),
      label: say("fo.level", { n: level, word: say(`fo.level.${level}`) }),
      isOn: reason.levels.includes(level),
      set: (isOn) =>
        set({ ...reason, levels: levels.filter((one) => (one === level ? isOn : reason.levels.includes(one))) }),
    });
  return html`<fieldset>
    <legend>${say("fo.r.levels")}</legend>
    ${faultAt(view, `${place}/levels`)}
    <div class="ticks">${levels.map(tick)}</div>
  </fieldset>`;
}

function channelTicks({ say }: BuilderView, reason: Reason, { place, set }: ReasonPart): TemplateResult {
  const isNamed = (channel: Channel): boolean => reason.channels?.includes(channel) ?? false;
  const tick = (channel: Channel): TemplateResult =>
    checkField({
      id: controlId(`${place}/channels/${channel}`),
      label: say(`fo.c.${channel}`),
      isOn: isNamed(channel),
      set: (isOn) => set(onChannels(reason, (one) => (one === channel ? isOn : isNamed(one)))),
    });
  return html`<fieldset>
    <legend>${say("fo.r.channels")}</legend>
    <p class="soft">${say("fo.r.channels.hint")}</p>
    <div class="ticks">${channels.map(tick)}</div>
  </fieldset>`;
}

function withReason(form: Form, index: number, reason: Reason): Form {
  return { ...form, reasons: replacedAt(form.reasons, index, reason) };
}

/** Without any channel a reason is asked on all of them: the field is left out. */
function onChannels(reason: Reason, isOn: (channel: Channel) => boolean): Reason {
  const { channels: _, ...rest } = reason;
  const named = channels.filter(isOn);
  return named.length === 0 ? rest : { ...rest, channels: named };
}

function pictureField(
  { say, form, language }: BuilderView,
  reason: Reason,
  { place, set }: ReasonPart,
): TemplateResult {
  const usual = form.reasons.find(({ id }) => id === reason.id);
  const named = (picture: Picture): string => {
    const like = form.reasons.find(({ id }) => id === picture)?.text;
    return like && like !== usual?.text ? (language === "en" && like.en) || like.vi : picture;
  };
  const choices = [
    ["", say("fo.r.picture.own")] as const,
    ...pictureNames.map((picture) => [picture, named(picture)] as const),
  ];
  const { picture: _, ...rest } = reason;
  return html`<div class="short">
    ${chooseField({
      id: controlId(`${place}/picture`),
      label: say("fo.r.picture"),
      value: reason.picture ?? "",
      choices,
      chosen: (picture) => set(picture === "" ? rest : { ...rest, picture: picture as Picture }),
    })}
  </div>`;
}
