/**
 * @param {readonly number[]} values at least one
 * @returns {number}
 */
export const median = (values) => percentile(values, 50);

/**
 * The value at a percentile; between two values, the mean weighted by nearness.
 * @param {readonly number[]} values at least one
 * @param {number} percent 0 to 100
 * @returns {number}
 */
export function percentile(values, percent) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (percent / 100) * (sorted.length - 1);
  const [low = NaN, high = low] = sorted.slice(Math.floor(place));
  return low + (high - low) * (place - Math.floor(place));
}
