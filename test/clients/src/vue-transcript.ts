import { readonly, ref, shallowRef } from "vue";
import { type Send, type Paragraph, readPage } from "./plain-fetch.js";

/** A meeting's transcript for a Vue component. Each call of `loadMore` adds a page. */
export function useTranscript(send: Send, conferenceId: string) {
  const paragraphs = shallowRef<readonly Paragraph[]>([]);
  const hasMore = ref(true);
  const isLoading = ref(false);
  const problem = shallowRef<Error | null>(null);
  let cursor: string | null = null;

  async function loadMore(): Promise<void> {
    if (isLoading.value || !hasMore.value) return;
    isLoading.value = true;
    problem.value = null;
    try {
      const { nodes, pageInfo } = await readPage(send, conferenceId, cursor);
      paragraphs.value = [...paragraphs.value, ...nodes];
      hasMore.value = pageInfo.hasNextPage;
      cursor = pageInfo.endCursor ?? cursor;
    } catch (error) {
      problem.value = error as Error;
    } finally {
      isLoading.value = false;
    }
  }

  return { paragraphs, hasMore: readonly(hasMore), isLoading: readonly(isLoading), problem, loadMore };
}
