export { changeText, type ChangeText } from './changes/change-text';
export { type ReviewEntry, reviewEntries } from './changes/review-entry';
export { type Phrase, plainText } from './phrase';
export { RISK_WORDS, RisksOfReview } from './risks-of-review';
export { type AccessCounts, accessCounts, reviewHeadline } from './review-headline';
export { COMMENT_CHARACTERS, COMMENT_MARKER, markdownReview } from './markdown/markdown-review';
export type { RehearsalSummary, RehearsedCall } from './rehearsal-summary';
export { htmlPage, type PageAssets } from './html-page';
export type { PageData } from './page-data';
