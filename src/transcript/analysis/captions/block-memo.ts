import type { Paragraph } from "../../model.js";
import { type Block, toBlocks } from "./blocks.js";
import type { CueSize } from "./lines.js";

/** The blocks of a paragraph, and the size that they were made for. */
interface SizedBlocks extends CueSize {
  readonly blocks: readonly Block[];
}

/**
 * Blocks by their paragraphs, which a cached transcript keeps, and which never change. A paragraph has the blocks of one size only, and
 * they go when it goes. They take some 300 bytes a cue, 2 MB for a meeting of 5,300 paragraphs, which no budget counts.
 */
const memo = new WeakMap<Paragraph, SizedBlocks>();

/** What `toBlocks` makes of a paragraph. Finding the words of its text is most of the work of captions, so it is done once. */
export function blocksOf(paragraph: Paragraph, { maxLineWidth, maxLines }: CueSize): readonly Block[] {
  const known = memo.get(paragraph);
  if (known?.maxLineWidth === maxLineWidth && known.maxLines === maxLines) return known.blocks;
  const blocks = toBlocks(paragraph, { maxLineWidth, maxLines });
  memo.set(paragraph, { maxLineWidth, maxLines, blocks });
  return blocks;
}
