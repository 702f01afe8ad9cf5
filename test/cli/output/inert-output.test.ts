import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inertText } from '../../../src/cli/output/inert-output';

const PLAIN = { colors: false, isRead: false };
const READ = { colors: false, isRead: true };

describe('hidden characters', () => {
  test.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a C1 control character', 'a\u009b2J', 'a\\u009b2J'],
    ['a backspace and a return', 'evil\b\b\b\b\rgood', 'evil\\u0008\\u0008\\u0008\\u0008\\u000dgood'],
    ['text from right to left', '\u202etxt.exe\u2066', '\\u202etxt.exe\\u2066'],
    ['separators of lines and paragraphs', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['marks of direction and order', '\u200e\u200f\ufeff', '\\u200e\\u200f\\ufeff'],
    ['tag characters', '\u{e0041}', '\\udb40\\udc41'],
  ])('%s is shown as an escape', (_, text, expected) => {
    expect(inertText(text, PLAIN)).toBe(expected);
  });

  test('line breaks, tabs and the line ends of CSV stay', () => {
    expect(inertText('a\n\tb\r\n', PLAIN)).toBe('a\n\tb\r\n');
  });

  test('only a terminal gets colors, and nothing else of an escape sequence', () => {
    expect(inertText('\u001b[31mred\u001b[39m \u001b]0;title\u0007', { colors: true, isRead: false })).toBe('\u001b[31mred\u001b[39m \\u001b]0;title\\u0007');
    expect(inertText('\u001b[31mred', PLAIN)).toBe('\\u001b[31mred');
  });

  test('JSON stays the same value', () => {
    const value = { name: '\u202eevil\u{e0041}\u009b ##[error] \ufeff' };
    const text = inertText(JSON.stringify(value, undefined, 2), READ);
    expect(text).toMatch(/^[\u0020-\u007e\n]+$/);
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('orders to the runner of a pipeline', () => {
  test.each([
    ['::error file=a.ts::forged', '\\u003a:error file=a.ts::forged'],
    ['fine\n  ::set-output name=x::y', 'fine\n  \\u003a:set-output name=x::y'],
    ['name ##[error]forged', 'name #\\u0023[error]forged'],
    ['##vso[task.complete result=Succeeded]', '#\\u0023vso[task.complete result=Succeeded]'],
    ['##teamcity[buildStatus status=\'SUCCESS\']', '#\\u0023teamcity[buildStatus status=\'SUCCESS\']'],
  ])('%j is text', (text, expected) => {
    expect(inertText(text, READ)).toBe(expected);
    expect(inertText(text, PLAIN)).toBe(text);
  });
});

test('a blank before an order is shown, so that the order begins no line', () => {
  expect(inertText('fine\n\u00a0::set-output name=x::y', READ)).toBe('fine\n\\u00a0::set-output name=x::y');
});

test.each(['index.js', 'index.css'])('the page has nothing in it that would be changed on its way to standard output: %s', (name) => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'assets', 'page', name), 'utf8');
  expect(inertText(text, READ)).toBe(text);
});
