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
