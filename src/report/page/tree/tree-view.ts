import { element } from '../dom';
import { isGhost, type PageNode } from '../page-nodes';
import { type Filter, NO_FILTER, type Row, type TreeRows } from './tree-rows';

const ROW_HEIGHT = 26;
const ROWS_BEYOND = 12;

/**
 * The organization as a tree. Only the lines in sight are in the document, so that ten thousand accounts scroll as ten do.
 * Keys as the ARIA Authoring Practices describe a tree view: arrows, Home, End, letters of the search box aside.
 */
export class TreeView {
  readonly box = element('div', {
    'class': 'tree',
    'role': 'tree',
    'tabindex': 0,
    'aria-label': 'Organization',
    'scroll': () => this.paint(),
    'keydown': (event: KeyboardEvent) => this.key(event),
  });
  private readonly canvas = element('div', { class: 'canvas', role: 'presentation' });
  private readonly closed = new Set<number>();
  private filter: Filter = NO_FILTER;
  private rows: Row[] = [];
  private selected = 0;

  constructor(
    private readonly nodes: readonly PageNode[], private readonly tree: TreeRows, private readonly notes: (node: number) => readonly Node[],
    private readonly onSelect: (node: number) => void, private readonly onCount: (found: number) => void,
  ) {
    this.box.append(this.canvas);
    new ResizeObserver(() => this.paint()).observe(this.box);
  }

  show(filter: Filter): void {
    this.filter = filter;
    this.layOut();
    this.onCount(this.rows.filter(({ node, found }) => found && this.nodes[node].kind === 'account' && !isGhost(this.nodes[node])).length);
  }

  select(node: number): void {
    this.selected = node;
    const opened = this.tree.path(node).slice(0, -1).filter((above) => this.closed.delete(above));
    if (opened.length > 0) this.layOut();
    this.bringIntoSight();
    this.onSelect(node);
  }

  /** Opens or closes everything below the root. */
  foldAll(fold: boolean): void {
    this.closed.clear();
    if (fold) this.tree.children.forEach((below, node) => node > 0 && below.length > 0 && this.closed.add(node));
    this.layOut();
  }

  private layOut(): void {
    this.rows = this.tree.rows(this.filter, this.closed);
    this.canvas.style.height = `${this.rows.length * ROW_HEIGHT}px`;
    this.paint();
  }

  private paint(): void {
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW_HEIGHT) - ROWS_BEYOND);
    const last = Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW_HEIGHT) + ROWS_BEYOND;
    this.canvas.replaceChildren(...this.rows.slice(first, last).map((row, index) => this.line(row, first + index)));
    this.box.setAttribute('aria-activedescendant', `node-${this.selected}`);
  }

  private line({ node, level, open, found }: Row, position: number): HTMLElement {
    const { name, kind, fate } = this.nodes[node];
    const below = this.tree.accountsBelow[node];
    const line = element('div', {
      'class': `row ${kind}${found ? '' : ' context'}${fate ? ` ${fate}` : ''}`,
      'role': 'treeitem',
      'id': `node-${node}`,
      'aria-level': level,
      'aria-expanded': open === undefined ? undefined : String(open),
      'aria-selected': String(node === this.selected),
      'click': () => this.select(node),
    }, element('button', {
      'class': 'fold', 'tabindex': -1, 'aria-hidden': 'true', 'click': (event: MouseEvent) => { event.stopPropagation(); this.toggle(node); },
    }, open === undefined ? '' : open ? '▾' : '▸'), element('span', { class: 'name' }, name), ...this.notes(node),
    kind !== 'account' && element('span', { class: 'count' }, `${below.toLocaleString('en')} account${below === 1 ? '' : 's'}`));
    line.style.top = `${position * ROW_HEIGHT}px`;
    line.style.paddingInlineStart = `${(level - 1) * 18}px`;
    return line;
  }

  private toggle(node: number): void {
    if (!this.closed.delete(node)) this.closed.add(node);
    this.layOut();
  }

  private key(event: KeyboardEvent): void {
    const at = this.rows.findIndex(({ node }) => node === this.selected);
    const row: Row | undefined = this.rows[at];
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW_HEIGHT) - 1);
    const to = (position: number) => {
      const next: Row | undefined = this.rows[Math.min(Math.max(position, 0), this.rows.length - 1)];
      if (next) this.select(next.node);
    };
    const up = () => (row && this.nodes[row.node].parent >= 0 ? this.select(this.nodes[row.node].parent) : undefined);
    const keys: Record<string, () => unknown> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at - 1),
      PageDown: () => to(at + page),
      PageUp: () => to(at - page),
      Home: () => to(0),
      End: () => to(this.rows.length - 1),
      ArrowRight: () => (row?.open === false ? this.toggle(row.node) : row?.open && to(at + 1)),
      ArrowLeft: () => (row?.open ? this.toggle(row.node) : up()),
      Enter: () => row && this.onSelect(row.node),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }

  private bringIntoSight(): void {
    const top = this.rows.findIndex(({ node }) => node === this.selected) * ROW_HEIGHT;
    if (top < 0) return;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + ROW_HEIGHT > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + ROW_HEIGHT - this.box.clientHeight;
    this.paint();
  }
}
