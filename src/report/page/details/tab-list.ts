import { element } from '../dom';

/** Tabs with the keys of the ARIA Authoring Practices: arrows, Home and End choose, and only the chosen one is in the tab order. */
export class TabList<Name extends string> {
  readonly box = element('nav', { role: 'tablist', keydown: (event: KeyboardEvent) => this.key(event) });
  private readonly buttons: ReadonlyMap<Name, HTMLButtonElement>;

  constructor(
    names: readonly (readonly [Name, string])[], private readonly panel: HTMLElement, private readonly onSelect: (name: Name) => void,
  ) {
    this.buttons = new Map(names.map(([name, label]) => [name, element('button', {
      'role': 'tab', 'id': `tab-${name}`, 'aria-controls': panel.id, 'click': () => onSelect(name),
    }, label)]));
    this.box.append(...this.buttons.values());
  }

  /** The buttons stay, so that the one that has the focus keeps it. */
  select(name: Name): void {
    for (const [each, button] of this.buttons) {
      button.setAttribute('aria-selected', String(each === name));
      button.tabIndex = each === name ? 0 : -1;
    }
    this.panel.setAttribute('aria-labelledby', `tab-${name}`);
  }

  private key(event: KeyboardEvent): void {
    const names = [...this.buttons.keys()];
    const at = names.findIndex((name) => this.buttons.get(name) === document.activeElement);
    const last = names.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.onSelect(names[to]);
    this.buttons.get(names[to])!.focus();
  }
}
