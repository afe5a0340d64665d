import { BadUserInput } from "../../errors.js";

/** Checks an argument that is a list. @throws BadUserInput with its name for more than `max` items. */
export function checkListLength(argument: string, { length }: readonly unknown[], max: number): void {
  if (length > max) throw new BadUserInput(`${argument}: at most ${max} at once, and there are ${length}`);
}
