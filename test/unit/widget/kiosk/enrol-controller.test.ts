import { expect, test } from "vitest";
import { fail, ok } from "../../../../shared/result.ts";
import { EnrolController } from "../../../../widget/kiosk/enrol-controller.ts";

test("a link opens the screen on an enrolled tablet too, and who does not want it closes it", () => {
  const enrolling = new EnrolController(
    async () => fail("code"),
    () => {},
  );
  expect(enrolling.isOpen).toBe(false);
  enrolling.fill("H20.7K3M9Q2X");
  expect(enrolling.isOpen).toBe(true);
  enrolling.close();
  expect(enrolling.isOpen).toBe(false);
  expect(enrolling.state).toMatchObject({ agency: "", code: "" });
});

test("the screen goes by itself once the code was taken, and stays where it was not", async () => {
  const answers = [fail("code" as const), ok({ persisted: true })];
  const enrolling = new EnrolController(
    async () => answers.shift() ?? fail("busy"),
    () => {},
  );
  enrolling.fill("H20.7K3M9Q2X");
  await enrolling.submit();
  expect(enrolling.isOpen).toBe(true);
  enrolling.fill("H20.7K3M9Q2X");
  await enrolling.submit();
  expect(enrolling.isOpen).toBe(false);
});
