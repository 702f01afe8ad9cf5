/** How much of a review a comment shows. */
export interface Detail {
  /** Lines of each policy's difference. */
  readonly documentLines: number;
  /** Items of the list of changes; of other lists as well. */
  readonly items: number;
  /** Names of what a folded line of changes is about. */
  readonly names: number;
  /** Rows of the table of what accounts can do. */
  readonly impactRows: number;
  /** Boxes of the tree. */
  readonly nodes: number;
  /** Characters of one text, such as a reason. */
  readonly characters: number;
}

/** From everything to the least. A comment takes the first that fits. */
export const DETAILS: readonly Detail[] = [
  { documentLines: 2_000, items: 1_000, names: 60, impactRows: 1_000, nodes: 60, characters: 1_000 },
  { documentLines: 200, items: 300, names: 20, impactRows: 300, nodes: 60, characters: 500 },
  { documentLines: 40, items: 100, names: 10, impactRows: 100, nodes: 60, characters: 300 },
  { documentLines: 0, items: 100, names: 10, impactRows: 60, nodes: 60, characters: 300 },
  { documentLines: 0, items: 40, names: 5, impactRows: 25, nodes: 40, characters: 200 },
  { documentLines: 0, items: 12, names: 0, impactRows: 10, nodes: 20, characters: 120 },
  { documentLines: 0, items: 0, names: 0, impactRows: 0, nodes: 0, characters: 80 },
];
