import type { RehearsalSummary } from '../../src/report';

export function sampleRehearsal(text: (value: string) => string = (value) => value): RehearsalSummary {
  return {
    succeeded: false,
    virtualSeconds: 260,
    writingCalls: [
      { operation: 'MoveAccount', subject: text('shop'), atSeconds: 3 },
      { operation: 'CloseAccount', subject: text('store'), atSeconds: 70, refused: text('ConstraintViolationException') },
    ],
    readingCalls: 20,
    failures: [text('Account store cannot be closed today')],
    warnings: [text('One account is outside the code')],
  };
}
