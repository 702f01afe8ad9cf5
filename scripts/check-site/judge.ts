import type { Visit } from './visit';

/** The most that a page has, in bytes and without pictures: as HTML, and with its scripts and styles as they are sent, compressed. */
export const LIMITS = { html: 300_000, transferred: 300_000 };

export interface Weight {
  /** The size of the page itself. */
  readonly html: number;
  /** The size of the page with its scripts and styles, compressed. */
  readonly transferred: number;
}

/**
 * The problems of a page.
 * @param idsOf the IDs on a page, by its path; undefined if there is no such page or file
 * @param weight undefined for a page to which no limit applies
 */
export function problemsOf(visit: Visit, idsOf: (pathname: string) => ReadonlySet<string> | undefined, weight?: Weight): string[] {
  const tooLarge = weight === undefined ? [] : (['html', 'transferred'] as const).filter((part) => weight[part] > LIMITS[part]);
  return [
    ...visit.errors,
    ...visit.brokenPictures.map((picture) => `picture without a content: ${picture}`),
    ...visit.excess > 0 ? [`wider than the screen by ${visit.excess} pixels`] : [],
    ...new Set(visit.links.flatMap((link) => deadLink(link, new URL(visit.url), idsOf))),
    ...tooLarge.map((part) => `${part} has ${weight![part]} bytes, more than ${LIMITS[part]}`),
  ];
}

function deadLink(link: string, page: URL, idsOf: (pathname: string) => ReadonlySet<string> | undefined): string[] {
  if (!URL.canParse(link)) return [`link without an address: ${link}`];
  const { origin, pathname, hash } = new URL(link);
  if (origin !== page.origin) return [];
  const ids = idsOf(pathname);
  if (ids === undefined) return [`link to no page: ${pathname}`];
  // The page of a review shows another tab for each hash of its own.
  const isTab = pathname === page.pathname && pathname.includes('/live/');
  return hash === '' || isTab || ids.has(decodeURIComponent(hash.slice(1))) ? [] : [`link to no heading: ${pathname}${hash}`];
}
