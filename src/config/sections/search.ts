import { flag } from "../kinds.js";
import { section } from "../variable.js";

/** How searches in transcripts compare texts. */
export const search = section("Search", {
  foldsChinese: flag(
    "SEARCH_FOLD_CHINESE",
    false,
    "whether a search finds traditional characters by simplified ones and the other way round, by OpenCC's dictionary of characters; 發 and 髮 are then both 发",
  ),
});
