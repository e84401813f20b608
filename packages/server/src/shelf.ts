import type { Record } from "@chancery/reader";

/** What the pages ask of an archive. */
export interface StorySummary {
  id: string;
  headline: string | null;
  agency: string | null;
  published: string | null;
  format: string;
  language: string;
  /** The first words of its body. */
  lead: string;
  counts: { statements: number; events: number; ties: number; commitments: number };
}

export interface Shelf {
  /** Stories newest first, those that hold the words of `text`; `cursor` is a former answer's `next`. */
  stories(query: { text: string | null; cursor: string | null; limit: number }): {
    items: StorySummary[];
    next: string | null;
  };
  record(id: string): Record | null;
}
