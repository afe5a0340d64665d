// Before the measurement, every subject must return the data of the upstream's page.
import { isDeepStrictEqual } from "node:util";
import { exchange } from "./exchange.mjs";
import { createParagraphs } from "./page.mjs";

/** @typedef {import("./subjects/subject.mjs").Subject} Subject */
/** @typedef {import("./queries.mjs").Shape} Shape */

/**
 * Sends one request, and compares the response with the page.
 * @param {Subject} subject
 * @param {string} url
 * @param {{ size: number, shape: Shape }} cell
 * @returns {Promise<number>} the response's length in bytes; throws if the data differ
 */
export async function checkAgreement(subject, url, cell) {
  const text = await exchange(url, subject.request({ conferenceId: "agreement", ...cell }));
  const given = subject.read(JSON.parse(text), cell.shape);
  const wanted = expected(cell);
  if (given.length !== wanted.length)
    throw new Error(`${subject.name}: ${given.length} paragraphs, not ${wanted.length}`);
  const place = wanted.findIndex((paragraph, index) => !isDeepStrictEqual(toPlain(given[index]), paragraph));
  if (place >= 0)
    throw new Error(
      `${subject.name}, ${cell.shape}: paragraph ${place} differs: ${JSON.stringify(given[place]).slice(0, 500)}`,
    );
  return Buffer.byteLength(text);
}

/** @typedef {"exact" | "bare numbers" | "corrupted"} Fate how a subject returns 64-bit identifiers; bare numbers are exact in the JSON text */

/**
 * Checks whether the subject keeps 64-bit identifiers exact.
 * @param {Subject} subject
 * @param {string} url
 * @returns {Promise<Fate | null>} null: the subject has none
 */
export async function checkIdentifiers({ identifiers }, url) {
  if (identifiers === null) return null;
  const task = /** @type {const} */ ({ conferenceId: "identifiers", size: 20, shape: "shallow" });
  const given = identifiers.read(await exchange(url, identifiers.request(task)));
  const wanted = createParagraphs(task.size).map(({ recordId }) => recordId);
  if (isDeepStrictEqual(given, wanted)) return "bare numbers";
  return isDeepStrictEqual(
    given,
    wanted.map((id) => `"${id}"`),
  )
    ? "exact"
    : "corrupted";
}

/** @param {{ size: number, shape: Shape }} cell */
const expected = ({ size, shape }) =>
  createParagraphs(size).map(({ paragraph: text, nickName: speakerName, sentenceList }) => {
    if (shape === "shallow") return { text, speakerName };
    const sentences = sentenceList.map(({ sentence, startTime, endTime, wordList }) => ({
      text: sentence,
      startTime,
      endTime,
      words: wordList.map(({ word, ...times }) => ({ text: word, startTime: times.startTime, endTime: times.endTime })),
    }));
    return { text, speakerName, sentences };
  });

/** Converts a value to JSON and back, so that only data are compared. @param {unknown} value */
const toPlain = (value) => JSON.parse(JSON.stringify(value));
