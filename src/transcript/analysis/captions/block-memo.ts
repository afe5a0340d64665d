import type { Paragraph } from "../../model.js";
import { type Block, toBlocks } from "./blocks.js";
import type { CueSize } from "./lines.js";

/**
 * Blocks by paragraph. The paragraphs of a cached transcript never change. Only the blocks of one size are kept,
 * as long as the paragraph lives. They take about 300 bytes per cue, 2 MB for a meeting of 5,300 paragraphs. No
 * budget counts them.
 */
const memo = new WeakMap<Paragraph, CueSize & { readonly blocks: readonly Block[] }>();

/** The result of `toBlocks`, computed once. Finding the words of the text is most of the work of captions. */
export function blocksOf(paragraph: Paragraph, { maxLineWidth, maxLines }: CueSize): readonly Block[] {
  const known = memo.get(paragraph);
  if (known?.maxLineWidth === maxLineWidth && known.maxLines === maxLines) return known.blocks;
  const blocks = toBlocks(paragraph, { maxLineWidth, maxLines });
  memo.set(paragraph, { maxLineWidth, maxLines, blocks });
  return blocks;
}
