import { page } from "vitest/browser";
import { citizenKioskStyles } from "../../../../widget/kiosk/define-citizen-kiosk.ts";
import { KioskElement } from "../../../../widget/kiosk/kiosk-element.ts";
import { loadLaterParts } from "../../../../widget/kiosk/load-later-parts.ts";
import { counterConfig } from "../../../fixtures/kiosk-config.ts";
import { freshName } from "../rating-page.ts";
import type { FakeKiosk } from "./fake-kiosk.ts";
import { fakeKiosk } from "./fake-kiosk.ts";

/** A kiosk on a page, with what stands behind it. */
export type KioskPage = FakeKiosk & {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Waits until what has happened is drawn. */
  readonly drawn: () => Promise<void>;
  /** Moves the clocks on, and waits until what falls due is drawn. */
  readonly passAndDraw: (ms: number) => Promise<void>;
};

/** Puts a kiosk on the page; `prepare` sets what is behind it before it is drawn. */
export async function openKiosk(prepare: (kiosk: FakeKiosk) => void = () => {}): Promise<KioskPage> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(citizenKioskStyles);
  const kiosk = fakeKiosk(sheet);
  prepare(kiosk);
  const tag = freshName("kiosk");
  customElements.define(
    tag,
    class extends KioskElement {
      constructor() {
        super(kiosk.deps);
      }
    },
  );
  const element = document.createElement(tag);
  document.body.append(element);
  const drawn = async (): Promise<void> => {
    // Keeping, checking and answering are promises of their own; what they change is drawn after them.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setTimeout(done));
  };
  const passAndDraw = async (ms: number): Promise<void> => {
    kiosk.pass(ms);
    await drawn();
  };
  // The element loads these after its first screen.
  await loadLaterParts();
  await drawn();
  const root = element.shadowRoot as ShadowRoot;
  return Object.assign(kiosk, { element, root, drawn, passAndDraw });
}

/** A button by its words, anywhere on the page. */
export function press(name: string | RegExp): ReturnType<typeof page.getByRole> {
  return page.getByRole("button", typeof name === "string" ? { name, exact: true } : { name });
}

/** The faces' words, best first. */
export const faceWords = ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"] as const;

/** Presses buttons one after the other, with a person's time between them. */
export async function pressAll(kiosk: KioskPage, ...names: readonly (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    await press(name).first().click();
    await kiosk.passAndDraw(600);
  }
}

/** Opens the technician's state: corner held, PIN given. */
export async function openStatus(kiosk: KioskPage): Promise<void> {
  await holdCorner(kiosk);
  await pressAll(kiosk, "2", "4", "6", "8", "Mở");
}

/** Holds a finger in the hidden corner. */
export async function holdCorner(kiosk: KioskPage): Promise<void> {
  const corner = kiosk.root.querySelector("header") as HTMLElement;
  const at = { bubbles: true, composed: true, pointerId: 1, clientX: 30, clientY: 30 };
  corner.dispatchEvent(new PointerEvent("pointerdown", at));
  await kiosk.passAndDraw(3000);
  corner.dispatchEvent(new PointerEvent("pointerup", at));
  await kiosk.passAndDraw(600);
}

/** Every screen there is, and how a person or a technician comes to it. */
export const screens: Readonly<Record<string, (kiosk: KioskPage) => Promise<void>>> = {
  faces: async () => {},
  "faces again": async (kiosk) => {
    await pressAll(kiosk, "Không hài lòng", "Chạm nhầm? Chọn lại");
  },
  "counter faces": async (kiosk) => {
    kiosk.config = counterConfig;
    kiosk.changed();
    await kiosk.drawn();
  },
  service: async (kiosk) => {
    await screens["counter faces"]?.(kiosk);
    await pressAll(kiosk, "Chọn thủ tục (không bắt buộc)");
  },
  scan: async (kiosk) => {
    await screens["service"]?.(kiosk);
    await pressAll(kiosk, "Quét mã trên giấy hẹn");
  },
  "faces with a service": async (kiosk) => {
    await screens["service"]?.(kiosk);
    await pressAll(kiosk, /^Đăng ký biến động quyền sử dụng đất/);
  },
  more: (kiosk) => pressAll(kiosk, "Không hài lòng", "Thái độ chưa lịch sự"),
  comment: async (kiosk) => {
    await pressAll(kiosk, "Không hài lòng", "Viết góp ý");
    await page.getByRole("textbox").fill("Nguyễn Thị Bí Mật");
    await kiosk.drawn();
  },
  check: async (kiosk) => {
    await screens["comment"]?.(kiosk);
    await page.getByRole("textbox").fill("Nguyễn Thị Bí Mật, số điện thoại 0912 345 678, đến lúc 8 giờ sáng.");
    await kiosk.drawn();
    await pressAll(kiosk, "Gửi");
  },
  sealed: (kiosk) => pressAll(kiosk, "Không hài lòng", /^Báo riêng/),
  "sealed after the thanks": (kiosk) => pressAll(kiosk, "Không hài lòng", "Bỏ qua", /^Báo riêng/),
  phone: (kiosk) => pressAll(kiosk, "Không hài lòng", "Góp ý bằng điện thoại"),
  question: async (kiosk) => {
    kiosk.config = counterConfig;
    kiosk.changed();
    await kiosk.drawn();
    await pressAll(kiosk, "Không hài lòng", "Bỏ qua");
  },
  pressure: async (kiosk) => {
    kiosk.chance = 0;
    await pressAll(kiosk, "Không hài lòng", "Bỏ qua");
  },
  thanks: (kiosk) => pressAll(kiosk, "Không hài lòng", "Bỏ qua"),
  ticket: async (kiosk) => {
    await screens["comment"]?.(kiosk);
    await pressAll(kiosk, "Gửi");
  },
  pin: holdCorner,
  status: openStatus,
  touch: async (kiosk) => {
    await openStatus(kiosk);
    await pressAll(kiosk, "Thử cảm ứng");
  },
};

/** Screens of a kiosk that does not ask, by its standing. */
export const standings = ["starting", "insecure", "unenrolled", "revoked", "second-tab"] as const;
