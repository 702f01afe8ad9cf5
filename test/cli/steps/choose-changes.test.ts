import { PassThrough } from 'node:stream';
import { answersMissing, askForChanges, changesMatching, inListedOrder, keepOption } from '../../../src/cli/drift/choose-changes';
import { withTerminal } from '../../../src/cli/options/terminal';
import type { Change } from '../../../src/model';

const target = (id: string, path: string) => ({ kind: 'account' as const, id, path, email: `${path.split('/').pop()}@example.com` });
const [red, blue] = [target('200000000001', 'Root/Dev/red'), target('200000000002', 'Root/Prod/blue')];
const dev = { kind: 'organizationalUnit' as const, id: 'ou-root-00000001', path: 'Root/Dev' };
const prod = { kind: 'organizationalUnit' as const, id: 'ou-root-00000002', path: 'Root/Prod' };
const stay = { kind: 'policy' as const, id: 'p-00000001', name: 'stay', type: 'SERVICE_CONTROL_POLICY' as const };

const CHANGES: readonly Change[] = [
  { kind: 'accountMoved', account: red, from: prod, to: dev },
  { kind: 'accountRenamed', account: blue, before: 'azure', after: 'blue' },
  { kind: 'organizationalUnitRenamed', unit: prod, before: 'Live', after: 'Prod' },
  { kind: 'detached', policy: stay, target: dev, awsManaged: false },
  { kind: 'trustedAccessRemoved', servicePrincipal: 'config.amazonaws.com', outcome: 'stays' },
];

test('the changes are asked for in the order in which they are listed, the dangerous ones first', () => {
  const levels = ['neutral', 'tightens', 'neutral', 'loosens', 'destroys'] as const;
  const risks = levels.map((level, change) => ({ change, level, reason: 'It is a test.' }));
  expect(inListedOrder({ changes: CHANGES, risks, drift: true })).toEqual([4, 3, 1, 0, 2].map((index) => CHANGES[index]));
});

describe('a pattern', () => {
  test.each<[string, readonly number[]]>([
    ['200000000001', [0]],
    ['Dev/red', [0]],
    ['Root/Dev/*', [0]],
    ['*/blue', [1]],
    ['azure', [1]],
    ['blue@example.com', [1]],
    ['Prod', [2]],
    ['Dev', [3]],
    ['st*y', [3]],
    ['config.amazonaws.com', [4]],
    ['*', [0, 1, 2, 3, 4]],
  ])('%s keeps the changes about these resources, and not those that only mention them', (pattern, indexes) => {
    expect(changesMatching([pattern], CHANGES)).toEqual(indexes.map((index) => CHANGES[index]));
  });

  test('has no other special character than *', () => {
    expect(() => changesMatching(['config.amazonaws.c.m'], CHANGES)).toThrow('No change is about this (given: --keep config.amazonaws.c.m).');
    expect(() => changesMatching(['['], CHANGES)).toThrow('(given: --keep [)');
  });

  test('that matches nothing is refused beside one that matches', () => {
    expect(() => changesMatching(['*', 'x'], CHANGES)).toThrow('No change is about this (given: --keep x). Use an ID, a path or a name of the list, * for any text, or "all" or "none".');
  });
});

describe('a person at the terminal', () => {
  const asked = async (...answers: string[]) => {
    const questions: string[] = [];
    const kept = await askForChanges(CHANGES, async (question) => {
      questions.push(question);
      return answers.shift()!;
    });
    return { kept: kept.map((change) => CHANGES.indexOf(change)), questions };
  };

  test('is asked about each change', async () => {
    const { kept, questions } = await asked('k', 'r', 'R ', 'K', 'r');
    expect(kept).toEqual([0, 3]);
    expect(questions[0]).toBe('[1/5] Account red was moved by hand from Prod to Dev\n'
      + '  keep it in the rows (k), revert it (r), keep this and all others (ka), revert this and all others (ra)? ');
  });

  test('can answer for all others at once', async () => {
    expect((await asked('r', 'ka')).kept).toEqual([1, 2, 3, 4]);
    expect((await asked('k', 'ra')).kept).toEqual([0]);
  });

  test('is asked again after an answer that is none', async () => {
    const { kept, questions } = await asked('', 'yes', 'ka');
    expect([kept.length, questions.length]).toEqual([5, 3]);
  });
});

describe('the terminal', () => {
  const answered = async (text: string) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.end(text);
    const kept = await withTerminal(answersMissing, (ask) => askForChanges(CHANGES.slice(0, 2), ask), { input, output });
    return { kept: kept.length, shown: String(output.read()) };
  };

  test('gets the questions as plain text, without control sequences that would be shown', async () => {
    const { kept, shown } = await answered('k\nr\n');
    expect(kept).toBe(1);
    // eslint-disable-next-line no-control-regex
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(shown).toContain('[2/2] Account azure was renamed by hand to blue');
  });

  test('that ends before the last answer writes nothing', async () => {
    await expect(answered('k\n')).rejects.toThrow('The input ended before all changes were answered, so that nothing is written. Answer each with k or r.');
  });
});

test('without a terminal there has to be an answer', () => {
  expect(keepOption(undefined, true)).toBe('ask');
  expect(keepOption(['none'], false)).toBe('none');
  expect(keepOption(['a', 'b'], false)).toEqual({ patterns: ['a', 'b'] });
  expect(() => keepOption(undefined, false)).toThrow('Nobody can be asked, because this is no terminal (given: --write).');
});
