import * as z from "zod/mini";
import { audioFile, type AudioType, audioTypes, mostAudioBytes } from "../../shared/contract/audio.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { hashOf } from "../crypto/hash.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { jsonAnswer, type Operation, operation, operationInWorker, part } from "../operations/operation.ts";
import { mediaTypeOf, readRequestBody } from "../operations/read-request.ts";
import type { AudioStore, StoredAudio } from "./audio-store.ts";
import type { Organization } from "./organization.ts";

const path = "/v1/agencies/:agency/audio";
const params = { id: "The recording's id." };

/** Bytes of all recordings of an agency: a kiosk keeps what its form names of them. */
const mostBytesInAll = 10_000_000;

/** What keeping recordings works with. */
export type AudioDeps = {
  readonly audio: AudioStore;
  readonly organization: Organization;
  readonly nowMs: number;
};

const keepAudio = part({
  name: "keepAudio",
  failures: ["outside-subtree", "too-large"],
  runs: "in a transaction",
  wholeAgency: true,
  audit: { what: "audio.post", on: ({ id }) => id },
  run({ audio, organization, nowMs }: AudioDeps, _: Principal, file: Omit<StoredAudio, "createdMs">) {
    const { id, type, bytes } = file;
    if (!audio.has(id)) {
      if (audio.size() + bytes.byteLength > mostBytesInAll) {
        return fail({
          kind: "too-large",
          given: `more than ${mostBytesInAll} bytes of recordings; delete unused ones`,
        });
      }
      audio.add({ ...file, createdMs: nowMs });
    }
    return ok({ id, type, bytes: bytes.byteLength, is_used: usedIn(organization).has(id) });
  },
});

/** `POST …/audio`: keeps a recording. */
export const postAudio: Operation<AudioDeps> = operationInWorker({
  method: "POST",
  path,
  audience: "config:write",
  summary: "Keep a recording of a text, for reading aloud",
  description: `The body is the file: at most ${mostAudioBytes} bytes, and ${mostBytesInAll} in all recordings of the agency. Its bytes must be of the media type that is said. A form names the recording in \`audio\` by the id. The same file again changes nothing. Needs a key on the whole agency.`,
  bodyInDocument: z.string(),
  mediaTypes: audioTypes,
  maxBytes: mostAudioBytes,
  answer: audioFile,
  statuses: [201],
  failures: ["outside-subtree"],
  parts: [keepAudio],
  async handle({ request, inTime, ask }, principal, { params: { agency } }) {
    const body = await readRequestBody(request, { maxBytes: mostAudioBytes, mediaTypes: audioTypes, inTime });
    if (!body.ok) return body;
    const bytes = new Uint8Array(body.value);
    const type = audioTypeOf(bytes);
    const said = mediaTypeOf(request);
    if (type !== said) {
      return fail({ kind: "media-type", given: `the bytes are not ${said}`, fits: type ? [type] : audioTypes });
    }
    const input = { id: await hashOf(bytes), type, bytes: bytes.buffer };
    const kept = await ask(keepAudio, { agency, principal, input });
    return kept.ok ? ok(jsonAnswer(kept.value, { status: 201 })) : kept;
  },
});

const readAudio = part({
  name: "readAudio",
  failures: ["unknown-audio"],
  runs: "reads",
  run({ audio }: AudioDeps, _: Principal | null, id: string) {
    const found = audio.read(id);
    return found ? ok(found) : fail({ kind: "unknown-audio", given: id });
  },
});

/** `GET …/audio/{id}`: a recording's bytes, which never change. */
export const getAudio: Operation<AudioDeps> = operationInWorker({
  method: "GET",
  path: `${path}/:id`,
  params,
  audience: "public",
  summary: "Read a recording",
  files: audioTypes,
  failures: ["unknown-audio"],
  parts: [readAudio],
  async handle({ ask }, principal, { params: { agency, id } }) {
    const found = await ask(readAudio, { agency, principal, input: id });
    if (!found.ok) return found;
    const { type, bytes } = found.value;
    const headers = { "cache-control": "public, max-age=31536000, immutable" };
    return ok({ status: 200, type, body: bytes, headers });
  },
});

/** `GET …/audio`: all recordings, by id. */
export const listAudio: Operation<AudioDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read which recordings there are",
  query: pageQuery,
  answer: listOf(audioFile),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ audio, organization }, _, { query }) => {
    const used = usedIn(organization);
    const rows = audio.files().map((file) => ({ ...file, is_used: used.has(file.id) }));
    const scope = { secret: organization.agency.cursor_secret, query: queryName("audio") };
    return pageOf({ ...scope, ...inOrderOf(rows, ({ id }) => id) }, query);
  },
});

/** `DELETE …/audio/{id}`: forgets a recording that no form names any more. */
export const deleteAudio: Operation<AudioDeps> = operation({
  method: "DELETE",
  path: `${path}/:id`,
  params,
  audience: "config:write",
  summary: "Delete a recording that the newest version of no form names",
  description: "Needs a key on the whole agency.",
  statuses: [204],
  failures: ["outside-subtree", "unknown-audio", "audio-in-use"],
  runs: "in a transaction",
  wholeAgency: true,
  audit: { what: "audio.delete", on: ({ params: { id } }) => id },
  run: ({ audio, organization }, _, { params: { id } }) => {
    if (!audio.has(id)) return fail({ kind: "unknown-audio", given: id });
    if (usedIn(organization).has(id)) return fail({ kind: "audio-in-use", given: id });
    audio.remove(id);
    return ok(null);
  },
});

/** The recordings that the newest versions of forms name. */
function usedIn({ forms }: Organization): ReadonlySet<string> {
  return new Set([...forms.values()].flatMap(({ newest }) => (newest.audio ?? []).map(({ id }) => id)));
}

/** The media type that bytes begin like; null for any other file, since a browser must never be handed a page as a recording. */
function audioTypeOf(bytes: Uint8Array): AudioType | null {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  const [first = 0, second = 0] = bytes;
  if (text(0, 4) === "RIFF" && text(8, 12) === "WAVE") return "audio/wav";
  if (text(0, 4) === "OggS") return "audio/ogg";
  if (text(0, 4) === "\x1a\x45\xdf\xa3") return "audio/webm";
  if (text(4, 8) === "ftyp") return "audio/mp4";
  // A tag, or the first frame: eleven set bits, then a layer that is not the reserved one.
  const isFrame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
  return text(0, 3) === "ID3" || isFrame ? "audio/mpeg" : null;
}
