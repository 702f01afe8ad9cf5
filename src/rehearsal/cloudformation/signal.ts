/** Something that happens once, and that others can wait for. */
export class Signal {
  public readonly raised: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.raised = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  public raise(): void {
    this.resolve();
  }
}
