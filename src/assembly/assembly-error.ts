/** Something in a cloud assembly that cannot be read or is not supported: what is wrong, the value that was given, what to do. */
export class AssemblyError extends Error {
  constructor(problem: string, given: string, advice: string) {
    super(`${problem}. Given: ${given}. ${advice}`);
    this.name = 'AssemblyError';
  }
}
