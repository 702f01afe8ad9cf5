/** Browsers refuse more than some hundred changes of the address in half a minute, and a held arrow key makes thirty in a second. */
const REST_MS = 400;

/** Keeps the end of the page's address at what is shown, so that it can be copied, and follows it where somebody changes it. */
export class AddressBar {
  private timer?: number;

  /** @param onChange for a link that is followed, a step back, and an address that is typed */
  constructor(onChange: (hash: string) => void) {
    window.addEventListener('hashchange', () => {
      window.clearTimeout(this.timer);
      onChange(window.location.hash);
    });
  }

  /** Records a selection to which the reader can return. */
  push(hash: string): void {
    window.clearTimeout(this.timer);
    if (hash !== window.location.hash) window.history.pushState(null, '', hash);
  }

  /** Replaces a selection that leads to another one. */
  replace(hash: string): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => window.history.replaceState(null, '', hash), REST_MS);
  }
}
