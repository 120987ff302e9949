import { encode } from "uqr";
import { expect, test } from "vitest";
import { startScanner } from "../../../../widget/device/start-scanner.ts";

const timers = {
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/** A camera before which somebody holds a QR code, or nothing. */
function cameraBefore(text: string | null) {
  const canvas = document.createElement("canvas");
  canvas.width = 480;
  canvas.height = 480;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const { data, size } = encode(text ?? "", { ecc: "M", border: 4 });
  const module = Math.floor(480 / size);
  const draw = (): void => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 480, 480);
    context.fillStyle = "#000";
    if (text === null) return;
    data.forEach((row, y) => {
      row.forEach((isDark, x) => {
        if (isDark) context.fillRect(x * module, y * module, module, module);
      });
    });
  };
  const timer = setInterval(draw, 50);
  const stream = canvas.captureStream(20);
  const video = document.createElement("video");
  document.body.append(video);
  const browser = { mediaDevices: { getUserMedia: async () => stream } } as unknown as Navigator;
  return { stream, video, scan: startScanner(browser, timers), end: () => clearInterval(timer) };
}

test("reads the code that is held before the camera, and lets go of the camera", async () => {
  const code = "H20.20.4-241124-0001";
  const { scan, video, stream, end } = cameraBefore(code);
  expect(await scan(video, new AbortController().signal)).toBe(code);
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(["ended"]);
  expect(video.srcObject).toBeNull();
  end();
});

test("ends when it is told to, where nobody holds anything", async () => {
  const { scan, video, stream, end } = cameraBefore(null);
  const stop = new AbortController();
  const scanning = scan(video, stop.signal);
  setTimeout(() => stop.abort(), 300);
  await expect(scanning).rejects.toThrow("ended");
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(["ended"]);
  end();
});

test("rejects where there is no camera", async () => {
  const browser = { mediaDevices: { getUserMedia: () => Promise.reject(new DOMException("none", "NotFoundError")) } };
  const scan = startScanner(browser as unknown as Navigator, timers);
  await expect(scan(document.createElement("video"), new AbortController().signal)).rejects.toThrow("none");
});
