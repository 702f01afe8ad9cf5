type Child = Node | string | undefined | false;

interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | number | boolean | undefined | ((event: any) => void);
}

/**
 * An element. Texts become text nodes and never markup, so that names with markup in them stay what they are: names.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** Folded away until somebody wants it; its inside is made when it is first opened. */
export function folded(summary: Child, inside: () => readonly Child[], open = false): HTMLDetailsElement {
  const details = element('details', { open }, element('summary', {}, summary));
  let filled = false;
  const fill = () => {
    if (filled || !details.open) return;
    filled = true;
    details.append(...inside().filter((child): child is Node | string => child !== undefined && child !== false));
  };
  details.addEventListener('toggle', fill);
  fill();
  return details;
}
