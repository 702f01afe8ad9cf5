/** Confined code broke the rules: what it did, which code, what to do. */
export class ConfinementError extends Error {
  constructor(problem: string, given: string) {
    super(
      `The code of the functions ${problem}. Given: ${given}. This code is not the bundle of this version of cdk-aws-organizations, so it runs confined `
      + '(docs/rehearse.md of this package). Read it before you trust it, or synthesize the app with the version of cdk-org.',
    );
    this.name = 'ConfinementError';
  }
}
