/** An event that happens once and can be awaited. */
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
