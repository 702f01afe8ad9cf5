/** A page of the site. */
export interface Page {
  /** The file from which it comes, from the repository; undefined for a page that only the site has. */
  readonly source?: string;
  /** Its place in the site, such as `guide/adopt.md`. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
  /** Whether it is a section of a source that is too large for one page. */
  readonly isPart: boolean;
}
