/** Something in a cloud assembly that cannot be read or is not supported: what is wrong, the value that was given, what to do. */
export class AssemblyError extends Error {
  constructor(problem: string, given: string, advice: string) {
    super(`${problem}. Given: ${given}. ${advice}`);
    this.name = 'AssemblyError';
  }
}

export const SUPPORTED_FUNCTIONS = [
  'Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::If', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals',
  'Fn::FindInMap', 'Fn::ImportValue', 'Fn::Base64', 'Fn::GetAZs',
];

export function unsupportedFunction(name: string, place: string): AssemblyError {
  return new AssemblyError(
    `The intrinsic function ${name} is not supported`, place, `Use one of ${SUPPORTED_FUNCTIONS.join(', ')}, or leave this stack out.`,
  );
}
