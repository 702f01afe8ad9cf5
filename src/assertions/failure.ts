const LISTED = 10;

/** @throws Error with the actual values, one on each line, if the assertion does not hold. */
export function assertion(holds: boolean, message: string, there: readonly string[]): void {
  if (holds) return;
  const more = there.length > LISTED ? [`and ${there.length - LISTED} more`] : [];
  throw new Error(failureText(message, there.length === 0 ? ['nothing'] : [...there.slice(0, LISTED), ...more]));
}

export function failureText(message: string, lines: readonly string[]): string {
  return [`${message}:`, ...lines].join('\n  ');
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
