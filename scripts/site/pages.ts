import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { withLinks } from './links';
import { anchorsOf, headingsOf, plainText, slugOf, withIds } from './markdown';
import type { Page } from './page';
import { PAGES_OF_FOLDERS, placesOfPages } from './places';
import { split } from './split';
import { withoutInterpolation } from './vue';

export interface SitePages {
  readonly pages: readonly Page[];
  /** Pictures that the pages show, from the repository. They are in the folder `pictures` of the site. */
  readonly pictures: ReadonlySet<string>;
  /** Links that lead nowhere, as "source: target". */
  readonly deadLinks: readonly string[];
}

/** The head of a page whose source has no title. */
export interface Top {
  readonly title: string;
  /** Markdown with the links of the site. */
  readonly note: string;
}

/**
 * The pages of the repository as pages of the site.
 * @param tops by the source
 */
export function sitePages(repository: string, tops: ReadonlyMap<string, Top> = new Map()): SitePages {
  const places = placesOfPages(repository);
  const originals = [...places].flatMap(([source, path]) => pagesOf(source, path, readFileSync(join(repository, source), 'utf8')));
  const links = new Links(repository, places, originals);
  const pages = originals.map((page) => withTop({ ...page, text: withoutInterpolation(links.in(page)) }, tops.get(page.source!)));
  return { pages, pictures: links.pictures, deadLinks: links.dead };
}

function withTop(page: Page, top: Top | undefined): Page {
  return top === undefined ? page : { ...page, title: top.title, text: `# ${top.title}\n\n${top.note}\n\n${page.text}` };
}

function pagesOf(source: string, path: string, original: string): Page[] {
  const text = withIds(withoutBadges(original));
  const { intro, sections } = split(text);
  const folder = path.replace(/(?:\/index)?\.md$/, '');
  const first = headingsOf(text).find(({ level }) => level === 1);
  const parts = sections.map((section) => {
    const title = section.title.replace(/ \([^)]*\)$/, '');
    return { source, path: posix.join(folder, `${slugOf(title)}.md`), title, text: section.text, isPart: true };
  });
  return [{ source, path, title: plainText(first?.text ?? posix.basename(source, '.md')), text: intro, isPart: false }, ...parts];
}

/** Badges are pictures of another host, about releases and builds: nothing for readers of the site. */
function withoutBadges(text: string): string {
  return text.replace(/\[?!\[[^\]]*\]\(https:\/\/(?:img\.shields\.io|[^)]*\/badge\.svg)[^)]*\)(?:\]\([^)]*\))?[ \n]?/g, '');
}

class Links {
  public readonly pictures = new Set<string>();
  public readonly dead: string[] = [];
  private readonly url: string;
  /** The page of each anchor, by the source. */
  private readonly anchors = new Map<string, Map<string, string>>();

  constructor(private readonly repository: string, private readonly places: ReadonlyMap<string, string>, pages: readonly Page[]) {
    this.url = repositoryUrl(repository);
    for (const { source, path, text } of pages) {
      const known = this.anchors.get(source!) ?? new Map<string, string>();
      for (const anchor of anchorsOf(text)) if (!known.has(anchor)) known.set(anchor, path);
      this.anchors.set(source!, known);
    }
  }

  public in(page: Page): string {
    return withLinks(page.text, page.source!, this.url, (file, anchor) => this.addressOf(page, file, anchor));
  }

  private addressOf(page: Page, file: string, anchor: string | undefined): string {
    const relative = (path: string) => posix.relative(posix.dirname(page.path), path);
    const source = [file, posix.join(file, 'README.md')].find((each) => this.places.has(each));
    if (source !== undefined) return this.addressOfPage(page, source, anchor, relative);
    if (PAGES_OF_FOLDERS[file] !== undefined) return relative(PAGES_OF_FOLDERS[file]);
    const path = join(this.repository, file);
    if (!existsSync(path)) return this.deadLink(page, file, anchor);
    if (/\.(?:png|svg|gif|jpe?g)$/.test(file)) {
      this.pictures.add(file);
      return relative(posix.join('pictures', file));
    }
    return `${this.url}/${statSync(path).isDirectory() ? 'tree' : 'blob'}/main/${file}${anchor === undefined ? '' : `#${anchor}`}`;
  }

  private addressOfPage(page: Page, source: string, anchor: string | undefined, relative: (path: string) => string): string {
    if (anchor === undefined) return relative(this.places.get(source)!);
    const path = this.anchors.get(source)?.get(anchor);
    if (path === undefined) return this.deadLink(page, source, anchor);
    return path === page.path ? `#${anchor}` : `${relative(path)}#${anchor}`;
  }

  private deadLink(page: Page, file: string, anchor: string | undefined): string {
    this.dead.push(`${page.source}: ${file}${anchor === undefined ? '' : `#${anchor}`}`);
    return '#';
  }
}

export function repositoryUrl(repository: string): string {
  const { repository: { url } } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { readonly repository: { readonly url: string } };
  return url.replace(/\.git$/, '');
}
