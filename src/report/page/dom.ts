import { visible, visibleLines } from '../escape/visible';

type Child = Node | string | undefined | false;

interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | number | boolean | undefined | ((event: any) => void);
}

/**
 * An element. Texts become text nodes and never markup, so that names with markup in them stay what they are: names. Hidden characters in
 * them are shown as escapes.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? '' : key === 'title' || key === 'aria-label' ? visibleLines(String(value)) : String(value));
  }
  made.append(...shown(children));
  return made;
}

/** Folded away until somebody wants it; its inside is made when it is first opened. */
export function folded(summary: Child, inside: () => readonly Child[], open = false): HTMLDetailsElement {
  const details = element('details', { open }, element('summary', {}, summary));
  let filled = false;
  const fill = () => {
    if (filled || !details.open) return;
    filled = true;
    details.append(...shown(inside()));
  };
  details.addEventListener('toggle', fill);
  fill();
  return details;
}

function shown(children: readonly Child[]): (Node | string)[] {
  const given = children.filter((child): child is Node | string => child !== undefined && child !== false);
  return given.map((child) => (typeof child === 'string' ? shownText(child, given.length) : child));
}

/** A line alone is a name, whose spaces at the end are shown. Between elements a space parts words of ours. */
function shownText(text: string, siblings: number): string {
  return siblings > 1 || text.includes('\n') ? visibleLines(text) : visible(text);
}
