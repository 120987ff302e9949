import { expect, test } from "vitest";
import { codeGuesses, guessLimit, wrongCodesOfClient } from "../../../../worker/limits/guess-limit.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { Failure } from "../../../../worker/problems/failure.ts";

const minuteMs = 60_000;
const unknown = async () => fail<Failure>({ kind: "unknown-ticket" });
const known = async () => ok("here it is");

function guessesAt(now: { ms: number }): ReturnType<typeof codeGuesses> {
  return codeGuesses(() => now.ms);
}

test("a limit allows a number of wrong codes in a minute, then says how long to wait, and forgets them after a minute", () => {
  const limit = guessLimit(60);
  for (let guess = 0; guess < 60; guess++) {
    expect(limit.mayTry(guess * 100).ok).toBe(true);
    limit.wasWrong(guess * 100);
  }
  expect(limit.mayTry(6000)).toEqual({
    ok: false,
    failure: { kind: "rate-limited", retryAfterSeconds: Math.ceil((minuteMs - 6000) / 1000) },
  });
  expect(limit.mayTry(minuteMs).ok).toBe(true);
});

test("a client with too many wrong codes must wait a minute, even with a right code; other clients need not", async () => {
  const now = { ms: 0 };
  const guesses = guessesAt(now);
  for (let guess = 0; guess < wrongCodesOfClient; guess++) await guesses.attempt("203.0.113.7", unknown);
  const held = { ok: false, failure: { kind: "rate-limited", retryAfterSeconds: 60 } };
  expect(await guesses.attempt("203.0.113.7", known)).toEqual(held);
  expect((await guesses.attempt("203.0.113.8", known)).ok).toBe(true);
  now.ms = minuteMs;
  expect((await guesses.attempt("203.0.113.7", known)).ok).toBe(true);
});

test("parallel guesses are limited like guesses one after the other", async () => {
  const guesses = guessesAt({ ms: 0 });
  const many = Array.from({ length: 3 * wrongCodesOfClient }, () => guesses.attempt("203.0.113.7", unknown));
  const kinds = (await Promise.all(many)).map((done) => (done.ok ? "" : done.failure.kind));
  expect(kinds.filter((kind) => kind === "unknown-ticket")).toHaveLength(wrongCodesOfClient);
});

test("any number of parallel right codes is allowed", async () => {
  const guesses = guessesAt({ ms: 0 });
  const many = Array.from({ length: 3 * wrongCodesOfClient }, () => guesses.attempt("203.0.113.7", known));
  expect((await Promise.all(many)).every((done) => done.ok)).toBe(true);
});

test("right codes and other refusals do not count as wrong codes", async () => {
  const guesses = guessesAt({ ms: 0 });
  const refused = async () => fail<Failure>({ kind: "sealed-closed" });
  for (let turn = 0; turn < 2 * wrongCodesOfClient; turn++) {
    await guesses.attempt("203.0.113.7", turn % 2 ? known : refused);
  }
  expect((await guesses.attempt("203.0.113.7", known)).ok).toBe(true);
});
