import type { Timers } from "../clock/start-clock.ts";

/** Shows the camera and waits for a QR code. */
export type Scanner = (video: HTMLVideoElement, stop: AbortSignal) => Promise<string>;

type Detector = { detect(image: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = new (options: { readonly formats: "qr_code"[] }) => Detector;

const betweenMs = 150;

/** Makes a scanner on the front camera. The decoder is loaded when first needed, and only if the browser has none. */
export function startScanner(browser: Navigator, timers: Timers): Scanner {
  return async (video, stop) => {
    const stream = await browser.mediaDevices.getUserMedia({ video: { facingMode: "user" } });
    try {
      video.muted = true;
      video.playsInline = true;
      video.srcObject = stream;
      await video.play();
      return await firstCode(await newDetector(), { video, stop, timers });
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    }
  };
}

async function newDetector(): Promise<Detector> {
  const { BarcodeDetector: own } = globalThis as { BarcodeDetector?: DetectorClass };
  const made = own || (await import("qr/decode.js")).BarcodeDetector;
  return new made({ formats: ["qr_code"] });
}

type Watched = { readonly video: HTMLVideoElement; readonly stop: AbortSignal; readonly timers: Timers };

async function firstCode(detector: Detector, { video, stop, timers }: Watched): Promise<string> {
  for (;;) {
    if (stop.aborted) throw new DOMException("The scan was ended", "AbortError");
    const [found] = await detector.detect(video).catch(() => []);
    if (found) return found.rawValue;
    await new Promise<void>((resolve) => void timers.after(betweenMs, resolve));
  }
}
