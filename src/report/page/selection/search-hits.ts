import { count } from '../../wording/words';
import { element } from '../dom';
import type { Page } from '../page';
import { link } from './link';
import type { Selection } from './selection';

const SHOWN = 4;

interface Hit {
  readonly selection: Selection;
  readonly name: string;
  readonly kind: string;
}

/** Services and policies that a search finds, which have no place in the tree. */
export class SearchHits {
  readonly box = element('ul', { 'class': 'hits', 'aria-label': 'Services and policies found' });
  private readonly all: readonly (Hit & { readonly haystack: string })[];

  constructor(private readonly page: Page) {
    const { organization } = page.data;
    const hits: Hit[] = [
      ...page.services().map((principal): Hit => (
        { selection: { kind: 'service', principal }, name: principal, kind: page.isTrusted(principal) ? 'trusted service' : 'service' })),
      ...organization.policies.map(({ id, name }): Hit => ({ selection: { kind: 'policy', id }, name, kind: 'policy' })),
    ];
    this.all = hits.map((hit) => ({ ...hit, haystack: `${hit.name}\n${hit.kind}\n${hit.selection.kind === 'policy' ? hit.selection.id : ''}`.toLowerCase() }));
  }

  show(words: string): void {
    const parts = words.toLowerCase().split(/\s+/).filter((part) => part !== '');
    const found = parts.length === 0 ? [] : this.all.filter(({ haystack }) => parts.every((part) => haystack.includes(part)));
    const kinds = [...new Set(found.map(({ kind }) => kind))];
    this.box.replaceChildren(...kinds.flatMap((kind) => this.items(found.filter((hit) => hit.kind === kind), kind)));
  }

  private items(found: readonly Hit[], kind: string): Node[] {
    const more = found.length - SHOWN;
    return [
      ...found.slice(0, SHOWN).map(({ selection, name }) => element('li', {}, link(this.page, selection, name), element('span', { class: 'quiet' }, ` ${kind}`))),
      ...(more > 0 ? [element('li', { class: 'quiet' }, `and ${count(more, `more ${kind}`)}`)] : []),
    ];
  }
}
