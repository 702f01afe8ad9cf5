/** Something that happens once, and that others can wait for. */
export class Signal {
  public readonly raised: Promise<void>;
  public readonly raise: () => void;

  constructor() {
    let resolveRaised: () => void = () => undefined;
    this.raised = new Promise((resolve) => {
      resolveRaised = resolve;
    });
    this.raise = resolveRaised;
  }
}
