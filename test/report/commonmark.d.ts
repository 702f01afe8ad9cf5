/** The types that the tests use; the package has none. */
declare module 'commonmark' {
  interface Node {
    readonly type: string;
    readonly literal: string | null;
    walker(): { next(): { readonly entering: boolean; readonly node: Node } | null };
  }
  class Parser {
    parse(text: string): Node;
  }
  class HtmlRenderer {
    render(node: Node): string;
  }
}
