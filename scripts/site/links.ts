import { posix } from 'node:path';
import { changeOutsideCode } from './markdown';

/** The target of a link or a picture in Markdown, of a link definition, and of HTML. */
const TARGETS = /(\]\(\s*|^ *\[[^\]]+\]: +|<[^>]*? (?:href|src)=")([^)\s">]+)/gm;

/** The address for a file of the repository and an anchor in it, with `.md` for a page. */
export type AddressOf = (file: string, anchor?: string) => string;

/**
 * Leads the links of a text to other addresses.
 * @param source the file of the text, from the repository
 */
export function withLinks(text: string, source: string, repositoryUrl: string, addressOf: AddressOf): string {
  const ofRepository = new RegExp(`^${repositoryUrl}/(?:blob|tree)/main/`);
  const changed = (target: string): string => {
    const inRepository = ofRepository.test(target);
    if (!inRepository && /^[a-z][a-z+.-]*:/i.test(target)) return target;
    const [path, anchor] = decodeURIComponent(target.replace(ofRepository, '')).split('#') as [string, string?];
    const file = inRepository ? path : path === '' ? source : posix.join(posix.dirname(source), path);
    return addressOf(file.replace(/\/$/, ''), anchor);
  };
  // VitePress knows links of Markdown only.
  const inHtml = (address: string) => address.replace(/^(?![a-z]+:)([^#]*)\.md(?=#|$)/, '$1.html');
  return changeOutsideCode(text, (prose) => prose.replace(TARGETS, (_, before: string, target: string) => {
    return before + (before.trimStart().startsWith('<') ? inHtml(changed(target)) : changed(target));
  }));
}
