import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesOfHandlers, messagesOfSynthesis } from '../../scripts/guide/messages';
import { readPage } from '../../scripts/guide/page';
import { allMessages, LEFT_OUT, missingCells, TROUBLESHOOTING, withMessages } from '../../scripts/guide/troubleshooting';

const ROOT = join(__dirname, '..', '..');
const page = readPage(TROUBLESHOOTING);

test('docs/guide/troubleshooting.md has every message of the code: after a change, run "npx tsx scripts/guide.ts troubleshooting.md"', () => {
  expect(withMessages(page)).toBe(page);
});

test('each message of the handlers has a meaning and what to do: write it in place of TODO', () => {
  expect(missingCells(page)).toEqual([]);
});

test('each reason to leave a message out belongs to a message of the code', () => {
  const messages = allMessages();
  expect(LEFT_OUT.filter(({ text }) => !messages.some((message) => text.test(message.text)))).toEqual([]);
});

test('a message that the code does not have any more goes, and a new one keeps the meaning of the most similar one', () => {
  const renamed = page.replace('The stack is in the account ACCOUNT_ID, a member', 'The stack lies in the account ACCOUNT_ID, a member');
  expect(renamed).not.toBe(page);
  expect(withMessages(renamed)).toBe(page);
});

test('a message without a row on the page gets one that has to be written', () => {
  const without = page.replace(/^\| `The stack is in the account .*\n/m, '');
  expect(missingCells(withMessages(without))).toEqual([expect.stringContaining('The stack is in the account')]);
});

test('every text that the code gives to a final failure is collected', () => {
  const folder = join(ROOT, 'src', 'handler');
  const collected = new Set(messagesOfHandlers().map(({ file }) => file));
  const failing = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    .filter((name) => /new (TerminalError|NotServedError)\(/.test(readFileSync(join(folder, name), 'utf8')));
  // It spreads what the collected function `refusal` returns.
  expect(failing.filter((name) => !collected.has(`src/handler/${name}`))).toEqual(['engine/classify-error.ts']);
});

test('each mistake of a construct says what to do', () => {
  expect(messagesOfSynthesis().filter(({ advice }) => advice === undefined)).toEqual([]);
});

/** The last cells of the rows whose message begins with a text. */
function adviceFor(message: string): string[] {
  return page.split('\n').filter((line) => line.startsWith(`| \`${message}`)).map((line) => line.split(' | ').at(-1)!.replace(/ \|$/, ''));
}

test('a message whose advice depends on a condition has the advice of each branch', () => {
  expect(adviceFor('WHAT exists (ID)')).toEqual([expect.stringMatching(/adopt: true on the constructs\. Or: Set adopt: true on the construct to take it over/)]);
});

test('a message and an advice of the same condition belong together', () => {
  expect(adviceFor('There is no WHAT')).toEqual(['Give at least one, or leave the prop out.']);
  expect(adviceFor('The list has too many items')).toEqual(['Give at most MOST.']);
});

test('a message with several advices has one row', () => {
  expect(adviceFor('The account is not known')).toHaveLength(1);
  expect(adviceFor('This is a …, not a cloud assembly')).toHaveLength(1);
});

test('no cell has a variable of the code in place of an advice', () => {
  const advice = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(advice.filter((line) => /\b(REMEDY|TO_CORRECT|INNER|QUESTION|ADVICE)\b|\.NEAR/.test(line))).toEqual([]);
});

test.each(['The fault plan is wrong', "The simulator's state is wrong", 'The action of a request must be one action'])(
  'the page has the message "%s", which a command takes from another part of the code', (message) => {
    expect(adviceFor(message)).toHaveLength(1);
  },
);
